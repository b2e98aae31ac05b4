"""A note or bookmark put on another passage by hand: it is carried through the reading screen.

While one is carried, ``a`` (or Enter on a selection) puts it down; Esc gives up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.citing import in_marks, short
from store.errors import LibraryReadOnly
from store.records import Annotation, Bookmark

from .hints import undoing

if TYPE_CHECKING:
    from .reading import ReadingScreen

KEYS = "go to the passage; a puts it on the selection (v), statement or item; Esc gives up"


class Placing:
    """Carries one note at a time."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._note: Annotation | Bookmark | None = None

    def begin(self, note: Annotation | Bookmark) -> None:
        """Carry a note. Raises: LibraryReadOnly."""
        screen = self._screen
        if screen.library.is_read_only:
            raise LibraryReadOnly("This library is open for reading only.")
        self._note = note
        screen.masthead.show(warning=f"placing {self._what}: a here, Esc no")
        screen.say(f"Placing {self._what} {in_marks(short(note.quote))}: {KEYS}.")

    @property
    def _what(self) -> str:
        return "a bookmark" if isinstance(self._note, Bookmark) else "a note"

    def stop(self) -> bool:
        """Give up; say whether something was carried."""
        if self._note is None:
            return False
        self._end()
        self._screen.say("Left where it was.")
        return True

    def _end(self) -> None:
        self._note = None
        self._screen.masthead.show(warning="")

    def put(self) -> bool:
        """Put the carried note on what is selected or read; say whether there was one."""
        screen, note, item = self._screen, self._note, self._screen.reading
        if note is None:
            return False
        if item is None:
            screen.say("Nothing to put it on here.")
            return True
        span, statement = screen.text.selected_span(), screen.text.statement
        target = statement.id if statement and not span else item.id
        if isinstance(note, Annotation):
            screen.library.notes.attach(note.id, target, span=span)
        else:
            screen.library.notes.attach_bookmark(note.id, target, span=span)
        words = "Bookmark" if isinstance(note, Bookmark) else "Note"
        self._end()
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say(f"{words} placed here; {undoing(screen)}.")
        return True
