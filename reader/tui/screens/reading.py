"""The reading screen: feed, text, actors and plan points, linked.

Holds the library, answers the panes' messages, and hands commands to the controllers for moving,
finding, marking and the rest. What a pane looks like is the pane's business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from store.errors import NotFound, ParleyError
from store.library import Library
from store.records import Item

from .. import messages
from ..chords import Chords
from ..frames import paint
from ..jumps import Jump
from ..keys import CHORDS, COMMANDS, SELECTION, screen_bindings
from ..narrowing import Narrowing
from ..panes.actors import ActorsPane
from ..panes.feed import FeedPane
from ..panes.feed_rows import FeedRows
from ..panes.key_line import KeyLine
from ..panes.masthead import Chip, Masthead
from ..panes.points import PointsPane
from ..panes.rows import RowView
from ..panes.status import StatusLine
from ..panes.text import TextPane
from ..settings import UNSET, Settings
from .commands import command_table
from .following import Following
from .gathering import Gathering
from .loading import Loading

KEEP_EVERY = 10.0
"""Seconds between two savings of the reader's place."""
LEFT_PANES = ("feed", "actors", "points")
BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-broad")]


def _class_of(width: int) -> str:
    """The class that comes with a width; had from the start, it needs no second look at styles."""
    return [name for least, name in BREAKPOINTS if least <= width][-1]


class ReadingScreen(Screen[None]):
    """Four linked panes over one library."""

    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "#feed"

    def __init__(self, library: Library, settings: Settings = UNSET, width: int = 0) -> None:
        super().__init__(classes=f"{_class_of(width)} -left-{LEFT_PANES[0]}")
        self.library, self.settings = library, settings
        self.narrowing = Narrowing()
        self.reading: Item | None = None
        self.items: Sequence[Item] = ()
        self._shown_index = 0
        self.indexes: Mapping[str, int] = {}
        self.gathering = Gathering(library)
        self.left_pane = LEFT_PANES[0]
        self.chords = Chords(CHORDS)
        self.feed, self.text = FeedPane(id="feed"), TextPane(id="text")
        self.text.mode.remap(settings.keymap)
        self.actors, self.points = ActorsPane(id="actors"), PointsPane(id="points")
        self.masthead, self.status = Masthead(is_narrow=width < 120), StatusLine()
        self.feed.may_answer = self._is_movement
        self.loader = Loading(self)
        self.following = Following(self)
        self.controllers, self.commands = command_table(self)

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

    def on_mount(self) -> None:
        """Show the library where the reader left it."""
        self.feed.border_title = "1 Feed"
        self.text.border_title = "2 Text"
        self.actors.border_title = "3 Actors"
        self.points.border_title = "4 Plan points"
        self.masthead.name_shown = self.library.plan.title or "Parley"
        self.loader.begin()
        self.following.begin()
        self.set_interval(KEEP_EVERY, self.keep_place)

    @on(messages.LibraryRead)
    def _library_read(self) -> None:
        self.answer(self.loader.finish)

    def library_changed(self) -> None:
        """Take over what is in the library."""
        self.gathering.read_library()
        self.notes_changed()
        self.narrow(self.narrowing)

    def narrow(self, narrowing: Narrowing, *, keep: str | None = None) -> None:
        """Show what a narrowing lets through, with the cursor on an item if it is there."""
        if self.loader.has_to_wait(narrowing, keep):
            return
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
        self._shown_index = self.feed.index
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

    def show_pending(self) -> None:
        """Show a key that waits for another one."""
        self.status.wait(self.chords.pending, self.controllers.marking.tie_hint())

    def answer(self, work: Callable[[], None]) -> None:
        """Do something that may fail with an answer, and show that answer."""
        try:
            work()
        except ParleyError as error:
            self.say(str(error), is_error=True)

    def action_command(self, name: str) -> None:
        """Run a command of the table."""
        self.answer(self.commands[name])

    # Keys that wait for another key

    def on_key(self, event: events.Key) -> None:
        """Feed chords before any binding sees the key."""
        self.status.clear()
        key = event.character if event.is_printable and event.character else event.key
        was_tying = self.chords.digits is not None
        outcome = self.chords.press(key)
        is_selecting = self.text.mode.selection is not None
        rests = is_selecting and not outcome.is_used and self.controllers.selections.refuses(event)
        if outcome.is_used or rests:
            event.stop()
            event.prevent_default()
        if outcome.command == "top" and isinstance(self.focused, RowView | TextPane):
            self.focused.action_edge(-1)
        number = outcome.number
        if number is not None:
            self.answer(lambda: self.controllers.marking.tie_to(number))
        elif was_tying and self.chords.digits is None:
            self.controllers.marking.untied()
        self.show_pending()

    def _is_movement(self, event: events.Key) -> bool:
        """Whether a key may move the feed's cursor at once: no other key is awaited."""
        key = event.character if event.is_printable and event.character else event.key
        if self.chords.is_pending or key in CHORDS:
            return False
        self.status.clear()
        return True

    # Messages of the panes

    @on(events.DescendantFocus)
    def _pane_focused(self, event: events.DescendantFocus) -> None:
        name = event.widget.id or ""
        if name in LEFT_PANES and name != self.left_pane:
            self.focus_pane(name)
        if name in {*LEFT_PANES, "text"}:
            self.masthead.show(tab=name)

    @on(events.Resize)
    def _resized(self, event: events.Resize) -> None:
        self.masthead.show(is_narrow=event.size.width < 120)

    @on(messages.ItemHighlighted)
    def _item_highlighted(self, event: messages.ItemHighlighted) -> None:
        if self.reading is None or event.item.id != self.reading.id:
            before = self.feed.index if self.reading is None else self._shown_index
            self.answer(lambda: self.show_item(event.item))
            self.call_later(self._read_ahead, 2 * self.feed.index - before)
        paint(self, (self.feed, self.text, self.actors, self.points))

    def _read_ahead(self, index: int) -> None:
        """Have ready what the next key of the same kind will show."""
        if self.gathering.is_ready and 0 <= index < len(self.items):
            with suppress(ParleyError):  # told when it is to be shown
                self.text.prepare(self.gathering.reading(self.items[index]))
                self.feed.prepare(index)

    @on(messages.ItemOpened)
    def _item_opened(self, event: messages.ItemOpened) -> None:
        self.answer(lambda: self.controllers.moving.open_item(event.item))

    @on(messages.ActorChosen)
    def _actor_chosen(self, event: messages.ActorChosen) -> None:
        chosen = None if self.narrowing.actor == event.actor.id else event.actor.id
        self.answer(lambda: self.narrow(self.narrowing.with_value("actor", chosen)))

    @on(messages.ActorHighlighted)
    def _actor_highlighted(self, event: messages.ActorHighlighted) -> None:
        role = f": {event.actor.role}" if event.actor.role else ""
        self.say(f"{event.actor.name}{role}")

    @on(messages.PointChosen)
    def _point_chosen(self, event: messages.PointChosen) -> None:
        chosen = None if self.narrowing.point == event.number else event.number
        self.answer(lambda: self.narrow(self.narrowing.with_value("point", chosen)))

    @on(messages.NeighbourRequested)
    def _neighbour_requested(self, event: messages.NeighbourRequested) -> None:
        self.answer(lambda: self.controllers.moving.neighbour(event.step))

    @on(messages.TextEnded)
    def _text_ended(self, event: messages.TextEnded) -> None:
        self.answer(lambda: self.controllers.moving.item(event.step))

    @on(messages.SelectionTurned)
    def _selection_turned(self, event: messages.SelectionTurned) -> None:
        self.query_one(KeyLine).show(SELECTION if event.is_on else COMMANDS)

    @on(messages.SelectionUsed)
    def _selection_used(self, event: messages.SelectionUsed) -> None:
        self.answer(lambda: self.controllers.selections.use_selection(event.use))

    @on(messages.NoteOpened)
    def _note_opened(self, event: messages.NoteOpened) -> None:
        self.answer(lambda: self.controllers.noting.edit_note(event.note))

    @on(messages.StatementOpened)
    def _statement_opened(self, event: messages.StatementOpened) -> None:
        self.answer(lambda: self.controllers.statements.open(event.statement))

    @on(messages.ChipDropped)
    def _chip_dropped(self, event: messages.ChipDropped) -> None:
        self.answer(lambda: self.narrow(self.narrowing.without(event.name)))

    @on(KeyLine.Pressed)
    def _key_clicked(self, event: KeyLine.Pressed) -> None:
        self.status.clear()
        if not self.text.mode.run(event.command):
            self.action_command(event.command)

    @on(messages.PaneRequested)
    def _pane_requested(self, event: messages.PaneRequested) -> None:
        self.focus_pane(event.pane)

    def keep_place(self) -> None:
        """Keep the reader's place between runs."""
        self.controllers.places.keep()

    def item_of(self, key: str) -> Item | None:
        """The item with this id, if it is in the library."""
        try:
            return self.library.item(key)
        except NotFound:
            return None
