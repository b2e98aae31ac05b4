"""What can be asked of a library and what it answers with, apart from the records themselves."""

from __future__ import annotations

from datetime import date

from .dataclassing import dataclass
from .records import Actor, Document, Point


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
    added: tuple[str, ...] = ()
    """Ids of the items that are new."""
    changed: tuple[str, ...] = ()
    """Ids of known items whose words are others now."""
    removed: tuple[str, ...] = ()
    """Ids of items that the document had before."""
