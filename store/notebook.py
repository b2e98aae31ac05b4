"""The rows behind the notes: what the reader made, as it is stored, with undo and redo.

Every change is one durable save. What the texts have to say about it (where a passage is now,
whether a target exists) is left to ``notes.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from .codec import UNREADABLE, Changes, Row, Rows, decode, encode
from .errors import LibraryDamaged, LibraryReadOnly
from .files import Files
from .journal import JournalStorage
from .records import Annotation, Bookmark, Correction
from .storage import REPAIR, Database

ANNOTATIONS, BOOKMARKS, CORRECTIONS = "annotations", "bookmarks", "corrections"
READ, PLACE = "read", "place"
_BACKUP_FROM = 4096


class Change(NamedTuple):
    """One step of undo: the rows before and after."""

    label: str
    before: Changes
    after: Changes


class Notebook:
    """What the reader made, by id, as stored."""

    def __init__(self, files: Files, *, is_read_only: bool) -> None:
        self._files = files
        self._is_read_only = is_read_only
        self._journal = JournalStorage(files, "notes")
        self._database = Database(storage=lambda: self._journal)
        self.annotations: dict[str, Annotation] = {}
        self.bookmarks: dict[str, Bookmark] = {}
        self.corrections: dict[str, Correction] = {}
        self.read: set[str] = set()
        self.place: dict[str, str] = {}
        self.version = 0
        """Counts the changes."""
        self.on_correction: list[Callable[[set[str]], None]] = []
        """Called with the ids of the documents that corrections concern; empty for all."""
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._group: Change | None = None
        self._load()
        if not is_read_only and self._journal.pending > _BACKUP_FROM:
            self._journal.compact()

    def change(self, label: str, changes: Changes) -> None:
        """Make a change that can be undone. Raises: SaveFailed, LibraryReadOnly."""
        before = {
            table: {key: self._row(table, key) for key in rows} for table, rows in changes.items()
        }
        self._save(changes)
        self._undone.clear()
        if self._group is None:
            self._done.append(Change(label, before, changes))
            return
        for table, rows in before.items():
            kept = self._group.before.setdefault(table, {})
            kept |= {key: row for key, row in rows.items() if key not in kept}
        for table, rows in changes.items():
            self._group.after.setdefault(table, {}).update(rows)

    @contextmanager
    def together(self, label: str) -> Iterator[None]:
        """Make all changes within the block one step of undo; each is durable by itself."""
        if self._group is not None:
            yield
            return
        self._group = Change(label, {}, {})
        try:
            yield
        finally:
            if self._group.after:
                self._done.append(self._group)
            self._group = None

    def undo(self) -> str | None:
        """Take back the latest change; return its label. Raises: SaveFailed, LibraryReadOnly."""
        if not self._done:
            return None
        change = self._done[-1]
        self._save(change.before)
        self._undone.append(self._done.pop())
        return change.label

    def redo(self) -> str | None:
        """Make the change again that was taken back last; return its label. Raises: SaveFailed."""
        if not self._undone:
            return None
        change = self._undone[-1]
        self._save(change.after)
        self._done.append(self._undone.pop())
        return change.label

    def move(self, moved: Changes) -> None:
        """Change where notes point, as no change of the reader's. Raises: SaveFailed.

        The steps of undo and redo follow, so that they do not bring the old targets back.

        Args:
            moved: the fields that change, by table and id; what is not there is passed over.
        """
        changes: Changes = {}
        for table, rows in moved.items():
            held = self._database.rows(table)
            here = {key: fields or {} for key, fields in rows.items() if key in held}
            if here:
                changes[table] = {key: held[key] | fields for key, fields in here.items()}
        if not changes:
            return
        self._save(changes)
        for step in (*self._done, *self._undone):
            for side in (step.before, step.after):
                for table in changes.keys() & side.keys():
                    for key in changes[table].keys() & side[table].keys():
                        kept = side[table][key]
                        if kept is not None:
                            side[table][key] = kept | (moved[table][key] or {})

    def come_by(self, items: Iterable[str]) -> None:
        """Set read marks as no change of the reader's. Raises: SaveFailed, LibraryReadOnly."""
        fresh: dict[str, Row | None] = {item: {} for item in items if item not in self.read}
        if fresh:
            self._save({READ: fresh})

    def keep_place(self, place: Mapping[str, str]) -> None:
        """Keep the reader's place. Raises: SaveFailed, LibraryReadOnly."""
        if dict(place) != self.place:
            self._save({PLACE: {"1": dict(place)}})

    def refresh(self) -> None:
        """Read what another program has written since."""
        if self._journal.refresh():
            self._load()
            self.version += 1
            for listener in self.on_correction:
                listener(set())

    def begin_writing(self) -> None:
        """Write from now on."""
        self._is_read_only = False

    def close(self) -> None:
        """Nothing waits for this: every change is on disk already."""
        self._database.close()

    def _row(self, table: str, key: str) -> Row | None:
        return self._database.rows(table).get(key)

    def _save(self, changes: Changes) -> None:
        if self._is_read_only:
            raise LibraryReadOnly(
                f"{self._files.where('')}: the library is open for reading only. "
                "Close the other program that writes to it, or check its permissions."
            )
        touched = self._touched(changes)
        self._database.commit(changes)
        self._apply(changes)
        self.version += 1
        touched |= self._touched(changes)
        if CORRECTIONS in changes:
            documents = set() if "" in touched else touched
            for listener in self.on_correction:
                listener(documents)

    def _touched(self, changes: Changes) -> set[str]:
        """Return the documents that the corrections at these ids concern; "" for all."""
        keys = changes.get(CORRECTIONS, {})
        return {self.corrections[key].document for key in keys if key in self.corrections}

    def _load(self) -> None:
        tables: Changes = {}
        for table in (ANNOTATIONS, BOOKMARKS, CORRECTIONS, READ, PLACE):
            rows: Rows = self._database.rows(table)
            tables[table] = dict(rows)
        for kept in (self.annotations, self.bookmarks, self.corrections, self.read, self.place):
            kept.clear()
        try:
            self._apply(tables)
        except UNREADABLE as error:
            raise LibraryDamaged(
                self._files.where(self._journal.snapshot),
                f"holds a record that cannot be read ({error})",
                REPAIR,
            ) from error

    def _apply(self, changes: Changes) -> None:
        _put(self.annotations, Annotation, changes.get(ANNOTATIONS, {}))
        _put(self.bookmarks, Bookmark, changes.get(BOOKMARKS, {}))
        _put(self.corrections, Correction, changes.get(CORRECTIONS, {}))
        for key, row in changes.get(READ, {}).items():
            if row is None:
                self.read.discard(key)
            else:
                self.read.add(key)
        for row in changes.get(PLACE, {}).values():
            self.place = {str(name): str(value) for name, value in (row or {}).items()}


def _put(
    records: dict[str, Annotation] | dict[str, Bookmark] | dict[str, Correction],
    kind: type[Annotation] | type[Bookmark] | type[Correction],
    rows: Mapping[str, Row | None],
) -> None:
    for key, row in rows.items():
        if row is None:
            records.pop(key, None)
        else:
            try:
                records[key] = decode(kind, row)  # type: ignore[assignment]  # kind and records agree
            except UNREADABLE as error:
                raise ValueError(f"{key}: {error}") from error


def row_of(record: Annotation | Bookmark | Correction) -> Row:
    """Return the row under which a record is stored."""
    return encode(record)
