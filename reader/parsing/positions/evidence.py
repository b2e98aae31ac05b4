"""One sentence with all that was found in it.

Takes the claims, cues, drafts and actors of a line and sorts them by sentence. What the sentences
before it have told is kept by ``context``; what follows from both is decided by ``judging`` and
``drafts``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from store.records import Stance

from ..points.terms import Reading
from ..points.textline import TextLine
from .claims import Claim
from .holders import Named, Voices
from .stances import Cue, Marked, Reach, Sign, StanceReading

_BARRIER, _QUESTION = Sign.BARRIER, Sign.QUESTION  # a member is slow to reach

_MOST_CLAIMS = 40
_MOST_MARKS = 80
"""Places of one sentence that are looked at: keeps hostile text linear."""
OPENS_CARRIED = re.compile(r"[\"“‘'\s]{0,3}(?:He|She|They|It|We|I|Their|His|Her)\b")


@dataclass(slots=True)
class Sentence:
    """One sentence with all that was found in it; its actors are looked up when asked for."""

    line: int
    text: str
    """The whole line."""
    start: int
    end: int
    """Character offsets of the sentence in the line."""
    claims: tuple[Claim, ...]
    cues: tuple[Marked, ...]
    signs: tuple[Marked, ...]
    drafts: tuple[Marked, ...]
    draft_verbs: tuple[Marked, ...]
    breaks: tuple[int, ...]
    """The words before a semicolon."""
    voices: Voices
    source: TextLine
    """The line, word by word."""
    _named: tuple[Named, ...] | None = field(default=None, init=False)
    _speakers: tuple[str, ...] | None = field(default=None, init=False)
    _is_heard: bool = field(default=False, init=False)

    @property
    def named(self) -> tuple[Named, ...]:
        """The actors in it, those left out that only say whose draft it is: "the US proposal"."""
        if self._named is None:
            found = self.voices.named_in(self.line, self.text, self.start, self.end)
            spans = [(draft.start, draft.end) for draft in self.drafts]
            self._named = tuple(
                [n for n in found if not any(a <= n.start and n.end <= b for a, b in spans)]
                if spans
                else found
            )
        return self._named

    @property
    def speakers(self) -> tuple[str, ...] | None:
        """Who says it; None: whoever spoke before."""
        if not self._is_heard:
            self._speakers = self.voices.speakers(self.line, self.text, self.start, self.end)
            self._is_heard = True
        return self._speakers

    def has_barrier(
        self, after: int, before: int, parting: Collection[Sign] = (Sign.BARRIER, Sign.RELATIVE)
    ) -> bool:
        """Tell whether a clause ends between two words."""
        if self.breaks and any(after <= word < before for word in self.breaks):
            return True
        between = [s for s in self.signs if after < s.first and s.last < before]
        return bool(between) and any(sign.meaning in parting for sign in between)


class Option(NamedTuple):
    """One reading of a claim: a cue that may be about it."""

    distance: int
    stance: Stance
    actors: tuple[str, ...]
    cue: Marked
    begin: int | None = None
    """The last word of the draft's name, where a draft is the subject."""


def cut_sentences(
    line: int, found: StanceReading, claims: Sequence[Claim], voices: Voices
) -> Iterable[Sentence]:
    """Sort what was found in one line by sentence."""
    text = found.reading.line.text
    spans = found.reading.sentences or ((0, len(text)),)
    cues, signs = _by_sentence(found.cues), _by_sentence(found.signs)
    drafts, verbs = _by_sentence(found.drafts), _by_sentence(found.draft_verbs)
    breaks = _breaks(found.reading)
    at = 0
    for number, (start, end) in enumerate(spans):
        here: list[Claim] = []
        while at < len(claims) and claims[at].start < end:
            here.append(claims[at])
            at += 1
        del here[_MOST_CLAIMS:]
        yield Sentence(
            line=line,
            text=text,
            start=start,
            end=end,
            claims=tuple(here),
            cues=_standing(_uncovered(cues[number], here), signs[number], text),
            signs=_uncovered(signs[number], here),
            drafts=_uncovered(drafts[number], here),
            draft_verbs=_uncovered(verbs[number], here),
            breaks=tuple(breaks) if len(spans) == 1 else _within(breaks, found, start, end),
            voices=voices,
            source=found.reading.line,
        )


def _by_sentence(places: Iterable[Marked]) -> defaultdict[int, list[Marked]]:
    sorted_places: defaultdict[int, list[Marked]] = defaultdict(list)
    for place in places:
        sorted_places[place.sentence].append(place)
    return sorted_places


def _breaks(reading: Reading) -> list[int]:
    text = reading.line.text
    if not reading.sentences or ";" not in text:
        return []
    return [n for n, (_, end) in enumerate(reading.line.spans) if text[end : end + 1] == ";"]


def _within(breaks: list[int], found: StanceReading, start: int, end: int) -> tuple[int, ...]:
    words = found.reading.line.spans
    return tuple(number for number in breaks if start <= words[number][0] < end)


def _uncovered(places: Sequence[Marked], claims: Sequence[Claim]) -> tuple[Marked, ...]:
    """Leave out the words that are part of a claim itself."""
    if not claims or not places:
        return tuple(places[:_MOST_MARKS])
    return tuple(
        [
            place
            for place in places[:_MOST_MARKS]
            if not any(c.first <= place.first and place.last <= c.last for c in claims)
        ]
    )


def _standing(cues: Sequence[Marked], signs: Iterable[Marked], text: str) -> tuple[Marked, ...]:
    """Leave out cues inside longer words ("US-backed", "for as long as") and open questions."""
    if not cues:
        return ()
    bars = [sign for sign in signs if sign.meaning is _BARRIER]
    open_from = [sign for sign in signs if sign.meaning is _QUESTION]
    return tuple(
        cue
        for cue in cues
        if text[cue.start - 1 : cue.start] != "-"
        and not any(bar.first < cue.first and cue.last <= bar.last for bar in bars)
        and not any(_is_open(cue, sign, bars, text) for sign in open_from)
    )


def _is_open(cue: Marked, question: Marked, bars: Iterable[Marked], text: str) -> bool:
    """Tell whether a cue stands in the clause of a "whether"."""
    if cue.first < question.first or ";" in text[question.end : cue.start]:
        return False
    return not any(question.last < bar.first <= cue.first for bar in bars)


def reach_of(cue: Marked) -> Reach | None:
    """Return the reach of a cue, None for other words."""
    return cue.meaning.reach if isinstance(cue.meaning, Cue) else None
