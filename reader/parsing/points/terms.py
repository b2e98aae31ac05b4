"""Finds many terms at once in the words of a line.

Takes terms of ``reader.dossier.terms`` and gives each place where one stands, sentence by
sentence. One pass over the words looks every word up in a table; only lines in which a term may
stand are split into sentences. What a term means is left to the stage that asks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...dossier.terms import Joint, Phrase, Term
from .phrases import PhraseFinder, Place
from .textline import Span, TextLine

_new = tuple.__new__  # a named tuple's own constructor takes three times as long
_MOST_HITS = 12
"""Places of one part in one sentence that are looked at: keeps hostile text linear."""
_MOST_KEPT = 60_000
_LONGEST_KEPT = 40
"""Words that are remembered, and characters of one: longer ones hardly come twice."""


class Match(NamedTuple):
    """One place of a term in a line."""

    term: int
    """Index among the finder's terms."""
    sentence: int
    """Which sentence of the line, from 0."""
    start: int
    end: int
    """Character offsets into the line, from the term's first to its last word."""
    first: int
    last: int
    """The same in words of the line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line with all that was found in it."""

    line: TextLine
    sentences: tuple[Span, ...]
    """Character offsets of its sentences; empty where nothing was found."""
    matches: tuple[Match, ...]


@dataclass(slots=True)
class _Begun:
    """The terms that begin with one part."""

    alone: list[int]
    """Terms of this part only."""
    joined: list[tuple[int, int, frozenset[int]]]
    """Longer terms, with the part that they need beside this one, and all others."""


class TermFinder:
    """Finds the places of all its terms in a line."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._phrases = PhraseFinder()
        self._terms: list[tuple[tuple[int, ...], tuple[Joint, ...]]] = []
        self._begun: dict[int, _Begun] = {}
        parts: dict[tuple[Phrase, ...], int] = {}
        for index, term in enumerate(terms):
            numbers = tuple(self._number(part, parts) for part in term.parts)
            self._terms.append((numbers, term.joints))
            begun = self._begun.setdefault(numbers[0], _Begun([], []))
            if term.joints:
                begun.joined.append((index, numbers[1], frozenset(numbers[2:])))
            else:
                begun.alone.append(index)
        self._alone, self._has_longer = _words_alone(terms)

    def _number(self, part: tuple[Phrase, ...], parts: dict[tuple[Phrase, ...], int]) -> int:
        if part not in parts:
            parts[part] = len(parts)
            for phrase in part:
                self._phrases.add(phrase, parts[part])
        return parts[part]

    def read(self, text: str) -> Reading:
        """Find all terms in one line of text."""
        return self.read_line(TextLine(text))

    def read_line(self, line: TextLine) -> Reading:
        """Find all terms in one line."""
        hits = self._phrases.find(line.words)
        complete = self._complete(hits)
        if not complete:
            return Reading(line, (), ())
        return Reading(line, line.sentences, tuple(self._match(line, complete, hits)))

    def stands_in(self, line: TextLine) -> bool:
        """Tell whether any term stands in a line."""
        # One word never reaches over the end of a sentence.
        if any(map(self._alone.__getitem__, line.words)):
            return True
        if not self._has_longer:
            return False
        hits = self._phrases.find(line.words)
        complete = self._complete(hits)
        return bool(complete and self._match(line, complete, hits))

    def _complete(self, hits: Mapping[int, list[Place]]) -> list[int]:
        """Give the terms all parts of which stand in the line, in whatever place."""
        begun = [self._begun[part] for part in hits if part in self._begun]
        complete = [index for found in begun for index in found.alone]
        for found in begun:
            for index, second, others in found.joined:
                if second in hits and (not others or others <= hits.keys()):
                    complete.append(index)
        return complete

    def _match(
        self, line: TextLine, complete: list[int], hits: Mapping[int, list[Place]]
    ) -> list[Match]:
        """Find the complete terms sentence by sentence."""
        spans = line.spans
        ends = [bisect_left(spans, (end,)) for _, end in line.sentences]
        inside: defaultdict[int, dict[int, list[Place]]] = defaultdict(dict)
        for part in {number for index in complete for number in self._terms[index][0]}:
            for place in sorted(hits[part]):
                sentence = bisect_right(ends, place[0])
                if sentence == len(ends):
                    break
                here = inside[sentence].setdefault(part, [])
                if place[1] < ends[sentence] and len(here) < _MOST_HITS:
                    here.append(place)
        matches: list[Match] = []
        for sentence in sorted(inside):
            found = inside[sentence]
            begun = [index for index in complete if found.get(self._terms[index][0][0])]
            matches += self._match_sentence(begun, found, sentence, spans)
        return matches

    def _match_sentence(
        self,
        terms: Iterable[int],
        hits: Mapping[int, Sequence[Place]],
        sentence: int,
        spans: Sequence[Span],
    ) -> list[Match]:
        matches: list[Match] = []
        for index in terms:
            numbers, joints = self._terms[index]
            places = hits[numbers[0]]
            if joints:
                chains = {(place, place) for place in places}
                for number, joint in zip(numbers[1:], joints, strict=True):
                    chains = _extend(chains, hits.get(number, ()), joint)
                places = sorted({whole for whole, _ in chains})
            for first, last in places:
                start, end = spans[first][0], spans[last][1]
                matches.append(_new(Match, (index, sentence, start, end, first, last)))
        return matches


class _WordsAlone(dict[str, bool]):
    """Which words are a term on their own."""

    def __init__(self, phrases: PhraseFinder) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, word: str) -> bool:
        is_alone = bool(self._phrases.find((word,)))
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = is_alone
        return is_alone


def _words_alone(terms: Iterable[Term]) -> tuple[_WordsAlone, bool]:
    """Give the terms of one word each, and whether there are others."""
    phrases = PhraseFinder()
    has_longer = False
    for term in terms:
        for phrase in term.parts[0]:
            if len(phrase) == len(term.parts) == 1:
                phrases.add(phrase, 0)
            else:
                has_longer = True
    return _WordsAlone(phrases), has_longer


def _extend(
    chains: set[tuple[Place, Place]], places: Sequence[Place], joint: Joint
) -> set[tuple[Place, Place]]:
    """Lengthen each chain (whole span, span of its last part) by every place that fits."""
    longer: set[tuple[Place, Place]] = set()
    for whole, latest in chains:
        for place in places:
            if place[0] > latest[1]:
                between = place[0] - latest[1] - 1
            elif place[1] < latest[0] and not joint.is_ordered:
                between = latest[0] - place[1] - 1
            else:
                continue
            if joint.within is None:
                longer.add((whole, latest))
            elif between <= joint.within:
                longer.add(((min(whole[0], place[0]), max(whole[1], place[1])), place))
        if len(longer) > _MOST_HITS * _MOST_HITS:
            break
    return longer
