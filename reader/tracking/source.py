"""The tracker of an open library, built when it is wanted and kept as long as it holds.

Takes a library; gives the ``Tracker``, the tellings, and evidence with all that a citation needs.
A decision of the reader or an import makes the next ``build`` sort anew. Building is left to the
caller's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from store.deciding import Deciding
from store.errors import NotFound
from store.library import Library
from store.pausing import collector_paused
from store.records import CorrectionKind, Document, Item, Position, Statement

from .building import build_tracker
from .matrix import Evidence, Tracker
from .profile import Profile, build_profile
from .report import CitedEvidence
from .tellings import Tellings, find_tellings

Tell = Callable[[str], None]
"""Told what is being done, in a few words."""


@dataclass(frozen=True, slots=True)
class _Built:
    version: int
    tracker: Tracker
    tellings: Tellings
    names: dict[str, str]
    documents: dict[str, Document]


class TrackerSource:
    """Keeps what was built."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._built: _Built | None = None

    @property
    def tracker(self) -> Tracker | None:
        """The tracker, if one is built that still holds."""
        built = self._holding()
        return built.tracker if built else None

    @property
    def tellings(self) -> Tellings | None:
        """The tellings, if they are built and still hold."""
        built = self._holding()
        return built.tellings if built else None

    @property
    def size(self) -> int:
        """The number of items that would be sorted."""
        return sum(document.item_count for document in self._library.documents())

    def build(self, tell: Tell = lambda _words: None) -> Tracker:
        """Build the tracker unless one holds; safe in a thread of its own."""
        built = self._holding()
        if built is None:
            with collector_paused():
                self._built = built = self._build(tell)
        return built.tracker

    def _build(self, tell: Tell) -> _Built:
        library = self._library
        version = library.records_version
        tell("reading items")
        statements = library.statements()
        tell(f"comparing {len(statements):,} statements")
        tellings = find_tellings(statements)
        tell("sorting positions")
        tracker = build_tracker(library, tellings)
        names = {one.actor.id: one.actor.name for one in library.actors()}
        documents = {one.id: one for one in library.documents()}
        return _Built(version, tracker, tellings, names, documents)

    def name(self, actor: str) -> str:
        """An actor's name, or its id where it has none."""
        return self._built.names.get(actor, actor) if self._built else actor

    def document(self, key: str) -> Document:
        """A document. Raises: NotFound."""
        held = self._built.documents.get(key) if self._built else None
        return held or self._library.document(key)

    def cite(self, evidence: Iterable[Evidence]) -> tuple[CitedEvidence, ...]:
        """Evidence with speaker, channel and documents, in the same order."""
        return tuple(
            CitedEvidence(
                one,
                self.name(one.position.actor),
                self._said(one.position),
                tuple(self.document(telling.document) for telling in one.tellings),
            )
            for one in evidence
        )

    def rejected(self, point: int, is_of: Callable[[str], bool]) -> tuple[Evidence, ...]:
        """What the reader rejected on a point; ``is_of`` says whose is wanted, by actor."""
        positions = []
        for target, value in position_decisions(self._library.notes).items():
            if value is not None:
                continue
            with suppress(NotFound):
                positions.append(self._library.position(target))
        return tuple(
            Evidence(position, (position,))
            for position in positions
            if position.point == point and is_of(position.actor)
        )

    def profile(self, actor: str, as_of: date | None = None) -> Profile:
        """An actor's page as of a day. Raises: NotFound."""
        library = self._library

        def is_known(record: Item | Statement | Position) -> bool:
            return as_of is None or (record.day is not None and record.day <= as_of)

        return build_profile(
            library.actor(actor),
            [item for item in library.items() if is_known(item)],
            [statement for statement in library.statements() if is_known(statement)],
            [position for position in library.positions() if is_known(position)],
        )

    def _said(self, position: Position) -> Statement | None:
        return self._library.statement(position.statement) if position.statement else None

    def _holding(self) -> _Built | None:
        built = self._built
        return built if built and built.version == self._library.records_version else None


def position_decisions(notes: Deciding) -> dict[str, str | None]:
    """The reader's latest decision on each position, by its id; None: rejected."""
    kind = CorrectionKind.POSITION
    return {one.target: one.value for one in notes.corrections() if one.kind is kind}
