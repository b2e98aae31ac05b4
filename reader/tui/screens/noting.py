"""Notes: written, edited, deleted, listed and gone to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.citing import cite, touched
from store.records import Correction, Item, Statement

from ..drafts import Draft, NoteSubject, annotations_of, bookmarks_of
from ..labels import counted
from ..visits import ListPlace, NoteTools, Placement, Visit
from .hints import undoing
from .note_editor import NoteEditor
from .notes import NotesScreen
from .picker import Choice, Picker

if TYPE_CHECKING:
    from .reading import ReadingScreen


def _nothing() -> None:
    """Do nothing more."""


class Noting:
    """Changes the reader's notes."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._list_place: ListPlace | None = None
        """Where the list was left."""

    def annotate(self) -> None:
        """Write a note on the selection, the current statement or the item."""
        screen, item = self._screen, self._screen.reading
        if screen.controllers.placing.put():
            return
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
        said = statement
        if said is None and span:
            said = touched(self._screen.library.statements_of(item.id), item, span)
        return NoteSubject(target, span, quote, cite(item, said, span, document))

    def _write(self, subject: NoteSubject, then: Callable[[], None] = _nothing) -> None:
        screen = self._screen
        draft = screen.controllers.places.draft(subject.key)
        titles = screen.gathering.titles
        screen.app.push_screen(
            NoteEditor(subject, draft, titles, screen.controllers.places.keep_draft),
            lambda written: screen.answer(lambda: self._written(subject, written, then)),
        )

    def _written(
        self, subject: NoteSubject, written: Draft | None, then: Callable[[], None]
    ) -> None:
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
        screen.say(f"Note {'changed' if subject.note else 'kept'}; {undoing(screen)}.")
        then()

    def edit(self) -> None:
        """Edit the note on the current statement or item."""
        self._with_note("Edit which note?", self.edit_note)

    def edit_note(self, key: str, then: Callable[[], None] = _nothing) -> None:
        """Edit the note with this id; what comes ``then`` is done when it is kept."""
        note = self._screen.library.notes.annotation(key)
        subject = NoteSubject(note.target, None, note.quote, note.citation, note.id)
        kept = self._screen.controllers.places.draft(subject.key)
        if kept is None:
            self._screen.controllers.places.hold(subject.key, Draft(note.text, note.points))
        self._write(subject, then)

    def _with_note(self, question: str, use: Callable[[str], None]) -> None:
        """Use the one note there is, or let the reader choose."""
        screen = self._screen
        notes = annotations_of(screen.library.notes, screen.reading, screen.text.statement)
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
        decisions = screen.library.notes.corrections()
        tools = NoteTools(screen.gathering.names, screen.gathering.titles, self._edit_listed)
        notes = NotesScreen(screen.library, tools, self._list_place)

        def left(result: Visit | Placement | None) -> None:
            self._list_place = notes.place
            self._left_list(result, decisions)

        screen.app.push_screen(notes, left)

    def _edit_listed(self, key: str, then: Callable[[], None]) -> None:
        self._screen.answer(lambda: self.edit_note(key, then))

    def _left_list(
        self, result: Visit | Placement | None, decisions: tuple[Correction, ...]
    ) -> None:
        screen = self._screen
        if screen.library.notes.corrections() == decisions:
            screen.notes_changed()
        else:
            screen.records_changed()
        if isinstance(result, Placement):
            screen.answer(lambda: screen.controllers.placing.begin(result.note))
        elif result:
            screen.answer(lambda: self.visit(result))

    def visit(self, visit: Visit) -> None:
        """Go to where a note, a bookmark or a piece of evidence stands."""
        screen = self._screen
        if screen.item_of(visit.item) is None:
            screen.say(
                "Its text is no longer in the library; the quotation is kept. "
                "In the list (B), o puts it on another passage."
            )
            return
        screen.controllers.moving.jump(visit.item, visit.statement)
        if visit.span:
            if screen.text.layout_of:
                screen.text.marks.paragraph = screen.text.layout_of.block_at(visit.span[0])
            screen.text.reveal(visit.span)
        if visit.trail:
            screen.controllers.moving.leave_trail(visit.trail)
        screen.focus_pane("text")
