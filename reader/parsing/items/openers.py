"""What one line shows by itself about opening an item or leaning on the line before.

Takes the text of a line and gives its ``Shape``: how it begins, who speaks in its first sentence,
the names in it, its telling words. The word lists stand in ``data/openers.toml``. What ties a
line to its neighbours is left to ``cohesion``, the decision to ``boundary_model``.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from .linenames import IN_FULL, Name, find_line_names
from .linespeaker import Sentence, Speaker, find_speaker
from .linesubject import find_subject, is_of_officials
from .linewords import LISTS, WORD, Stems, small_words

_OFFICES, _SOURCES, _PLACES = LISTS["offices"], LISTS["sources"], LISTS["places"]
_FURTHER, _BACKGROUND, _PERFECT = LISTS["further"], LISTS["background"], LISTS["perfect_verbs"]
_MONTHS = LISTS["months"]
_DATES = LISTS["weekdays"] | _MONTHS
_PHRASES = tuple(sorted(LISTS["phrases"]))
_CITED = _SOURCES | _OFFICES | {"people"}
_CITING = LISTS["citing"]
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
_SHORT = 24
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
_OWN_VOICE_SMALL = frozenset(word.lower() for word in _OWN_VOICE)
# the country is told from the pronoun by its capitals
_US, _US_ENDS = frozenset(("us",)), re.compile(r"us(?![\w’'-])")
_PHRASE_FIRSTS = frozenset(phrase.split()[0] for phrase in _PHRASES)
_STEMS = Stems()
# a sentence without any of these needs no closer look for what they tell
_TELLING = (
    _FURTHER | _BACKGROUND | _PERFECT | _MONTHS | _CITING | _OWN_VOICE_SMALL
    | {"are", "had", "however", "is", "later", "long", "since"}
)  # fmt: skip
_CLOSING = re.compile('[”"»]')
_MARKS = "“”\"«„‘'"
_ENDS = ".!?…”\"»)]’':;"


@dataclass(slots=True)
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
    words: AbstractSet[str]
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
    return _read_short(text) if len(text) <= _SHORT else _read(text)


@lru_cache(maxsize=4096)
def _read_short(text: str) -> Shape:
    """Remember short lines: bylines, labels and words of the page stand again and again."""
    return _read(text)


def _read(text: str) -> Shape:
    text = text.strip()
    is_bullet, is_quote = _begins_with_mark(text)
    plain = _without_quotations(text).replace("’s ", " ; ").replace("'s ", " ; ")
    end = _end_of_sentence(plain)
    names = find_line_names(plain)
    is_whole = end == len(plain)
    in_head = _count_before(names, end)
    sentence = Sentence(plain[:end], names[:in_head])
    lower, head = sentence.lower, sentence.text
    telling = _TELLING.intersection(lower)
    lead = "bullet" if is_bullet else "quotation" if is_quote else _lead(text, lower, telling)
    speaker = find_speaker(sentence, is_quote=is_quote)
    rest = "" if is_whole else plain[end:]
    words = small_words(rest) if rest else []
    is_first_person = not is_quote and _has_own_voice(telling, words, head, rest)
    goes_on = bool(telling) and not _FURTHER.isdisjoint(lower[:12])
    last = text[-1:]
    return Shape(
        lead=lead,
        speaker=speaker,
        names=names,
        head=in_head,
        clause=head.find(",") if "," in head else len(head),
        subject=find_subject(sentence),
        cues=tuple(_find_cues(last, sentence, telling, goes_on, is_first_person)),
        words=_stems(lower, words),
        goes_on=goes_on,
        is_background=bool(telling) and _recalls(lower, head, telling),
        is_perfect=bool(telling) and _is_perfect(lower, telling),
        is_quote=is_quote,
        is_open=is_quote and text[0] not in "'‘" and _CLOSING.search(text, 1) is None,
        is_own_voice=not is_quote and (is_first_person or not _is_told(speaker, names)),
        is_label=len(text) < 90 and not is_quote and not is_bullet and last not in _ENDS,
        asks_more=text.endswith((":", " said", " says", " wrote")),
        announces=is_whole and last == ":",
        is_of_officials=lead in ("other", "the", "a") and is_of_officials(sentence),
        is_bullet=is_bullet,
    )


def _begins_with_mark(text: str) -> tuple[bool, bool]:
    """Whether a line begins with a bullet, or with a quotation mark."""
    if text == "" or text[0].isalpha():
        return False, False
    return _BULLET.match(text) is not None, text[0] in _MARKS


def _count_before(names: tuple[Name, ...], end: int) -> int:
    count = len(names)
    while count and names[count - 1].start >= end:
        count -= 1
    return count


def _is_told(speaker: Speaker, names: tuple[Name, ...]) -> bool:
    return bool(speaker.kind or [name for name in names if name.kind in IN_FULL])


def _stems(lower: list[str], rest: list[str]) -> set[str]:
    stems = set(map(_STEMS.__getitem__, lower))
    stems.update(map(_STEMS.__getitem__, rest))
    stems.discard("")
    return stems


def _has_own_voice(telling: AbstractSet[str], words: list[str], head: str, rest: str) -> bool:
    """Whether the first person speaks; the small words are a quick refusal.

    ``telling``: those of the first sentence, which ``head`` is; ``words``: all of the rest.
    """
    if telling.isdisjoint(_OWN_VOICE_SMALL) and _OWN_VOICE_SMALL.isdisjoint(words):
        return False
    spoken = _OWN_VOICE_SMALL.intersection((*telling, *words))
    if spoken == _US and not (_US_ENDS.search(head) or _US_ENDS.search(rest)):
        return False
    return not (
        _OWN_VOICE.isdisjoint(WORD.findall(head)) and _OWN_VOICE.isdisjoint(WORD.findall(rest))
    )


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


def _lead(text: str, lower: list[str], telling: AbstractSet[str]) -> str:
    if not lower:
        return "other"
    first, second = lower[0], lower[1] if len(lower) > 1 else ""
    if "however" in telling:
        return "connective"
    if first in ("in", "on", "by") and second in _DATES:
        return "background"
    if first in _PHRASE_FIRSTS and " ".join(lower[:4]).startswith(_PHRASES):
        return "background"
    if first in LISTS["it"]:
        return "it is" if second in ("is", "are", "will", "would") else "pronoun"
    if first in LISTS["articles"]:
        if not _SOURCES.isdisjoint(lower[1:5]):
            return "the source"
        is_whole = _OFFICES.isdisjoint(lower[1:6]) or _OF_NAMES.match(text) is not None
        return "the" if is_whole else "the office"
    return _LEAD_OF.get(first, "other")


def _recalls(lower: list[str], head: str, telling: AbstractSet[str]) -> bool:
    """Whether a line tells what was before: "had said", "has long said", "warned in August"."""
    if not _BACKGROUND.isdisjoint(lower[:16]) or "later" in lower[1:4]:
        return True
    if (
        "had" in telling
        and "had" in lower[1:9]
        and lower[lower.index("had", 1) - 1] not in _PERFECT
    ):
        return True
    if ("long" in telling or "since" in telling) and _LONG_AGO.search(head) is not None:
        return True
    return not _MONTHS.isdisjoint(lower[3:12]) and _IN_MONTH.search(head[:120]) is not None


def _is_perfect(lower: list[str], telling: AbstractSet[str]) -> bool:
    """Whether a line has a perfect early, or tells what goes on: "are discussing"."""
    if not _PERFECT.isdisjoint(lower[:12]):
        return True
    if "is" not in telling and "are" not in telling:
        return False
    for k, word in enumerate(lower[1:13], 1):
        if word in ("are", "is"):
            return any(after.endswith("ing") for after in lower[k + 1 : k + 3])
    return False


def _find_cues(
    last: str, sentence: Sentence, telling: AbstractSet[str], goes_on: bool, is_first_person: bool
) -> list[str]:
    cues, lower = [], sentence.lower
    if goes_on:
        cues.append("goes on: also, again")
    for word in _CITING & telling:
        if not _CITED.isdisjoint(lower[lower.index(word) + 1 :][:7]):
            cues.append("passed on: citing a source")
            break
    if last == ":":
        cues.append("ends with a colon")
    if is_first_person:
        cues.append("first person outside marks")
    if last not in _ENDS:
        cues.append("ends without a stop")
    return cues
