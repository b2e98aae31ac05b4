"""TinyDB on the library's files: storages that lose nothing, tables that save only changes.

A sealed file is plain TinyDB JSON with one more table at its end, ``seal``, that holds the
checksum of everything before it, so that damage never passes for content. Rows stay inside the
store: the tables given to TinyDB are the storage's own.
"""

from __future__ import annotations

import zlib
from abc import abstractmethod
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import orjson
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from .codec import Changes, Row, Rows, Tables
from .errors import LibraryDamaged, SaveFailed
from .files import Files, Stamp

_SEAL = b',"seal":{"1":{"crc32":"%08x"}}}'
SEAL_LENGTH = len(_SEAL % 0)
REPAIR = "Run `parley check --repair`."


def seal(tables: Tables) -> bytes:
    """Return the bytes of a TinyDB file with its checksum.

    Raises:
        TypeError: a row holds what JSON cannot hold.
    """
    body = orjson.dumps(tables)[:-1]
    if not tables:
        body = b'{"about":{}'
    return seal_body(body)


def seal_body(body: bytes) -> bytes:
    """Return tables, written but for the closing brace, with their checksum."""
    return body + _SEAL % zlib.crc32(body)


def unseal(data: bytes) -> Tables:
    """Return what a sealed file holds.

    Raises:
        ValueError: it is cut off, changed since it was sealed, or no such file.
    """
    body = memoryview(data)[:-SEAL_LENGTH]
    if data[-SEAL_LENGTH:] != _SEAL % zlib.crc32(body):
        raise ValueError("the file is cut off, or was changed since it was written")
    tables: Tables = orjson.loads(data)
    if not are_tables(tables):
        raise ValueError("the file holds no tables of records")
    del tables["seal"]
    return tables


def are_tables(content: object) -> bool:
    """Whether a JSON value holds rows by id by name of the table; None stands for no row."""
    return isinstance(content, dict) and all(
        isinstance(rows, dict) and all(row is None or type(row) is dict for row in rows.values())
        for rows in content.values()
    )


class RecordStorage(Storage):
    """A storage that can also save single rows of several tables in one durable step."""

    @abstractmethod
    def commit(self, changes: Changes) -> None:
        """Put and take away rows, all or none. Raises: SaveFailed."""


class SealedStorage(RecordStorage):
    """One sealed file, replaced as a whole by every save, kept in memory as it was read."""

    def __init__(self, files: Files, name: str) -> None:
        self._files = files
        self._name = name
        self._tables: Tables | None = None
        self._stamp: Stamp | None = None
        self._is_read = False

    def read(self) -> Tables | None:
        """Return the tables, read when first asked for. Raises: LibraryDamaged."""
        if not self._is_read:
            self._stamp = self._files.stamp(self._name)
            self._tables = read_sealed(self._files, self._name)
            self._is_read = True
        return self._tables

    def write(self, data: Tables) -> None:
        """Replace the file. Raises: SaveFailed; file and memory are as they were then."""
        self._files.replace(self._name, dump(self._files, self._name, data))
        self._tables = data
        self._stamp = self._files.stamp(self._name)
        self._is_read = True

    def commit(self, changes: Changes) -> None:
        """Put and take away rows, all or none. Raises: SaveFailed."""
        self.write(changed(self.read() or {}, changes))

    def refresh(self) -> bool:
        """Read the file again where another program has changed it; tell whether it has."""
        if not self._is_read or self._files.stamp(self._name) == self._stamp:
            return False
        self._is_read = False
        return True


class RecordTable(Table):
    """A table with text ids that hands over only the rows it changed, and keeps no query cache."""

    document_id_class = str  # type: ignore[assignment]  # ids of records are text

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        super().__init__(storage, name, cache_size, persist_empty)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        rows = _Overlay((self.storage.read() or {}).get(self.name, {}))
        updater(rows)
        storage = self.storage
        if not isinstance(storage, RecordStorage):
            raise TypeError(f"{type(storage).__name__} is no storage for records")
        storage.commit({self.name: rows.changes})


class Database(TinyDB):
    """A TinyDB database of records."""

    table_class = RecordTable

    def rows(self, table: str) -> Rows:
        """Return the rows of a table by id; they are the storage's own and must not be changed."""
        rows: Rows = (self.storage.read() or {}).get(table, {})
        return rows

    def put(self, table: str, key: str, row: Row) -> None:
        """Insert or replace one row. Raises: SaveFailed."""
        self.commit({table: {key: row}})

    def commit(self, changes: Changes) -> None:
        """Put and take away rows of several tables in one durable step. Raises: SaveFailed."""
        storage = self.storage
        if not isinstance(storage, RecordStorage):
            raise TypeError(f"{type(storage).__name__} is no storage for records")
        storage.commit(changes)


class _Overlay(MutableMapping[str, Row]):
    """Rows over the stored ones; a row that is handed out is a copy and counts as changed."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.changes: dict[str, Row | None] = {}

    def __getitem__(self, key: str) -> Row:
        if key in self.changes:
            row = self.changes[key]
            if row is None:
                raise KeyError(key)
            return row
        copy: Row = orjson.loads(orjson.dumps(self._rows[key]))
        self.changes[key] = copy
        return copy

    def __setitem__(self, key: str, row: Row) -> None:
        self.changes[key] = orjson.loads(orjson.dumps(row))

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self.changes[key] = None

    def __contains__(self, key: object) -> bool:
        if key in self.changes:
            return self.changes[str(key)] is not None
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._rows if self.changes.get(key, key) is not None)
        yield from (key for key, row in self.changes.items() if row and key not in self._rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def changed(tables: Tables, changes: Changes) -> Tables:
    """Return the tables with the changes made; what is not touched is shared."""
    result = dict(tables)
    for name, rows in changes.items():
        table = dict(result.get(name, {}))
        for key, row in rows.items():
            if row is None:
                table.pop(key, None)
            else:
                table[key] = row
        result[name] = table
    return result


def read_sealed(files: Files, name: str) -> Tables | None:
    """Return what a sealed file holds, or None when there is none. Raises: LibraryDamaged."""
    data = files.read(name)
    if data is None:
        return None
    try:
        return unseal(data)
    except ValueError as error:
        raise LibraryDamaged(files.where(name), str(error), REPAIR) from error


def dump(files: Files, name: str, tables: Tables) -> bytes:
    """Return the bytes of a sealed file. Raises: SaveFailed for what JSON cannot hold."""
    try:
        return seal(tables)
    except TypeError as error:
        raise SaveFailed(f"{files.where(name)}: cannot be written ({error})") from error


__all__ = ["Database", "Document", "RecordTable", "SealedStorage"]
