"""Values for the panes, gathered from the library: items, marks, and what stands around a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from store.library import Library
from store.records import Item, Statement

from ..narrowing import Narrowing
from ..panes.feed import ItemMarks
from ..reading import Reading

AFTER = 12
"""How many items of the document are shown below the one that is read, at most."""


class Gathering:
    """Reads one library for the reading screen."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.outlets: dict[str, str | None] = {}
        """Outlet by document."""
        self.names: dict[str, str] = {}
        """Name by actor."""
        self.titles = {point.number: point.title for point in library.plan.points}
        self.also_in: Callable[[tuple[Statement, ...]], Mapping[str, str]] = lambda _: {}
        """Says which other outlets tell statements; set by who knows."""
        self._bookmarked: set[str] = set()
        self._bookmarked_by: dict[str, str] = {}
        self._noted: Counter[str] = Counter()

    def read_library(self) -> None:
        """Take over what documents and actors there are."""
        self.outlets = {one.id: one.outlet for one in self._library.documents()}
        self.names = {one.actor.id: one.actor.name for one in self._library.actors()}
        self.read_notes()

    def read_notes(self) -> None:
        """Take over which items carry bookmarks and notes."""
        notes = self._library.notes
        marks = notes.bookmarks()
        self._bookmarked = {mark.item for mark in marks if mark.creator is None}
        self._bookmarked_by = {mark.target: mark.creator for mark in marks if mark.creator}
        self._noted = Counter(note.item for note in notes.annotations())

    def items(self, narrowing: Narrowing) -> tuple[Item, ...]:
        """The items that a narrowing lets through, in feed order."""
        where = narrowing.where()
        items = self._library.items(where)
        if not narrowing.query:
            return items
        found = self._library.search(narrowing.query, where)
        ids = {one.id if isinstance(one, Item) else one.item for one in found}
        return tuple(item for item in items if item.id in ids)

    def marks(self, item: Item) -> ItemMarks:
        """What the feed says about an item besides its words."""
        return ItemMarks(
            outlet=self.outlets.get(item.document) or "",
            is_read=self._library.notes.is_read(item.id),
            is_bookmarked=item.id in self._bookmarked,
            notes=self._noted[item.id],
            statements=len(self._library.statements_of(item.id)),
        )

    def unread(self, items: tuple[Item, ...]) -> int:
        """How many of the items were not read."""
        read = self._library.notes.read_items()
        return sum(item.id not in read for item in items)

    def reading(self, item: Item) -> Reading:
        """An item with everything that stands around its text."""
        library, notes = self._library, self._library.notes
        parsed = library.parsed(item.document)
        statements = library.statements_of(item.id)
        place, siblings = item.number - 1, parsed.items
        is_placed = 0 <= place < len(siblings) and siblings[place].id == item.id
        marked = {item.id, *(one.id for one in statements)}
        return Reading(
            item=item,
            document=parsed.document,
            statements=statements,
            positions=tuple(one for one in parsed.positions if one.item == item.id),
            annotations=notes.annotations_on(item.id),
            bookmarked=frozenset(marked & notes.bookmarked()),
            bookmarked_by={key: by for key, by in self._bookmarked_by.items() if key in marked},
            point_titles=self.titles,
            before=siblings[place - 1] if is_placed and place > 0 else None,
            after=siblings[place + 1 : place + 1 + AFTER] if is_placed else (),
            also_in=self.also_in(statements),
        )
