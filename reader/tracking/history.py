"""What one side, or one actor, has said on one point: the evidence, and the stances it came to.

Takes the evidence, oldest first; gives the ``Cell`` for any day. What follows from the evidence is
worked out once, so that a day costs no more than looking up how much was known on it. On each day
the stance of most of the voices stands, for an actor as for a side: several passages of one day
are one turn.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from store.records import Position, Stance

_BOTH_WAYS = {Stance.SUPPORTS, Stance.OPPOSES}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One act that shows a stance: a statement or a passage, with its other tellings folded in."""

    position: Position
    """The first telling."""
    tellings: tuple[Position, ...]
    """All tellings, the first one included."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stance that an actor or a side came to, with the evidence that first showed it."""

    stance: Stance
    day: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one side (or one actor) stands on one point."""

    point: int
    actor: str
    """The id of the side or of the actor."""
    stance: Stance | None
    """The latest stance; None where nobody has spoken."""
    path: tuple[Turn, ...]
    """The stances one after another, oldest first; more than one where the position changed.

    That of most of the voices on each day, so that voices which differ on one day are no change."""
    evidence: tuple[Evidence, ...]
    """Newest first."""
    is_mixed: bool
    """On the latest day the voices both support and oppose."""


class History:
    """The evidence of one side or actor on one point, with what follows from it."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        """Work out what follows.

        Args:
            evidence: oldest first, what has no day before all.
        """
        self._evidence = evidence
        self._days = [one.position.day or date.min for one in evidence]
        undated = self._undated = bisect_right(self._days, date.min)
        self._mixed: set[date | None] = set()
        unknown = self._find_turns(evidence[:undated])
        self._turns = self._find_turns(evidence[undated:])
        self._turn_days = [turn.day or date.min for turn in self._turns]
        goes_on = unknown and self._turns and unknown[-1].stance is self._turns[0].stance
        self._all_turns = (*unknown, *self._turns[1 if goes_on else 0 :])

    def cell(self, point: int, actor: str, as_of: date | None) -> Cell:
        """Tell the state on a day; what has no day is left out as soon as one is asked for."""
        if as_of is None:
            known, path = list(self._evidence), self._all_turns
        else:
            end = bisect_right(self._days, as_of)
            known = list(self._evidence[self._undated : end])
            path = tuple(self._turns[: bisect_right(self._turn_days, as_of)])
        known.reverse()
        latest = known[0].position.day if known else None
        is_mixed = bool(known) and latest in self._mixed
        return Cell(point, actor, path[-1].stance if path else None, path, tuple(known), is_mixed)

    def _find_turns(self, evidence: Iterable[Evidence]) -> list[Turn]:
        turns: list[Turn] = []
        for day, group in groupby(evidence, key=lambda one: one.position.day):
            of_day = list(group)
            voiced = {one.position.stance: one for one in of_day}
            if len(voiced) > 1:
                stance = _most_voiced([one.position.stance for one in of_day])
                if voiced.keys() >= _BOTH_WAYS:
                    self._mixed.add(day)
            else:
                stance = of_day[-1].position.stance
            if not turns or turns[-1].stance is not stance:
                turns.append(Turn(stance, day, voiced[stance]))
        return turns


def _most_voiced(stances: Sequence[Stance]) -> Stance:
    """Return the most frequent stance; of several such ones, the one that was voiced last."""
    counts = Counter(stances)
    most = max(counts.values())
    return [stance for stance in stances if counts[stance] == most][-1]
