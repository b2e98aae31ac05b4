"""The files of one library, by name within its folder: on disk, or in memory for tests and trials.

Names, permissions and messages; how bytes become durable is decided in ``durable``. Files are
private to the user. What the bytes mean is left to others.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from .durable import append_to, make_folder, replace_file, write_all
from .errors import FileUnusable, SaveFailed

if TYPE_CHECKING:
    from .fresh import FreshFiles

__all__ = ["Files", "Folder", "MemoryFiles", "Stamp", "make_folder"]

Stamp: TypeAlias = tuple[int, int, int]
"""What changes when a file changes: inode, size, time of the last change in nanoseconds."""

_TEMPORARY = re.compile(r"\..{1,100}\.[0-9a-f]{16}(?:\.before)?\.tmp")
"""The names that only this module gives, so that nobody else's files are swept away."""
_SWEPT = ("documents", "backups", "dossier", "backups/dossier")
_REMEDIES = {
    errno.ENOSPC: "Free some space and try again",
    errno.EDQUOT: "Free some space and try again",
    errno.EFBIG: "Raise the limit for the size of files and try again",
    errno.EACCES: "Make the folder writable and try again",
    errno.EPERM: "Make the folder writable and try again",
    errno.EROFS: "The disk is mounted read-only; choose another library with --library",
}


class Files(Protocol):
    """The files of one library; names are relative, with ``/``."""

    def where(self, name: str) -> Path:
        """Return the path to show in messages."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return the file's bytes, or None when there is none. Raises: FileUnusable."""
        ...

    def part(self, name: str, start: int, length: int) -> bytes:
        """Return bytes of the file, fewer where it has no more. Raises: FileUnusable."""
        ...

    def replace(self, name: str, data: bytes) -> None:
        """Write the file whole and durably, or not at all. Raises: SaveFailed."""
        ...

    def put(self, name: str, data: bytes) -> None:
        """Write a file that nothing names yet; durable after ``settle``. Raises: SaveFailed."""
        ...

    def settle(self, names: Sequence[str]) -> None:
        """Make files durable that were put. Raises: SaveFailed."""
        ...

    def append(self, name: str, offset: int, data: bytes) -> None:
        """Write durably from an offset on, cutting what stood there. Raises: SaveFailed."""
        ...

    def delete(self, name: str) -> None:
        """Take the file away; a file that cannot be taken away stays."""
        ...

    def copy(self, name: str, to: str) -> None:
        """Keep the file's present bytes under another name. Raises: SaveFailed."""
        ...

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of all files below a folder, sorted. Raises: FileUnusable."""
        ...

    def stamp(self, name: str) -> Stamp | None:
        """Return what changes when the file changes, or None when there is none.

        Raises: FileUnusable: whether there is one cannot be told.
        """
        ...


class Folder:
    """Files on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = f"{root}/"
        self._fresh: FreshFiles | None = None

    def where(self, name: str) -> Path:
        """Return the path of a file."""
        return self.root / name if name else self.root

    def read(self, name: str) -> bytes | None:
        """Return the file's bytes, or None when there is none. Raises: FileUnusable."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unreadable(self.where(name), error) from error

    def part(self, name: str, start: int, length: int) -> bytes:
        """Return bytes of the file, fewer where it has no more. Raises: FileUnusable."""
        try:
            with (self.root / name).open("rb", buffering=0) as file:
                return os.pread(file.fileno(), length, start)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise _unreadable(self.where(name), error) from error

    def replace(self, name: str, data: bytes) -> None:
        """Write the file whole and durably, or not at all. Raises: SaveFailed."""
        target = Path(os.path.realpath(self.root / name))
        try:
            make_folder(target.parent)
            replace_file(target, lambda descriptor: write_all(descriptor, data))
        except OSError as error:
            raise _failed(self.where(name), error) from error

    def put(self, name: str, data: bytes) -> None:
        """Write a file that nothing names yet; durable after ``settle``. Raises: SaveFailed."""
        if self._fresh is None:
            from .fresh import FreshFiles  # only an import needs it

            self._fresh = FreshFiles()
        try:
            self._fresh.put(self._root + name, data)
        except OSError as error:
            raise _failed(self.where(name), error) from error

    def settle(self, names: Sequence[str]) -> None:
        """Make files durable that were put, with their folders' names. Raises: SaveFailed."""
        if self._fresh is None:
            return
        folders = {Path(name).parent for name in {name.rpartition("/")[0] + "/x" for name in names}}
        above = {self.root / place for folder in folders for place in (folder, *folder.parents)}
        try:
            self._fresh.settle([self._root + name for name in names], sorted(above))
        except OSError as error:
            raise _failed(self.where(""), error) from error
        finally:
            self._end_writing()

    def _end_writing(self) -> None:
        if self._fresh is not None:
            self._fresh.close()
            self._fresh = None

    def append(self, name: str, offset: int, data: bytes) -> None:
        """Write durably from an offset on, cutting what stood there. Raises: SaveFailed."""
        try:
            descriptor = os.open(self._root + name, os.O_WRONLY | os.O_CLOEXEC)
            try:
                append_to(descriptor, offset, data)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise _failed(self.where(name), error) from error

    def delete(self, name: str) -> None:
        """Take the file away, and the folders that are empty then."""
        self._end_writing()
        with contextlib.suppress(OSError):
            (self.root / name).unlink()
            for part in range(name.count("/")):
                (self.root / name).parents[part].rmdir()

    def copy(self, name: str, to: str) -> None:
        """Keep the file's present bytes under another name. Raises: SaveFailed."""
        data = self.read(name)
        if data is not None:
            self.replace(to, data)

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of all files below a folder, sorted. Raises: FileUnusable."""
        return tuple(sorted(_names_below(self.root / folder, f"{folder}/" if folder else "")))

    def stamp(self, name: str) -> Stamp | None:
        """Return inode, size and time of the last change. Raises: FileUnusable."""
        try:
            status = os.stat(self._root + name)  # noqa: PTH116  # at every save; a path costs more
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _unreadable(self.where(name), error) from error
        return status.st_ino, status.st_size, status.st_mtime_ns

    def sweep(self) -> None:
        """Take away temporary files that a program left which was killed while it wrote."""
        for folder in (self.root, *(self.root / name for name in _SWEPT)):
            for path in folder.glob(".*.tmp"):
                if _TEMPORARY.fullmatch(path.name):
                    with contextlib.suppress(OSError):
                        path.unlink()


class MemoryFiles:
    """Files in memory; they go with the object."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}
        self._stamps: dict[str, Stamp] = {}
        self._count = 0

    def where(self, name: str) -> Path:
        """Return a path for messages; there is no such file."""
        return Path("memory") / name

    def read(self, name: str) -> bytes | None:
        """Return the file's bytes, or None when there is none."""
        return self.content.get(name)

    def part(self, name: str, start: int, length: int) -> bytes:
        """Return bytes of the file, fewer where it has no more."""
        return self.content.get(name, b"")[start : start + length]

    def replace(self, name: str, data: bytes) -> None:
        """Put the file."""
        self._count += 1
        self.content[name] = data
        self._stamps[name] = (self._count, len(data), self._count)

    def put(self, name: str, data: bytes) -> None:
        """Put the file."""
        self.replace(name, data)

    def settle(self, names: Sequence[str]) -> None:
        """Nothing in memory gets more durable."""

    def append(self, name: str, offset: int, data: bytes) -> None:
        """Put the file's bytes up to the offset and the data behind."""
        self.replace(name, self.content[name][:offset] + data)

    def delete(self, name: str) -> None:
        """Take the file away."""
        self.content.pop(name, None)
        self._stamps.pop(name, None)

    def copy(self, name: str, to: str) -> None:
        """Keep the file's present bytes under another name."""
        if name in self.content:
            self.replace(to, self.content[name])

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of all files below a folder, sorted."""
        top = f"{folder}/" if folder else ""
        return tuple(sorted(name for name in self.content if name.startswith(top)))

    def stamp(self, name: str) -> Stamp | None:
        """Return what changes when the file changes, or None when there is none."""
        return self._stamps.get(name)


def _unreadable(path: Path, error: OSError) -> FileUnusable:
    """A file that may be sound and cannot be looked at is told apart from one that is missing."""
    return FileUnusable(path, f"cannot be read ({error.strerror})", "Check its permissions.")


def _names_below(folder: Path | str, prefix: str) -> Iterator[str]:
    """Give the names of all files below a folder; links to folders are not followed."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _unreadable(Path(os.fsdecode(error.filename or folder)), error) from error
    for entry in entries:
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _names_below(entry.path, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


def _failed(path: Path, error: OSError) -> SaveFailed:
    remedy = _REMEDIES.get(error.errno or 0, "Check the disk and try again")
    reason = error.strerror or type(error).__name__
    return SaveFailed(f"{path}: could not be saved ({reason}); nothing was changed. {remedy}.")
