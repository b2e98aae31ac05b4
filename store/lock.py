"""One writer at a time: a lock on a file of its own that dies with the process that holds it.

Who holds it stands in a second file, for the message only; whether it is held is known from the
lock alone. It is the kernel's ``flock``, asked for directly; where there is none, ``filelock``
stands in, which takes longer to load than a library to open.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import orjson

from .errors import LibraryLocked, LibraryReadOnly
from .files import make_folder

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # no such system call here
    flock = None  # type: ignore[assignment]

_LOCK = ".lock"
_HOLDER = ".writer"
_AGAIN = 0.02
"""Seconds between two tries."""
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK}
_MISSING = {errno.ENOSYS, errno.EOPNOTSUPP}
"""The file system knows no such lock."""


class _Held(Protocol):
    """A lock that is held."""

    def release(self) -> object:
        """Give it back."""
        ...


class _Flock:
    """The kernel's lock on an open file; closing it gives it back."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Give it back; the file stays, so that all others wait for the same one."""
        os.close(self._descriptor)


class WriterLock:
    """The right to write to the library in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock: _Held | None = None

    def take(self, wait: float) -> None:
        """Take the lock, waiting for it up to a number of seconds.

        Raises:
            LibraryLocked: another program has it.
            LibraryReadOnly: the folder cannot be written to.
        """
        try:
            make_folder(self._folder)
            lock = _take(self._folder / _LOCK, max(wait, 0.0))
        except TimeoutError as error:
            raise LibraryLocked(self._message()) from error
        except OSError as error:
            raise LibraryReadOnly(
                f"{self._folder}: cannot be written to ({error.strerror}). "
                "Make the folder writable, or choose another library."
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


def _take(path: Path, wait: float) -> _Held:
    """Take the lock on a file. Raises: TimeoutError, another OSError."""
    if flock is None:
        return _take_elsewhere(path, wait)
    ends = time.monotonic() + wait
    while True:
        try:
            descriptor = _flocked(path)
        except OSError as error:
            if error.errno in _MISSING:
                return _take_elsewhere(path, wait)
            raise
        if descriptor is not None:
            return _Flock(descriptor)
        if time.monotonic() >= ends:
            raise TimeoutError
        time.sleep(_AGAIN)


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


def _take_elsewhere(path: Path, wait: float) -> _Held:
    """Take it by other means, where the system or the file system has no ``flock``."""
    from filelock import FileLock, Timeout

    lock = FileLock(path, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=wait, poll_interval=_AGAIN)
    except Timeout as error:
        raise TimeoutError from error
    return lock


def writer_of(folder: Path) -> str:
    """Say who signed as the writer to a library; empty where nobody has.

    One that was killed could not take its name away: whether it writes, the lock alone knows.
    """
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        holder = orjson.loads((folder / _HOLDER).read_bytes())
        since = datetime.fromisoformat(holder["since"]).astimezone()
        return f"process {int(holder['pid'])} (since {since:%d %B, %H:%M})"
    return ""
