"""A damaged library made whole again from all that can be read; the damaged files are kept.

What a document's file lost comes back when the document is parsed again from its original: a
document that was repaired is marked as read by parser 0, older than any.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from .checking import Finding, check_files
from .codec import Rows, Tables, decode
from .copies import take_copy
from .files import Files, Folder
from .identity import sketch
from .journal import BACKUPS, JournalStorage, number_in
from .lock import WriterLock
from .manifest import MANIFEST, DayCount, Entry, Manifest, Original, Removed, write_manifest
from .notebook import ANNOTATIONS, BOOKMARKS, CORRECTIONS, PLACE, READ
from .records import (
    Actor,
    Annotation,
    Bookmark,
    Correction,
    Document,
    Item,
    Parsed,
    Plan,
    Position,
    Statement,
)
from .salvage import of_kind, read_lines, read_rows
from .shelf import encode_parsed
from .storage import dump, unseal

R = TypeVar("R")
_NOTE_TABLES = {ANNOTATIONS: Annotation, BOOKMARKS: Bookmark, CORRECTIONS: Correction}
_DOCUMENT_TABLES = ("document", "items", "statements", "positions", "actors", "text")
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


@dataclass(slots=True)
class Repaired:
    """What a repair did."""

    restored: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    """Where the damaged files are now."""


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
    names = [_name(files, finding) for finding in check_files(files) if finding.is_repairable]
    if MANIFEST in names:
        _repair_manifest(files, stamp, done)
    for finding in [finding for finding in check_files(files) if finding.is_repairable]:
        name = _name(files, finding)
        if name.startswith("documents/"):
            _repair_document(files, name, stamp, done)
    for name in names:
        if name.startswith(f"{BACKUPS}/"):
            _keep(files, name, stamp, done)
            files.delete(name)
            done.lost.append(f"{name}: a backup; the notes themselves are not concerned")
    copies = [name for name in names if "/" not in name and name not in _OWN]
    if {"notes.json", "notes.journal"}.intersection(names):
        _repair_notes(files, stamp, done)
    if copies:
        _take_copies(files, copies, stamp, done)
    return done


_OWN = {MANIFEST, "notes.json", "notes.journal"}


def _take_copies(files: Files, names: list[str], stamp: str, done: Repaired) -> None:
    """Merge what a synchronising program put beside the library's own files."""
    for name in names:
        taken = take_copy(files, name, files.read(name) or b"")
        _keep(files, name, stamp, done)
        files.delete(name)
        done.restored.append(f"{name}: {taken}")


def _name(files: Files, finding: Finding) -> str:
    return finding.file.relative_to(files.where("")).as_posix()


def _keep(files: Files, name: str, stamp: str, done: Repaired) -> bytes:
    """Keep a damaged file aside; return its bytes."""
    data = files.read(name)
    if data is None:
        return b""
    aside = f"damaged/{stamp}/{name}"
    files.replace(aside, data)
    done.kept.append(files.where(aside))
    return data


def _repair_manifest(files: Files, stamp: str, done: Repaired) -> None:
    rows = read_rows(
        _keep(files, MANIFEST, stamp, done), ("about", "plan", "actors", "documents", "removed")
    )
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
    write_manifest(files, plan[0] if plan else None, actors, latest.values(), removed)
    done.restored.append(f"library.json: {len(latest)} documents, {len(actors)} actors")


def _is_named(entry: Entry, key: str) -> bool:
    return entry.document.id == key and entry.file.startswith(f"documents/{key}-")


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
    for name in files.names(f"originals/{document.id}"):
        number = int(name.split("/")[2]) if name.split("/")[2].isdigit() else 0
        digest = sha256(files.read(name) or b"").hexdigest()
        found.append(Original(number, name, digest, document.imported))
    return tuple(sorted(found, key=lambda original: original.number))


def _repair_document(files: Files, name: str, stamp: str, done: Repaired) -> None:
    manifest = Manifest(files)
    entry = next(entry for entry in manifest.entries.values() if entry.file == name)
    tables = read_rows(_keep(files, name, stamp, done), _DOCUMENT_TABLES)
    parsed = _salvaged(tables, entry)
    files.replace(name, dump(files, name, encode_parsed(parsed)))
    manifest.put([_entry(parsed.document, list(parsed.items), name, entry.originals)])
    done.restored.append(
        f"{entry.document.name}: {len(parsed.items)} of {entry.document.item_count} items"
    )
    missing = entry.document.item_count - len(parsed.items)
    if missing > 0:
        done.lost.append(
            f"{entry.document.name}: {missing} items, until it is parsed again from its original"
        )


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


def _repair_notes(files: Files, stamp: str, done: Repaired) -> None:
    names = (*_NOTE_TABLES, READ, PLACE)
    snapshot = _keep(files, "notes.json", stamp, done)
    journal = _keep(files, "notes.journal", stamp, done)
    whole: Tables = {name: {} for name in names}
    number = 0
    try:
        held = unseal(snapshot)
        number = number_in(held.get("about", {}))
    except ValueError:
        done.lost.append("notes.json: what was changed in it; a record may hold a wrong character")
        backup = _newest_backup(files, done)
        held = _merged(backup, read_rows(snapshot, names))
    whole = _merged(whole, {name: held.get(name, {}) for name in names})
    if not journal:
        done.lost.append("notes.journal: what changed since notes.json was written")
    if journal and not journal.endswith(b"\n"):
        done.lost.append("notes.journal: the change in its last line, and any behind it")
    lines, damaged = read_lines(journal)
    for line in lines:
        if "follows" in line:
            number = max(number, int(line["follows"]))
        else:
            whole = _merged(whole, line)
    done.lost += [f"notes.journal: the change in line {number}" for number in damaged]
    sound = _only_sound(whole, done)
    storage = JournalStorage(files, "notes")
    storage.begin_with(sound, number)
    count = sum(len(sound[name]) for name in _NOTE_TABLES)
    done.restored.append(f"notes: {count} notes, bookmarks and corrections")


def _newest_backup(files: Files, done: Repaired) -> Tables:
    for name in reversed(files.names(BACKUPS)):
        if name.endswith("-notes.json"):
            try:
                tables = unseal(files.read(name) or b"")
            except ValueError:
                continue
            done.restored.append(f"notes: what is in the backup {name}")
            return tables
    return {}


def _merged(tables: Tables, over: Tables) -> Tables:
    """Return the tables with other rows over them; None takes a row away."""
    result = {name: dict(rows) for name, rows in tables.items()}
    for name, rows in over.items():
        table = result.setdefault(name, {})
        for key, row in rows.items():
            if row is None:
                table.pop(key, None)
            else:
                table[key] = row
    return result


def _only_sound(tables: Tables, done: Repaired) -> Tables:
    sound: Tables = {READ: tables.get(READ, {}), PLACE: tables.get(PLACE, {})}
    for name, kind in _NOTE_TABLES.items():
        sound[name] = {}
        for key, row in tables.get(name, {}).items():
            try:
                decode(kind, row)
            except _UNREADABLE:
                done.lost.append(f"notes: {key} of {name}")
            else:
                sound[name][key] = row
    return sound


def _records(kind: type[R], rows: Rows) -> list[R]:
    records = []
    for row in rows.values():
        try:
            records.append(decode(kind, row))
        except _UNREADABLE:
            continue
    return records
