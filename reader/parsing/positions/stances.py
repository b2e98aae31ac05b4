"""Which words of a line show a stance, and what a line says of the drafts.

Takes the table ``data/stances.toml`` and the names of the drafts from the dossier; gives, for one
line, the cues, the drafts that are named, and the words that turn or weaken a cue. Which passage a
cue is about, and whose stance it is, is decided by ``positions`` and ``holders``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from store.records import Stance

from ...dossier import Dossier
from ...dossier.terms import Term, parse_term
from ..points.terms import Match, Reading, TermFinder
from ..points.textline import TextLine
from ..tables import load_table
from .telling import is_doubted

_OPPOSITE = {Stance.SUPPORTS: Stance.OPPOSES, Stance.OPPOSES: Stance.SUPPORTS}
_new = tuple.__new__  # a named tuple's own constructor takes three times as long
_PARTS = re.compile('[,;“”"]')
_BEFORE_CUE = 3
"""Words between a negator or a hedge and the cue that it belongs to."""


class Holder(StrEnum):
    """Whose stance a cue shows."""

    SUBJECT = "subject"
    SPEAKER = "speaker"
    TARGET = "target"
    DRAFT = "draft"


class Reach(StrEnum):
    """Where the passage stands that a cue is about."""

    AFTER = "after"
    BEFORE = "before"
    AROUND = "around"
    CONDITION = "condition"
    """Before the words: on this condition. After them: the condition itself."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One kind of words that show a stance."""

    name: str
    stance: Stance
    holder: Holder
    reach: Reach
    within: int
    negated: Stance
    hedged: Stance
    asks: bool = False
    """What others are asked to do follows."""
    yields: bool = False
    """It is what another asks for, where one does."""
    is_weak: bool = False
    """It counts only beside another cue."""


class Sign(StrEnum):
    """Words that are no cue themselves."""

    NEGATOR = "negators"
    HEDGE = "hedges"
    QUESTION = "questions"
    """Words that leave open what follows: "whether"."""
    BARRIER = "barriers"
    RELATIVE = "relatives"
    """Words that open a clause about what stands before: "which"."""
    DRAFT = "drafts"
    """A draft that is not named: "the plan"."""


_DRAFT, _HEDGE, _NEGATOR = Sign.DRAFT, Sign.HEDGE, Sign.NEGATOR  # a member is slow to reach


@dataclass(frozen=True, slots=True)
class DraftName:
    """A draft of the plan that a line names."""

    version: str
    proposed_by: str


@dataclass(frozen=True, slots=True)
class DraftVerb:
    """What a draft does with the passage after it."""

    stance: Stance
    is_adjoining: bool = False
    """Only right after the draft's name."""
    is_auxiliary: bool = False
    """Only where no other verb stands."""


Meaning = Cue | Sign | DraftName | DraftVerb


class Marked(NamedTuple):
    """One place of a line with its meaning; offsets are in characters and in words."""

    meaning: Meaning
    sentence: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class StanceReading:
    """What one line holds for the positions stage."""

    reading: Reading
    cues: tuple[Marked, ...]
    signs: tuple[Marked, ...]
    drafts: tuple[Marked, ...]
    """Named drafts and unnamed ones, in order of place."""
    draft_verbs: tuple[Marked, ...]


class StanceFinder:
    """Finds the words that show a stance, and the drafts of one plan."""

    def __init__(self, drafts: Iterable[tuple[DraftName, tuple[Term, ...]]]) -> None:
        pairs = [*_load_meanings(), *((name, term) for name, terms in drafts for term in terms)]
        self._meanings = [meaning for meaning, _ in pairs]
        self._finder = TermFinder([term for _, term in pairs])

    def read(self, line: TextLine) -> StanceReading:
        """Read one line."""
        reading = self._finder.read_line(line)
        cues: list[Marked] = []
        signs: list[Marked] = []
        drafts: list[Marked] = []
        verbs: list[Marked] = []
        for match in sorted(reading.matches, key=_by_place):
            place = _new(Marked, (self._meanings[match[0]], *match[1:]))
            match place.meaning:
                case Cue():
                    if not _opens_report(place, line.words):
                        cues.append(place)
                case Sign():
                    signs.append(place)
                    if place.meaning is _DRAFT:
                        drafts.append(place)
                case DraftName():
                    drafts.append(place)
                case DraftVerb():
                    verbs.append(place)
        return StanceReading(reading, _longest(cues), tuple(signs), _longest(drafts), tuple(verbs))


def get_stance_finder(dossier: Dossier) -> StanceFinder:
    """Return the finder for a dossier's drafts, made once for the same names."""
    named = tuple(
        (version.id, version.proposed_by, dossier.called.get(version.id, ()))
        for version in dossier.plan.versions
    )
    return _make_finder(named, tuple(dossier.words.items()))


@lru_cache(maxsize=8)
def _make_finder(
    named: tuple[tuple[str, str, tuple[str, ...]], ...],
    words: tuple[tuple[str, tuple[str, ...]], ...],
) -> StanceFinder:
    groups = dict(words)
    return StanceFinder(
        (DraftName(version, by), tuple(parse_term(text, groups) for text in texts))
        for version, by, texts in named
    )


def turn(stance: Stance) -> Stance:
    """Return the opposite of a stance that has one; a proposal of the opposite opposes."""
    return _OPPOSITE.get(stance, Stance.OPPOSES if stance is Stance.PROPOSES else stance)


def read_stance(cue: Marked, signs: Iterable[Marked], text: str) -> Stance:
    """Return what a cue says, with the negators and hedges before it counted in.

    Args:
        cue: the place of the cue.
        signs: the signs of its sentence.
        text: the line; a comma or a quotation mark parts a sign from the cue.
    """
    assert isinstance(cue.meaning, Cue)
    near = {
        sign.meaning
        for sign in signs
        if 0 < cue.first - sign.last <= _BEFORE_CUE + 1
        and not _PARTS.search(text, sign.end, cue.start)
    }
    if _NEGATOR in near:
        return cue.meaning.negated
    return cue.meaning.hedged if _HEDGE in near else cue.meaning.stance


def _opens_report(place: Marked, words: Sequence[str]) -> bool:
    """Tell whether a cue begins with the "that" of what is told: "says that Rivia wants"."""
    first = place.first
    return words[first] == "that" and first > 0 and is_doubted(words[first - 1]) is not None


def _by_place(match: Match) -> tuple[int, int]:
    return match.first, -match.last


def _longest(places: Iterable[Marked]) -> tuple[Marked, ...]:
    """Leave out every place that a longer one overlaps; the places are in order."""
    kept: list[Marked] = []
    for place in places:
        while kept and kept[-1].last >= place.first and _length(kept[-1]) < _length(place):
            kept.pop()
        if not kept or kept[-1].last < place.first:
            kept.append(place)
    return tuple(kept)


def _length(place: Marked) -> int:
    return place.last - place.first


@cache
def _load_meanings() -> tuple[tuple[Meaning, Term], ...]:
    table = load_table("stances.toml")
    pairs: list[tuple[Meaning, Term]] = []
    for sign in Sign:
        pairs += ((sign, parse_term(text, {})) for text in _texts(table, sign))
    verbs, cues = table["draft_verbs"], table["cue"]
    assert isinstance(verbs, dict)
    assert isinstance(cues, list)
    for name in verbs:
        stance = Stance.OPPOSES if name == Stance.OPPOSES else Stance.PROPOSES
        meaning = DraftVerb(stance, name == "adjoining", name == "auxiliary")
        pairs += ((meaning, parse_term(text, {})) for text in _texts(verbs, name))
    for entry in cues:
        cue = _make_cue(entry)
        pairs += ((cue, parse_term(text, {})) for text in _texts(entry, "terms"))
    return tuple(pairs)


def _make_cue(entry: Mapping[str, object]) -> Cue:
    stance, within = Stance(str(entry["stance"])), entry["within"]
    assert isinstance(within, int)
    return Cue(
        name=str(entry["name"]),
        stance=stance,
        holder=Holder(str(entry["holder"])),
        reach=Reach(str(entry["reach"])),
        within=within,
        negated=Stance(str(entry.get("negated", turn(stance)))),
        hedged=Stance(str(entry.get("hedged", stance))),
        asks=bool(entry.get("asks", False)),
        yields=bool(entry.get("yields", False)),
        is_weak=bool(entry.get("is_weak", False)),
    )


def _texts(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    entries = table[key]
    assert isinstance(entries, list)
    return tuple(str(text) for text in entries)
