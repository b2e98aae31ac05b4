"""Marks, notes, ties, corrections, copies, and undo of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from store.cleaning import clean
from store.records import CorrectionKind, Item, Statement

from ..labels import citation, counted, day_label, day_reason
from ..notebook import (
    Draft,
    NoteSubject,
    annotations_of,
    bookmarks_of,
    statement_points,
    toggled_points,
)
from .confirm import Confirm
from .note_editor import NoteEditor
from .notes import NotesScreen, Visit
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Marking:
    """Changes what the reader made."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    @property
    def target(self) -> Item | Statement | None:
        """What a mark is put on: the current statement, else the item."""
        return self._screen.text.statement or self._screen.reading

    # Read and unread

    def mark_read(self, item: Item) -> None:
        """Count an item as read, if the library can be written."""
        screen = self._screen
        if screen.library.is_read_only or screen.library.notes.is_read(item.id):
            return
        screen.library.notes.mark_read([item.id])
        screen.marks_changed()

    def toggle_read(self) -> None:
        """Read becomes unread and the other way."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        was_read = screen.library.notes.is_read(item.id)
        screen.library.notes.mark_read([item.id], read=not was_read)
        screen.marks_changed()
        screen.say("Unread." if was_read else "Read.")

    # Bookmarks

    def bookmark(self) -> None:
        """Mark the current statement or the item, or take the mark away."""
        target = self.target
        if target is None:
            self._screen.say("Nothing to bookmark here.")
            return
        made = self._screen.library.notes.toggle_bookmark(target.id)
        what = "Statement" if isinstance(target, Statement) else "Item"
        self._screen.notes_changed()
        self._screen.say(f"{what} bookmarked." if made else f"{what}: bookmark taken off.")

    # Notes

    def annotate(self) -> None:
        """Write a note on the selection, the current statement or the item."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            screen.say("Nothing to write on here.")
            return
        span = screen.text.selected_span()
        self._write(self._subject(item, None if span else screen.text.statement, span))

    def _subject(
        self, item: Item, statement: Statement | None, span: tuple[int, int] | None
    ) -> NoteSubject:
        document = self._screen.library.parsed(item.document).document
        quote = statement.quote if statement else item.text
        if span:
            quote = item.text[span[0] : span[1]]
        target = statement.id if statement else item.id
        return NoteSubject(target, span, quote, citation(item, document, statement))

    def _write(self, subject: NoteSubject) -> None:
        screen = self._screen
        draft = screen.controllers.places.draft(subject.key)
        numbers = tuple(point.number for point in screen.library.plan.points)
        screen.app.push_screen(
            NoteEditor(subject, draft, numbers, screen.controllers.places.keep_draft),
            lambda written: screen.answer(lambda: self._written(subject, written)),
        )

    def _written(self, subject: NoteSubject, written: Draft | None) -> None:
        screen = self._screen
        if written is None:
            return
        notes = screen.library.notes
        if subject.note:
            notes.edit(subject.note, text=written.text, points=written.points)
        else:
            notes.annotate(subject.target, written.text, span=subject.span, points=written.points)
        screen.controllers.places.drop_draft(subject.key)
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say("Note changed." if subject.note else "Note kept.")

    def edit(self) -> None:
        """Edit the note on the current statement or item."""
        self._with_note("Edit which note?", self.edit_note)

    def edit_note(self, key: str) -> None:
        """Edit the note with this id."""
        note = self._screen.library.notes.annotation(key)
        subject = NoteSubject(note.target, None, note.quote, note.citation, note.id)
        kept = self._screen.controllers.places.draft(subject.key)
        if kept is None:
            self._screen.controllers.places.hold(subject.key, Draft(note.text, note.points))
        self._write(subject)

    def _with_note(self, question: str, use: object) -> None:
        """Use the one note there is, or let the reader choose."""
        screen = self._screen
        notes = annotations_of(screen.library.notes, screen.reading, screen.text.statement)
        assert callable(use)
        if not notes:
            screen.say("No note here; a writes one.")
        elif len(notes) == 1:
            use(notes[0].id)
        else:
            choices = [Choice(note.id, note.text or "highlight", note.quote[:20]) for note in notes]
            screen.app.push_screen(
                Picker(question, choices),
                lambda key: screen.answer(lambda: use(key) if key else None),
            )

    def delete(self) -> None:
        """Delete the note or bookmark on the current statement or item."""
        screen = self._screen
        held = screen.library.notes
        notes = annotations_of(held, screen.reading, screen.text.statement)
        marks = bookmarks_of(held, screen.reading, screen.text.statement)
        choices = [
            *(Choice(note.id, f"✎ {note.text or 'highlight'}") for note in notes),
            *(Choice(mark.id, f"★ {mark.quote}") for mark in marks),
        ]
        if not choices:
            screen.say("No note or bookmark here.")
        elif len(choices) == 1:
            self.delete_notes([choices[0].value])
        else:
            screen.app.push_screen(
                Picker("Delete which?", choices),
                lambda key: screen.answer(lambda: self.delete_notes([key]) if key else None),
            )

    def delete_notes(self, keys: list[str]) -> None:
        """Delete notes and bookmarks in one step."""
        self._screen.library.notes.delete(keys)
        self._screen.notes_changed()
        self._screen.say(f"{counted(len(keys), 'note')} deleted; u brings it back.")

    def list_notes(self) -> None:
        """Open the list of all notes and bookmarks."""
        screen = self._screen
        screen.app.push_screen(NotesScreen(screen.library), self._visit)

    def _visit(self, visit: Visit | None) -> None:
        screen = self._screen
        screen.notes_changed()
        if visit:
            screen.answer(lambda: self.visit(visit))

    def visit(self, visit: Visit) -> None:
        """Go to where a note, a bookmark or a piece of evidence stands."""
        screen = self._screen
        if screen.item_of(visit.item) is None:
            screen.say("Its document is no longer in the library; the quotation is kept.")
            return
        screen.controllers.moving.jump(visit.item, visit.statement)
        if visit.span:
            screen.text.reveal(visit.span)
        screen.focus_pane("text")

    # Points

    def tie(self) -> None:
        """Wait for the number of a plan point."""
        screen = self._screen
        numbers = [point.number for point in screen.library.plan.points]
        if not numbers or self.target is None:
            screen.say("Nothing to tie here.")
            return
        screen.chords.await_number(numbers)
        screen.pending.show(screen.chords.pending, self.tie_hint())

    def tie_hint(self) -> str:
        """What the digits so far would tie to."""
        digits = self._screen.chords.digits
        if digits is None:
            return ""
        titles = {str(point.number): point.title for point in self._screen.library.plan.points}
        if not digits:
            return "type its number"
        found = titles.get(digits)
        return f"{found} (Enter)" if found else "no such point"

    def tie_to(self, number: int) -> None:
        """Tie the selection, statement or item to a point, or untie it."""
        screen, target, item = self._screen, self.target, self._screen.reading
        titles = {point.number: point.title for point in screen.library.plan.points}
        if number not in titles or target is None or item is None:
            screen.say(f"The plan has no point {number}.", is_error=True)
            return
        span = screen.text.selected_span()
        if span:
            screen.library.notes.annotate(item.id, "", span=span, points=(number,))
            screen.text.clear_selection()
            screen.notes_changed()
            screen.say(f"Selection tied to point {number}, {titles[number]}.")
            return
        points = toggled_points(statement_points(target), number)
        screen.library.notes.correct(CorrectionKind.POINTS, target.id, ",".join(map(str, points)))
        screen.records_changed()
        words = "tied to" if number in points else "untied from"
        what = "Statement" if isinstance(target, Statement) else "Item"
        screen.say(f"{what} {words} point {number}, {titles[number]}.")

    # Days

    def correct_day(self) -> None:
        """Let the reader state the day of the item."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        screen.app.push_screen(
            Prompt(
                "The item's day",
                f"YYYY-MM-DD, or empty for unknown. {day_label(item.day)}: {day_reason(item)}.",
                value=item.day.isoformat() if item.day else "",
                check=_no_day,
            ),
            lambda value: screen.answer(lambda: self._day_stated(item, value)),
        )

    def _day_stated(self, item: Item, value: str | None) -> None:
        if value is None:
            return
        screen = self._screen
        screen.library.notes.correct(CorrectionKind.DAY, item.id, value.strip() or None)
        screen.records_changed()
        screen.say("Day corrected; u takes it back.")

    # Selection and copy

    def select(self) -> None:
        """Begin a selection in the text."""
        screen = self._screen
        screen.focus_pane("text")
        if screen.text.start_selection() is None:
            screen.say("No text to select from.")

    def use_selection(self, use: str) -> None:
        """Do what a key of the selection asks for."""
        if use == "annotate":
            self.annotate()
        elif use == "copy":
            self.copy()
        elif use == "tie":
            self.tie()
        else:
            self._highlight()

    def _highlight(self) -> None:
        screen, item = self._screen, self._screen.reading
        span = screen.text.selected_span()
        if item is None or span is None:
            return
        screen.library.notes.annotate(item.id, "", span=span)
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say("Passage marked.")

    def copy(self) -> None:
        """Send the selection, or a statement or item with its citation, to the clipboard."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        span = screen.text.selected_span()
        statement = screen.text.statement
        document = screen.library.parsed(item.document).document
        if span:
            words, what = item.text[span[0] : span[1]], "selection"
        elif statement:
            words = f"“{statement.quote}”\n{citation(item, document, statement)}"
            what = "statement with its citation"
        else:
            words, what = f"{item.text}\n{citation(item, document, None)}", "item with its citation"
        screen.app.copy_to_clipboard(clean(words))
        screen.text.clear_selection()
        screen.say(
            f"Sent the {what} ({len(words)} characters) to the terminal's clipboard. "
            "A terminal does not say whether it took it; x writes a file."
        )

    def describe(self, statement: Statement) -> None:
        """Say how a statement's speaker was found."""
        cue = f", by “{statement.cue}”" if statement.cue else ""
        self._screen.say(f"{statement.speaker or 'No speaker'}{cue}: {statement.resolved_by}")

    # Undo

    def undo(self) -> None:
        """Take the latest change back."""
        undone = self._screen.library.notes.undo()
        self._screen.records_changed()
        self._screen.say(f"Undone: {undone}." if undone else "Nothing to undo.")

    def redo(self) -> None:
        """Make it again."""
        redone = self._screen.library.notes.redo()
        self._screen.records_changed()
        self._screen.say(f"Done again: {redone}." if redone else "Nothing to do again.")

    def confirm_delete(self, keys: list[str]) -> None:
        """Ask before many are deleted."""
        screen = self._screen
        screen.app.push_screen(
            Confirm(f"Delete {counted(len(keys), 'note')}?"),
            lambda is_sure: screen.answer(lambda: self.delete_notes(keys)) if is_sure else None,
        )


def _no_day(value: str) -> str:
    try:
        if value.strip():
            date.fromisoformat(value.strip())
    except ValueError:
        return "Write the day as 2025-11-24, or leave it empty."
    return ""
