"""A library that another program writes to: shown as it changes, taken over when that one ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from store.errors import LibraryLocked, LibraryReadOnly, ParleyError

if TYPE_CHECKING:
    from .reading import ReadingScreen

LOOK_EVERY = 2.0
"""Seconds between two looks; each asks the system for the times of three files."""


class Following:
    """Looks from time to time what the writer of the library does."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._writer = ""

    def begin(self) -> None:
        """Say who writes and look on, where the library is open for reading only."""
        screen = self._screen
        if not screen.library.is_read_only:
            return
        self._writer = screen.library.writer
        screen.masthead.show(warning="reading only")
        if self._writer:
            screen.say(f"Reading only while {self._writer} writes to this library.")
        self._timer = screen.set_interval(LOOK_EVERY, self.look)

    def look(self) -> None:
        """Show what is new; write from now on, if nobody else does."""
        screen = self._screen
        try:
            if screen.library.follow():
                screen.library_changed()
            if self._writer:  # otherwise nobody keeps it from being written, it just may not be
                self._take_over()
        except (LibraryLocked, LibraryReadOnly):
            return
        except ParleyError as error:
            screen.say(str(error), is_error=True)

    def _take_over(self) -> None:
        screen = self._screen
        screen.library.take_over()
        if self._timer:
            self._timer.stop()
        screen.masthead.show(warning="")
        screen.library_changed()
        screen.say("The other program has ended; what you mark and write is kept again.")
