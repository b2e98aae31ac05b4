"""The library: a folder with the originals, what the parser found, and what the reader made.

Layout of the folder::

    library.json            TinyDB: format version, plan, listed actors, one summary per document
    (the manifest) documents/<id>.json     TinyDB: everything parsed from one document, one file
    each originals/<id>/<n>/<name>   every version of the imported file, bytes as they came
    notes.json              TinyDB: annotations, bookmarks, read marks, corrections, the reader's
    place .lock                   the writer's lock

An import writes the original, then the document's file, then the manifest: the manifest's rename
is the commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from .records import (
    Actor,
    Document,
    Item,
    Parsed,
    Plan,
    Point,
    Position,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records are wanted; every field that is set must hold."""

    first_day: date | None = None
    last_day: date | None = None
    """Both inclusive; an item of unknown day is out as soon as one of them is set. As-of day
    D is ``last_day=D``."""
    actor: str | None = None
    """Items that mention the actor or hold a statement of it; statements by it; positions of
    it or of its side."""
    point: int | None = None
    outlet: str | None = None
    """Compared without case and accents."""
    speaker: str | None = None
    document: str | None = None
    is_bookmarked: bool = False
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class ActorSummary:
    """An actor with what the library holds on it, under the filter that was asked for."""

    actor: Actor
    mentions: int
    statements: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PointSummary:
    """A point with what the library holds on it, under the filter that was asked for."""

    point: Point
    mentions: int
    """Number of items about it."""
    statements: int
    unread: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did with one document."""

    document: Document
    outcome: str
    """``new``, ``unchanged`` (the same bytes, the same parser), or ``updated`` (grown, edited
    or parsed again)."""
    added_items: int
    changed_items: int
    removed_items: int


class Library:
    """One library, open for reading or for writing.

    Reading never blocks. Records that come out have the reader's corrections applied.
    """

    path: Path
    is_read_only: bool

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
        """
        raise NotImplementedError

    def close(self) -> None:
        """Give the lock back."""

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
        raise NotImplementedError

    def set_dossier(self, plan: Plan, actors: Sequence[Actor], files: dict[str, bytes]) -> None:
        """Store the plan, the listed actors and the dossier's own files (under ``dossier/``)."""
        raise NotImplementedError

    # Documents

    def documents(self) -> tuple[Document, ...]:
        """All documents, latest day first."""
        raise NotImplementedError

    def document(self, key: str) -> Document:
        """The document with this id or file name. Raises: NotFound."""
        raise NotImplementedError

    def parsed(self, document: str) -> Parsed:
        """Everything in one document, read when first asked for and kept. Raises: NotFound."""
        raise NotImplementedError

    def original(self, document: str) -> bytes:
        """The file as it was imported last."""
        raise NotImplementedError

    def add(self, parsed: Parsed, raw: bytes) -> Added:
        """Store one parsed document in one durable step; ids of known items stay, notes move along.

        Raises:
            SaveFailed: nothing was changed.
        """
        raise NotImplementedError

    def remove(self, document: str) -> Document:
        """Take a document out.

        Notes on it stay, orphaned, with their quotation. Raises: NotFound, SaveFailed.
        """
        raise NotImplementedError

    # Records (corrections applied)

    def items(self, where: Filter = Filter()) -> tuple[Item, ...]:
        """Items in feed order.

        Latest day first, then by document, then in the order of the text.
        """
        raise NotImplementedError

    def item(self, key: str) -> Item:
        """The item with this id. Raises: NotFound."""
        raise NotImplementedError

    def statements(self, where: Filter = Filter()) -> tuple[Statement, ...]:
        """Statements in the order of their items."""
        raise NotImplementedError

    def statements_of(self, item: str) -> tuple[Statement, ...]:
        """The statements of one item, in the order of the text."""
        raise NotImplementedError

    def positions(self, where: Filter = Filter()) -> tuple[Position, ...]:
        """Positions in the order of their items."""
        raise NotImplementedError

    def actors(self, where: Filter = Filter()) -> tuple[ActorSummary, ...]:
        """Actors with counts, most mentioned first.

        Listed actors of the dossier are there even with none.
        """
        raise NotImplementedError

    def actor(self, key: str) -> Actor:
        """The actor with this id. Raises: NotFound."""
        raise NotImplementedError

    def points(self, where: Filter = Filter()) -> tuple[PointSummary, ...]:
        """All points of the plan with counts, by number."""
        raise NotImplementedError

    def search(self, query: str, where: Filter = Filter()) -> tuple[Item | Statement, ...]:
        """Records that hold all words and ``"phrases"`` of the query, best first.

        Case and accents do not count.
        """
        raise NotImplementedError

    def days(self, where: Filter = Filter()) -> tuple[tuple[date | None, int], ...]:
        """Each day with its number of items, latest first, unknown last."""
        raise NotImplementedError

    def dated_items(self, without: Iterable[str] = ()) -> tuple[Item, ...]:
        """Items whose day is known, not inferred, from all documents but the given ones."""
        raise NotImplementedError
