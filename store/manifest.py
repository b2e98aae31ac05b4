"""The manifest: the library's format, its plan and listed actors, and one summary per document.

The one file that an import commits with, and the only one that a first screen needs: days with
their counts, names and outlets are known from it without a document's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from .codec import UNREADABLE, Changes, Row, Rows, Tables, decode, decode_rows, encode
from .errors import LibraryDamaged
from .files import Files
from .naming import is_own
from .records import Actor, Document, Plan
from .storage import REPAIR, Database, SealedStorage, dump

FORMAT = 2
MANIFEST = "library.json"
DOSSIER = "dossier"
_DIGEST = re.compile("[0-9a-f]{64}")
_NO_PLAN = Plan("", "", (), ())


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many items of a document have a day, as the parser found it."""

    day: date | None
    items: int


@dataclass(frozen=True, slots=True)
class Original:
    """One version of a document's file, as it was imported."""

    number: int
    file: str
    digest: str
    imported: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest knows of a document."""

    document: Document
    file: str
    """The name of its file in the library."""
    days: tuple[DayCount, ...]
    sketch: tuple[int, ...]
    """A sample of its items' fingerprints, to find the document that a changed file belongs to."""
    originals: tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """What is kept of a document that was taken out: enough to give its records their ids again."""

    document: Document
    sketch: tuple[int, ...]
    items: tuple[str, ...]
    """``id fingerprint`` of each item."""
    statements: tuple[str, ...]
    """``id item fingerprint`` of each statement."""


class Manifest:
    """The library's own file, in memory."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._database = Database(files, MANIFEST, storage=SealedStorage)
        self.plan = _NO_PLAN
        self.actors: dict[str, Actor] = {}
        self.entries: dict[str, Entry] = {}
        """By document id, latest day first, then by name."""
        self.removed: dict[str, Removed] = {}
        self.dossier: dict[str, str] = {}
        """Name of a file of the dossier → SHA-256 of it, in hexadecimal."""
        self.format = FORMAT
        self._load()

    def refresh(self) -> bool:
        """Read the file again where another program has changed it; tell whether it has."""
        storage = self._database.storage
        if isinstance(storage, SealedStorage) and storage.refresh():
            self._load()
            return True
        return False

    def set_dossier(self, plan: Plan, actors: Sequence[Actor], digests: Mapping[str, str]) -> None:
        """Put the plan, the listed actors and the checksums of their files. Raises: SaveFailed."""
        listed: dict[str, Row | None] = dict.fromkeys(self.actors)
        listed |= {actor.id: encode(actor) for actor in actors}
        files: dict[str, Row | None] = dict(dossier_rows(digests))
        self._commit({"plan": {"1": encode(plan)}, "actors": listed, DOSSIER: files})
        self.plan = plan
        self.dossier |= digests
        self.actors = {actor.id: actor for actor in actors}

    def put(self, entries: Iterable[Entry]) -> None:
        """Put documents' summaries: the commit of an import. Raises: SaveFailed."""
        put = {entry.document.id: entry for entry in entries}
        rows: dict[str, Row | None] = {key: encode(entry) for key, entry in put.items()}
        self._commit({"documents": rows, "removed": dict.fromkeys(put)})
        self.entries = _in_order([*(self.entries | put).values()])
        for key in put:
            self.removed.pop(key, None)

    def remove(self, removed: Removed) -> None:
        """Take a document out and keep what is kept of it. Raises: SaveFailed."""
        key = removed.document.id
        self._commit({"documents": {key: None}, "removed": {key: encode(removed)}})
        self.entries = {k: entry for k, entry in self.entries.items() if k != key}
        self.removed[key] = removed

    def _commit(self, changes: Changes) -> None:
        about: Changes = {"about": {"1": {"format": FORMAT}}}
        self._database.commit(about | changes)

    def _load(self) -> None:
        rows = self._database.rows
        try:
            self.format = int(rows("about").get("1", {}).get("format", FORMAT))
            self._decode(rows("plan"), rows("actors"), rows("documents"), rows("removed"))
            self.dossier = digests_in(rows(DOSSIER))
        except UNREADABLE as error:
            raise LibraryDamaged(
                self._files.where(MANIFEST), f"holds a record that cannot be read ({error})", REPAIR
            ) from error

    def _decode(self, plan: Rows, actors: Rows, documents: Rows, removed: Rows) -> None:
        self.plan = decode(Plan, plan["1"]) if "1" in plan else _NO_PLAN
        self.actors = dict(zip(actors, decode_rows(Actor, actors), strict=True))
        self.entries = _in_order(decode_rows(Entry, documents))
        for key, entry in self.entries.items():
            if not names_own_files(entry):
                raise ValueError(f"{key}: names a file that is none of its own")
        self.removed = dict(zip(removed, decode_rows(Removed, removed), strict=True))


def names_own_files(entry: Entry) -> bool:
    """Whether an entry names files that an import gives to its document: no other may be read."""
    key = entry.document.id
    originals = [original.file for original in entry.originals]
    return entry.file.startswith(f"documents/{key}-") and all(
        is_own(name) and name.startswith(("documents/", f"originals/{key}"))
        for name in (entry.file, *originals)
    )


def dossier_rows(digests: Mapping[str, str]) -> Rows:
    """Return the rows that hold the checksums of the dossier's files."""
    return {name: {"digest": digest} for name, digest in digests.items()}


def digests_in(rows: Rows) -> dict[str, str]:
    """Return the checksums of the dossier's files. Raises: ValueError."""
    digests = {name: row.get("digest") for name, row in rows.items()}
    wrong = [name for name, digest in digests.items() if not _DIGEST.fullmatch(str(digest))]
    if wrong:
        raise ValueError(f"no checksum of {wrong[0]}")
    return {name: str(digest) for name, digest in digests.items()}


def write_manifest(
    files: Files,
    plan: Plan | None,
    actors: Iterable[Actor],
    entries: Iterable[Entry],
    removed: Iterable[Removed],
    digests: Mapping[str, str],
) -> None:
    """Write the file anew from its records. Raises: SaveFailed."""
    tables: Tables = {
        "about": {"1": {"format": FORMAT}},
        "plan": {"1": encode(plan)} if plan else {},
        "actors": {actor.id: encode(actor) for actor in actors},
        "documents": {entry.document.id: encode(entry) for entry in entries},
        "removed": {old.document.id: encode(old) for old in removed},
        DOSSIER: dossier_rows(digests),
    }
    files.replace(MANIFEST, dump(files, MANIFEST, tables))


def _in_order(entries: Sequence[Entry]) -> dict[str, Entry]:
    ordered = sorted(entries, key=lambda entry: (entry.document.name, entry.document.id))
    ordered.sort(key=lambda entry: entry.document.day or date.min, reverse=True)
    return {entry.document.id: entry for entry in ordered}
