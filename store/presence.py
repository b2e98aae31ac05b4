"""Whether a folder holds a library, and what in it is left of imports that were cut short.

Told by names that only a library gives to its files, so that nobody else's files are touched.
"""

from __future__ import annotations

from .errors import FileUnusable, LibraryDamaged
from .files import Files
from .manifest import MANIFEST, Manifest
from .naming import is_own
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


def sweep(files: Files, manifest: Manifest) -> None:
    """Take away files of documents that no manifest names: left by an import cut short.

    Not while a synchronising program has put a second manifest beside, which may name them.
    """
    entries = manifest.entries.values()
    named = {entry.file for entry in entries}
    named |= {original.file for entry in entries for original in entry.originals}
    left = [
        name
        for folder in ("documents", "originals")
        for name in files.names(folder)
        if name not in named and is_own(name)
    ]
    if not left:
        return
    from .copies import is_undecided  # seldom is anything left

    if not is_undecided(files):
        for name in left:
            files.delete(name)
