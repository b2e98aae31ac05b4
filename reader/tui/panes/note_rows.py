"""The list of notes and bookmarks: three lines each, with a mark for those that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from store.citing import in_marks
from store.records import Annotation

from .. import content
from ..content import Piece
from ..keys import bindings_of
from ..labels import STATE_WORDS, moment_label, note_sign, note_summary, numbers_label
from ..note_entries import NoteEntry
from ..screen_keys import NOTE_LIST
from .rows import RowView

EMPTY = (
    "No notes or bookmarks yet.\n\nEsc goes back; there, b bookmarks and a writes a note, "
    "v selects a passage first,\nand X takes in the notes of others."
)
NOTHING = "Nothing fits the filter.\n\nEsc takes it off."


class NoteRows(RowView):
    """Notes and bookmarks with a cursor and marks."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(NOTE_LIST)
    row_height = 3
    empty_text = EMPTY

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[NoteEntry] = []
        self.marked: set[str] = set()
        """Ids; those that a filter hides stay marked, but nothing is done with them."""

    def show(self, entries: list[NoteEntry], *, is_narrowed: bool) -> None:
        """Show other entries, with the cursor on the same one or at the same row."""
        here = self.entry.id if self.entry else ""
        places = {entry.id: row for row, entry in enumerate(entries)}
        cursor = places.get(here, min(self.cursor, max(0, len(entries) - 1)))
        self.entries = entries
        self.empty_text = NOTHING if is_narrowed else EMPTY
        self.rows_changed(cursor)

    @property
    def entry(self) -> NoteEntry | None:
        """The one under the cursor."""
        return self.entries[self.cursor] if 0 <= self.cursor < len(self.entries) else None

    @property
    def chosen(self) -> list[NoteEntry]:
        """The marked ones that are shown, else the one under the cursor."""
        marked = [entry for entry in self.entries if entry.id in self.marked]
        return marked or ([self.entry] if self.entry else [])

    def action_mark(self) -> None:
        """Mark the row, or take its mark off, and go on."""
        if self.entry:
            self.marked ^= {self.entry.id}
            self.refresh()
            self.action_move(1)
            self.post_message(self.Moved(self, self.cursor))

    def action_mark_all(self) -> None:
        """Mark all that is shown, or nothing when all of it is marked."""
        shown = {entry.id for entry in self.entries}
        self.marked = set() if shown <= self.marked else shown
        self.refresh()
        self.post_message(self.Moved(self, self.cursor))

    def row_count(self) -> int:
        """All of them."""
        return len(self.entries)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """The note, its quotation, its citation."""
        entry = self.entries[row]
        is_marked = entry.id in self.marked
        pointer = ("▌" if is_current else " ", self.style("rows--mark"))
        if part == 0:
            return [pointer, *self._head(entry, width - 1, is_marked)]
        words, name = (
            (in_marks(entry.note.quote), "rows--plain")
            if part == 1
            else (entry.note.citation, "rows--muted")
        )
        return [
            pointer,
            ("┃   " if is_marked else "    ", self.style("rows--mark")),
            (content.fit(words, width - 6), self.style(name)),
        ]

    def _head(self, entry: NoteEntry, width: int, is_marked: bool) -> list[Piece]:
        note = entry.note
        if isinstance(note, Annotation):
            words = note_summary(note)
        else:
            words = "Bookmark of a passage" if note.is_on_passage else "Bookmark"
            words = " ".join([words, *(f"#{tag}" for tag in note.tags)])
        state = STATE_WORDS[entry.state]
        by = f"by {content.shorten(note.creator, 16)}" if note.creator else ""
        points = numbers_label(entry.points) if entry.points else ""
        if points and not note.points:
            points = f"on {points}"
        if len(points) > width // 4:
            points = f"{len(entry.points)} points"
        parts = (by, state, points, moment_label(entry.changed))
        aside = f" {' · '.join(part for part in parts if part)} "
        return [
            (f"{'✓' if is_marked else ' '}{note_sign(note)} ", self.style("rows--mark")),
            (content.fit(words, width - 4 - len(aside)), self.style("rows--strong")),
            (" ", self.style("rows--plain")),
            (aside, self.style("rows--muted")),
        ]
