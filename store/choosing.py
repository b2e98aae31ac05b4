"""Which documents can hold what is asked for, so that no other is read; days from summaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from .filters import Filter
from .manifest import Entry, Manifest
from .notes import Notes
from .records import Document, Item, Statement
from .selecting import Selection
from .shelf import Shelf


class Choosing:
    """The manifest's summaries, with the days that the reader corrected."""

    def __init__(self, manifest: Manifest, shelf: Shelf, notes: Notes) -> None:
        self._manifest = manifest
        self._shelf = shelf
        self._notes = notes

    def documents(self) -> tuple[Document, ...]:
        """Return all documents, latest day first."""
        redated = self._redated()
        documents = [
            self._shelf.loaded(key).parsed.document if key in redated else entry.document
            for key, entry in self._manifest.entries.items()
        ]
        if redated:
            documents.sort(key=lambda d: d.name)
            documents.sort(key=lambda d: d.day or date.min, reverse=True)
        return tuple(documents)

    def selection(self, where: Filter) -> Selection:
        """Return the filter as tests against the present state."""
        return Selection(
            where,
            documents={key: entry.document for key, entry in self._manifest.entries.items()},
            decisions=self._shelf.decisions,
            bookmarked=self._notes.marked(),
            read=self._notes.read_items() if where.is_unread else set(),
            said_in=self.said_in,
        )

    def chosen(self, where: Filter, selection: Selection) -> list[str] | None:
        """Return the documents that can hold something wanted, or None for all."""
        is_any_day = where.first_day is None and where.last_day is None
        if selection.documents is None and is_any_day:
            return None
        first, last = where.first_day or date.min, where.last_day or date.max
        redated = self._redated()
        chosen = []
        for key, entry in self._manifest.entries.items():
            if selection.documents is None or key in selection.documents:
                days = (count.day for count in entry.days if count.day is not None)
                is_in_time = any(first <= day <= last for day in days)
                if is_any_day or is_in_time or key in redated:
                    chosen.append(key)
        return None if len(chosen) == len(self._manifest.entries) else chosen

    def undated(self) -> list[str]:
        """Return the documents that can hold items of unknown day."""
        redated = self._redated()
        return [
            key
            for key, entry in self._manifest.entries.items()
            if key in redated or any(count.day is None for count in entry.days)
        ]

    def days(self, where: Filter) -> Counter[date | None]:
        """Count items per day from the summaries, under a filter of days, outlet, document."""
        counts: Counter[date | None] = Counter()
        selection = self.selection(where)
        redated = self._redated()
        first, last = where.first_day or date.min, where.last_day or date.max
        is_open = where.first_day is None and where.last_day is None
        for key, entry in self._manifest.entries.items():
            if selection.documents is None or key in selection.documents:
                for day, number in self._days_of(entry, is_redated=key in redated):
                    if is_open or (day is not None and first <= day <= last):
                        counts[day] += number
        return counts

    def holding(self, day: date | None, where: Filter) -> Iterator[tuple[Entry, int]]:
        """Give the documents that hold items of a day, each with how many, in feed order."""
        documents, redated = self.selection(where).documents, self._redated()
        for key, entry in self._manifest.entries.items():
            if documents is None or key in documents:
                days = self._days_of(entry, is_redated=key in redated)
                count = sum(number for one, number in days if one == day)
                if count:
                    yield entry, count

    def said_in(self, item: Item) -> tuple[Statement, ...]:
        """Return the statements of an item."""
        return self._shelf.loaded(item.document).said_in.get(item.id, ())

    def _days_of(self, entry: Entry, *, is_redated: bool) -> Iterable[tuple[date | None, int]]:
        if is_redated:
            items = self._shelf.loaded(entry.document.id).parsed.items
            return Counter(item.day for item in items).items()
        return ((count.day, count.items) for count in entry.days)

    def _redated(self) -> set[str]:
        """Return the documents in which the reader corrected a day."""
        days = self._shelf.decisions.days.values()
        return {c.document for c in days if c.document in self._manifest.entries}
