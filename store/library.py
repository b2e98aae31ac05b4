"""The library: a folder with the originals, what the parser found, and what the reader made.

Layout of the folder::

    library.json             TinyDB: format version, plan, listed actors, a summary per document
    documents/<id>-<n>.json  TinyDB: everything parsed from one document, one file each
    originals/<id>/<n>/…     every version of the imported file, bytes as they came
    dossier/                 the dossier's own files
    notes.json, .journal     TinyDB: annotations, bookmarks, read marks, corrections, the place
    backups/                 earlier states of the notes
    .lock                    the writer's lock

An import writes the original, then the document's file, then the manifest: the manifest's rename
is the commit. A first screen needs the manifest only; documents are read as they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from .errors import FileUnusable, LibraryReadOnly, NotFound
from .files import Files, Folder, MemoryFiles
from .filters import ActorSummary, Added, Filter, PointSummary
from .importing import Importing, safe_name
from .lock import WriterLock
from .manifest import FORMAT, MANIFEST, Manifest
from .migration import migrate
from .notebook import Notebook
from .notes import Notes
from .querying import Querying
from .records import (
    Actor,
    Annotation,
    DaySource,
    Document,
    Item,
    Parsed,
    Plan,
    Position,
    Statement,
)
from .shelf import Shelf

__all__ = ["ActorSummary", "Added", "Filter", "Library", "PointSummary"]

_EVERYTHING = Filter()


class Library:
    """One library, open for reading or for writing.

    Reading never blocks. Records that come out have the reader's corrections applied.
    """

    path: Path
    is_read_only: bool
    notes: Notes

    def __init__(
        self, path: Path, files: Files, lock: WriterLock | None, *, is_read_only: bool
    ) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._files = files
        self._lock = lock
        self._manifest = Manifest(files)
        self._notebook = Notebook(files, is_read_only=is_read_only)
        self._shelf = Shelf(files, self._manifest, self._notebook)
        self._importing = Importing(files, self._manifest, self._shelf)
        self.notes = Notes(self._notebook, self._shelf, is_followed=is_read_only)
        self._querying = Querying(self._manifest, self._shelf, self.notes)

    @classmethod
    def open(cls, path: Path, *, writing: bool, wait: float = 0.0) -> Self:
        """Open the library in a folder, making the folder when writing.

        Args:
            path: the library's folder.
            writing: take the writer's lock.
            wait: seconds to wait for the lock.

        Raises:
            LibraryLocked: another program writes.
            LibraryDamaged: a file of it cannot be read.
            LibraryReadOnly: opened for writing without permission, or made by a newer version.
            FileUnusable: opened for reading where there is no library.
        """
        folder = Folder(path)
        if not writing:
            if not cls.exists(path):
                raise FileUnusable(path, "there is no library here", "Make one with `parley new`.")
            return cls(path, folder, None, is_read_only=True)
        lock = WriterLock(path)
        lock.take(wait)
        try:
            folder.sweep()
            migrate(folder)
            library = cls(path, folder, lock, is_read_only=False)
            library._begin_writing()
        except BaseException:
            lock.release()
            raise
        return library

    @classmethod
    def in_memory(cls) -> Self:
        """Make a library that goes with the object."""
        return cls(Path("memory"), MemoryFiles(), None, is_read_only=False)

    @classmethod
    def exists(cls, path: Path) -> bool:
        """Whether there is a library in a folder, sound or not."""
        return (path / MANIFEST).exists() or (path / "documents").is_dir()

    def close(self) -> None:
        """Give the lock back."""
        self._notebook.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # The dossier

    @property
    def plan(self) -> Plan:
        """The plan of the library's dossier."""
        self._follow()
        return self._manifest.plan

    @property
    def listed_actors(self) -> tuple[Actor, ...]:
        """The actors that the dossier lists, in its order."""
        self._follow()
        return tuple(self._manifest.actors.values())

    def set_dossier(self, plan: Plan, actors: Sequence[Actor], files: dict[str, bytes]) -> None:
        """Store the plan, the listed actors and the dossier's own files (under ``dossier/``)."""
        self._must_write()
        for name, data in files.items():
            self._files.replace(f"dossier/{safe_name(name)}", data)
        self._manifest.set_dossier(plan, actors)
        self._shelf.forget_all()

    def dossier_file(self, name: str) -> bytes | None:
        """One of the dossier's own files, or None when the library has none of this name."""
        return self._files.read(f"dossier/{safe_name(name)}")

    # Documents

    def documents(self) -> tuple[Document, ...]:
        """All documents, latest day first."""
        self._follow()
        return self._querying.documents()

    def document(self, key: str) -> Document:
        """The document with this id or file name. Raises: NotFound."""
        self._follow()
        for document in self._querying.documents():
            if key in (document.id, document.name):
                return document
        raise NotFound(f"{key}: the library has no document with this id or file name")

    def parsed(self, document: str) -> Parsed:
        """Everything in one document, read when first asked for and kept. Raises: NotFound."""
        return self._shelf.loaded(self.document(document).id).parsed

    def original(self, document: str) -> bytes:
        """The file as it was imported last."""
        return self.original_versions(document)[-1]

    def original_versions(self, document: str) -> tuple[bytes, ...]:
        """Every version of the file that was imported, oldest first. Raises: NotFound."""
        entry = self._manifest.entries[self.document(document).id]
        kept = [self._files.read(original.file) for original in entry.originals]
        if not kept or None in kept:
            raise FileUnusable(
                self._files.where(entry.originals[-1].file if entry.originals else entry.file),
                "the original is missing",
                "Import the file again.",
            )
        return tuple(data for data in kept if data is not None)

    def add(self, parsed: Parsed, raw: bytes) -> Added:
        """Store one parsed document in one durable step; ids of known items stay, notes move along.

        Raises:
            SaveFailed: nothing was changed.
        """
        self._must_write()
        added = self._importing.add(parsed, raw)
        if added.outcome != "unchanged":
            self.notes.place_orphans(added.document.id)
        return added

    def remove(self, document: str) -> Document:
        """Take a document out.

        Notes on it stay, orphaned, with their quotation. Raises: NotFound, SaveFailed.
        """
        self._must_write()
        return self._importing.remove(self.document(document).id)

    def load_all(self) -> Iterator[tuple[int, int]]:
        """Read all documents in steps; yield how many of how many are in memory.

        To be run in a thread of its own: every other method may be called meanwhile.
        """
        entries = tuple(self._shelf.entries())
        for count, entry in enumerate(entries, 1):
            if entry.document.id in self._manifest.entries:
                self._shelf.loaded(entry.document.id)
            yield count, len(entries)

    # Records (corrections applied)

    def items(self, where: Filter = _EVERYTHING) -> tuple[Item, ...]:
        """Items in feed order.

        Latest day first, then by document, then in the order of the text.
        """
        self._follow()
        return self._querying.items(where)

    def items_of_day(self, day: date | None, where: Filter = _EVERYTHING) -> tuple[Item, ...]:
        """Items of one day, or of unknown day, reading only the documents that have some."""
        self._follow()
        return self._querying.items_of_day(day, where)

    def item(self, key: str) -> Item:
        """The item with this id. Raises: NotFound."""
        self._follow()
        item = self._shelf.item(key)
        if item is None:
            raise NotFound(f"{key}: there is no item with this id")
        return item

    def statement(self, key: str) -> Statement:
        """The statement with this id. Raises: NotFound."""
        self._follow()
        statement = self._shelf.statement(key)
        if statement is None:
            raise NotFound(f"{key}: there is no statement with this id")
        return statement

    def position(self, key: str) -> Position:
        """The position with this id, rejected or not. Raises: NotFound."""
        self._follow()
        position = self._shelf.position(key)
        if position is None:
            raise NotFound(f"{key}: there is no position with this id")
        return position

    def statements(self, where: Filter = _EVERYTHING) -> tuple[Statement, ...]:
        """Statements in the order of their items."""
        self._follow()
        return self._querying.statements(where)

    def statements_of(self, item: str) -> tuple[Statement, ...]:
        """The statements of one item, in the order of the text."""
        return self._shelf.loaded(self.item(item).document).said_in.get(item, ())

    def positions(self, where: Filter = _EVERYTHING) -> tuple[Position, ...]:
        """Positions in the order of their items."""
        self._follow()
        return self._querying.positions(where)

    def actors(self, where: Filter = _EVERYTHING) -> tuple[ActorSummary, ...]:
        """Actors with counts, most mentioned first.

        Listed actors of the dossier are there even with none.
        """
        self._follow()
        return self._querying.actors(where)

    def actor(self, key: str) -> Actor:
        """The actor with this id, or the one it is merged into. Raises: NotFound."""
        self._follow()
        return self._querying.actor(key)

    def points(self, where: Filter = _EVERYTHING) -> tuple[PointSummary, ...]:
        """All points of the plan with counts, by number."""
        self._follow()
        return self._querying.points(where)

    def search(self, query: str, where: Filter = _EVERYTHING) -> tuple[Item | Statement, ...]:
        """Records that hold all words and ``"phrases"`` of the query, best first.

        Case and accents do not count.
        """
        self._follow()
        return self._querying.search(query, where)

    def search_notes(self, query: str) -> tuple[Annotation, ...]:
        """Notes that hold all words and ``"phrases"`` of the query, best first."""
        self._follow()
        return self._querying.search_notes(query)

    def days(self, where: Filter = _EVERYTHING) -> tuple[tuple[date | None, int], ...]:
        """Each day with its number of items, latest first, unknown last."""
        self._follow()
        return self._querying.days(where)

    def dated_items(self, without: Iterable[str] = ()) -> tuple[Item, ...]:
        """Items whose day is known, not inferred, from all documents but the given ones."""
        left_out = set(without)
        return tuple(
            item
            for item in self.items()
            if item.day is not None
            and item.day_source is not DaySource.INFERRED
            and item.document not in left_out
        )

    def _begin_writing(self) -> None:
        if self._manifest.format > FORMAT:
            raise LibraryReadOnly(
                f"{self.path}: this library was written by a newer version of Parley and can only "
                "be read. Install the newer version to change it."
            )
        self._importing.sweep()

    def _must_write(self) -> None:
        if self.is_read_only:
            raise LibraryReadOnly(f"{self.path}: the library is open for reading only.")

    def _follow(self) -> None:
        """Take in what another program has written, when open for reading."""
        if self.is_read_only and self._manifest.refresh():
            self._shelf.forget_all()
