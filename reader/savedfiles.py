"""Saved files on disk: found in folders, and read with a limit.

Takes paths, gives paths and bytes, or a ``FileUnusable`` that says what to do. What the bytes mean
is left to the parser.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.errors import FileUnusable

from .parsing.page.decoding import SIZE_LIMIT

ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""Endings of the files that are taken from a folder; a file that is named is always tried."""
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opened without waiting: a named pipe would block until somebody writes."""
_NO_NEWS = frozenset({"readme", "license", "licence", "changelog"})


def read_file(path: Path) -> bytes:
    """Return a file's bytes. Raises: FileUnusable."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileUnusable(path, "not a file", "Name a saved page or text.")
            # Room for the whole limit would be taken and given back for every file.
            raw = file.read(min(status.st_size, SIZE_LIMIT) + 1)
            if len(raw) > status.st_size:  # it grew, or does not tell its size
                raw += file.read(SIZE_LIMIT + 1 - len(raw))
    except OSError as error:
        raise unreadable(path, error) from error
    if len(raw) > SIZE_LIMIT:
        limit = f"larger than {SIZE_LIMIT // 1_000_000} MB"
        raise FileUnusable(path, limit, "Split it, or save the page without its media.")
    return raw


def read_page(path: Path) -> bytes:
    """Return the bytes of a saved page or text. Raises: FileUnusable, for JSON above all.

    An export of notes would be read as one long text without a day.
    """
    raw = read_file(path)
    if _is_json(raw):
        remedy = (
            "If it holds notes, merge them (parley merge, X in the reader);"
            " save pages as HTML or text."
        )
        raise FileUnusable(path, "is JSON, no saved page", remedy)
    return raw


def _is_json(raw: bytes) -> bool:
    """Whether a file is a JSON object, a list of such, or lines of them."""
    text = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:1] not in {b"{", b"["}:
        return False
    import orjson  # few files begin so

    for part in (text, text.partition(b"\n")[0]):
        try:
            loaded = orjson.loads(part)
        except orjson.JSONDecodeError:
            continue
        records = loaded if isinstance(loaded, list) else [loaded]
        if records and all(isinstance(record, dict) for record in records):
            return True
    return False


def unreadable(path: Path, error: OSError) -> FileUnusable:
    """Say what keeps a file or folder from being read."""
    match error:
        case FileNotFoundError():
            return FileUnusable(path, "no such file or folder", "Check the name.")
        case PermissionError():
            return FileUnusable(path, "may not be read", "Change its permissions, or copy it.")
        case IsADirectoryError():
            return FileUnusable(path, "a folder, not a file", "Name a file in it.")
        case _:
            problem = f"cannot be read ({error.strerror or error})"
            return FileUnusable(path, problem, "Check the disk, or copy the file elsewhere.")


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[FileUnusable]]:
    """Return the files that are named and those in named folders, each once, and what failed.

    Folders are searched with all folders in them, sorted by name, links to folders left alone.
    """
    files: dict[str, Path] = {}
    errors: list[FileUnusable] = []
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            cause = error if isinstance(error, OSError) else FileNotFoundError(str(error))
            errors.append(unreadable(path, cause))
            continue
        told = len(errors)
        found = list(_walk(path, errors)) if is_folder else [path]
        if not found and len(errors) == told:
            endings = " ".join(sorted(ENDINGS))
            errors.append(FileUnusable(path, "holds no documents", f"Known endings: {endings}"))
        for file in found:
            files.setdefault(os.path.realpath(file), file)
    return list(files.values()), errors


def _walk(folder: Path, errors: list[FileUnusable]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        errors.append(unreadable(Path(os.fsdecode(error.filename)), error))

    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            is_known = path.suffix.lower() in ENDINGS and path.stem.lower() not in _NO_NEWS
            if is_known and not name.startswith("."):
                yield path
