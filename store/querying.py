"""Answers from the records in memory: filtered, counted, searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .errors import NotFound
from .filters import ActorSummary, Filter, PointSummary
from .manifest import Entry, Manifest
from .notes import Notes
from .records import Actor, Annotation, Document, Item, Position, Statement
from .search import (
    Index,
    index_annotations,
    index_items,
    index_statements,
)
from .selecting import Selection, is_plain, summarise_actors, summarise_points
from .shelf import Shelf, in_feed_order

_EVERYTHING = Filter()


class Querying:
    """The questions a library answers; reads documents as they are needed."""

    def __init__(self, manifest: Manifest, shelf: Shelf, notes: Notes) -> None:
        self._manifest = manifest
        self._shelf = shelf
        self._notes = notes
        self._indices: tuple[int, Index[Item], Index[Statement]] | None = None

    def documents(self) -> tuple[Document, ...]:
        """All documents, latest day first."""
        redated = self._redated()
        documents = [
            self._shelf.loaded(key).parsed.document if key in redated else entry.document
            for key, entry in self._manifest.entries.items()
        ]
        if redated:
            documents.sort(key=lambda d: d.name)
            documents.sort(key=lambda d: d.day or date.min, reverse=True)
        return tuple(documents)

    def items(self, where: Filter) -> tuple[Item, ...]:
        """Items in feed order."""
        if where == _EVERYTHING:
            return self._shelf.feed()
        selection = self._selection(where)
        asked = self._asked(where, selection)
        items: Iterable[Item] = self._shelf.feed(None if asked is None else asked)
        for test in selection.item_tests():
            items = filter(test, items)
        return tuple(items)

    def items_of_day(self, day: date | None, where: Filter) -> tuple[Item, ...]:
        """Items of one day, or of unknown day."""
        if day is not None:
            first, last = where.first_day or day, where.last_day or day
            if not first <= day <= last:
                return ()
            return self.items(replace(where, first_day=day, last_day=day))
        if where.first_day is not None or where.last_day is not None:
            return ()
        redated = self._redated()
        keys = [
            key
            for key, entry in self._manifest.entries.items()
            if key in redated or any(count.day is None for count in entry.days)
        ]
        items: Iterable[Item] = (i for i in self._shelf.feed(keys) if i.day is None)
        for test in self._selection(where).item_tests():
            items = filter(test, items)
        return tuple(items)

    def statements(self, where: Filter) -> tuple[Statement, ...]:
        """Statements in the order of their items."""
        selection = self._selection(where)
        statements: Iterable[Statement] = (
            statement
            for item in self._shelf.feed(self._asked(where, selection))
            for statement in self._said_in(item)
        )
        for test in selection.statement_tests():
            statements = filter(test, statements)
        return tuple(statements)

    def positions(self, where: Filter) -> tuple[Position, ...]:
        """Positions in the order of their items."""
        selection = self._selection(where)
        asked = self._asked(where, selection)
        keys = list(self._manifest.entries) if asked is None else asked
        held = [self._shelf.loaded(key) for key in keys]
        order = {item.id: n for n, item in enumerate(in_feed_order(held))}
        positions: Iterable[Position] = (p for loaded in held for p in loaded.parsed.positions)
        for test in selection.position_tests():
            positions = filter(test, positions)
        return tuple(sorted(positions, key=lambda p: (order[p.item], p.line, p.start)))

    def actors(self, where: Filter) -> tuple[ActorSummary, ...]:
        """Actors with counts, most mentioned first."""
        return summarise_actors(self._all_actors(), self.items(where), self.statements(where))

    def actor(self, key: str) -> Actor:
        """The actor with this id, or the one it is merged into. Raises: NotFound."""
        key = self._shelf.decisions.actor(key)
        found = self._manifest.actors.get(key) or self._all_actors().get(key)
        if found is None:
            raise NotFound(f"{key}: there is no actor with this id")
        return found

    def points(self, where: Filter) -> tuple[PointSummary, ...]:
        """All points of the plan with counts, by number."""
        return summarise_points(
            self._manifest.plan, self.items(where), self.statements(where), self._notes.read_items()
        )

    def days(self, where: Filter) -> tuple[tuple[date | None, int], ...]:
        """Each day with its number of items, latest first, unknown last."""
        counts: Counter[date | None] = Counter()
        if is_plain(where):
            self._count_from_summaries(where, counts)
        else:
            counts.update(item.day for item in self.items(where))
        return tuple(sorted(counts.items(), key=lambda entry: entry[0] or date.min, reverse=True))

    def search(self, query: str, where: Filter) -> tuple[Item | Statement, ...]:
        """Items and statements that hold all of the query, best first."""
        items, statements = self._search_indices()
        selection = self._selection(where)
        item_tests, statement_tests = selection.item_tests(), selection.statement_tests()
        found: list[tuple[int, int, Item | Statement]] = []
        for rank, item in items.find(query, item_tests):
            found.append((-rank, -_number(item.day), item))
        for rank, statement in statements.find(query, statement_tests):
            found.append((-rank, -_number(statement.day), statement))
        found.sort(key=lambda entry: entry[:2])
        return tuple(record for _, _, record in found)

    def search_notes(self, query: str) -> tuple[Annotation, ...]:
        """Notes that hold all of the query, best first."""
        found = index_annotations(self._notes.annotations()).find(query)
        return tuple(note for _, note in found)

    def _count_from_summaries(self, where: Filter, counts: Counter[date | None]) -> None:
        selection = self._selection(where)
        redated = self._redated()
        first, last = where.first_day or date.min, where.last_day or date.max
        is_open = where.first_day is None and where.last_day is None
        for key, entry in self._manifest.entries.items():
            if selection.documents is not None and key not in selection.documents:
                continue
            for day, number in self._days_of(entry, is_redated=key in redated):
                if is_open or (day is not None and first <= day <= last):
                    counts[day] += number

    def _days_of(self, entry: Entry, *, is_redated: bool) -> list[tuple[date | None, int]]:
        if is_redated:
            items = self._shelf.loaded(entry.document.id).parsed.items
            return list(Counter(item.day for item in items).items())
        return [(count.day, count.items) for count in entry.days]

    def _redated(self) -> set[str]:
        """Return the documents in which the reader corrected a day."""
        days = self._shelf.decisions.days.values()
        return {c.document for c in days if c.document in self._manifest.entries}

    def _selection(self, where: Filter) -> Selection:
        return Selection(
            where,
            documents={key: entry.document for key, entry in self._manifest.entries.items()},
            decisions=self._shelf.decisions,
            bookmarked=self._notes.bookmarked(),
            read=self._notes.read_items() if where.is_unread else set(),
            said_in=self._said_in,
        )

    def _asked(self, where: Filter, selection: Selection) -> list[str] | None:
        """Return the documents that can hold something wanted, or None for all."""
        if selection.documents is None and where.first_day is None and where.last_day is None:
            return None
        first, last = where.first_day or date.min, where.last_day or date.max
        redated = self._redated()
        asked = []
        for key, entry in self._manifest.entries.items():
            if selection.documents is not None and key not in selection.documents:
                continue
            days = [count.day for count in entry.days if count.day is not None]
            is_in_time = any(first <= day <= last for day in days)
            if where.first_day is where.last_day is None or is_in_time or key in redated:
                asked.append(key)
        return None if len(asked) == len(self._manifest.entries) else asked

    def _said_in(self, item: Item) -> tuple[Statement, ...]:
        return self._shelf.loaded(item.document).said_in.get(item.id, ())

    def _all_actors(self) -> dict[str, Actor]:
        """Return listed and found actors by id, merged ones left out."""
        merged = self._shelf.decisions.merged
        actors = {k: actor for k, actor in self._manifest.actors.items() if k not in merged}
        for key in self._manifest.entries:
            for actor in self._shelf.loaded(key).parsed.actors:
                actors.setdefault(actor.id, actor)
        return actors

    def _search_indices(self) -> tuple[Index[Item], Index[Statement]]:
        feed = self._shelf.feed()
        if self._indices is None or self._indices[0] != self._shelf.version:
            said = (statement for item in feed for statement in self._said_in(item))
            self._indices = (self._shelf.version, index_items(feed), index_statements(said))
        return self._indices[1:]


def _number(day: date | None) -> int:
    return (day or date.min).toordinal()
