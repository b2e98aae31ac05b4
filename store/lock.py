"""One writer at a time: a lock on a file of its own that dies with the process that holds it.

Who holds it stands in a second file, for the message only; whether it is held is known from the
lock alone.
"""

from __future__ import annotations

import contextlib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from .errors import LibraryLocked, LibraryReadOnly
from .files import make_folder

if TYPE_CHECKING:
    from filelock import FileLock

_LOCK = ".lock"
_HOLDER = ".writer"


class WriterLock:
    """The right to write to the library in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: FileLock | None = None

    def take(self, wait: float) -> None:
        """Take the lock, waiting for it up to a number of seconds.

        Raises:
            LibraryLocked: another program has it.
            LibraryReadOnly: the folder cannot be written to.
        """
        from filelock import FileLock, Timeout

        try:
            make_folder(self._folder)
            lock = FileLock(self._folder / _LOCK, mode=0o600, thread_local=False)
            lock.acquire(timeout=max(wait, 0.0), poll_interval=0.02)
        except Timeout as error:
            raise LibraryLocked(self._message()) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"{self._folder}: cannot be written to ({error.strerror}). "
                "Make the folder writable, or choose another library with --library."
            ) from error
        self._lock = lock
        self._sign()

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                (self._folder / _HOLDER).unlink()
            self._lock.release()
            self._lock = None

    def _sign(self) -> None:
        since = datetime.now(UTC).isoformat(timespec="seconds")
        with contextlib.suppress(OSError):
            path = self._folder / _HOLDER
            path.unlink(missing_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(orjson.dumps({"pid": os.getpid(), "since": since}))

    def _message(self) -> str:
        who = writer_of(self._folder) or "another program"
        return f"{self._folder}: {who} is writing to this library. Close it and try again."


def writer_of(folder: Path) -> str:
    """Say who signed as the writer to a library; empty where nobody has.

    One that was killed could not take its name away: whether it writes, the lock alone knows.
    """
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        holder = orjson.loads((folder / _HOLDER).read_bytes())
        since = datetime.fromisoformat(holder["since"]).astimezone()
        return f"process {int(holder['pid'])} (since {since:%d %B, %H:%M})"
    return ""
