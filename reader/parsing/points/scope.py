"""Which sentences speak of which point: the dossier's terms, found in context.

Takes a dossier's rules for its points and gives, for the lines of one item, every place where a
term of a point stands (``Trace``), those switched off by words beside them left out. Which points
an item is about, and who stands where on them, is decided by ``points`` and ``positions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ...dossier import Dossier, PointRules
from ...dossier.terms import Term, parse_term
from ..quotations.linemarks import LineMarks
from .terms import Match, Reading, TermFinder
from .textline import LineReader, TextLine

_NEEDED_WITHIN = 4
"""Lines between a term and a word that its point needs; the title is near to all."""
_new = tuple.__new__  # a named tuple's own constructor takes three times as long
_MOST_KEPT = 20_000
_OFF_WITHIN = 5
"""Words between a term and the words that switch it off."""


class Weight(StrEnum):
    """What a term says about the point."""

    STRONG = "strong"
    AGAINST = "against"
    AMENDED = "amended"
    WEAK = "weak"
    OFF = "off"


_OFF = Weight.OFF  # a member is slow to reach


class Trace(NamedTuple):
    """One place that speaks of a point."""

    point: int
    line: int
    sentence: int
    """Which sentence of the item, from 0."""
    line_sentence: int
    """Which sentence of the line, from 0."""
    start: int
    end: int
    """Character offsets into the line."""
    first: int
    last: int
    """The same in words of the line."""
    weight: Weight
    term: int


class PointFinder:
    """Finds the traces of all points of one plan."""

    def __init__(
        self, rules: Iterable[tuple[int, PointRules]], words: dict[str, tuple[str, ...]]
    ) -> None:
        self._meanings: list[tuple[int, Weight]] = []
        self._needs: dict[int, TermFinder] = {}
        needed: dict[tuple[str, ...], TermFinder] = {}
        terms: list[Term] = []
        for point, rule in rules:
            if rule.needs:
                if rule.needs not in needed:
                    needed[rule.needs] = TermFinder([parse_term(t, words) for t in rule.needs])
                self._needs[point] = needed[rule.needs]
            for weight in Weight:
                for text in getattr(rule, weight):
                    terms.append(parse_term(text, words))
                    self._meanings.append((point, weight))
        self._finder = TermFinder(terms)
        self.lines = LineReader()
        """Keeps what is read of a line for the positions stage as well."""
        self._kept: dict[tuple[tuple[int, str], ...], tuple[Trace, ...]] = {}
        self._readings: dict[str, Reading] = {}

    def trace(self, lines: Iterable[tuple[int, str]]) -> tuple[Trace, ...]:
        """Find the traces in the numbered lines of one item.

        The points stage and the positions stage ask for the same items one after the other, so
        the latest answers are kept.
        """
        key = tuple(lines)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._trace(key)
        return self._kept[key]

    def begin(self, marks: LineMarks | None) -> None:
        """Drop what was kept of the document before; ``marks`` are those of the next one."""
        self._kept.clear()
        self._readings.clear()
        self.lines.begin(marks)

    def _trace(self, lines: Sequence[tuple[int, str]]) -> tuple[Trace, ...]:
        traces: list[Trace] = []
        before = 0
        for number, text in lines:
            reading = self._read(number, text)
            if reading.matches:
                traces += self._trace_line(reading, number, before)
            before += len(reading.sentences) or 1
        if any(trace.point in self._needs for trace in traces):
            return tuple(self._keep_needed(traces, lines))
        return tuple(traces)

    def _read(self, number: int, text: str) -> Reading:
        reading = self._readings.get(text)
        if reading is None:
            if len(self._readings) >= _MOST_KEPT:
                self._readings.clear()
            reading = self._readings[text] = self._finder.read_line(self.lines.read(text, number))
        return reading

    def _trace_line(self, reading: Reading, number: int, before: int) -> Iterable[Trace]:
        """Yield the traces in a line that ``before`` sentences of its item stand before."""
        here = [(match, *self._meanings[match[0]]) for match in reading.matches]
        off = [(point, m) for m, point, weight in here if weight is _OFF]
        for match, point, weight in here:
            if weight is not _OFF and not (off and _is_off(match, point, off)):
                term, sentence, *place = match
                yield _new(
                    Trace, (point, number, before + sentence, sentence, *place, weight, term)
                )

    def _keep_needed(
        self, traces: list[Trace], lines: Sequence[tuple[int, str]]
    ) -> Iterable[Trace]:
        """Leave out traces far from every word that their point needs."""
        place = {number: index for index, (number, _) in enumerate(lines)}
        near = _NearWords([self.lines.read(text) for _, text in lines], place.get(0))
        for trace in traces:
            finder = self._needs.get(trace.point)
            if finder is None or near.has_any(finder, place[trace.line]):
                yield trace


class _NearWords:
    """Tells what stands near the lines of one item; each line is asked once for the same words."""

    def __init__(self, lines: Sequence[TextLine], title: int | None) -> None:
        self._lines = lines
        self._title = title
        self._stands: dict[tuple[TermFinder, int], bool] = {}

    def has_any(self, finder: TermFinder, index: int) -> bool:
        """Tell whether a term of the finder stands in the line, near it or in the title."""
        if self._stands_in(finder, index):
            return True
        first, end = max(0, index - _NEEDED_WITHIN), index + _NEEDED_WITHIN + 1
        near = range(first, min(end, len(self._lines)))
        return any(self._stands_in(finder, other) for other in near) or (
            self._title is not None and self._stands_in(finder, self._title)
        )

    def _stands_in(self, finder: TermFinder, index: int) -> bool:
        key = finder, index
        if key not in self._stands:
            self._stands[key] = finder.stands_in(self._lines[index])
        return self._stands[key]


def _is_off(match: Match, point: int, off: list[tuple[int, Match]]) -> bool:
    return any(
        other == point
        and near.sentence == match.sentence
        and near.first - _OFF_WITHIN <= match.last
        and match.first <= near.last + _OFF_WITHIN
        for other, near in off
    )


def get_point_finder(dossier: Dossier) -> PointFinder:
    """Return the finder for a dossier's points, made once for the same rules."""
    return _make_finder(tuple(dossier.rules.items()), tuple(dossier.words.items()))


@lru_cache(maxsize=8)
def _make_finder(
    rules: tuple[tuple[int, PointRules], ...], words: tuple[tuple[str, tuple[str, ...]], ...]
) -> PointFinder:
    return PointFinder(rules, dict(words))
