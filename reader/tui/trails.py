"""Where the reader was in the tracker and in its evidence, to come back to by the jump list."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class TrackerPlace(NamedTuple):
    """What the tracker showed and where its cursor was."""

    as_of: date | None = None
    view: str = "sides"
    """``sides`` or ``versions``."""
    order: int = 0
    point: int | None = None
    actor: str | None = None
    """The side or actor of the cursor's column; None: the point's name."""
    opened: frozenset[str] = frozenset()
    """Sides that are opened into their actors."""


class EvidencePlace(NamedTuple):
    """Which evidence was shown and where the cursor was."""

    point: int
    actor: str | None = None
    """A side or an actor; None: everybody."""
    is_side: bool = False
    as_of: date | None = None
    position: str | None = None
    """The id of the piece of evidence under the cursor."""
    tracker: TrackerPlace | None = None
    """The tracker that it was opened from."""
