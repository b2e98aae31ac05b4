"""The library: a folder with the originals, what the parser found, and what the reader made.

Layout of the folder::

    library.json             TinyDB: format version, plan, listed actors, a summary per document
    documents/<id>-<n>.json  TinyDB: everything parsed from one document, one file each, in pages
    originals/<id>-<n>-…     every version of the imported file, bytes as they came
    dossier/                 the dossier's own files, as they were taken in
    notes.json, .journal     TinyDB: annotations, bookmarks, read marks, corrections, the place
    backups/                 earlier states of the notes, second copies of the dossier's files
    .lock                    the writer's lock

An import writes the original, then the document's file, then the manifest: the manifest's rename
is the commit. A first screen needs the manifest and a few pages of documents; these are read whole
as they are asked for.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .dossierfiles import put_files, read_file
from .errors import FileUnusable, LibraryReadOnly, SaveFailed
from .files import Files, Folder, MemoryFiles
from .filters import ActorSummary, Added, Filter, PointSummary
from .lock import WriterLock, writer_of
from .manifest import FORMAT, MANIFEST, Manifest, Original
from .migration import migrate
from .notebook import Notebook
from .notes import Notes
from .presence import has_records, must_exist, sweep
from .querying import Querying
from .records import (
    Actor,
    Document,
    Parsed,
    Plan,
)
from .shelf import Shelf

if TYPE_CHECKING:
    from .importing import Importing

__all__ = ["ActorSummary", "Added", "Filter", "Library", "PointSummary"]

_EVERYTHING = Filter()


class Library(Querying):
    """One library, open for reading or for writing.

    Reading never blocks. Records that come out have the reader's corrections applied.
    """

    path: Path
    is_read_only: bool

    def __init__(
        self, path: Path, files: Files, lock: WriterLock | None, *, is_read_only: bool
    ) -> None:
        manifest = Manifest(files)
        notebook = Notebook(files, is_read_only=is_read_only)
        shelf = Shelf(files, manifest, notebook)
        notes = Notes(notebook, shelf, is_followed=is_read_only)
        super().__init__(manifest, shelf, notes, is_followed=is_read_only)
        self.path = path
        self.is_read_only = is_read_only
        self._files = files
        self._lock = lock
        self._notebook = notebook

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
            must_exist(folder)
            return cls(path, folder, None, is_read_only=True)
        lock = WriterLock(path)
        lock.take(wait)
        try:
            folder.sweep()
            if folder.stamp(MANIFEST) is None and has_records(folder):
                must_exist(folder)
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
        return (path / MANIFEST).exists() or has_records(Folder(path))

    @property
    def writer(self) -> str:
        """Who else writes to the library, in a few words; empty where that is not known."""
        return writer_of(self.path) if self.is_read_only else ""

    def follow(self) -> bool:
        """Take in what another program has written; tell whether there was anything.

        Reading does so by itself; this is for a screen that shows what it has read.
        """
        before = (self._shelf.version, self._notebook.version)
        self._follow()
        self.notes.follow()
        return before != (self._shelf.version, self._notebook.version)

    def take_over(self) -> None:
        """Become the one that writes, now that the other one has ended.

        Raises:
            LibraryLocked: it has not.
            LibraryReadOnly: the library may not be changed.
            LibraryDamaged: a file of it cannot be read.
        """
        if not self.is_read_only:
            return
        lock = WriterLock(self.path)
        lock.take(0.0)
        try:
            migrate(self._files)
            self.follow()
            self._begin_writing()
        except BaseException:
            lock.release()
            raise
        self._lock = lock
        self.is_read_only = self._is_followed = False
        self.notes.begin_writing()

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

    def set_dossier(self, plan: Plan, actors: Sequence[Actor], files: dict[str, bytes]) -> None:
        """Store the plan, the listed actors and the dossier's own files (under ``dossier/``)."""
        self._must_write()
        digests = put_files(self._files, files)
        self._manifest.set_dossier(plan, actors, digests)
        self._shelf.forget_all()

    def dossier_file(self, name: str) -> bytes | None:
        """One of the dossier's own files, or None when the library has none of this name.

        Raises:
            LibraryDamaged: it has changed since the library took it in.
        """
        return read_file(self._files, self._manifest.dossier, name)

    # Documents

    def parsed(self, document: str) -> Parsed:
        """Everything in one document, read when first asked for and kept. Raises: NotFound."""
        return self._shelf.loaded(self.document(document).id).parsed

    def original(self, document: str) -> bytes:
        """The file as it was imported last."""
        return self.original_versions(document)[-1]

    def originals(self, document: str) -> tuple[Original, ...]:
        """What is known of every version of the file, oldest first. Raises: NotFound."""
        return self._manifest.entries[self.document(document).id].originals

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
        return self.add_all([(parsed, raw)])[0]

    def add_all(self, documents: Iterable[tuple[Parsed, bytes]]) -> tuple[Added, ...]:
        """Store all documents of an import in one durable step, or none of them.

        Documents that come later are compared with those before them too. What the iteration
        raises goes to the caller, and nothing was changed then.

        Raises:
            SaveFailed: nothing was changed.
        """
        self._must_write()
        added = self._importing().add(documents)
        # The documents are stored; notes that cannot be moved now stay orphaned, with words.
        with suppress(SaveFailed):
            for one in added:
                if one.outcome != "unchanged":
                    self.notes.place_orphans(one.document.id)
        return added

    def remove(self, document: str) -> Document:
        """Take a document out.

        Notes on it stay, orphaned, with their quotation. Raises: NotFound, SaveFailed.
        """
        self._must_write()
        return self._importing().remove(self.document(document).id)

    def load_all(self) -> Iterator[tuple[int, int]]:
        """Read all documents and make them searchable; yield how many of how many are read.

        To be run in a thread of its own: every other method may be called meanwhile.
        """
        entries = tuple(self._shelf.entries())
        # The collector would walk through all records again and again while they are made
        # (3.1 s against 1.4 s for 100,000 items); records hold no cycles, so it need not.
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            for count, entry in enumerate(entries, 1):
                if entry.document.id in self._manifest.entries:
                    self._shelf.loaded(entry.document.id)
                yield count, len(entries)
            for _ in self._searching().prepare():
                yield len(entries), len(entries)
            gc.freeze()
        finally:
            if was_collecting:
                gc.enable()

    def _importing(self) -> Importing:
        from .importing import Importing  # a reader that imports nothing need not load it

        return Importing(self._files, self._manifest, self._shelf)

    def _begin_writing(self) -> None:
        if self._manifest.format > FORMAT:
            raise LibraryReadOnly(
                f"{self.path}: this library was written by a newer version of Parley and can only "
                "be read. Install the newer version to change it."
            )
        if self._files.stamp(MANIFEST) is None:
            self._manifest.set_dossier(self._manifest.plan, (), {})
        sweep(self._files, self._manifest)

    def _must_write(self) -> None:
        if self.is_read_only:
            raise LibraryReadOnly(f"{self.path}: the library is open for reading only.")
