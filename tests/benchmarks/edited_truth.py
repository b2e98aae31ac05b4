"""Where a note belongs in an edited text, and where two plain ways of anchoring would put it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .edited_texts import Line, Origin, Spot, text_of

_ALIKE = 0.8
"""Share of an edited passage that must be covered, and of the place that must be the passage."""
_SURVIVES = 0.7
"""Share of a passage's characters that must be left in one piece for its text to still exist."""


@dataclass(frozen=True)
class Probe:
    """One note, and the characters of the text before that it is on."""

    note: str
    kind: str
    quote: str
    start: Spot
    end: Spot
    """Behind its last character."""

    def holds(self, origin: Origin) -> bool:
        return origin is not None and self.start <= origin < self.end


@dataclass(frozen=True)
class Truth:
    """Where the characters of a passage are in the text after the edit."""

    exists: bool
    is_same: bool
    """The same characters in a row; marks that were changed one for one aside."""
    spots: frozenset[Spot]


def find_truth(probe: Probe, lines: Sequence[Line], home: Mapping[int, str]) -> Truth:
    """Follow a passage's characters; what was torn apart exists no longer.

    Args:
        probe: the note.
        lines: the text after the edit.
        home: line → item in it. A passage of which a part went to another item is torn, and text
            that the parser takes for page furniture is gone.
    """
    runs: list[list[tuple[Spot, Spot]]] = [[]]
    for row, line in enumerate(lines):
        held = [((row, column), o) for column, (_, o) in enumerate(line) if o and probe.holds(o)]
        if not held or row not in home:
            if line and runs[-1]:
                runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else held[0]
        if held[0][1][0] < last[1][0] or home.get(row) != home.get(last[0][0]):
            runs.append([])
        runs[-1] += held
    size = len(probe.quote.replace("\n", ""))
    if probe.kind == "item":
        everywhere = frozenset(spot for run in runs for spot, _ in run)
        return Truth(len(everywhere) * 2 >= size, len(everywhere) == size, everywhere)
    run = max(runs, key=len)
    if not run:
        return Truth(exists=False, is_same=False, spots=frozenset())
    last_row, last_column = run[-1][0]
    spots = spots_between(lines, run[0][0], (last_row, last_column + 1))
    return Truth(len(run) >= _SURVIVES * size, len(run) == size == len(spots), spots)


def spots_between(lines: Sequence[Line], start: Spot, end: Spot) -> frozenset[Spot]:
    return frozenset(
        (row, column)
        for row in range(start[0], end[0] + 1)
        for column in range(len(lines[row]))
        if start <= (row, column) < end
    )


def judge(truth: Truth, spots: frozenset[Spot] | None) -> str:
    """Return ``right``, ``wrong`` or ``none``."""
    if spots is None:
        return "none"
    shared = len(spots & truth.spots)
    if not truth.exists or not shared:
        return "wrong"
    if truth.is_same:
        return "right" if spots == truth.spots else "wrong"
    is_alike = shared >= _ALIKE * len(truth.spots) and shared >= _ALIKE * len(spots)
    return "right" if is_alike else "wrong"


def plain_position(
    probe: Probe, before: Sequence[Line], after: Sequence[Line]
) -> frozenset[Spot] | None:
    """Take the stored offsets as they are."""
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line) + 1)
    start = starts[probe.start[0]] + probe.start[1]
    end = starts[probe.end[0]] + probe.end[1]
    return _spots_at(after, start, end)


def plain_search(probe: Probe, after: Sequence[Line]) -> frozenset[Spot] | None:
    """Take the first place with exactly the stored words."""
    start = text_of(after).find(probe.quote)
    return None if start < 0 else _spots_at(after, start, start + len(probe.quote))


def _spots_at(lines: Sequence[Line], start: int, end: int) -> frozenset[Spot]:
    spots = set()
    at = 0
    for row, line in enumerate(lines):
        spots |= {(row, n) for n in range(max(0, start - at), min(len(line), max(0, end - at)))}
        at += len(line) + 1
        if at > end:
            break
    return frozenset(spots)
