"""An export on disk: written whole or not at all, and never over anything but itself.

The first line of a file that Parley wrote carries a checksum of the rest. A file with another
content than its checksum says was changed by somebody; it is left alone unless the caller insists.
"""

from __future__ import annotations

import hashlib
import re
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from store.errors import FileUnusable, ParleyError
from store.files import Folder

from .formats import Format

T = TypeVar("T")

_MARK = re.compile(r"made by parley, checksum ([0-9a-f]{16})")
_OUGHT = "Name another file, or use --force to replace it."


class ExportRefused(ParleyError):
    """The file holds what Parley did not write."""


class Written(StrEnum):
    """What became of the file."""

    MADE = "written"
    REPLACED = "replaced"
    SAME = "unchanged"


def mark(text: str, form: Format[T]) -> str:
    """Return an export as it is written to a file: with its mark, where the format has comments."""
    if not form.comment:
        return text
    before, after = form.comment
    return f"{before}made by parley, checksum {_checksum(text)}{after}\n\n{text}"


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def write_export(path: Path, text: str, form: Format[T], *, force: bool = False) -> Written:
    """Write an export.

    Raises:
        ExportRefused: the file is not an export of Parley's, or was changed since.
        FileUnusable: the place cannot be written to.
        SaveFailed: nothing was changed.
    """
    target = path.resolve()
    if target.is_dir():
        raise FileUnusable(path, "a folder", "Name a file in it.")
    if not target.parent.is_dir():
        raise FileUnusable(path, "its folder does not exist", "Make the folder first.")
    data = mark(text, form).encode("utf-8")
    present = _read(path, target)
    if present == data:
        return Written.SAME
    if present is not None and not force:
        _check_own(path, present, form)
    Folder(target.parent).replace(target.name, data)
    return Written.MADE if present is None else Written.REPLACED


def _read(path: Path, target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileUnusable(path, f"cannot be read ({error.strerror})", _OUGHT) from error


def _check_own(path: Path, present: bytes, form: Format[T]) -> None:
    """Refuse a file that is not exactly what Parley wrote. Raises: ExportRefused."""
    text = present.decode("utf-8", "replace")
    head, _, rest = text.partition("\n\n")
    found = _MARK.search(head.partition("\n")[0])
    if not form.comment or not found:
        raise ExportRefused(f"{path}: was not made by parley export {form.name}. {_OUGHT}")
    if found[1] != _checksum(rest):
        raise ExportRefused(f"{path}: was changed since Parley wrote it. {_OUGHT}")
