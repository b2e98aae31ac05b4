"""One writer at a time: a lock on a file of its own that dies with the process that holds it.

Who holds it stands in a second file, for the message only; whether it is held is known from the
lock alone. It is the kernel's ``flock``; where a file system has none, nothing is written.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from datetime import UTC, datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

import orjson

from .errors import LibraryLocked, LibraryReadOnly
from .files import make_folder

_LOCK = ".lock"
_HOLDER = ".writer"
_AGAIN = 0.02
"""Seconds between two tries."""
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK}


class WriterLock:
    """The right to write to the library in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._descriptor: int | None = None
        """The lock file, open: closing it gives the lock back."""

    def take(self, wait: float) -> None:
        """Take the lock, waiting for it up to a number of seconds.

        Raises:
            LibraryLocked: another program has it.
            LibraryReadOnly: the folder cannot be written to.
        """
        try:
            make_folder(self._folder)
            descriptor = _take(self._folder / _LOCK, max(wait, 0.0))
        except TimeoutError as error:
            raise LibraryLocked(self._message()) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"{self._folder}: cannot be written to ({error.strerror}). "
                "Make the folder writable, or choose another library."
            ) from error
        self._descriptor = descriptor
        self._sign()

    def release(self) -> None:
        """Give the lock back; its file stays, so that all others wait for the same one."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                (self._folder / _HOLDER).unlink()
            os.close(self._descriptor)
            self._descriptor = None

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


def _take(path: Path, wait: float) -> int:
    """Lock a file and return its descriptor. Raises: TimeoutError, another OSError."""
    ends = time.monotonic() + wait
    while (descriptor := _flocked(path)) is None:
        if time.monotonic() >= ends:
            raise TimeoutError
        time.sleep(_AGAIN)
    return descriptor


def _flocked(path: Path) -> int | None:
    """Open a file and lock it; None where another process holds it, or has just taken it away."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
        if os.fstat(descriptor).st_nlink:
            return descriptor
    except OSError as error:
        if error.errno not in _TAKEN:
            os.close(descriptor)
            raise
    os.close(descriptor)
    return None


def writer_of(folder: Path) -> str:
    """Say who signed as the writer to a library; empty where nobody has.

    One that was killed could not take its name away: whether it writes, the lock alone knows.
    """
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        holder = orjson.loads((folder / _HOLDER).read_bytes())
        since = datetime.fromisoformat(holder["since"]).astimezone()
        return f"process {int(holder['pid'])} (since {since:%d %B, %H:%M})"
    return ""
