"""What a parsed file may be a version of: the library's documents by digest, name and content.

Indexed once for an import, so that each of many files is compared with few documents only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

from .folding import fold
from .manifest import Entry, Removed
from .records import Document

D = TypeVar("D", Entry, Removed)


class Documents(Generic[D]):
    """Documents by digest, by folded name and by the fingerprints of their sketches."""

    def __init__(self, held: Iterable[D]) -> None:
        self._held: dict[str, D] = {}
        self._digests: dict[str, str] = {}
        self._names: dict[str, list[str]] = {}
        self._prints: dict[int, list[str]] = {}
        for one in held:
            self.put(one)

    def put(self, one: D) -> None:
        """Take a document in; it replaces the one with its id."""
        key = one.document.id
        self._drop(key)
        self._held[key] = one
        self._digests.setdefault(one.document.digest, key)
        self._names.setdefault(fold(one.document.name), []).append(key)
        for part in one.sketch:
            self._prints.setdefault(part, []).append(key)

    def with_id(self, key: str) -> D | None:
        """Return the document with this id."""
        return self._held.get(key)

    def with_digest(self, digest: str) -> D | None:
        """Return a document that is this very file."""
        key = self._digests.get(digest)
        return None if key is None else self._held[key]

    def alike(self, name: str | None, sample: Iterable[int]) -> list[D]:
        """Return the documents of a name or with a fingerprint of a sample, latest day first."""
        keys = set() if name is None else set(self._names.get(fold(name), ()))
        for part in sample:
            keys.update(self._prints.get(part, ()))
        found = [self._held[key] for key in keys]
        return sorted(found, key=lambda one: _place(one.document))

    def _drop(self, key: str) -> None:
        old = self._held.pop(key, None)
        if old is None:
            return
        if self._digests.get(old.document.digest) == key:
            del self._digests[old.document.digest]
        self._names[fold(old.document.name)].remove(key)
        for part in old.sketch:
            self._prints[part].remove(key)


class Candidates:
    """The documents of a library, those that were taken out, and what a batch has put so far."""

    def __init__(self, entries: Iterable[Entry], removed: Iterable[Removed]) -> None:
        held = tuple(entries)
        self.held = Documents(held)
        self.removed = Documents(removed)
        self._earlier: dict[str, str] = {}
        for entry in held:
            self._put_earlier(entry)

    def put(self, entry: Entry) -> None:
        """Take in what the batch has put."""
        self.held.put(entry)
        self._put_earlier(entry)

    def grown_from(self, digest: str) -> Document | None:
        """Return the document that has gone on since it was this file: an old save, met again."""
        entry = self.held.with_id(self._earlier.get(digest, ""))
        if entry is None or digest == entry.originals[-1].digest:
            return None
        return entry.document

    def _put_earlier(self, entry: Entry) -> None:
        for original in entry.originals[:-1]:
            self._earlier.setdefault(original.digest, entry.document.id)


def _place(document: Document) -> tuple[int, str, str]:
    return -(document.day or date.min).toordinal(), document.name, document.id
