"""Whether a folder holds a library: told by names that only a library gives to its files."""

from __future__ import annotations

from .errors import FileUnusable, LibraryDamaged
from .files import Files
from .importing import is_own
from .manifest import MANIFEST
from .storage import REPAIR

_NOTES = ("notes.json", "notes.journal")


def has_records(files: Files) -> bool:
    """Whether there are documents or notes of a library, its manifest aside."""
    if any(files.stamp(name) is not None for name in _NOTES):
        return True
    return any(is_own(name) for name in files.names("documents"))


def must_exist(files: Files) -> None:
    """Raise unless there is a library with its manifest.

    Raises:
        FileUnusable: there is none.
        LibraryDamaged: there are records, but no manifest.
    """
    if files.stamp(MANIFEST) is not None:
        return
    if has_records(files):
        raise LibraryDamaged(files.where(MANIFEST), "is missing", REPAIR)
    raise FileUnusable(files.where(""), "there is no library here", "Make one with `parley new`.")
