"""Copies that a synchronising program makes when a file was changed on two machines.

They are known by their names ("notes (conflicted copy).json", "notes.sync-conflict-….json",
"notes~HOST.json"). What only a copy holds is taken over: notes as those of another program are
(both, where both were edited), documents by their entry in the manifest if their files are here.
"""

from __future__ import annotations

import re
from typing import TypeVar

from .chain import read_lines
from .codec import UNREADABLE, Rows, Tables, decode
from .files import Files
from .manifest import MANIFEST, Entry, Manifest, names_own_files
from .naming import is_own
from .notebook import ANNOTATIONS, BOOKMARKS, CORRECTIONS, READ, Notebook
from .records import Annotation, Bookmark, Correction
from .salvage import read_rows

R = TypeVar("R")
_OWN = {MANIFEST, "notes.json", "notes.journal"}
_COPY = re.compile(
    r"(?:notes|library)[ ._~(-].{0,120}\.(?:json|journal)(?:\.[\w-]{1,40})?"
    r"|(?:notes|library)\d{1,3}\.json|documents/d[0-9a-f]{10}-\d{1,9}[ ._~(-].{0,120}",
    re.IGNORECASE,
)
_NOTES = (ANNOTATIONS, BOOKMARKS, CORRECTIONS, READ)


def find_copies(files: Files) -> tuple[str, ...]:
    """Return the names of copies in a library's folder. Raises: FileUnusable."""
    found = (name for name in files.names("") if name not in _OWN and not is_own(name))
    return tuple(name for name in found if _COPY.fullmatch(name))


def is_undecided(files: Files) -> bool:
    """Whether a copy of the manifest may name documents that the manifest does not."""
    return any(name.lower().startswith("library") for name in find_copies(files))


def take_copy(files: Files, name: str, data: bytes) -> str:
    """Take over what only a copy holds; return that in a few words. Raises: SaveFailed."""
    if name.lower().startswith("library"):
        return _take_documents(files, data)
    return _take_notes(files, _rows_of_journal(data) if ".journal" in name else None, data)


def _take_documents(files: Files, data: bytes) -> str:
    manifest = Manifest(files)
    count = 0
    for row in read_rows(data, ("documents",))["documents"].values():
        try:
            entry = decode(Entry, row)
        except UNREADABLE:
            continue
        is_known = entry.document.id in manifest.entries
        if not is_known and names_own_files(entry) and files.stamp(entry.file) is not None:
            manifest.put([entry])
            count += 1
    return f"{count} documents that were not known here"


def _rows_of_journal(data: bytes) -> Tables:
    tables: Tables = {name: {} for name in _NOTES}
    for line in read_lines(data)[0]:
        for name in _NOTES:
            for key, row in line.get(name, {}).items():
                if row is None:
                    tables[name].pop(key, None)
                else:
                    tables[name][key] = row
    return tables


def _take_notes(files: Files, tables: Tables | None, data: bytes) -> str:
    from .merging import Theirs, take

    theirs = read_rows(data, _NOTES) if tables is None else tables
    notebook = Notebook(files, is_read_only=False)
    parts = Theirs(
        _records(Annotation, theirs[ANNOTATIONS]),
        _records(Bookmark, theirs[BOOKMARKS]),
        _records(Correction, theirs[CORRECTIONS]),
    )
    taken = take(notebook, parts)
    notebook.come_by(theirs[READ])
    counts = f"{len(taken.added)} notes added, {len(taken.updated)} newer"
    return f"{counts}, {len(taken.conflicts)} kept twice since both were edited"


def _records(kind: type[R], rows: Rows) -> list[R]:
    records = []
    for key, row in rows.items():
        try:
            if row["id"] == key:
                records.append(decode(kind, row))
        except UNREADABLE:
            continue
    return records
