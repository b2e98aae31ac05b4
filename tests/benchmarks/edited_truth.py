"""Where a note belongs in an edited text, and where two plain ways of anchoring would put it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .edited_texts import Line, Spot, text_of

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


@dataclass(frozen=True)
class Truth:
    """Where the characters of a passage are in the text after the edit."""

    exists: bool
    is_same: bool
    """The same characters in a row; marks that were changed one for one aside."""
    own: frozenset[Spot]
    put_in: frozenset[Spot] = frozenset()
    """What the edit put between them, or in the place of the first or last of them: it may be
    taken for a part of the passage or not."""
    first: Spot | None = None
    """Where the first character that is left stands."""


class Followed:
    """A text after an edit, with the way from each character of the text before to it."""

    def __init__(
        self,
        before: Sequence[Line],
        after: Sequence[Line],
        was_home: Container[int],
        home: Mapping[int, str],
    ):
        """Index the text after the edit.

        Args:
            before: the text before.
            after: the text after.
            was_home: the lines before that stood in an item: furniture is part of no passage.
            home: line after → item. A passage of which a part went to another item is torn, and
                text that the parser takes for page furniture is gone.
        """
        self.before, self.after, self.was_home, self.home = before, after, was_home, home
        self.text = text_of(after)
        self._now: dict[Spot, Spot] = {}
        for row, line in enumerate(after):
            self._now |= {o: (row, column) for column, (_, o) in enumerate(line) if o is not None}

    def kept(self, probe: Probe) -> Iterator[tuple[int, list[tuple[Spot, Spot]]]]:
        """Yield line by line where characters of a passage are now, and where they were."""
        held: dict[int, list[tuple[Spot, Spot]]] = defaultdict(list)
        for row in range(probe.start[0], probe.end[0] + 1):
            for column in range(len(self.before[row]) if row in self.was_home else 0):
                spot = self._now.get((row, column))
                if spot is not None and probe.start <= (row, column) < probe.end:
                    held[spot[0]].append((spot, (row, column)))
        for row in sorted(held):
            yield row, sorted(held[row])

    def is_blank(self, first: int, last: int) -> bool:
        """Whether nothing stands on the lines between two."""
        return not any(self.after[row] for row in range(first + 1, last) if row in self.home)

    def put_in(self, spot: Spot, step: int) -> Iterator[Spot]:
        """Yield where the word stands that was put in beside a character, to one side."""
        row, column = spot
        line = self.after[row]
        column += step
        is_word = False
        while 0 <= column < len(line) and line[column][1] is None:
            if is_word and line[column][0].isspace():
                return
            is_word |= not line[column][0].isspace()
            yield row, column
            column += step


def find_truth(probe: Probe, followed: Followed) -> Truth:
    """Follow a passage's characters; what was torn apart exists no longer."""
    home = followed.home
    runs: list[list[tuple[Spot, Spot]]] = [[]]
    for row, held in followed.kept(probe):
        if row not in home:
            runs.append([])
            continue
        if runs[-1]:
            (before, _), last = runs[-1][-1]
            is_torn = held[0][1][0] < last[0] or home[row] != home[before]
            if is_torn or not followed.is_blank(before, row):
                runs.append([])
        runs[-1] += held
    size = len(probe.quote.replace("\n", ""))
    everything = [pair for run in runs for pair in run]
    if not everything:
        return Truth(exists=False, is_same=False, own=frozenset())
    if probe.kind == "item":
        own = frozenset(spot for spot, _ in everything)
        first, _ = min(everything, key=lambda pair: pair[1])
        rows = {row for row, _ in own}
        is_pure = all(origin is not None for row in rows for _, origin in followed.after[row])
        return Truth(len(own) * 2 >= size, is_pure and len(own) == size, own, first=first)
    run = max(runs, key=len)
    own = frozenset(spot for spot, _ in run)
    last_row, last_column = run[-1][0]
    between = spots_between(followed, run[0][0], (last_row, last_column + 1)) - own
    beside = frozenset(
        spot
        for step, (spot, origin), edge in ((-1, run[0], probe.start), (1, run[-1], probe.end))
        if abs(origin[1] - edge[1]) > (step > 0) or origin[0] != edge[0]
        for spot in followed.put_in(spot, step)
    )
    is_same = len(run) == size and not between
    return Truth(len(run) >= _SURVIVES * size, is_same, own, between | beside)


def spots_between(followed: Followed, start: Spot, end: Spot) -> frozenset[Spot]:
    """Return the places from one to another, on lines that are in an item."""
    return frozenset(
        (row, column)
        for row in range(start[0], end[0] + 1)
        for column in range(len(followed.after[row]) if row in followed.home else 0)
        if start <= (row, column) < end
    )


def judge(truth: Truth, spots: frozenset[Spot] | None) -> str:
    """Return ``right``, ``wrong`` or ``none``."""
    if spots is None:
        return "none"
    shared = len(spots & truth.own)
    if not truth.exists or not shared:
        return "wrong"
    if truth.is_same:
        return "right" if spots == truth.own else "wrong"
    is_alike = shared >= _ALIKE * len(truth.own)
    return "right" if is_alike and shared >= _ALIKE * len(spots - truth.put_in) else "wrong"


def plain_position(probe: Probe, followed: Followed) -> frozenset[Spot] | None:
    """Take the stored offsets as they are."""
    start, end = (_offset(followed.before, spot) for spot in (probe.start, probe.end))
    return _spots_at(followed, start, end)


def plain_search(probe: Probe, followed: Followed) -> frozenset[Spot] | None:
    """Take the first place with exactly the stored words."""
    start = followed.text.find(probe.quote)
    return None if start < 0 else _spots_at(followed, start, start + len(probe.quote))


def _offset(lines: Sequence[Line], spot: Spot) -> int:
    return sum(len(line) + 1 for line in lines[: spot[0]]) + spot[1]


def _spots_at(followed: Followed, start: int, end: int) -> frozenset[Spot]:
    spots: set[Spot] = set()
    at = 0
    for row, line in enumerate(followed.after):
        if row in followed.home:
            last = min(len(line), max(0, end - at))
            spots |= {(row, column) for column in range(max(0, start - at), last)}
        at += len(line) + 1
        if at > end:
            break
    return frozenset(spots)
