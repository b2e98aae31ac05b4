"""The notes restored from what can be read of their snapshot, their journal and the backups."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .chain import read_lines
from .codec import UNREADABLE, Tables, decode
from .files import Files
from .journal import BACKUPS, JournalStorage, number_in
from .notebook import ANNOTATIONS, BOOKMARKS, CORRECTIONS, PLACE, READ
from .records import Annotation, Bookmark, Correction
from .salvage import read_rows
from .storage import unseal

_NOTE_TABLES = {ANNOTATIONS: Annotation, BOOKMARKS: Bookmark, CORRECTIONS: Correction}


@dataclass(slots=True)
class Repaired:
    """What a repair did."""

    restored: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    """Where the damaged files are now."""


def keep(files: Files, name: str, stamp: str, done: Repaired) -> bytes:
    """Keep a damaged file aside; return its bytes."""
    data = files.read(name)
    if data is None:
        return b""
    aside = f"damaged/{stamp}/{name}"
    files.replace(aside, data)
    done.kept.append(files.where(aside))
    return data


def repair_notes(files: Files, stamp: str, done: Repaired) -> None:
    """Write the notes anew from all that can be read of them. Raises: SaveFailed."""
    names = (*_NOTE_TABLES, READ, PLACE)
    snapshot = keep(files, "notes.json", stamp, done)
    journal = keep(files, "notes.journal", stamp, done)
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
    lines, gone = read_lines(journal)
    for line in lines:
        if "follows" in line:
            number = max(number, int(line["follows"]))
        else:
            whole = _merged(whole, line)
    done.lost += [f"notes.journal: {told}" for told in gone]
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
            except UNREADABLE:
                done.lost.append(f"notes: {key} of {name}")
            else:
                sound[name][key] = row
    return sound
