"""The list of all notes and bookmarks: typing filters it, Enter goes to the place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input

from store.cleaning import clean
from store.errors import ParleyError
from store.library import Library
from store.records import Annotation, Bookmark

from .. import content
from ..content import Piece
from ..folding import fold
from ..labels import STATE_WORDS, counted, moment_label, note_summary, numbers_label
from ..panes.rows import RowView
from ..trails import EvidencePlace


@dataclass(frozen=True, slots=True)
class Visit:
    """A place in the text to go to."""

    item: str
    statement: str | None = None
    span: tuple[int, int] | None = None
    trail: EvidencePlace | None = None
    """The evidence that it was opened from, to come back to."""


def visit_of(note: Annotation | Bookmark) -> Visit:
    """Where a note or bookmark stands."""
    statement = note.target if note.target != note.item else None
    return Visit(note.item, statement, note.anchor if isinstance(note, Annotation) else None)


class NoteRows(RowView):
    """Notes and bookmarks, newest first; three lines each."""

    row_height = 3
    empty_text = "No notes or bookmarks yet.\n\nIn the reader, b bookmarks and a writes a note."

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Annotation | Bookmark] = []

    def show(self, notes: list[Annotation | Bookmark], cursor: int = 0) -> None:
        """Show other notes."""
        self.notes = notes
        self.rows_changed(cursor)
        self.border_subtitle = counted(len(notes), "entry", "entries")

    @property
    def note(self) -> Annotation | Bookmark | None:
        """The one under the cursor."""
        return self.notes[self.cursor] if 0 <= self.cursor < len(self.notes) else None

    def row_count(self) -> int:
        """All of them."""
        return len(self.notes)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """The note, its quotation, its citation."""
        note = self.notes[row]
        pointer = ("▌" if is_current else " ", self.style("rows--mark"))
        if part == 0:
            return [pointer, *self._head(note, width - 1)]
        words, name = (
            (f"“{note.quote}”", "rows--plain") if part == 1 else (note.citation, "rows--muted")
        )
        return [
            pointer,
            ("   ", self.style("rows--plain")),
            (content.fit(words, width - 5), self.style(name)),
        ]

    def _head(self, note: Annotation | Bookmark, width: int) -> list[Piece]:
        if isinstance(note, Bookmark):
            when = f" {moment_label(note.created)} "
            words = "Bookmark" + (f" by {note.creator}" if note.creator else "")
            sign = " ★ "
        else:
            state = STATE_WORDS[note.state]
            points = f" {numbers_label(note.points)}" if note.points else ""
            when = f"{f' {state}' if state else ''}{points} {moment_label(note.modified)} "
            words, sign = note_summary(note), " ✎ "
        return [
            (sign, self.style("rows--mark")),
            (content.fit(words, width - 3 - len(when)), self.style("rows--strong")),
            (when, self.style("rows--muted")),
        ]


class NotesScreen(Screen[Visit | None]):
    """Gives the place to go to, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "back", "Back"),
        ("slash", "find", "Find"),
        ("d", "delete", "Delete"),
        ("u", "undo", "Undo"),
        ("q,B", "close", "Close"),
    ]
    DEFAULT_CSS = """
    NotesScreen Vertical { border: round $border; padding: 0 1; }
    NotesScreen Vertical:focus-within { border: round $border; }
    NotesScreen Input { margin-bottom: 1; }
    """
    AUTO_FOCUS = "NoteRows"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._rows = NoteRows()

    def compose(self) -> ComposeResult:
        """A line to filter by, and the list."""
        with Vertical() as box:
            box.border_title = "Notes and bookmarks"
            box.border_subtitle = "/ filters · Enter goes there · Esc back"
            yield Input(
                placeholder="/ to filter: words of note, quotation, citation, #tag", compact=True
            )
            yield self._rows
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show all."""
        self._show()

    def _show(self) -> None:
        wanted = fold(self.query_one(Input).value).split()
        notes = self._library.notes
        every: list[Annotation | Bookmark] = [*notes.annotations(), *notes.bookmarks()]
        kept = [note for note in every if all(word in _searched(note) for word in wanted)]
        kept.sort(key=lambda note: note.created, reverse=True)
        self._rows.show(kept, min(self._rows.cursor, max(0, len(kept) - 1)))

    @on(Input.Changed)
    def _typed(self) -> None:
        self._show()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Down leaves the line for the list."""
        if event.key == "down" and self.query_one(Input).has_focus:
            self._rows.focus()
            event.stop()

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        self.dismiss(visit_of(self._rows.notes[event.row]))

    def action_find(self) -> None:
        """Write in the line."""
        self.query_one(Input).focus()

    def action_back(self) -> None:
        """Clear the filter, or close."""
        line = self.query_one(Input)
        if line.value:
            line.value = ""
            self._rows.focus()
        elif line.has_focus:
            self._rows.focus()
        else:
            self.dismiss(None)

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_delete(self) -> None:
        """Delete the one under the cursor."""
        note = self._rows.note
        if note is None:
            return
        try:
            self._library.notes.delete([note.id])
        except ParleyError as error:
            self.notify(clean(str(error)), severity="error", markup=False)
        self._show()

    def action_undo(self) -> None:
        """Take the latest change back."""
        try:
            undone = self._library.notes.undo()
        except ParleyError as error:
            undone = str(error)
        self.notify(clean(f"Undone: {undone}" if undone else "Nothing to undo."), markup=False)
        self._show()


def _searched(note: Annotation | Bookmark) -> str:
    parts = [note.quote, note.citation]
    if isinstance(note, Annotation):
        parts += [note.text, note.state.value, *(f"#{tag}" for tag in note.tags)]
    return fold("\n".join(parts))
