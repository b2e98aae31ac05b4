"""An export on disk: written whole or not at all, and never over what somebody else wrote.

Markdown files are joined with their earlier text block by block (``blocks``); exchange formats are
replaced only if they are exactly what Parley wrote; other files carry a checksum in their first
line. What Parley did not write is left alone unless the caller insists.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from store.errors import FileUnusable, ParleyError
from store.files import Folder

from .blocks import Block, read_blocks, update
from .formats import Format
from .frontmatter import property_of, split_front, update_front
from .leftovers import holds_own_text

T = TypeVar("T")

_MARK = re.compile(r"made by parley, checksum ([0-9a-f]{16})")
_OUGHT = "Name another file, or have it replaced."


class ExportRefused(ParleyError):
    """The file holds what Parley did not write."""


class Written(StrEnum):
    """What became of the file."""

    MADE = "written"
    REPLACED = "replaced"
    UPDATED = "updated"
    SAME = "unchanged"
    LEFT = "left over"
    """A file of a folder that belongs to the export no longer."""
    REMOVED = "removed"
    """The same, taken away, since nothing in it was the reader's."""


def _ignore(line: str) -> None:
    """Stand in where the caller does not want to know."""


def mark(text: str, form: Format[T]) -> str:
    """Return an export as it is written to a file: with its mark, where the format has comments."""
    if not form.comment:
        return text
    before, after = form.comment
    return f"{before}made by parley, checksum {_checksum(text)}{after}\n\n{text}"


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def write_export(
    path: Path,
    text: str,
    form: Format[T],
    *,
    force: bool = False,
    tell: Callable[[str], None] = _ignore,
) -> Written:
    """Write an export.

    Args:
        path: the file.
        text: what the format rendered.
        form: the format.
        force: replace whatever is there.
        tell: called with what the reader should know, a line each.

    Raises:
        ExportRefused: the file is not an export of Parley's, or was changed since.
        FileUnusable: the place cannot be written to.
        SaveFailed: nothing was changed.
    """
    target = _find_target(path)
    present = _read(path, target)
    outcome = Written.MADE if present is None else Written.REPLACED
    fresh = mark(text, form)
    if present is not None and not force and present != fresh.encode("utf-8"):
        if form.has_blocks and _has_blocks(present):
            outcome = Written.UPDATED
            fresh = join(present.decode("utf-8"), text, ids_in(text), tell)
        else:
            _check_own(path, present, form)
            _tell_lost(present, fresh, form, tell)
    data = fresh.encode("utf-8")
    if present == data:
        return Written.SAME
    Folder(target.parent).replace(target.name, data)
    return outcome


def _find_target(path: Path) -> Path:
    """Return the file to write, links followed. Raises: FileUnusable."""
    target = path.resolve()
    if target.is_dir():
        raise FileUnusable(path, "a folder", "Name a file in it.")
    if not target.parent.is_dir():
        raise FileUnusable(path, "its folder does not exist", "Make the folder first.")
    return target


def join(
    present: str, fresh: str, everywhere: AbstractSet[str], tell: Callable[[str], None] = _ignore
) -> str:
    """Return an earlier Markdown export with a new one, the reader's own text kept.

    Args:
        present: the earlier text, as it is on disk.
        fresh: the new text; without blocks where the file is in the export no longer.
        everywhere: ids of all notes that are exported, to this file and others.
        tell: called with what the reader should know.
    """
    is_windows = "\r\n" in present
    old_front, old = split_front(present.replace("\r\n", "\n").removeprefix("\ufeff"))
    new_front, new = split_front(fresh)
    updated = update(old, new, everywhere)
    for line in updated.told:
        tell(line)
    text = update_front(old_front, new_front or []) + updated.text
    return text.replace("\n", "\r\n") if is_windows else text


def ids_in(*texts: str) -> AbstractSet[str]:
    """Return the ids of the notes that texts of Parley hold blocks of."""
    parts = (part for text in texts for part in read_blocks(text))
    return {part.key.partition("-")[0] for part in parts if isinstance(part, Block)}


def file_key(text: str) -> str | None:
    """Return what a Markdown file of Parley is about, None for any other file."""
    front, _ = split_front(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    if property_of(front, "parley") != "notes":
        return None
    return property_of(front, "parley-file")


def _grouping(text: str) -> str | None:
    front, _ = split_front(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    return property_of(front, "parley-by")


def _has_blocks(present: bytes) -> bool:
    try:
        text = present.decode("utf-8")
    except UnicodeDecodeError:
        return False
    parts = read_blocks(text.replace("\r\n", "\n"))
    return file_key(text) is not None or any(isinstance(part, Block) for part in parts)


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
    if form.is_own is not None and form.is_own(text):
        return
    head, _, rest = text.partition("\n\n")
    found = _MARK.search(head.partition("\n")[0])
    if not found:
        raise ExportRefused(f"{path}: was not made by parley export {form.name}. {_OUGHT}")
    if found[1] != _checksum(rest):
        raise ExportRefused(f"{path}: was changed since Parley wrote it. {_OUGHT}")


def _tell_lost(present: bytes, fresh: str, form: Format[T], tell: Callable[[str], None]) -> None:
    """Say which notes an exchange file held that the library holds no longer."""
    if form.is_own is None:
        return
    from ..exchange.reading import read_notes

    held = read_notes(fresh.encode("utf-8"), "").ids
    lost = [key for key in read_notes(present, "").ids if key not in held]
    if lost:
        tell(f"no longer in the library, and no longer in the file: {', '.join(lost)}")


def write_folder(
    folder: Path,
    files: Mapping[str, str],
    *,
    prune: bool = False,
    tell: Callable[[str], None] = _ignore,
) -> Mapping[str, Written]:
    """Write an export to a folder, and return what became of each file.

    A file of an earlier export is found by what its front matter says it is about, whatever its
    name; one whose group has no notes any more keeps its text, its notes marked. Files of another
    grouping are left as they are.

    Args:
        folder: where to.
        files: name → text of the export.
        prune: take away what is left over, if everything in it is as Parley wrote it.
        tell: called with what the reader should know, a line each.

    Raises:
        FileUnusable: the place cannot be written to.
        SaveFailed: the files before are written, this one is as it was.
    """
    root = folder.resolve()
    if root.exists() and not root.is_dir():
        raise FileUnusable(folder, "a file", "Name a folder.")
    held = _held(folder, root)
    everywhere = ids_in(*files.values())
    outcomes: dict[str, Written] = {}
    for name, text in files.items():
        key = file_key(text) or ""
        place, present = held.pop(key, (None, None))
        if place is None or present is None:
            place = _free_name(root, name)
            if place != name:
                tell(f"{place}: written under this name, {name} is not Parley's")
            outcomes[place] = _put(root, place, None, text)
        else:
            outcomes[place] = _put(root, place, present, join(present, text, everywhere, tell))
    by = {_grouping(text) for text in files.values()}
    for place, present in held.values():
        if prune and not holds_own_text(present):
            Folder(root).delete(place)
            outcomes[place] = Written.REMOVED
        elif _grouping(present) in by:
            own = _front_alone(present)
            outcomes[place] = _put(root, place, present, join(present, own, everywhere, tell))
        else:
            outcomes[place] = Written.LEFT
    return outcomes


def _front_alone(present: str) -> str:
    """Return an earlier file's front matter without any note: what its group holds now."""
    front, _ = split_front(present.replace("\r\n", "\n"))
    return "\n".join(["---", *(front or []), "---", ""])


def _held(folder: Path, root: Path) -> dict[str, tuple[str, str]]:
    """Return what the files of an earlier export are about, with their names and texts."""
    held: dict[str, tuple[str, str]] = {}
    for path in sorted([*root.glob("*.md"), *root.glob("*/*.md")]):
        if not path.resolve().is_relative_to(root) or not path.is_file():
            continue
        raw = _read(folder / path.name, path) or b""
        text = raw.decode("utf-8", "replace")
        key = file_key(text)
        if key is not None and text.encode("utf-8") == raw:
            held.setdefault(key, (path.relative_to(root).as_posix(), text))
    return held


def _free_name(root: Path, name: str) -> str:
    """Return the name, or with a number where a file is there that is none of Parley's."""
    stem, _, ending = name.rpartition(".")
    number = 1
    while (root / name).exists():
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name


def _put(root: Path, name: str, present: str | None, text: str) -> Written:
    if present == text:
        return Written.SAME
    target = root / name
    if not target.parent.resolve().is_relative_to(root):
        raise FileUnusable(target, "lies outside of the folder", "Take the link away.")
    Folder(root).replace(name, text.encode("utf-8"))
    return Written.MADE if present is None else Written.UPDATED
