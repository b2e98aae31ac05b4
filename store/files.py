"""The files of one library, by name within its folder: on disk, or in memory for tests and trials.

Decides how bytes become durable. A replacement is written to a temporary file beside the target,
synchronised, renamed over it, and the folder synchronised; an append is synchronised and cut off
again when it fails. Files are private to the user. What the bytes mean is left to others.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

from .errors import FileUnusable, SaveFailed

Stamp: TypeAlias = tuple[int, int, int]
"""What changes when a file changes: inode, size, time of the last change in nanoseconds."""

_TEMPORARY = re.compile(r"\..{1,100}\.[0-9a-f]{16}(?:\.before)?\.tmp")
"""The names that only this module gives, so that nobody else's files are swept away."""
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

    def replace(self, name: str, data: bytes) -> None:
        """Write the file whole and durably, or not at all. Raises: SaveFailed."""
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

    def replace(self, name: str, data: bytes) -> None:
        """Write the file whole and durably, or not at all. Raises: SaveFailed."""
        target = Path(os.path.realpath(self.root / name))
        try:
            make_folder(target.parent)
            _replace(target, lambda descriptor: _write_all(descriptor, data))
        except OSError as error:
            raise _failed(self.where(name), error) from error

    def append(self, name: str, offset: int, data: bytes) -> None:
        """Write durably from an offset on, cutting what stood there. Raises: SaveFailed."""
        try:
            descriptor = os.open(self.root / name, os.O_WRONLY | os.O_CLOEXEC)
            try:
                _append(descriptor, offset, data)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise _failed(self.where(name), error) from error

    def delete(self, name: str) -> None:
        """Take the file away, and the folders that are empty then."""
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
        top = self.root / folder
        walk = os.walk(top, onerror=_refuse)
        found = [Path(place, name) for place, _, names in walk for name in names]
        return tuple(sorted(p.relative_to(self.root).as_posix() for p in found if p.is_file()))

    def stamp(self, name: str) -> Stamp | None:
        """Return inode, size and time of the last change. Raises: FileUnusable."""
        try:
            status = (self.root / name).stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _unreadable(self.where(name), error) from error
        return status.st_ino, status.st_size, status.st_mtime_ns

    def sweep(self) -> None:
        """Take away temporary files that a program left which was killed while it wrote."""
        for folder in (self.root, *(self.root / name for name in ("documents", "backups"))):
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

    def replace(self, name: str, data: bytes) -> None:
        """Put the file."""
        self._count += 1
        self.content[name] = data
        self._stamps[name] = (self._count, len(data), self._count)

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


def make_folder(path: Path) -> None:
    """Make a folder with its parents, private to the user, and make its name durable."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    _sync_folder(path.parent)


def _replace(target: Path, write: Callable[[int], None]) -> None:
    token = os.urandom(8).hex()
    fresh = target.with_name(f".{target.name[:100]}.{token}.tmp")
    before = target.with_name(f".{target.name[:100]}.{token}.before.tmp")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            write(descriptor)
            with contextlib.suppress(FileNotFoundError):
                os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
            _sync(descriptor)
        finally:
            os.close(descriptor)
        _swap(fresh, target, before)
    finally:
        for path in (fresh, before):
            with contextlib.suppress(OSError):
                path.unlink()


def _swap(fresh: Path, target: Path, before: Path) -> None:
    """Rename over the target; where that cannot be made durable, put back what stood there."""
    try:
        os.link(target, before)
    except FileNotFoundError:
        had_target = False
    except OSError:  # a file system without hard links
        shutil.copy2(target, before)
        had_target = True
    else:
        had_target = True
    fresh.replace(target)
    try:
        _sync_folder(target.parent)
    except OSError:
        if had_target:
            before.replace(target)
        else:
            target.unlink()
        raise


def _append(descriptor: int, offset: int, data: bytes) -> None:
    if os.fstat(descriptor).st_size != offset:
        os.ftruncate(descriptor, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    try:
        _write_all(descriptor, data)
        _sync_data(descriptor)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, offset)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync(descriptor: int) -> None:
    try:
        from fcntl import F_FULLFSYNC, fcntl  # type: ignore[attr-defined,unused-ignore]  # macOS
    except ImportError:
        os.fsync(descriptor)
    else:
        fcntl(descriptor, F_FULLFSYNC)


def _sync_data(descriptor: int) -> None:
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        _sync(descriptor)


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unreadable(path: Path, error: OSError) -> FileUnusable:
    """A file that may be sound and cannot be looked at is told apart from one that is missing."""
    return FileUnusable(path, f"cannot be read ({error.strerror})", "Check its permissions.")


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise _unreadable(Path(os.fsdecode(error.filename)), error) from error


def _failed(path: Path, error: OSError) -> SaveFailed:
    remedy = _REMEDIES.get(error.errno or 0, "Check the disk and try again")
    reason = error.strerror or type(error).__name__
    return SaveFailed(f"{path}: could not be saved ({reason}); nothing was changed. {remedy}.")
