"""Points × sides: where each side stands on each point as of a day, with the evidence for it.

Takes the plan, the actors and the positions (corrections applied); gives a ``Tracker`` that is
built once and answers for any day. The same words told by several outlets are one piece of
evidence with several outlets. What a cell looks like is left to the screen and the exporters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.records import Actor, ActorKind, Plan, Point, Position, Stance

from .history import Cell, Evidence, History, Turn
from .tellings import Tellings

__all__ = ["Cell", "Evidence", "Matrix", "Order", "Row", "Tracker", "Turn"]

LEAST_SHARE = 0.02
"""Of all positions: what a side of few listed actors must have to be a column."""


class Order(StrEnum):
    """How the rows of a matrix are sorted."""

    NUMBER = "number"
    ACTIVITY = "activity"
    """Latest touched first, then most evidence."""
    DISAGREEMENT = "disagreement"
    """Most opposed sides first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One point with a cell for every side."""

    point: Point
    cells: tuple[Cell, ...]
    last_day: date | None
    """The latest day on which an item was about the point."""
    days_since: int | None
    """Days from then to the as-of day; None where it was never touched."""
    disagreement: int
    """Number of pairs of sides of which one opposes what the other supports or proposes."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Points × sides as of one day."""

    as_of: date | None
    sides: tuple[Actor, ...]
    rows: tuple[Row, ...]


class Tracker:
    """All positions of a library, sorted once, so that a matrix for any day is cheap."""

    def __init__(
        self,
        plan: Plan,
        actors: Mapping[str, Actor],
        positions: Sequence[Position],
        touched: Mapping[int, Sequence[date]],
        tellings: Tellings,
    ) -> None:
        """Sort the evidence.

        Args:
            plan: the plan.
            actors: every actor by id.
            positions: all positions.
            touched: the days on which items were about a point, by point.
            tellings: which statements tell the same act.
        """
        self._plan = plan
        self._actors = actors
        self._touched = {point: sorted(days) for point, days in touched.items()}
        by_side: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
        self._by_actor: dict[tuple[int, str], list[Evidence]] = defaultdict(list)
        self._by_point: dict[int, list[Evidence]] = defaultdict(list)
        sides: dict[str, str] = {}
        for evidence in _fold(positions, tellings):
            point, actor = evidence.position.point, evidence.position.actor
            side = sides.get(actor)
            if side is None:
                side = sides[actor] = self.side_of(actor)
            self._by_point[point].append(evidence)
            self._by_actor[point, actor].append(evidence)
            by_side[point, side].append(evidence)
        self._by_side = {key: History(evidence) for key, evidence in by_side.items()}
        self.sides = self._find_sides(positions)

    def side_of(self, actor: str) -> str:
        """The side that an actor's stance counts for.

        The end of the chain of sides, or the actor itself.
        """
        seen = {actor}
        while (record := self._actors.get(actor)) and record.side and record.side not in seen:
            actor = record.side
            seen.add(actor)
        return actor

    def voices(self, side: str) -> tuple[Actor, ...]:
        """The actors whose positions make up a side, most evidence first.

        A side opens into these.
        """
        weight: dict[str, int] = defaultdict(int)
        for (_, actor), evidence in self._by_actor.items():
            if self.side_of(actor) == side:
                weight[actor] += len(evidence)
        ranked = sorted(weight, key=lambda actor: (-weight[actor], actor))
        return tuple(self._actors[actor] for actor in ranked if actor in self._actors)

    def matrix(self, as_of: date | None = None, order: Order = Order.NUMBER) -> Matrix:
        """Points × sides as of a day; None: everything."""
        latest = as_of or max((days[-1] for days in self._touched.values() if days), default=None)
        rows = [self._row(point, as_of, latest) for point in self._plan.points]
        return Matrix(as_of, self.sides, tuple(sorted(rows, key=_ROW_KEYS[order])))

    def cell(self, point: int, side: str, as_of: date | None = None) -> Cell:
        """Where a side stands on a point as of a day."""
        return self._by_side.get((point, side), _NOTHING).cell(point, side, as_of)

    def evidence_on(self, point: int, as_of: date | None = None) -> tuple[Evidence, ...]:
        """What everybody said on a point as of a day, newest first."""
        return tuple(
            one
            for one in reversed(self._by_point.get(point, ()))
            if as_of is None or (one.position.day is not None and one.position.day <= as_of)
        )

    def cell_of_actor(self, point: int, actor: str, as_of: date | None = None) -> Cell:
        """Where one actor stands on a point as of a day."""
        return History(self._by_actor.get((point, actor), ())).cell(point, actor, as_of)

    def _row(self, point: Point, as_of: date | None, latest: date | None) -> Row:
        cells = tuple(self.cell(point.number, side.id, as_of) for side in self.sides)
        days = self._touched.get(point.number, ())
        count = bisect_right(days, as_of) if as_of else len(days)
        last_day = days[count - 1] if count else None
        return Row(
            point,
            cells,
            last_day,
            (latest - last_day).days if latest and last_day else None,
            _disagreement(cells),
        )

    def _find_sides(self, positions: Sequence[Position]) -> tuple[Actor, ...]:
        """The sides that matter, those of most listed actors first.

        That is every side of several listed actors, and whoever has a fair share of the evidence:
        a column for each that is named once would hide the others.
        """
        weight: dict[str, int] = defaultdict(int)
        for holder, count in Counter(position.actor for position in positions).items():
            weight[self.side_of(holder)] += count
        behind: dict[str, int] = defaultdict(int)
        for actor in self._actors.values():
            if actor.is_listed and actor.side:
                behind[self.side_of(actor.id)] += 1
        least = max(1, LEAST_SHARE * len(positions))
        chosen = [
            side
            for side in {*weight, *behind}
            if (record := self._actors.get(side))
            and record.kind is not ActorKind.OUTLET
            and (behind[side] > 2 or weight[side] >= (least if behind[side] else max(3, least)))
        ]
        return tuple(
            self._actors[s] for s in sorted(chosen, key=lambda s: (-behind[s], -weight[s], s))
        )


_NOTHING = History(())


def _fold(positions: Sequence[Position], tellings: Tellings) -> list[Evidence]:
    """One piece of evidence for each act, oldest first, undated ones before all."""
    acts: dict[tuple[object, ...], list[Position]] = defaultdict(list)
    for position in sorted(positions, key=lambda p: (p.day or date.min, p.document, -p.line)):
        act = tellings.act(position.statement) if position.statement else position.id
        acts[act, position.point, position.actor, position.stance].append(position)
    return [Evidence(told[0], tuple(told)) for told in acts.values()]


def _disagreement(cells: Sequence[Cell]) -> int:
    against = sum(cell.stance is Stance.OPPOSES for cell in cells)
    for_it = sum(cell.stance in {Stance.SUPPORTS, Stance.PROPOSES} for cell in cells)
    return against * for_it


def _evidence_count(row: Row) -> int:
    return sum(len(cell.evidence) for cell in row.cells)


_ROW_KEYS = {
    Order.NUMBER: lambda row: (row.point.number,),
    Order.ACTIVITY: lambda row: (
        -(row.last_day.toordinal() if row.last_day else 0),
        -_evidence_count(row),
        row.point.number,
    ),
    Order.DISAGREEMENT: lambda row: (-row.disagreement, -_evidence_count(row), row.point.number),
}
