"""A damaged library made whole again from all that can be read; the damaged files are kept.

What a document's file lost comes back when the document is parsed again from its original: a
document that was repaired is marked as read by parser 0, older than any.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from .checking import check_files
from .codec import UNREADABLE, Rows, Tables, decode
from .copies import take_copy
from .dossierfiles import COPIES, FOLDER, held_files, restore_file
from .files import Files, Folder
from .identity import sketch
from .journal import BACKUPS
from .lock import WriterLock
from .manifest import (
    DOSSIER,
    MANIFEST,
    DayCount,
    Entry,
    Manifest,
    Original,
    Removed,
    digests_in,
    names_own_files,
    write_manifest,
)
from .naming import original_in
from .pages import dump_document
from .records import Actor, Document, Item, Parsed, Plan, Position, Statement
from .restoring import Repaired, keep, repair_notes
from .salvage import of_kind, read_rows
from .shelf import encode_parsed

R = TypeVar("R")
_DOCUMENT_TABLES = ("document", "items", "statements", "positions", "actors", "text")


def repair(path: Path, *, wait: float = 2.0) -> Repaired:
    """Restore all that can be read of the library in a folder.

    Raises:
        LibraryLocked, LibraryReadOnly, SaveFailed.
        FileUnusable: a file may not be read, so that what is lost cannot be told.
    """
    lock = WriterLock(path)
    lock.take(wait)
    try:
        return repair_files(Folder(path))
    finally:
        lock.release()


def repair_files(files: Files) -> Repaired:
    """Restore all that can be read of a library's files. Raises: SaveFailed."""
    done = Repaired()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    names = _damaged(files)
    if MANIFEST in names:
        _repair_manifest(files, stamp, done)
        names = _damaged(files)
    for name in names:
        if name.startswith("documents/"):
            _repair_document(files, name, stamp, done)
        if name.startswith(FOLDER):
            keep(files, name, stamp, done)
            restore_file(files, Manifest(files).dossier, name)
            done.restored.append(f"{name}: as the library took it in")
        if name.startswith(f"{BACKUPS}/"):
            keep(files, name, stamp, done)
            files.delete(name)
            done.lost.append(f"{name}: a backup; the notes themselves are not concerned")
    copies = [name for name in names if "/" not in name and name not in _OWN]
    if {"notes.json", "notes.journal"}.intersection(names):
        repair_notes(files, stamp, done)
    if copies:
        _take_copies(files, copies, stamp, done)
    return done


_OWN = {MANIFEST, "notes.json", "notes.journal"}


def _take_copies(files: Files, names: list[str], stamp: str, done: Repaired) -> None:
    """Merge what a synchronising program put beside the library's own files."""
    for name in names:
        taken = take_copy(files, name, files.read(name) or b"")
        keep(files, name, stamp, done)
        files.delete(name)
        done.restored.append(f"{name}: {taken}")


def _damaged(files: Files) -> list[str]:
    """Return the names of all that can be repaired; without a manifest only some are known."""
    found = [finding.file for finding in check_files(files) if finding.is_repairable]
    return [file.relative_to(files.where("")).as_posix() for file in found]


def _repair_manifest(files: Files, stamp: str, done: Repaired) -> None:
    tables = ("about", "plan", "actors", "documents", "removed", DOSSIER)
    rows = read_rows(keep(files, MANIFEST, stamp, done), tables)
    plan = _records(Plan, rows["plan"])
    actors = _records(Actor, rows["actors"])
    named = {key: _records(Entry, {key: row}) for key, row in rows["documents"].items()}
    whole = (entry for key, found in named.items() for entry in found if _is_named(entry, key))
    entries = {entry.file: entry for entry in whole}
    for name in files.names("documents"):
        if name not in entries:
            found = _entry_from_file(files, name)
            if found is not None:
                entries[name] = found
    latest: dict[str, Entry] = {}
    for entry in sorted(entries.values(), key=lambda e: int(e.file[:-5].rsplit("-", 1)[-1])):
        latest[entry.document.id] = entry
    if not plan:
        done.lost.append("library.json: the plan; its own file is under dossier/")
    removed = _records(Removed, rows["removed"])
    digests = _digests(files, rows[DOSSIER], done)
    write_manifest(files, plan[0] if plan else None, actors, latest.values(), removed, digests)
    done.restored.append(f"library.json: {len(latest)} documents, {len(actors)} actors")


def _digests(files: Files, rows: Rows, done: Repaired) -> dict[str, str]:
    """Return the checksums of the dossier's files; one that is lost is that of the second copy.

    Where there is no copy either, what is there holds.
    """
    digests: dict[str, str] = {}
    for name, row in rows.items():
        with suppress(ValueError):
            digests |= digests_in({name: row})
    copies = held_files(files, COPIES)
    for name, data in (held_files(files) | copies).items():
        if name not in digests:
            digests[name] = sha256(data).hexdigest()
            if name not in copies:
                done.lost.append(f"dossier/{name}: whether it was changed by hand")
    return digests


def _is_named(entry: Entry, key: str) -> bool:
    return entry.document.id == key and names_own_files(entry)


def _entry_from_file(files: Files, name: str) -> Entry | None:
    """Return the summary of a document from its own file."""
    tables = read_rows(files.read(name) or b"", _DOCUMENT_TABLES)
    documents = _records(Document, tables["document"])
    if not documents:
        return None
    document = documents[0]
    items = _records(Item, tables["items"])
    return _entry(document, items, name, _find_originals(files, document))


def _entry(
    document: Document, items: list[Item], file: str, originals: tuple[Original, ...]
) -> Entry:
    days = Counter(item.day for item in items)
    counts = tuple(DayCount(day, count) for day, count in days.items())
    return Entry(document, file, counts, sketch(items), originals)


def _find_originals(files: Files, document: Document) -> tuple[Original, ...]:
    found = []
    for name in files.names("originals"):
        key, number = original_in(name)
        if key != document.id:
            continue
        digest = sha256(files.read(name) or b"").hexdigest()
        found.append(Original(number, name, digest, document.imported))
    return tuple(sorted(found, key=lambda original: original.number))


def _repair_document(files: Files, name: str, stamp: str, done: Repaired) -> None:
    manifest = Manifest(files)
    entry = next(entry for entry in manifest.entries.values() if entry.file == name)
    tables = read_rows(keep(files, name, stamp, done), _DOCUMENT_TABLES)
    parsed = _salvaged(tables, entry)
    files.replace(name, dump_document(files, name, encode_parsed(parsed)))
    manifest.put([_entry(parsed.document, list(parsed.items), name, entry.originals)])
    name, count = entry.document.name, entry.document.item_count
    done.restored.append(f"{name}: {len(parsed.items)} of {count} items")
    if len(parsed.items) < count and not entry.originals:
        done.lost.append(f"{name}: the other items; there is no original to parse again")


def _salvaged(tables: Tables, entry: Entry) -> Parsed:
    """Return what is readable of a document, without records that hang in the air."""
    key = entry.document.id
    rows = {name: _own_rows(tables[name], key) for name in ("items", "statements", "positions")}
    items = sorted(_records(Item, rows["items"]), key=lambda item: item.number)
    held = {item.id for item in items}
    statements = [s for s in _records(Statement, rows["statements"]) if s.item in held]
    positions = [p for p in _records(Position, rows["positions"]) if p.item in held]
    text = tables["text"].get("1", {})
    return Parsed(
        document=replace(entry.document, parser=0, item_count=len(items)),
        lines=tuple(of_kind(text.get("lines"), str)),
        headings=tuple(of_kind(text.get("headings"), int)),
        furniture=tuple(of_kind(text.get("furniture"), int)),
        items=tuple(items),
        statements=tuple(statements),
        positions=tuple(positions),
        actors=tuple(_records(Actor, tables["actors"])),
    )


def _own_rows(rows: Rows, document: str) -> Rows:
    """Return the rows that say of themselves what they are stored under."""
    return {k: row for k, row in rows.items() if row | {"id": k, "document": document} == row}


def _records(kind: type[R], rows: Rows) -> list[R]:
    records = []
    for row in rows.values():
        try:
            records.append(decode(kind, row))
        except UNREADABLE:
            continue
    return records
