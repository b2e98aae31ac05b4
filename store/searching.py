"""The search over all documents, its folded texts kept per document until that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import RLock

from .filters import Filter
from .records import Item, Statement
from .search import Index, Mask, Sheet, item_sheet, statement_sheet
from .selecting import Selection, is_settled
from .shelf import Loaded, Shelf
from .sifting import Sieve

_MOST_MASKS = 16
"""Filters whose masks are kept, at a byte for each record."""


@dataclass(frozen=True, slots=True)
class _Folded:
    source: Loaded
    items: Sheet[Item]
    statements: Sheet[Statement]


class Searching:
    """Items and statements of all documents, searched together."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._folded: dict[str, _Folded] = {}
        self._version = -1
        self._index: Index[Item | Statement] = Index(())
        self._sieve: Sieve | None = None
        self._masks: dict[Filter, Mask | None] = {}
        self._lock = RLock()

    def search(self, query: str, selection: Selection) -> tuple[Item | Statement, ...]:
        """Return what holds all of the query and passes the selection, best first."""
        with self._lock:
            self._renew()
            return self._index.find(query, self._mask(selection))

    def prepare(self) -> Iterator[None]:
        """Fold the texts document by document, so that the first search need not."""
        for entry in self._shelf.entries():
            if self._shelf.has(entry.document.id):
                self._fold(entry.document.id)
            yield

    def put_in_order(self) -> None:
        """Bring all texts into one order, and find out what filters let through."""
        with self._lock:
            self._renew()
            self._sifted()

    def _mask(self, selection: Selection) -> Mask | None:
        """Return what passes; None for everything."""
        where = selection.where
        if where == Filter():
            return None
        if where not in self._masks:
            mask = self._sifted().mask(selection)
            if not is_settled(where):
                return mask
            if len(self._masks) >= _MOST_MASKS:
                self._masks.clear()
            self._masks[where] = mask
        return self._masks[where]

    def _sifted(self) -> Sieve:
        if self._sieve is None:
            self._sieve = Sieve(self._index.records, self._index.days)
        return self._sieve

    def _renew(self) -> None:
        if self._version == self._shelf.version:
            return
        version = self._shelf.version
        folded = [self._fold(entry.document.id) for entry in self._shelf.entries()]
        self._index = Index([*(one.items for one in folded), *(one.statements for one in folded)])
        self._folded = {one.source.parsed.document.id: one for one in folded}
        self._sieve = None
        self._masks.clear()
        self._version = version

    def _fold(self, document: str) -> _Folded:
        source = self._shelf.loaded(document)
        held = self._folded.get(document)
        if held is None or held.source is not source:
            items, statements = source.parsed.items, source.parsed.statements
            held = _Folded(source, item_sheet(items), statement_sheet(statements))
            self._folded[document] = held
        return held
