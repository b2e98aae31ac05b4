"""The reading screen: keys and the messages of its linked panes, answered.

Hands commands to the controllers for moving, finding, marking and the rest. What the panes show
together is in ``linked``; what one of them looks like is its own business.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from store.errors import ParleyError
from store.library import Library

from .. import messages
from ..chords import Chords
from ..frames import paint
from ..keys import CHORDS, COMMANDS, SELECTION, screen_bindings
from ..narrowing import Narrowing
from ..panes.key_line import KeyLine
from ..panes.rows import RowView
from ..panes.text import TextPane
from ..settings import UNSET, Settings
from .commands import command_table
from .following import Following
from .linked import LEFT_PANES, LinkedPanes
from .loading import Loading

KEEP_EVERY = 10.0
"""Seconds between two savings of the reader's place."""


class ReadingScreen(LinkedPanes):
    """Answers keys and messages over the linked panes."""

    BINDINGS: ClassVar[list[BindingType]] = screen_bindings()

    def __init__(self, library: Library, settings: Settings = UNSET, width: int = 0) -> None:
        super().__init__(library, settings, width)
        self.chords = Chords(CHORDS)
        tie = next(command for command in COMMANDS if command.id == "tie")
        self._tie_keys = settings.keymap.get(tie.id, tie.keys).split(",")
        self.feed.may_answer = self._is_movement
        self.loader = Loading(self)
        self.following = Following(self)
        self.controllers, self.commands = command_table(self)

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

    def narrow(self, narrowing: Narrowing, *, keep: str | None = None) -> None:
        """Show what a narrowing lets through, as soon as enough of the library is read."""
        if not self.loader.has_to_wait(narrowing, keep):
            super().narrow(narrowing, keep=keep)

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
        ties = not outcome.is_used and not rests and event.key in self._tie_keys
        if ties:
            # A binding would run after the digits that come with this key have passed here.
            self.action_command("tie")
        if outcome.is_used or rests or ties:
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
            before = self.feed.index if self.reading is None else self.shown_index
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
