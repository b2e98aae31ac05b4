"""What can be asked of a library and what it answers with, apart from the records themselves."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from .records import Actor, Document, Point


class Filter(NamedTuple):
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


class ActorSummary(NamedTuple):
    """An actor with what the library holds on it, under the filter that was asked for."""

    actor: Actor
    mentions: int
    statements: int
    first_day: date | None
    last_day: date | None


class PointSummary(NamedTuple):
    """A point with what the library holds on it, under the filter that was asked for."""

    point: Point
    mentions: int
    """Number of items about it."""
    statements: int
    unread: int
    last_day: date | None


class Added(NamedTuple):
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
