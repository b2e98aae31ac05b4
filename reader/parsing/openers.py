"""What one line shows by itself about opening an item or leaning on the line before.

Takes the text of a line and gives its ``Shape``: how it begins, who speaks in its first sentence,
the names in it with their kind, its content words. The word lists stand in ``data/openers.toml``.
What ties a line to its neighbours is left to ``cohesion``, the decision to ``boundary_model``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files


def _read_lists() -> dict[str, frozenset[str]]:
    text = (files(__package__) / "data" / "openers.toml").read_text(encoding="utf-8")
    return {name: frozenset(table["words"]) for name, table in tomllib.loads(text).items()}


LISTS = _read_lists()
_PERFECT, _REPORTING, _TITLES = LISTS["perfect_verbs"], LISTS["reporting"], LISTS["titles"]
_BODIES, _PARTICLES = LISTS["bodies"], LISTS["particles"]
_OUTLETS, _PAPERS = LISTS["outlets"], LISTS["papers"]
_OFFICES, _SOURCES, _STOP = LISTS["offices"], LISTS["sources"], LISTS["stop"]
_PRONOUNS = {"he", "she", "they", "it"}
_BEFORE_VERB = (
    _PERFECT | {"had"} | LISTS["further"] | LISTS["background"] | {"then", "once", "is", "was"}
)
_NO_NAME = frozenset().union(
    *(
        LISTS[name]
        for name in (
            "pronouns",
            "it",
            "connectives",
            "past",
            "articles",
            "indefinite",
            "gerunds",
            "prepositions",
            "stop",
            "own_voice",
        )
    )
)
_PHRASES = tuple(sorted(LISTS["phrases"]))
_PLACES, _CARRYING = LISTS["places"], LISTS["carrying"]
_DATES = LISTS["weekdays"] | LISTS["months"]
_FURTHER, _BACKGROUND = LISTS["further"], LISTS["background"]

_WORD = re.compile(r"[^\W_](?:[\w-]|['’](?=\w))*")
_CAPITAL = "[A-Z\u00c0-\u00de\u0100-\u017d\u0400-\u042f]"
_NAME = re.compile(
    # up to eight capitalised words or initials in a row, particles between them
    rf"(?:(?:{_CAPITAL}\.){{1,4}}|{_CAPITAL}[\w-]{{0,40}})"
    rf"(?: (?:(?:al|bin|da|de|del|den|der|di|du|el|la|le|van|von) ){{0,2}}"
    rf"(?:(?:{_CAPITAL}\.){{1,4}}|{_CAPITAL}[\w-]{{0,40}})){{0,7}}"
)
_QUOTED = re.compile(r"[“\"”][^“”\"]{1,3000}[“”\"]|[“\"”][^“”\"]{0,3000}$")
_SENTENCE_END = re.compile(
    r"(?:[^\W_A-Z]|[A-Z]{2}|\")[.!?…]\s+(?=[A-Z\u00c0-\u00de\u0400-\u042f;\"])"
)
# "The leaders of Spain and Italy": an office that needs nobody named before
_OF_NAMES = re.compile(r"The (?:\w+ ){1,3}of (?:the )?[A-Z]")
_BULLET = re.compile(r"[-–—•·*▪●]\s|\d{1,2}[.)]\s")
_MARKS = "“”\"«„‘'"
_ENDS = ".!?…”\"»)]’':;"


class Kind(StrEnum):
    """How a name stands in a line."""

    TITLED = "titled"
    """In full, with title or office."""
    FULL = "full"
    """First name and surname."""
    SHORT = "short"
    """Title and surname."""
    SINGLE = "single"
    """One word: a surname, a place, a state."""
    BODY = "body"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised sequence outside quotation marks."""

    kind: Kind
    key: str
    """Its last word, lower case."""
    first: str
    """Its first word without title, lower case."""
    start: int
    """Character offsets into the line without its quotations, half-open."""
    end: int
    owns: bool
    """A possessive: what follows is a thing of it, or a person of it."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a reporting verb belongs to."""

    rank: int
    """How much it tells, low first."""
    kind: str
    """``full``, ``short``, ``outlet``, ``name``, ``new office``, ``office of a state``,
    ``pronoun``, ``office``, ``body`` or ``other``."""
    key: str
    """The last word of the name, lower case; empty where there is none."""
    is_fresh: bool
    """The verb is in the present or the perfect."""
    carries_on: bool = False
    """The verb goes on with words said before: added, stressed."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What one line shows by itself."""

    lead: str
    """How it begins: ``bullet``, ``quotation``, ``pronoun``, ``connective``, ``background``,
    ``according to``, ``the source``, ``the office``, ``participle``, ``preposition``, ``a``,
    ``the``, ``it is`` or ``other``."""
    speaker: Speaker
    """Who speaks in the first sentence."""
    names: tuple[Name, ...]
    head: int
    """How many of the names stand in the first sentence."""
    clause: int
    """Where the first clause ends: offset of the first comma, or of the sentence's end."""
    subject: int
    """Place among the names of the one that the sentence is about; -1 for none."""
    cues: tuple[str, ...]
    goes_on: bool
    """One statement more: also, again."""
    is_background: bool
    """It recalls what was said or done before."""
    is_perfect: bool
    """Its first clause is in the perfect, whoever speaks."""
    words: frozenset[str]
    """Stems of content words, quotations included."""
    is_quote: bool
    """It begins with a quotation mark."""
    is_open: bool
    """A quotation that it begins is not closed in it."""
    is_own_voice: bool
    """First person outside marks, or nobody who speaks: it may be a block quotation."""
    is_label: bool
    """It is short and ends without a stop, as headlines and bylines do."""
    asks_more: bool
    """It ends with a colon."""
    is_of_officials: bool
    """Its subject is a group of officials that needs nobody named before."""
    announces: bool
    """It is one sentence that ends with a colon: an introduction to what comes next."""
    is_bullet: bool


def _name(found: re.Match[str], narrative: str) -> Name | None:
    words = found[0].split(" ")
    while words and (words[0].lower() in _NO_NAME or words[0].lower() in _PARTICLES):
        del words[0]
    if not words:
        return None
    last = words[-1].lower()
    cut = max(
        (k for k, word in enumerate(words) if word.lower().rstrip(".") in _TITLES), default=-1
    )
    own = [word for word in words[cut + 1 :] if word.lower() not in _PARTICLES]
    if not own:
        return None
    start = found.end() - len(" ".join(words))
    kind = _kind(words, own, narrative, start, found.end(), is_titled=cut >= 0)
    key = " ".join(words).lower() if kind is Kind.OUTLET else last
    return Name(
        kind, key, own[0].lower(), start, found.end(), narrative.startswith(" ;", found.end())
    )


def _kind(
    words: list[str], own: list[str], narrative: str, start: int, end: int, *, is_titled: bool
) -> Kind:
    last = words[-1].lower()
    if last in _OUTLETS or last in _PAPERS or words[0].lower() in _OUTLETS:
        return Kind.OUTLET
    if last in _PLACES:
        return Kind.SINGLE
    if own[0].lower() in _PLACES and own[0] != own[-1]:
        return Kind.SHORT if is_titled else Kind.BODY
    if last in _BODIES or (len(own) == 1 and len(own[0]) > 1 and own[0].isupper()):
        return Kind.BODY
    before = narrative[max(0, start - 24) : start].split()
    is_titled = is_titled or bool(before and before[-1].lower().rstrip(",") in _TITLES)
    if len(own) == 1 or (len(own) == 2 and own[0].isupper() and "." not in own[0]):
        return Kind.SHORT if is_titled else Kind.SINGLE
    after = narrative[end : end + 60]
    if not is_titled and after.startswith(", "):
        is_titled = not _TITLES.isdisjoint(after.lower().split())
    return Kind.TITLED if is_titled else Kind.FULL


def _is_verb(tokens: list[str], lower: list[str], k: int) -> bool:
    """Whether a word is a verb here and no noun or participle: "Russian claims", "the reports"."""
    if not lower[k].endswith("s") and lower[k] not in ("claim", "say"):
        return True
    at = k - 1
    while at > 0 and lower[at] in _BEFORE_VERB:
        at -= 1
    before = lower[at] if at >= 0 else ""
    if before in _PRONOUNS or before in _OFFICES or before in _SOURCES:
        return True
    return at >= 0 and tokens[at][0].isupper() and not before.endswith(("ian", "ish", "ese", "can"))


_NOBODY = Speaker(9, "", "", is_fresh=False)
_RANKS = {
    Kind.TITLED: (0, "full"),
    Kind.FULL: (0, "full"),
    Kind.SHORT: (2, "short"),
    Kind.OUTLET: (1, "outlet"),
    Kind.SINGLE: (3, "name"),
    Kind.BODY: (6, "body"),
}
_CITED = _SOURCES | _OFFICES | {"people"}
_RELATIVE = {
    "as",
    "because",
    "how",
    "that",
    "what",
    "where",
    "which",
    "who",
    "whom",
    "whose",
    "why",
}
_DEFINITE = {"the", "his", "her", "their", "its", "this", "that"}
_INDEFINITE = {"a", "an", "one", "unnamed", "anonymous"}


def _office(lower: list[str], tokens: list[str], at: int) -> tuple[int, str]:
    """Whether an office without a name is known already: "the official", not "an official"."""
    for k in range(at - 1, max(-1, at - 7), -1):
        if lower[k] in _DEFINITE:
            is_of_state = not _PLACES.isdisjoint(lower[k + 1 : at]) and at > 8
            return (4, "office of a state") if is_of_state else (5, "office")
        if lower[k] in _INDEFINITE or lower[k] in _PERFECT:
            return 4, "new office"
    is_named = any(token[0].isupper() for token in tokens[max(0, at - 5) : at])
    return (4, "new office") if is_named or lower[at].endswith("s") else (5, "office")


def _first_speaker(head: str, names: tuple[Name, ...], *, is_quote: bool) -> Speaker:
    """The most telling speaker of a sentence."""
    found = list(_WORD.finditer(head))
    tokens = [m[0] for m in found]
    lower = [token.lower() for token in tokens]
    best, is_any_fresh = _NOBODY, False
    for k, word in enumerate(lower):
        if word == "according" and (k or is_quote) and k < len(lower) - 3:
            rank, kind, key = _according(head, names, tokens, lower, found[k + 2].start(), k + 2)
            is_fresh = kind in ("outlet", "full")
        elif word in _REPORTING and (k or is_quote):
            is_after = head[max(0, found[k].start() - 2) : found[k].start()] == ", "
            after = k + 1 + (k + 1 < len(lower) and lower[k + 1] == "the")
            if (
                is_after
                and after < len(lower)
                and any(n.start == found[after].start() for n in names)
            ):
                rank, kind, key = _inverted(names, found[after].start())
                is_fresh = word.endswith("s")
            elif _is_verb(tokens, lower, k):
                at, is_fresh = _skip_back(lower, k)
                place = found[k + 1].start() if k + 1 < len(found) else -1
                rank, kind, key = _subject(head, names, tokens, lower, at, found[at].end(), place)
            else:
                continue
        else:
            continue
        is_any_fresh = is_any_fresh or is_fresh
        if rank < best.rank or not best.kind:
            best = Speaker(rank, kind, key, is_fresh, word in _CARRYING)
    if best.kind == "other" and _is_new_office(lower):
        best = Speaker(4, "new office", "", best.is_fresh)
    return Speaker(best.rank, best.kind, best.key, is_any_fresh, best.carries_on)


def _is_new_office(lower: list[str]) -> bool:
    """Officials without a name that stand away from their verb: "an unnamed envoy close to"."""
    if lower[0].endswith("s") and (lower[0] in _OFFICES or lower[0] in _SOURCES):
        return True
    return "unnamed" in lower or "anonymous" in lower


def _skip_back(lower: list[str], k: int) -> tuple[int, bool]:
    """The word before a verb and its adverbs, and whether the verb is fresh."""
    at, is_fresh = k - 1, lower[k].endswith("s")
    while at >= 0 and k - at < 5 and (lower[at] in _BEFORE_VERB or lower[at].endswith("ly")):
        is_fresh = is_fresh or lower[at] in _PERFECT
        at -= 1
    return at, is_fresh


def _according(
    head: str, names: tuple[Name, ...], tokens: list[str], lower: list[str], start: int, at: int
) -> tuple[int, str, str]:
    """Who is meant by the words after "according to"."""
    end = head.find(",", start)
    end = end if end > 0 else len(head)
    is_report = False
    for k in range(at, min(len(lower), at + 6)):
        is_report = is_report or lower[k] in _SOURCES
        is_next_named = k + 1 < len(tokens) and tokens[k + 1][0].isupper()
        if (lower[k] in _SOURCES or lower[k] in _OFFICES) and not is_next_named:
            return *_office(lower, tokens, k), ""
        if tokens[k][0].isupper() and lower[k] not in _PLACES and lower[k] not in _NO_NAME:
            break
    near = [n for n in names if start <= n.start < min(end, start + 60) and n.key not in _PLACES]
    if near and is_report and near[0].kind in (Kind.BODY, Kind.SINGLE):
        return 1, "outlet", near[0].key
    if near:
        return *_RANKS[near[0].kind], near[0].key
    return 8, "other", ""


def _subject(
    head: str,
    names: tuple[Name, ...],
    tokens: list[str],
    lower: list[str],
    at: int,
    end: int,
    after: int,
) -> tuple[int, str, str]:
    if at < 0:
        return _inverted(names, after)
    if lower[at] in _PRONOUNS:
        if at and lower[at - 1] in _RELATIVE:
            return 8, "other", ""
        return 4, "pronoun", ""
    # "Anna Berg, the envoy to Vienna, has said": the name stands before the apposition
    reach = 110 if head[end : end + 1] == "," else 3
    near = [n for n in names if n.start < end and end - n.end < reach]
    full = [
        n
        for n in near
        if n.kind in (Kind.TITLED, Kind.FULL)
        and (end - n.end < 3 or head[n.end] == "," or head[n.end : n.end + 2] == " ;")
    ]
    if full or (near and tokens[at][0].isupper() and near[-1].end >= end - 1):
        name = full[-1] if full else near[-1]
        return *_RANKS[name.kind], name.key
    if lower[at] in _OFFICES or lower[at] in _SOURCES:
        return *_office(lower, tokens, at), ""
    return _inverted(names, after)


def _inverted(names: tuple[Name, ...], after: int) -> tuple[int, str, str]:
    """Said the envoy: the subject after the verb."""
    name = next((n for n in names if n.start == after), None)
    if name and name.kind in (Kind.TITLED, Kind.FULL, Kind.SHORT, Kind.SINGLE, Kind.OUTLET):
        return *_RANKS[name.kind], name.key
    return 8, "other", ""


def _lead(text: str, lower: list[str], is_bullet: bool) -> str:
    if is_bullet:
        return "bullet"
    if text[:1] in _MARKS:
        return "quotation"
    if not lower:
        return "other"
    first, second = lower[0], lower[1] if len(lower) > 1 else ""
    if "however" in lower:
        return "connective"
    if " ".join(lower[:4]).startswith(_PHRASES) or (
        first in ("in", "on", "by") and second in _DATES
    ):
        return "background"
    if first in LISTS["it"]:
        return "it is" if second in ("is", "are", "will", "would") else "pronoun"
    if first in LISTS["articles"]:
        if not _SOURCES.isdisjoint(lower[1:5]):
            return "the source"
        if _OFFICES.isdisjoint(lower[1:6]) or _OF_NAMES.match(text):
            return "the"
        return "the office"
    for lead, name in (
        ("pronoun", "pronouns"),
        ("connective", "connectives"),
        ("background", "past"),
        ("participle", "gerunds"),
        ("a", "indefinite"),
    ):
        if first in LISTS[name]:
            return lead
    if first == "according":
        return "according to"
    return "preposition" if first in LISTS["prepositions"] else "other"


def read_shape(text: str) -> Shape:
    """Give what a line shows by itself."""
    text = text.strip()
    has_marks = "“" in text or '"' in text or "”" in text
    narrative = _QUOTED.sub('"', _stops_outside(text)).strip() if has_marks else text
    plain = narrative.replace("’s ", " ; ").replace("'s ", " ; ")
    end = _SENTENCE_END.search(plain, 20)
    head = plain[: end.start() + 2] if end else plain
    every = _WORD.findall(text)
    outside = _WORD.findall(head)
    lower = [token.lower() for token in outside]
    names = tuple(n for m in _NAME.finditer(plain) if (n := _name(m, plain)) is not None)
    is_bullet = bool(_BULLET.match(text))
    lead = _lead(text, lower, is_bullet)
    in_head = tuple(name for name in names if name.start < len(head))
    speaker = _first_speaker(head, in_head, is_quote=lead == "quotation")
    has_own_voice = not LISTS["own_voice"].isdisjoint(_WORD.findall(narrative))
    is_quote = lead == "quotation"
    return Shape(
        lead,
        speaker,
        names,
        len(in_head),
        head.find(",") if "," in head else len(head),
        _find_subject(head, in_head),
        tuple(_word_cues(text, lower, has_own_voice and not is_quote)),
        not _FURTHER.isdisjoint(lower[:12]),
        not _BACKGROUND.isdisjoint(lower[:16])
        or "had" in lower[1:5]
        or " long " in head[:60]
        and " has long " in head,
        not _PERFECT.isdisjoint(lower[:12]),
        frozenset({w[:6] for w in map(str.lower, every) if len(w) > 3 and w not in _STOP}),
        is_quote,
        is_quote and text[0] != "'" and not any(mark in text[1:] for mark in '”"»'),
        not is_quote and (has_own_voice or not (speaker.kind or _has_person(names))),
        len(text) < 90 and not is_quote and not is_bullet and text[-1:] not in _ENDS,
        text.endswith((":", " said", " says", " wrote")),
        _speaks_of_officials(lower, lead),
        end is None and text.endswith(":"),
        is_bullet,
    )


def _stops_outside(text: str) -> str:
    """Move a full stop out of a quotation, so that it ends the sentence that holds it."""
    for mark in ("”", '"'):
        for stop in ".?!":
            text = text.replace(stop + mark, mark + stop)
    return text


def _speaks_of_officials(lower: list[str], lead: str) -> bool:
    """Whether the subject is a group of officials that needs nobody named before."""
    if lead not in ("other", "the", "a"):
        return False
    for k, word in enumerate(lower[:6]):
        if word.endswith("s") and (word in _OFFICES or word in _SOURCES):
            return k > 0 and lower[k - 1] in _PLACES or lower[k + 1 : k + 2] in (["of"], ["from"])
    return False


def _find_subject(head: str, names: tuple[Name, ...]) -> int:
    """The name that the sentence begins with, or the one after its circumstances."""
    for place, name in enumerate(names):
        if (place == 0 and name.start < 7) or head[max(0, name.start - 2) : name.start] == ", ":
            return _end_of_chain(head, names, place)
        if name.start > 160:
            break
    return -1


def _end_of_chain(head: str, names: tuple[Name, ...], place: int) -> int:
    """The person at the end of "Kremlin spokesman Anton Weiss" or "Spain's Eva Ruiz"."""
    for at in range(place + 1, min(place + 3, len(names))):
        before, name = names[at - 1], names[at]
        gap = head[before.end : name.start]
        is_title = name.kind is Kind.TITLED and len(gap) < 45 and "," not in gap
        if not (before.owns and len(gap) < 4) and not is_title:
            return at - 1
        place = at
    return place


def _has_person(names: tuple[Name, ...]) -> bool:
    return any(name.kind in (Kind.TITLED, Kind.FULL) for name in names)


def _word_cues(text: str, lower: list[str], has_own_voice: bool) -> list[str]:
    cues, words, start = [], set(lower), set(lower[:12])
    size = len(text)
    if size < 90:
        cues.append("short line")
    if not start.isdisjoint(_FURTHER):
        cues.append("goes on: also, again")
    for word in LISTS["citing"] & words:
        at = lower.index(word)
        if not _CITED.isdisjoint(lower[at + 1 : at + 8]):
            cues.append("passed on: citing a source")
    if text.endswith(":"):
        cues.append("ends with a colon")
    if has_own_voice:
        cues.append("first person outside marks")
    if size == 0 or text[-1] not in _ENDS:
        cues.append("ends without a stop")
    return cues
