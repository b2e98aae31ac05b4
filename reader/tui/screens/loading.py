"""Reads the whole library in a thread, after the first screen is painted.

Until then the feed comes day by day; a filter that needs every document waits for the end. Posts
``LibraryRead`` or ``LibraryUnreadable``.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from store.errors import ParleyError

from ..messages import LibraryRead, LibraryUnreadable
from ..narrowing import Narrowing

if TYPE_CHECKING:
    from .reading import ReadingScreen

_PATIENCE = 2.0
"""Seconds after which reading starts, painted or not."""
_SWITCH = 0.0005
"""Seconds that the thread may hold the interpreter while a key waits to be answered."""


class Loading:
    """Reads on behind a reading screen."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._is_painted = Event()
        self._waiting: tuple[Narrowing, str | None] | None = None

    def begin(self) -> None:
        """Show where the reader left off, then read everything as soon as that is painted."""
        try:
            self._screen.library_changed()
            self._screen.controllers.places.restore()
        except ParleyError as error:
            self._screen.post_message(LibraryUnreadable(error))
            return
        self._screen.run_worker(self._read, thread=True, exit_on_error=True)
        self._screen.call_after_refresh(self._is_painted.set)

    def has_to_wait(self, narrowing: Narrowing, keep: str | None) -> bool:
        """Tell whether a narrowing needs more than is read; it is shown at the end then."""
        self._waiting = None
        if self._screen.gathering.is_ready or narrowing.is_plain:
            return False
        self._waiting = (narrowing, keep)
        self._screen.say("Reading the library; the filter follows.")
        return True

    def wanted(self, narrowing: Narrowing) -> Narrowing:
        """The narrowing that waits, or else the given one."""
        return self._waiting[0] if self._waiting else narrowing

    def finish(self) -> None:
        """Show everything, under the filter that waited for it."""
        screen = self._screen
        waiting, self._waiting = self._waiting, None
        screen.gathering.is_ready = True
        is_at_top = screen.actors.cursor == 0
        screen.gathering.read_library()
        if waiting:
            screen.status.clear()
            screen.narrow(waiting[0], keep=waiting[1])
        else:
            screen.narrow(screen.narrowing)
        if is_at_top and not screen.narrowing.actor:
            screen.actors.rows_changed(0)

    def _read(self) -> None:
        worker = get_current_worker()
        self._is_painted.wait(_PATIENCE)
        if not gc.isenabled():  # whoever started the program made it start faster
            gc.freeze()
            gc.enable()
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        try:
            self._screen.controllers.load()
            for _ in self._screen.gathering.read_everything():
                if worker.is_cancelled:
                    return
        except ParleyError as error:
            self._screen.post_message(LibraryUnreadable(error))
        else:
            self._screen.post_message(LibraryRead())
            with suppress(ParleyError):  # the first search will say what is wrong
                self._screen.library.prepare_search()
        finally:
            sys.setswitchinterval(interval)
