"""What one line shows by itself about opening an item or leaning on the line before.

Takes the text of a line and gives its ``Shape``: how it begins, who speaks in its first sentence,
the names in it, its telling words. The word lists stand in ``data/openers.toml``. What ties a
line to its neighbours is left to ``cohesion``, the decision to ``boundary_model``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .linenames import IN_FULL, Kind, Name, find_line_names
from .linespeaker import Sentence, Speaker, find_speaker
from .linewords import LISTS, WORD

_OFFICES, _SOURCES, _PLACES = LISTS["offices"], LISTS["sources"], LISTS["places"]
_FURTHER, _BACKGROUND, _PERFECT = LISTS["further"], LISTS["background"], LISTS["perfect_verbs"]
_MONTHS = LISTS["months"]
_DATES = LISTS["weekdays"] | _MONTHS
_PHRASES = tuple(sorted(LISTS["phrases"]))
_CITED = _SOURCES | _OFFICES | {"people"}
_STOP = frozenset(word[:6] for word in LISTS["stop"])
_LEADS = tuple(
    (word, lead)
    for lead, name in (
        ("preposition", "prepositions"),
        ("a", "indefinite"),
        ("participle", "gerunds"),
        ("background", "past"),
        ("connective", "connectives"),
        ("pronoun", "pronouns"),
    )
    for word in LISTS[name]
)
_LEAD_OF = {**dict(_LEADS), "according": "according to"}
_HEAD_LIMIT = 600
"""Characters of a first sentence that are looked at: nobody is named after a longer one."""

_QUOTED = re.compile(r"[“\"”][^“”\"]{1,3000}[“”\"]|[“\"”][^“”\"]{0,3000}$")
# a stop with a capital after it; what stands before the stop is looked at by ``_end_of_sentence``
_STOP_MARK = re.compile(r"[.!?…] +(?=[A-Z\u00c0-\u00de\u0400-\u042f;\"])")
# "The leaders of Spain and Italy": an office that needs nobody named before
_OF_NAMES = re.compile(r"The (?:\w+ ){1,3}of (?:the )?[A-Z]")
_LONG_AGO = re.compile(r" (?:has|have) (?:long|since) ")
_IN_MONTH = re.compile(r" in (?:late |early |mid-)?[A-Z][a-z]{2,8}\b(?! \d)")
_BULLET = re.compile(r"[-–—•·*▪●]\s|\d{1,2}[.)]\s")
_OWN_VOICE = LISTS["own_voice"]
_CLOSING = re.compile('[”"»]')
_MARKS = "“”\"«„‘'"
_ENDS = ".!?…”\"»)]’':;"


class Shape(NamedTuple):
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
    words: frozenset[str]
    """Stems of its longer words outside quotations: close enough to tell "talks" and "talked"
    alike."""
    goes_on: bool
    """One statement more: also, again."""
    is_background: bool
    """It recalls what was said or done before."""
    is_perfect: bool
    """Its first clause is in the perfect, or tells what is going on, whoever speaks."""
    is_quote: bool
    """It begins with a quotation mark."""
    is_open: bool
    """A quotation that it begins is not closed in it."""
    is_own_voice: bool
    """First person outside marks, or nobody who speaks: it may be a block quotation."""
    is_label: bool
    """It is short and ends without a stop, as headlines and bylines do."""
    asks_more: bool
    """It ends with a colon, or with a verb that a quotation must follow."""
    announces: bool
    """It is one sentence that ends with a colon: an introduction to what comes next."""
    is_of_officials: bool
    """Its subject is a group of officials that needs nobody named before."""
    is_bullet: bool


def read_shape(text: str) -> Shape:
    """Give what a line shows by itself."""
    text = text.strip()
    is_bullet, is_quote = _BULLET.match(text) is not None, text[:1] in _MARKS and text != ""
    narrative = _without_quotations(text)
    plain = narrative.replace("’s ", " ; ").replace("'s ", " ; ")
    end = _end_of_sentence(plain)
    names = find_line_names(plain)
    is_whole = end == len(plain)
    in_head = names if is_whole else tuple(name for name in names if name.start < end)
    sentence = Sentence(plain[:end], in_head)
    lower, head = sentence.lower, sentence.text
    lead = "bullet" if is_bullet else "quotation" if is_quote else _lead(text, lower)
    speaker = find_speaker(sentence, is_quote=is_quote)
    rest = [] if is_whole else WORD.findall(plain[end:])
    is_first_person = not is_quote and not (
        _OWN_VOICE.isdisjoint(sentence.words) and _OWN_VOICE.isdisjoint(rest)
    )
    is_told = speaker.kind != "" or any(name.kind in IN_FULL for name in names)
    return Shape(
        lead=lead,
        speaker=speaker,
        names=names,
        head=len(sentence.names),
        clause=head.find(",") if "," in head else len(head),
        subject=_find_subject(sentence),
        cues=tuple(_find_cues(text, lower, is_first_person=is_first_person)),
        words=_stems(lower, rest),
        goes_on=not _FURTHER.isdisjoint(lower[:12]),
        is_background=_recalls(lower, head),
        is_perfect=not _PERFECT.isdisjoint(lower[:12]) or _is_under_way(lower),
        is_quote=is_quote,
        is_open=is_quote and text[0] not in "'‘" and _CLOSING.search(text, 1) is None,
        is_own_voice=not is_quote and (is_first_person or not is_told),
        is_label=len(text) < 90 and not is_quote and not is_bullet and text[-1:] not in _ENDS,
        asks_more=text.endswith((":", " said", " says", " wrote")),
        announces=is_whole and text.endswith(":"),
        is_of_officials=lead in ("other", "the", "a") and _is_of_officials(sentence),
        is_bullet=is_bullet,
    )


def _stems(lower: list[str], rest: list[str]) -> frozenset[str]:
    stems = {word[:6] for word in lower if len(word) > 3}
    stems.update([word[:6].lower() for word in rest if len(word) > 3])
    return frozenset(stems - _STOP)


def _without_quotations(text: str) -> str:
    """The line with every quotation made one mark, and a full stop inside it put behind it."""
    if "“" not in text and '"' not in text and "”" not in text:
        return text
    for mark in ("”", '"'):
        if mark in text:
            for stop in ".?!":
                text = text.replace(stop + mark, mark + stop)
    return _QUOTED.sub('"', text).strip()


def _end_of_sentence(plain: str) -> int:
    """Where the first sentence ends; "J. Berg" and "U.N. talks" do not end one."""
    for found in _STOP_MARK.finditer(plain, 20, _HEAD_LIMIT):
        before = plain[found.start() - 2 : found.start()]
        if not before[-1].isupper() or before[0].isupper():
            return found.start() + 1
    return min(len(plain), _HEAD_LIMIT)


def _lead(text: str, lower: list[str]) -> str:
    if not lower:
        return "other"
    first, second = lower[0], lower[1] if len(lower) > 1 else ""
    if "however" in lower:
        return "connective"
    is_dated = first in ("in", "on", "by") and second in _DATES
    if is_dated or " ".join(lower[:4]).startswith(_PHRASES):
        return "background"
    if first in LISTS["it"]:
        return "it is" if second in ("is", "are", "will", "would") else "pronoun"
    if first in LISTS["articles"]:
        if not _SOURCES.isdisjoint(lower[1:5]):
            return "the source"
        is_whole = _OFFICES.isdisjoint(lower[1:6]) or _OF_NAMES.match(text) is not None
        return "the" if is_whole else "the office"
    return _LEAD_OF.get(first, "other")


def _recalls(lower: list[str], head: str) -> bool:
    """Whether a line tells what was before: "had said", "has long said", "warned in August"."""
    if not _BACKGROUND.isdisjoint(lower[:16]) or "later" in lower[1:4]:
        return True
    if "had" in lower[1:9] and lower[lower.index("had", 1) - 1] not in _PERFECT:
        return True
    if ("long" in lower or "since" in lower) and _LONG_AGO.search(head) is not None:
        return True
    return not _MONTHS.isdisjoint(lower[3:12]) and _IN_MONTH.search(head[:120]) is not None


def _is_under_way(lower: list[str]) -> bool:
    """Whether a line tells what is going on: "are discussing", "is now working"."""
    for k, word in enumerate(lower[1:13], 1):
        if word in ("are", "is"):
            return any(after.endswith("ing") for after in lower[k + 1 : k + 3])
    return False


def _is_of_officials(sentence: Sentence) -> bool:
    lower = sentence.lower
    if " ;" in sentence.text[:30]:
        return False
    for k, word in enumerate(lower[:6]):
        if word.endswith("s") and (word in _OFFICES or word in _SOURCES):
            is_of_place = k > 0 and (lower[k - 1] in _PLACES or sentence.words[k - 1].isupper())
            return is_of_place or lower[k + 1 : k + 2] in (["of"], ["from"])
    return False


def _find_subject(sentence: Sentence) -> int:
    """The name that the sentence begins with, or the one after its circumstances."""
    for place, name in enumerate(sentence.names):
        if place == 0 and name.start < 7:
            return _end_of_chain(sentence, place)
        if name.start > 1 and sentence.text.startswith(", ", name.start - 2):
            return _end_of_chain(sentence, place)
        if name.start > 160:
            break
    return -1


def _end_of_chain(sentence: Sentence, place: int) -> int:
    """The person at the end of "Kremlin spokesman Anton Weiss" or "Spain's Eva Ruiz"."""
    names = sentence.names
    for at in range(place + 1, min(place + 3, len(names))):
        before, name = names[at - 1], names[at]
        gap = sentence.text[before.end : name.start]
        is_title = name.kind is Kind.TITLED and len(gap) < 45 and "," not in gap
        if not (before.owns and len(gap) < 4) and not is_title:
            return at - 1
        place = at
    return place


def _find_cues(text: str, lower: list[str], *, is_first_person: bool) -> list[str]:
    cues = []
    if not _FURTHER.isdisjoint(lower[:12]):
        cues.append("goes on: also, again")
    for word in LISTS["citing"]:
        if word in lower and not _CITED.isdisjoint(lower[lower.index(word) + 1 :][:7]):
            cues.append("passed on: citing a source")
            break
    if text.endswith(":"):
        cues.append("ends with a colon")
    if is_first_person:
        cues.append("first person outside marks")
    if text[-1:] not in _ENDS:
        cues.append("ends without a stop")
    return cues
