"""Values for the panes, gathered from the library: items, marks, and what stands around a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from store.filters import ActorSummary, PointSummary
from store.library import Library
from store.records import Item, Statement

from ..feed_items import FeedItems, all_items, items_by_day
from ..labels import counted, span_years
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
        self._everything = all_items(())
        self.is_ready = False
        """Every document is read; until then counts are not known."""

    def read_everything(self) -> Iterator[None]:
        """Read all documents, in small steps, with what the panes show of them.

        To be run in a thread of its own; ``is_ready`` is for the screen to set.
        """
        library = self._library
        for _ in library.load_all():
            yield
        library.actors()
        yield
        library.points()
        yield
        self._everything = all_items(library.items())

    def read_library(self) -> None:
        """Take over what documents and actors there are."""
        self.outlets = {one.id: one.outlet for one in self._library.documents()}
        actors = self.actors(Narrowing())
        self.names = {one.actor.id: one.actor.name for one in actors}
        self.read_notes()

    def read_notes(self) -> None:
        """Take over which items carry bookmarks and notes."""
        notes = self._library.notes
        marks = notes.bookmarks() if self.is_ready else notes.stored_bookmarks()
        self._bookmarked = {mark.item for mark in marks if mark.creator is None}
        self._bookmarked_by = {
            mark.target: mark.creator for mark in marks if mark.creator and not mark.is_on_passage
        }
        self._noted = Counter(note.item for note in notes.annotations())

    def feed(self, narrowing: Narrowing) -> FeedItems:
        """The items that a narrowing lets through, in feed order."""
        if not self.is_ready and narrowing.is_plain:
            return items_by_day(self._library, narrowing.where())
        items = self._items(narrowing)
        if items is self._everything.items:
            return self._everything
        return all_items(items)

    def actors(self, narrowing: Narrowing) -> tuple[ActorSummary, ...]:
        """The actors under a narrowing; the listed ones, without counts, until all is read."""
        if self.is_ready:
            return self._library.actors(narrowing.where("actor"))
        listed = self._library.listed_actors
        return tuple(ActorSummary(actor, 0, 0, None, None) for actor in listed)

    def points(self, narrowing: Narrowing) -> tuple[PointSummary, ...]:
        """The plan's points under a narrowing, without counts until all is read."""
        if self.is_ready:
            return self._library.points(narrowing.where("point"))
        return tuple(PointSummary(one, 0, 0, 0, None) for one in self._library.plan.points)

    def _items(self, narrowing: Narrowing) -> tuple[Item, ...]:
        where = narrowing.where()
        if not narrowing.query:
            return self._library.items(where)
        # An item passes a filter where one of its statements does.
        found = self._library.search(narrowing.query, where)
        ids = {one.id if isinstance(one, Item) else one.item for one in found}
        return tuple([item for item in self._library.items() if item.id in ids])

    def marks(self, item: Item) -> ItemMarks:
        """What the feed says about an item besides its words."""
        return ItemMarks(
            outlet=self.outlets.get(item.document) or "",
            is_read=self._library.notes.is_read(item.id),
            is_bookmarked=item.id in self._bookmarked,
            notes=self._noted[item.id],
            statements=len(self._library.statements_of(item.id)),
        )

    def chips(self, narrowing: Narrowing) -> tuple[tuple[str, str], ...]:
        """The filters that are on, with words; days with their year where there are several."""
        with_year = narrowing.has_days and span_years(self._library.days())
        return narrowing.labels(self.names, with_year=with_year)

    def status(self, indexes: Mapping[str, int]) -> str:
        """How many items are shown, and how many of them were not read."""
        status = counted(len(indexes), "item")
        if not self.is_ready:
            return f"{status}, reading …"
        read = self._library.notes.read_items()
        unread = len(indexes) - sum(key in indexes for key in read)
        return f"{status}, {unread:,} unread"

    def reading(self, item: Item) -> Reading:
        """An item with everything that stands around its text."""
        notes = self._library.notes
        around = self._library.around(item, AFTER)
        marked = {item.id, *(one.id for one in around.statements)}
        return Reading(
            item=item,
            document=around.document,
            statements=around.statements,
            positions=around.positions,
            annotations=notes.annotations_on(item.id),
            bookmarked=frozenset(marked & notes.bookmarked()),
            bookmarked_by={key: by for key, by in self._bookmarked_by.items() if key in marked},
            point_titles=self.titles,
            before=around.before,
            after=around.after,
            also_in=self.also_in(around.statements),
            marks=tuple(one for one in notes.bookmarks_on(item.id) if one.is_on_passage),
        )
