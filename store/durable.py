"""How bytes become durable: what is synchronised, and in which order.

A replacement is written to a temporary file beside the target, synchronised, renamed over it, and
the folder synchronised; an append is synchronised and cut off again when it fails. Every function
raises ``OSError`` as the system gives it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path


def make_folder(path: Path) -> None:
    """Make a folder with its parents, private to the user, and make its name durable."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    sync_folder(path.parent)


def make_folders(path: Path) -> None:
    """Make a folder with its parents, private to the user; its name is made durable later."""
    if not path.is_dir():
        make_folders(path.parent)
        with contextlib.suppress(FileExistsError):
            path.mkdir(mode=0o700)


def replace_file(target: Path, write: Callable[[int], None]) -> None:
    """Replace a file whole and durably, or not at all."""
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
        sync_folder(target.parent)
    except OSError:
        if had_target:
            before.replace(target)
        else:
            target.unlink()
        raise


def append_to(descriptor: int, offset: int, data: bytes) -> None:
    """Write durably from an offset on, or leave nothing behind it."""
    if os.fstat(descriptor).st_size != offset:
        os.ftruncate(descriptor, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    try:
        write_all(descriptor, data)
        _sync_data(descriptor)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, offset)
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes where the descriptor stands."""
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


def sync_file(path: str) -> None:
    """Make what is in a file durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
