"""The files of an import: written beside the work on the next one, made durable all together.

Nothing names these files until the import is committed, so they may be written in any order. Errors
of writing are raised by a later call: by ``settle`` at the latest, which comes before the commit.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from .durable import make_folders, sync_file, sync_folder, write_all

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_WRITERS = 2
_MOST_WAITING = 64
"""Files in memory that are not written yet."""
_AT_ONCE = 8
"""Files synchronised at the same time: file systems join them into one commit."""


class FreshFiles:
    """Writes files in threads of its own and synchronises them."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(_WRITERS)
        self._waiting: deque[Future[None]] = deque()

    def put(self, path: str, data: bytes) -> None:
        """Write a file. Raises: OSError, of this or of an earlier file."""
        self._waiting.append(self._pool.submit(_write, path, data))
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().result()

    def settle(self, files: Sequence[str], folders: Sequence[Path]) -> None:
        """Make files durable, then the names in folders. Raises: OSError."""
        while self._waiting:
            self._waiting.popleft().result()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            parts = [files[number::_AT_ONCE] for number in range(_AT_ONCE)]
            for _ in pool.map(_for_each(sync_file), parts):
                pass
            for _ in pool.map(sync_folder, folders):
                pass

    def close(self) -> None:
        """Wait until nothing is being written any more."""
        while self._waiting:
            with suppress(OSError):
                self._waiting.popleft().result()
        self._pool.shutdown()


def _for_each(action: Callable[[str], None]) -> Callable[[Sequence[str]], None]:
    def act(paths: Sequence[str]) -> None:
        for path in paths:
            action(path)

    return act


def _write(path: str, data: bytes) -> None:
    try:
        descriptor = _open(path)
    except FileNotFoundError:
        make_folders(Path(path).parent)
        descriptor = _open(path)
    try:
        write_all(descriptor, data)
        if hasattr(os, "posix_fadvise"):
            # Begins to bring it to the disk, without waiting: a thousand files that are
            # synchronised later then share one commit of ext4 (0.2 s against 2.0 s).
            with suppress(OSError):  # a hint; what fails is told by synchronising
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def _open(path: str) -> int:
    try:
        return os.open(path, _FLAGS, 0o600)
    except FileExistsError:
        Path(path).unlink()
        return os.open(path, _FLAGS, 0o600)
