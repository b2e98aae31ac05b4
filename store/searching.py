"""The search over all documents, its folded texts kept per document until that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from .records import Item, Statement
from .search import Index, Searched, searched_item, searched_statement
from .selecting import Selection
from .shelf import Loaded, Shelf


@dataclass(frozen=True, slots=True)
class _Folded:
    source: Loaded
    items: list[Searched[Item]]
    statements: list[Searched[Statement]]


class Searching:
    """Items and statements of all documents, searched together."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._folded: dict[str, _Folded] = {}
        self._version = -1
        self._items: Index[Item] = Index(())
        self._statements: Index[Statement] = Index(())

    def search(self, query: str, selection: Selection) -> tuple[Item | Statement, ...]:
        """Return what holds all of the query and passes the selection, best first."""
        self._renew()
        found: list[tuple[int, Item | Statement]] = [
            *self._items.find(query, selection.item_tests()),
            *self._statements.find(query, selection.statement_tests()),
        ]
        found.sort(key=itemgetter(0), reverse=True)
        return tuple([record for _, record in found])

    def prepare(self) -> Iterator[None]:
        """Fold the texts document by document, so that the first search need not."""
        for entry in self._shelf.entries():
            if self._shelf.has(entry.document.id):
                self._fold(entry.document.id)
            yield

    def _renew(self) -> None:
        if self._version == self._shelf.version:
            return
        version = self._shelf.version
        folded = [self._fold(entry.document.id) for entry in self._shelf.entries()]
        self._items = Index(s for one in folded for s in one.items)
        self._statements = Index(s for one in folded for s in one.statements)
        self._folded = {one.source.parsed.document.id: one for one in folded}
        self._version = version

    def _fold(self, document: str) -> _Folded:
        source = self._shelf.loaded(document)
        held = self._folded.get(document)
        if held is None or held.source is not source:
            held = _Folded(
                source,
                [searched_item(item) for item in source.parsed.items],
                [searched_statement(statement) for statement in source.parsed.statements],
            )
            self._folded[document] = held
        return held
