"""What a filter lets through, and the counts of actors and points under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from .correcting import Decisions
from .filters import ActorSummary, Filter, PointSummary
from .folding import fold
from .records import Actor, Document, Item, Plan, Point, Position, Statement

ItemTest = Callable[[Item], bool]
StatementTest = Callable[[Statement], bool]
PositionTest = Callable[[Position], bool]


class Selection:
    """A filter made into tests, against what the library knows at this moment."""

    def __init__(
        self,
        where: Filter,
        *,
        documents: Mapping[str, Document],
        decisions: Decisions,
        bookmarked: frozenset[str],
        read: set[str],
        said_in: Callable[[Item], tuple[Statement, ...]],
    ) -> None:
        self.where = where
        self.bookmarked = bookmarked
        self.read = read
        self._said_in = said_in
        self.actor = decisions.actor(where.actor) if where.actor else None
        self.speaker = decisions.actor(where.speaker) if where.speaker else None
        self._speaker_words = fold(where.speaker or "")
        self.documents: frozenset[str] | None = None
        if where.document is not None or where.outlet is not None:
            self.documents = frozenset(
                key for key, document in documents.items() if _is_asked_for(document, where)
            )

    def item_tests(self) -> list[ItemTest]:
        """Return what an item must pass."""
        tests: list[ItemTest] = []
        where = self.where
        if where.first_day is not None or where.last_day is not None:
            tests.append(lambda item: self._is_in_time(item.day))
        if self.documents is not None:
            tests.append(lambda item: item.document in (self.documents or ()))
        if where.point is not None:
            tests.append(self._is_on_point)
        if self.actor is not None:
            tests.append(self._has_actor)
        if where.speaker is not None:
            tests.append(lambda item: any(map(self._is_by_speaker, self._said_in(item))))
        if where.is_bookmarked:
            tests.append(self._is_marked)
        if where.is_unread:
            tests.append(lambda item: item.id not in self.read)
        return tests

    def statement_tests(self) -> list[StatementTest]:
        """Return what a statement must pass."""
        tests: list[StatementTest] = []
        where = self.where
        if where.first_day is not None or where.last_day is not None:
            tests.append(lambda statement: self._is_in_time(statement.day))
        if self.documents is not None:
            tests.append(lambda statement: statement.document in (self.documents or ()))
        if where.point is not None:
            tests.append(lambda statement: where.point in statement.points)
        if self.actor is not None:
            tests.append(lambda statement: statement.speaker_id == self.actor)
        if where.speaker is not None:
            tests.append(self._is_by_speaker)
        if where.is_bookmarked:
            tests.append(lambda statement: statement.id in self.bookmarked)
        if where.is_unread:
            tests.append(lambda statement: statement.item not in self.read)
        return tests

    def position_tests(self) -> list[PositionTest]:
        """Return what a position must pass."""
        tests: list[PositionTest] = []
        where = self.where
        if where.first_day is not None or where.last_day is not None:
            tests.append(lambda position: self._is_in_time(position.day))
        if self.documents is not None:
            tests.append(lambda position: position.document in (self.documents or ()))
        if where.point is not None:
            tests.append(lambda position: position.point == where.point)
        if self.actor is not None:
            tests.append(lambda position: self.actor in (position.actor, position.side))
        if where.speaker is not None:
            tests.append(lambda position: position.actor == self.speaker)
        if where.is_bookmarked:
            tests.append(
                lambda position: (
                    position.statement in self.bookmarked or position.item in self.bookmarked
                )
            )
        if where.is_unread:
            tests.append(lambda position: position.item not in self.read)
        return tests

    def _is_in_time(self, day: date | None) -> bool:
        first, last = self.where.first_day, self.where.last_day
        if day is None:
            return False
        return (first is None or first <= day) and (last is None or day <= last)

    def _is_on_point(self, item: Item) -> bool:
        point = self.where.point
        return point in item.points or any(
            point in statement.points for statement in self._said_in(item)
        )

    def _has_actor(self, item: Item) -> bool:
        return any(mention.actor == self.actor for mention in item.mentions) or any(
            statement.speaker_id == self.actor for statement in self._said_in(item)
        )

    def is_speaker(self, key: str | None, written: str | None) -> bool:
        """Whether a speaker with this id, written so, is the one that is asked for."""
        if key is not None and key == self.speaker:
            return True
        return written is not None and fold(written) == self._speaker_words

    def _is_by_speaker(self, statement: Statement) -> bool:
        return self.is_speaker(statement.speaker_id, statement.speaker)

    def _is_marked(self, item: Item) -> bool:
        return item.id in self.bookmarked or any(
            statement.id in self.bookmarked for statement in self._said_in(item)
        )


def is_plain(where: Filter) -> bool:
    """Whether the manifest's summaries are enough to count the items under a filter."""
    needs_items = (where.actor, where.point, where.speaker)
    return all(x is None for x in needs_items) and not (where.is_bookmarked or where.is_unread)


def is_settled(where: Filter) -> bool:
    """Whether what a filter lets through changes with the texts and corrections only."""
    return not (where.is_bookmarked or where.is_unread)


def summarise_actors(
    actors: Mapping[str, Actor], items: Iterable[Item], statements: Iterable[Statement]
) -> tuple[ActorSummary, ...]:
    """Count mentions and statements per actor: most mentioned first, then by name."""
    mentions: Counter[str] = Counter()
    said: Counter[str] = Counter()
    days: dict[str, set[date]] = {}
    for item in items:
        for mention in item.mentions:
            mentions[mention.actor] += 1
            if item.day is not None:
                days.setdefault(mention.actor, set()).add(item.day)
    for statement in statements:
        if statement.speaker_id is not None:
            said[statement.speaker_id] += 1
            if statement.day is not None:
                days.setdefault(statement.speaker_id, set()).add(statement.day)
    summaries = [
        ActorSummary(
            actor,
            mentions[key],
            said[key],
            min(days.get(key, ()), default=None),
            max(days.get(key, ()), default=None),
        )
        for key, actor in actors.items()
        if actor.is_listed or mentions[key] or said[key]
    ]
    return tuple(sorted(summaries, key=lambda s: (-s.mentions, -s.statements, s.actor.name)))


class PointTally(NamedTuple):
    """What is counted of a point, read marks aside."""

    point: Point
    items: frozenset[str]
    statements: int
    last_day: date | None


def tally_points(
    plan: Plan, items: Iterable[Item], statements: Iterable[Statement]
) -> tuple[PointTally, ...]:
    """Count items and statements per point of the plan, by number."""
    on_point: dict[int, set[str]] = {}
    said = Counter(point for statement in statements for point in statement.points)
    last: dict[int, date] = {}
    for item in items:
        for point in item.points:
            on_point.setdefault(point, set()).add(item.id)
            if item.day is not None:
                last[point] = max(last.get(point, item.day), item.day)
    return tuple(
        PointTally(
            point,
            frozenset(on_point.get(point.number, ())),
            said[point.number],
            last.get(point.number),
        )
        for point in sorted(plan.points, key=lambda point: point.number)
    )


def summarise_points(tallies: Iterable[PointTally], read: set[str]) -> tuple[PointSummary, ...]:
    """Return the counts with the number of unread items."""
    return tuple(
        PointSummary(t.point, len(t.items), t.statements, len(t.items - read), t.last_day)
        for t in tallies
    )


def _is_asked_for(document: Document, where: Filter) -> bool:
    if where.document is not None and where.document not in (document.id, document.name):
        return False
    return where.outlet is None or fold(document.outlet or "") == fold(where.outlet)
