"""The questions a library answers: records filtered, counted, searched; corrections applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from .browsing import Browsing
from .choosing import Choosing
from .errors import NotFound
from .filters import ActorSummary, Filter, PointSummary
from .manifest import Manifest
from .notes import Notes
from .records import Actor, Annotation, DaySource, Document, Item, Plan, Position, Statement
from .selecting import (
    PointTally,
    is_plain,
    is_settled,
    summarise_actors,
    summarise_points,
    tally_points,
)
from .shelf import Shelf, in_feed_order

if TYPE_CHECKING:
    from .searching import Searching

_EVERYTHING = Filter()
_MOST_COUNTS = 64


class _Counts(NamedTuple):
    """Counts by filter, as long as the records stay the same."""

    version: int
    plan: Plan
    actors: dict[Filter, tuple[ActorSummary, ...]]
    points: dict[Filter, tuple[PointTally, ...]]


class Querying(Browsing):
    """What can be asked of a library; reads documents as they are needed."""

    notes: Notes

    def __init__(
        self, manifest: Manifest, shelf: Shelf, notes: Notes, *, is_followed: bool
    ) -> None:
        choosing = Choosing(manifest, shelf, notes)
        super().__init__(manifest, shelf, choosing, is_followed=is_followed)
        self.notes = notes
        self._search: Searching | None = None
        self._kept = _Counts(-1, manifest.plan, {}, {})

    @property
    def plan(self) -> Plan:
        """The plan of the library's dossier."""
        self._follow()
        return self._manifest.plan

    @property
    def listed_actors(self) -> tuple[Actor, ...]:
        """The actors that the dossier lists, in its order."""
        self._follow()
        return tuple(self._manifest.actors.values())

    @property
    def records_version(self) -> int:
        """A number that changes whenever documents, or decisions over them, change."""
        self._follow()
        return self._shelf.version

    def documents(self) -> tuple[Document, ...]:
        """All documents, latest day first."""
        self._follow()
        return self._choosing.documents()

    def document(self, key: str) -> Document:
        """The document with this id or file name. Raises: NotFound."""
        self._follow()
        for document in self._choosing.documents():
            if key in (document.id, document.name):
                return document
        raise NotFound(f"{key}: the library has no document with this id or file name")

    # Records (corrections applied)

    def items(self, where: Filter = _EVERYTHING) -> tuple[Item, ...]:
        """Items in feed order.

        Latest day first, then by document, then in the order of the text.
        """
        self._follow()
        if where == _EVERYTHING:
            return self._shelf.feed()
        selection = self._choosing.selection(where)
        items: Iterable[Item] = self._shelf.feed(self._choosing.chosen(where, selection))
        for test in selection.item_tests():
            items = filter(test, items)
        return tuple(items)

    def items_of_day(self, day: date | None, where: Filter = _EVERYTHING) -> tuple[Item, ...]:
        """Items of one day, or of unknown day, reading only the documents that have some."""
        self._follow()
        if day is not None:
            if (where.first_day or day) <= day <= (where.last_day or day):
                return self.items(where._replace(first_day=day, last_day=day))
            return ()
        if where.first_day is not None or where.last_day is not None:
            return ()
        undated = self._shelf.feed(self._choosing.undated())
        items: Iterable[Item] = (item for item in undated if item.day is None)
        for test in self._choosing.selection(where).item_tests():
            items = filter(test, items)
        return tuple(items)

    def item(self, key: str) -> Item:
        """The item with this id. Raises: NotFound."""
        self._follow()
        item = self._shelf.item(key)
        if item is None:
            raise NotFound(f"{key}: there is no item with this id")
        return item

    def statement(self, key: str) -> Statement:
        """The statement with this id. Raises: NotFound."""
        self._follow()
        statement = self._shelf.statement(key)
        if statement is None:
            raise NotFound(f"{key}: there is no statement with this id")
        return statement

    def position(self, key: str) -> Position:
        """The position with this id, rejected or not. Raises: NotFound."""
        self._follow()
        position = self._shelf.position(key)
        if position is None:
            raise NotFound(f"{key}: there is no position with this id")
        return position

    def statements(self, where: Filter = _EVERYTHING) -> tuple[Statement, ...]:
        """Statements in the order of their items."""
        self._follow()
        selection = self._choosing.selection(where)
        items = self._shelf.feed(self._choosing.chosen(where, selection))
        statements: Iterable[Statement] = (s for i in items for s in self._choosing.said_in(i))
        for test in selection.statement_tests():
            statements = filter(test, statements)
        return tuple(statements)

    def statements_of(self, item: str) -> tuple[Statement, ...]:
        """The statements of one item, in the order of the text."""
        return self._shelf.said_in(self.item(item))

    def positions(self, where: Filter = _EVERYTHING) -> tuple[Position, ...]:
        """Positions in the order of their items."""
        self._follow()
        selection = self._choosing.selection(where)
        chosen = self._choosing.chosen(where, selection)
        keys = tuple(self._manifest.entries) if chosen is None else chosen
        held = [self._shelf.loaded(key) for key in keys]
        order = {item.id: n for n, item in enumerate(in_feed_order(held))}
        positions: Iterable[Position] = (p for loaded in held for p in loaded.parsed.positions)
        for test in selection.position_tests():
            positions = filter(test, positions)
        return tuple(sorted(positions, key=lambda p: (order[p.item], p.line, p.start)))

    def actors(self, where: Filter = _EVERYTHING) -> tuple[ActorSummary, ...]:
        """Actors with counts, most mentioned first.

        Listed actors of the dossier are there even with none.
        """
        self._follow()
        counts = self._counts()
        if where in counts.actors:
            return counts.actors[where]
        chosen = self._choosing.chosen(where, self._choosing.selection(where))
        actors = self._actors_of(self._manifest.entries if chosen is None else chosen)
        summaries = summarise_actors(actors, self.items(where), self.statements(where))
        if is_settled(where):
            counts.actors[where] = summaries
        return summaries

    def actor(self, key: str) -> Actor:
        """The actor with this id, or the one it is merged into. Raises: NotFound."""
        self._follow()
        key = self._shelf.decisions.actor(key)
        found = self._manifest.actors.get(key) or self._actors_of(self._manifest.entries).get(key)
        if found is None:
            raise NotFound(f"{key}: there is no actor with this id")
        return found

    def points(self, where: Filter = _EVERYTHING) -> tuple[PointSummary, ...]:
        """All points of the plan with counts, by number."""
        self._follow()
        counts = self._counts()
        tallies = counts.points.get(where)
        if tallies is None:
            tallies = tally_points(self.plan, self.items(where), self.statements(where))
            if is_settled(where):
                counts.points[where] = tallies
        return summarise_points(tallies, self.notes.read_items())

    def search(self, query: str, where: Filter = _EVERYTHING) -> tuple[Item | Statement, ...]:
        """Records that hold all words and ``"phrases"`` of the query, best first.

        Case and accents do not count.
        """
        self._follow()
        return self._searching().search(query, self._choosing.selection(where))

    def prepare_search(self) -> None:
        """Do what the first search would otherwise wait for; for a thread of its own."""
        self._follow()
        self._searching().put_in_order()

    def search_notes(self, query: str) -> tuple[Annotation, ...]:
        """Notes that hold all words and ``"phrases"`` of the query, best first."""
        self._follow()
        from .search import index_annotations

        return index_annotations(self.notes.annotations()).find(query)

    def days(self, where: Filter = _EVERYTHING) -> tuple[tuple[date | None, int], ...]:
        """Each day with its number of items, latest first, unknown last."""
        self._follow()
        if is_plain(where):
            counts = self._choosing.days(where)
        else:
            counts = Counter(item.day for item in self.items(where))
        return tuple(sorted(counts.items(), key=lambda entry: entry[0] or date.min, reverse=True))

    def dated_items(self, without: Iterable[str] = ()) -> tuple[Item, ...]:
        """Items whose day is known, not inferred, from all documents but the given ones."""
        left_out = set(without)
        return tuple(
            item
            for item in self.items()
            if item.day is not None
            and item.day_source is not DaySource.INFERRED
            and item.document not in left_out
        )

    def _searching(self) -> Searching:
        from .searching import Searching  # the first screen need not load it

        if self._search is None:
            self._search = Searching(self._shelf)
        return self._search

    def _counts(self) -> _Counts:
        """Return the counts made since the records changed last."""
        held = self._kept
        if held.version != self._shelf.version or held.plan is not self._manifest.plan:
            self._kept = held = _Counts(self._shelf.version, self._manifest.plan, {}, {})
        elif len(held.actors) + len(held.points) > _MOST_COUNTS:
            held.actors.clear()
            held.points.clear()
        return held

    def _actors_of(self, documents: Iterable[str]) -> dict[str, Actor]:
        """Return listed actors and those found in documents by id, merged ones left out."""
        merged = self._shelf.decisions.merged
        actors = {k: actor for k, actor in self._manifest.actors.items() if k not in merged}
        for key in tuple(documents):
            for actor in self._shelf.loaded(key).parsed.actors:
                actors.setdefault(actor.id, actor)
        return actors
