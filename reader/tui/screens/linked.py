"""Four panes over one library, linked: what one of them shows, the others follow.

Holds what the feed is narrowed to and the item that is read; takes items, narrowings and places
to show. Which key or message asks for that is for ``reading`` to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from store.errors import NotFound
from store.library import Library
from store.records import Item

from ..jumps import Jump
from ..keys import COMMANDS
from ..narrowing import Narrowing
from ..panes.actors import ActorsPane
from ..panes.feed import FeedPane
from ..panes.feed_rows import FeedRows
from ..panes.key_line import KeyLine
from ..panes.masthead import Chip, Masthead
from ..panes.points import PointsPane
from ..panes.status import StatusLine
from ..panes.text import TextPane
from ..settings import UNSET, Settings
from .gathering import Gathering

LEFT_PANES = ("feed", "actors", "points")
BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-broad")]


def _class_of(width: int) -> str:
    """The class that comes with a width; had from the start, it needs no second look at styles."""
    return [name for least, name in BREAKPOINTS if least <= width][-1]


class LinkedPanes(Screen[None]):
    """The feed, the text, the actors and the plan points."""

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "#feed"

    def __init__(self, library: Library, settings: Settings = UNSET, width: int = 0) -> None:
        super().__init__(classes=f"{_class_of(width)} -left-{LEFT_PANES[0]}")
        self.library, self.settings = library, settings
        self.narrowing = Narrowing()
        self.reading: Item | None = None
        self.items: Sequence[Item] = ()
        self.shown_index = 0
        """Where the feed's cursor was when the text was shown."""
        self.indexes: Mapping[str, int] = {}
        self.gathering = Gathering(library)
        self.left_pane = LEFT_PANES[0]
        self.feed, self.text = FeedPane(id="feed"), TextPane(id="text")
        self.text.mode.remap(settings.keymap)
        self.actors, self.points = ActorsPane(id="actors"), PointsPane(id="points")
        self.masthead, self.status = Masthead(is_narrow=width < 120), StatusLine()

    def compose(self) -> ComposeResult:
        """The panes, from left to right."""
        yield self.masthead
        with Horizontal(id="panes"):
            yield self.feed
            yield self.text
            with Vertical(id="side"):
                yield self.actors
                yield self.points
        yield self.status
        yield KeyLine(COMMANDS, self.settings.keymap)

    def library_changed(self) -> None:
        """Take over what is in the library."""
        self.gathering.read_library()
        self.notes_changed()
        self.narrow(self.narrowing)

    def narrow(self, narrowing: Narrowing, *, keep: str | None = None) -> None:
        """Show what a narrowing lets through, with the cursor on an item if it is there."""
        wanted = keep or (self.reading.id if self.reading else None)
        feed = self.gathering.feed(narrowing)
        items = feed.items
        index = feed.indexes.get(wanted, 0) if wanted else 0
        shown = items[index] if items else None
        self.narrowing, self.items, self.indexes = narrowing, items, feed.indexes
        self.feed.show(FeedRows(items, feed.days), self.gathering.marks, index)
        self._show_sides()
        self.text.highlight(narrowing.query)
        if shown:
            self.show_item(shown)
        self._show_status()

    def _show_sides(self) -> None:
        narrowing = self.narrowing
        self.actors.show(self.gathering.actors(narrowing), narrowing.actor)
        self.points.show(self.gathering.points(narrowing), narrowing.point)

    def _show_status(self) -> None:
        chips = tuple(Chip(*label) for label in self.gathering.chips(self.narrowing))
        self.masthead.show(status=self.gathering.status(self.indexes), chips=chips)

    def marks_changed(self) -> None:
        """Show what is read as it is now."""
        self.feed.refresh()
        self._show_status()

    def records_changed(self) -> None:
        """Take over records that a decision of the reader changed."""
        if self.reading:
            self.reading = self.item_of(self.reading.id)
        self.notes_changed()
        self.narrow(self.narrowing)

    def notes_changed(self) -> None:
        """Show marks and notes as they are now."""
        self.gathering.read_notes()
        self.feed.refresh()
        if self.reading:
            self.text.show(self.gathering.reading(self.reading))
        self._show_status()

    def show_item(self, item: Item) -> None:
        """Show an item's text, and light up its actors and points."""
        self.reading = item
        self.shown_index = self.feed.index
        self.feed.reading = item.id
        reading = self.gathering.reading(item)
        self.text.show(reading)
        speakers = {one.speaker_id for one in reading.statements if one.speaker_id}
        self.actors.light(frozenset({one.actor for one in item.mentions} | speakers))
        told = {number for one in reading.statements for number in one.points}
        self.points.light(frozenset(set(item.points) | told))

    # Places

    @property
    def here(self) -> Jump | None:
        """Where the reader is."""
        if self.reading is None:
            return None
        return Jump(self.reading.id, self.text.statement.id if self.text.statement else None)

    def go_to(self, item: str, statement: str | None = None) -> None:
        """Show an item wherever it is; filters that hide it are taken off, saying so."""
        if item not in self.indexes:
            found = self.library.item(item)
            if self.narrowing.order:
                self.say("Filters taken off to show this item.")
            self.narrow(Narrowing(), keep=found.id)
        if item in self.indexes:
            self.feed.go_to(self.indexes[item])
            self.show_item(self.items[self.indexes[item]])
        if statement:
            self.text.go_to_statement(statement)

    def focus_pane(self, name: str) -> None:
        """Focus a pane; on a narrow screen the left column turns to it."""
        if name in LEFT_PANES:
            self.left_pane = name
        for pane in LEFT_PANES:
            self.set_class(self.left_pane == pane, f"-left-{pane}")
        self.remove_class("-zen")
        widget: Widget = {
            "feed": self.feed,
            "text": self.text,
            "actors": self.actors,
            "points": self.points,
        }[name]
        self.call_later(widget.focus)
        self.masthead.show(tab=name)

    def say(self, text: str, *, is_error: bool = False) -> None:
        """Tell the reader what happened; it stays until the next key."""
        self.status.say(text, is_error=is_error)

    def item_of(self, key: str) -> Item | None:
        """The item with this id, if it is in the library."""
        try:
            return self.library.item(key)
        except NotFound:
            return None
