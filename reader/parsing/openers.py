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
_BODIES, _PARTICLES, _OUTLETS = LISTS["bodies"], LISTS["particles"], LISTS["outlets"]
_OFFICES, _SOURCES, _STOP = LISTS["offices"], LISTS["sources"], LISTS["stop"]
_PRONOUNS = LISTS["pronouns"] | LISTS["it"] | {"who"}
_BEFORE_VERB = _PERFECT | LISTS["further"] | LISTS["background"] | {"then", "once", "is", "was"}
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
_SENTENCE_END = re.compile(r"[^\W\d_A-Z][.!?…]\s+(?=[A-Z\u00c0-\u00de\u0400-\u042f;])")
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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a reporting verb belongs to."""

    rank: int
    """How much it tells, low first."""
    kind: str
    """``full``, ``short``, ``outlet``, ``name``, ``new office``, ``pronoun``, ``office``,
    ``body`` or ``other``."""
    key: str
    """The last word of the name, lower case; empty where there is none."""
    is_fresh: bool
    """The verb is in the present or the perfect."""


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
    cues: tuple[str, ...]
    words: frozenset[str]
    """Stems of content words, quotations included."""
    is_quote: bool
    """It begins with a quotation mark."""
    is_open: bool
    """A quotation that it begins is not closed in it."""
    is_own_voice: bool
    """First person outside marks, or nobody who speaks: it may be a block quotation."""
    asks_more: bool
    """It ends with a colon."""
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
    return Name(kind, last, own[0].lower(), start, found.end())


def _kind(
    words: list[str], own: list[str], narrative: str, start: int, end: int, *, is_titled: bool
) -> Kind:
    last = words[-1].lower()
    if last in _OUTLETS or words[0].lower() in _OUTLETS:
        return Kind.OUTLET
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
    if not lower[k].endswith("s"):
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
_DEFINITE = {"the", "his", "her", "their", "its", "this", "that"}
_INDEFINITE = {"a", "an", "one", "unnamed", "anonymous", "several", "two", "some", "senior"}


def _office(lower: list[str], tokens: list[str], at: int) -> tuple[int, str]:
    """Whether an office without a name is known already: "the official", not "an official"."""
    for k in range(at - 1, max(-1, at - 7), -1):
        if lower[k] in _DEFINITE:
            return 5, "office"
        if lower[k] in _INDEFINITE or lower[k] in _PERFECT:
            return 4, "new office"
    is_named = any(token[0].isupper() for token in tokens[max(0, at - 5) : at])
    return (4, "new office") if is_named or lower[at].endswith("s") else (5, "office")


def _first_speaker(head: str, names: tuple[Name, ...]) -> Speaker:
    """The most telling speaker of a sentence."""
    found = list(_WORD.finditer(head))
    tokens = [m[0] for m in found]
    lower = [token.lower() for token in tokens]
    best = _NOBODY
    for k, word in enumerate(lower):
        if word in _REPORTING and _is_verb(tokens, lower, k):
            at, is_fresh = k - 1, word.endswith("s")
            while (
                at >= 0 and k - at < 5 and (lower[at] in _BEFORE_VERB or lower[at].endswith("ly"))
            ):
                is_fresh = is_fresh or lower[at] in _PERFECT
                at -= 1
            after = found[k + 1].start() if k + 1 < len(found) else -1
            rank, kind, key = _subject(head, names, tokens, lower, at, found[at].end(), after)
            if rank < best.rank or not best.kind:
                best = Speaker(rank, kind, key, is_fresh)
    return best


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
        return 4, "pronoun", ""
    # "Anna Berg, the envoy to Vienna, has said": the name stands before the apposition
    reach = 110 if head[end : end + 1] == "," else 3
    near = [n for n in names if n.start < end and end - n.end < reach]
    full = [n for n in near if n.kind in (Kind.TITLED, Kind.FULL)]
    if full or (near and tokens[at][0].isupper() and near[-1].end >= end - 1):
        name = full[-1] if full else near[-1]
        return *_RANKS[name.kind], name.key
    if lower[at] in _OFFICES or lower[at] in _SOURCES:
        return *_office(lower, tokens, at), ""
    return _inverted(names, after)


def _inverted(names: tuple[Name, ...], after: int) -> tuple[int, str, str]:
    """Said the envoy: the subject after the verb."""
    name = next((n for n in names if n.start == after), None)
    if name and name.kind in (Kind.TITLED, Kind.FULL, Kind.SHORT, Kind.SINGLE):
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
    if " ".join(lower[:4]).startswith(_PHRASES):
        return "background"
    if first in LISTS["it"]:
        return "it is" if second in ("is", "are", "will", "would") else "pronoun"
    if first in LISTS["articles"]:
        if not _SOURCES.isdisjoint(lower[1:5]):
            return "the source"
        return "the" if _OFFICES.isdisjoint(lower[1:6]) else "the office"
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
    narrative = _QUOTED.sub(" ", text).strip() if has_marks else text
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
    speaker = _first_speaker(head, in_head)
    has_own_voice = not LISTS["own_voice"].isdisjoint(_WORD.findall(narrative))
    is_quote = lead == "quotation"
    return Shape(
        lead,
        speaker,
        names,
        len(in_head),
        tuple(_word_cues(text, lower, has_own_voice and not is_quote)),
        frozenset({w[:6] for w in map(str.lower, every) if len(w) > 3 and w not in _STOP}),
        is_quote,
        is_quote and text[0] != "'" and not any(mark in text[1:] for mark in '”"»'),
        not is_quote and (has_own_voice or not speaker.kind),
        text.endswith(":"),
        is_bullet,
    )


def _word_cues(text: str, lower: list[str], has_own_voice: bool) -> list[str]:
    cues, words, start = [], set(lower), set(lower[:12])
    size = len(text)
    if size < 90:
        cues.append("short line")
    elif size > 330:
        cues.append("long line")
    if not start.isdisjoint(_FURTHER):
        cues.append("goes on: also, again")
    if not start.isdisjoint(_BACKGROUND):
        cues.append("background: earlier, repeatedly")
    if not words.isdisjoint(LISTS["citing"]) or "according" in lower[1:]:
        cues.append("passed on: citing, according to")
    if not words.isdisjoint(LISTS["weekdays"]):
        cues.append("names a weekday")
    if "have" in words or "has" in words:
        cues.append("in the perfect")
    if text.endswith(":"):
        cues.append("ends with a colon")
    if has_own_voice:
        cues.append("first person outside marks")
    if size == 0 or text[-1] not in _ENDS:
        cues.append("ends without a stop")
    return cues
