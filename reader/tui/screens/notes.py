"""The list of all notes and bookmarks: filtered, ordered, changed in bulk, gone to from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from store.errors import ParleyError
from store.library import Library
from store.records import Annotation

from .. import content
from ..drafts import read_tags
from ..keys import bindings_of
from ..labels import counted
from ..note_entries import NoteEntry, read_entries
from ..note_query import KEYS, ORDERS, keep, read_terms, tag_counts, words_for
from ..panes.note_rows import NoteRows
from ..panes.rows import RowView
from ..panes.status import StatusLine
from ..screen_keys import NOTES
from ..visits import ListPlace, NoteTools, Placement, Visit, visit_of
from .hints import hint
from .note_bulk import Bulk, amount, no_tags, tied
from .note_completion import FilterCompletion
from .picker import Choice, Picker
from .prompt import Prompt

HINT = (
    f"Words, {' '.join(f'{key}:' for key in KEYS)} #tag\n"
    "-word leaves out · → completes · ↓ goes to the list"
)
"""What the line can hold."""
_TAGS_SHOWN = 6


class NotesScreen(Screen[Visit | Placement | None]):
    """Gives the place to go to, the note to place again, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(NOTES)
    DEFAULT_CSS = """
    NotesScreen { layers: default status; }
    NotesScreen Vertical { border: round $border; padding: 0 1; }
    NotesScreen .state { color: $text-muted; height: auto; max-height: 2; }
    NotesScreen .state.-problem { color: $text-error; }
    """
    AUTO_FOCUS = "NoteRows"

    def __init__(self, library: Library, tools: NoteTools, place: ListPlace | None = None) -> None:
        super().__init__()
        self._start = place or ListPlace(order=next(iter(ORDERS)))
        self._library, self._tools = library, tools
        self._bulk = Bulk(library)
        self._rows, self._status = NoteRows(), StatusLine()
        self._line = Input(self._start.line, placeholder="/ filters", compact=True)
        self._line.suggester = self._completion = FilterCompletion()
        self._state = Static("", classes="state", markup=False)
        self._entries: list[NoteEntry] = []
        self._order = self._start.order
        self._problem = ""

    def compose(self) -> ComposeResult:
        """A line to filter by, what is shown, and the list."""
        with Vertical() as box:
            box.border_title = "Notes and bookmarks"
            box.border_subtitle = hint(
                self,
                "{open} goes there · {list_mark_all} marks all · {undo} {redo} undo, redo"
                " · {back} back",
            )
            yield self._line
            yield self._state
            yield self._rows
        yield self._status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show what was shown last, with the cursor where it was."""
        self._read()
        ids = [entry.id for entry in self._rows.entries]
        if self._start.note in ids:
            self._rows.rows_changed(ids.index(self._start.note))

    @property
    def place(self) -> ListPlace:
        """What is shown and where the cursor is."""
        entry = self._rows.entry
        return ListPlace(self._line.value, self._order, entry.id if entry else "")

    def _read(self) -> None:
        """Take over what the library holds now."""
        self._entries = read_entries(self._library, self._tools.names)
        self._rows.marked &= {entry.id for entry in self._entries}
        words = [word for word, _ in words_for(self._entries)]
        tags = [f"#{tag}" for tag, _ in tag_counts(self._entries)]
        self._completion.words = [*(f"{key}:" for key in KEYS), *words, *tags]
        self._show()

    def _show(self) -> None:
        terms, self._problem = read_terms(self._line.value)
        entries = ORDERS[self._order](keep(self._entries, terms))
        self._rows.show(entries, is_narrowed=bool(terms))
        self._tell()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    @on(RowView.Moved)
    def _tell(self) -> None:
        """Say what is shown, in which order, and which tags it has."""
        shown, total = self._rows.entries, len(self._entries)
        marked = sum(entry.id in self._rows.marked for entry in shown)
        tags = tag_counts(shown)
        parts = [
            counted(total, "entry", "entries")
            if len(shown) == total
            else f"{len(shown)} of {total}",
            *([f"{marked} marked"] if marked else []),
            self._order,
            " ".join(f"#{tag} {count}" for tag, count in tags[:_TAGS_SHOWN]),
        ]
        words = " · ".join(part for part in parts if part)
        if self._line.has_focus:
            words = HINT
        problem = f"{self._problem}: {HINT}" if self._problem else ""
        self._state.set_class(bool(problem), "-problem")
        self._state.update(content.content(problem or words))

    # The filter

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._rows.focus()

    def on_key(self, event: events.Key) -> None:
        """What was said goes; down leaves the line for the list."""
        self._status.clear()
        if event.key == "down" and self._line.has_focus:
            self._rows.focus()
            event.stop()

    def action_find(self) -> None:
        """Write in the line."""
        self._line.focus()

    def action_pick(self) -> None:
        """Choose one of the filters that fit something."""
        choices = [Choice(word, word, str(count)) for word, count in words_for(self._entries)]
        if choices:
            self.app.push_screen(Picker("Filter by", choices), self._picked)
        else:
            self._chosen_entries()

    def _picked(self, word: str | None) -> None:
        if word:
            self._line.value = f"{self._line.value} {word}".strip()

    def action_order(self) -> None:
        """Take the next order."""
        orders = list(ORDERS)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show()

    # Leaving

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        self.dismiss(visit_of(self._rows.entries[event.row].note))

    def action_back(self) -> None:
        """Leave the line, take marks off, then the filter, then close."""
        if self._line.has_focus:
            self._rows.focus()
        elif self._rows.marked:
            self._rows.marked = set()
            self._show()
        elif self._line.value:
            self._line.value = ""
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_place(self) -> None:
        """Leave for the text to put the note on another passage."""
        if self._chosen_entries() and self._rows.entry:
            self.dismiss(Placement(self._rows.entry.note))

    # Changes

    def _answer(self, work: Callable[[], str]) -> None:
        """Make a change, show the list as it is then, and say what happened."""
        try:
            words, is_error = work(), False
        except ParleyError as error:
            words, is_error = str(error), True
        self._read()
        self._status.say(words, is_error=is_error)

    def _chosen_entries(self) -> list[NoteEntry]:
        """What is marked or under the cursor; says so when that is nothing."""
        if not self._rows.chosen:
            self._status.say("Nothing in the list: Esc goes back, b bookmarks, a writes a note.")
        return self._rows.chosen

    def action_edit(self) -> None:
        """Edit the note under the cursor."""
        entry = self._rows.entry
        if entry and isinstance(entry.note, Annotation):
            self._tools.edit(entry.id, self._read)
        elif self._chosen_entries():
            self._status.say("A bookmark has no words: Enter goes there, # tags it, t ties it.")

    def action_delete(self) -> None:
        """Delete the chosen ones."""
        if chosen := self._chosen_entries():
            self._answer(lambda: self._bulk.delete(chosen))

    def action_tag(self) -> None:
        """Ask for tags to put on the chosen ones, or to take off."""
        chosen = self._chosen_entries()
        if not chosen:
            return
        held = " ".join(f"#{tag} {count}" for tag, count in tag_counts(self._entries)[:12])
        hint = "tag puts on, -tag takes off; several with blanks between."
        self.app.push_screen(
            Prompt(f"Tags of {amount(chosen)}", f"{hint} {held}", check=no_tags),
            lambda line: self._tagged(chosen, line),
        )

    def _tagged(self, chosen: Sequence[NoteEntry], line: str | None) -> None:
        tags = read_tags(line or "")
        if tags and any(tags):
            self._answer(lambda: self._bulk.tag(chosen, *tags))

    def action_tie(self) -> None:
        """Ask for a point to tie the chosen ones to, or to untie them from."""
        chosen = self._chosen_entries()
        counts = {n: sum(n in tied(entry) for entry in chosen) for n in self._tools.titles}
        choices = [
            Choice(str(number), f"{number} {title}", f"{counts[number] or ''}")
            for number, title in self._tools.titles.items()
        ]
        if chosen and choices:
            self.app.push_screen(
                Picker(f"Tie {amount(chosen)} to which point? All tied already: unties", choices),
                lambda picked: (
                    self._answer(lambda: self._bulk.tie(chosen, int(picked))) if picked else None
                ),
            )

    def action_undo(self) -> None:
        """Take the latest change back."""
        undone = self._library.notes.undo
        self._answer(lambda: f"Undone: {done}." if (done := undone()) else "Nothing to undo.")

    def action_redo(self) -> None:
        """Make it again."""
        redone = self._library.notes.redo
        self._answer(
            lambda: f"Done again: {done}." if (done := redone()) else "Nothing to do again."
        )
