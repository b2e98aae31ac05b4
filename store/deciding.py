"""The reader's decisions over what the program proposed: stored, listed, taken back."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from .citing import in_marks, short
from .errors import NotFound
from .notebook import CORRECTIONS, Notebook, row_of
from .records import Correction, CorrectionKind
from .shelf import Shelf
from .targets import Targets


class Deciding:
    """The part of the notes that corrects what the parser found."""

    def __init__(self, notebook: Notebook, shelf: Shelf, *, is_followed: bool) -> None:
        self._notebook = notebook
        self._targets = Targets(shelf)
        self._is_followed = is_followed

    def corrections(self) -> tuple[Correction, ...]:
        """All decisions of the reader, oldest first.

        A later one on the same target and kind wins.
        """
        self._follow()
        return tuple(sorted(self._notebook.corrections.values(), key=lambda c: c.created))

    def correct(self, kind: CorrectionKind, target: str, value: str | None) -> Correction:
        """Store a decision of the reader; one that holds already is returned as it is.

        Raises: NotFound, UsageError, SaveFailed.
        """
        self._follow()
        document, quote = self._targets.decided(kind, target, value)
        own = [one for one in self._notebook.corrections.values() if one.creator is None]
        about = [one for one in own if (one.kind, one.target) == (kind, target)]
        holding = max(about, key=lambda one: one.created, default=None)
        if holding is not None and holding.value == value:
            return holding
        latest = max((decision.created for decision in own), default=None)
        decision = Correction(
            id=f"c{os.urandom(5).hex()}",
            kind=kind,
            target=target,
            value=value,
            quote=quote,
            created=_after(latest),
            document=document,
        )
        label = f"correction of the {kind.value} of {in_marks(short(quote))}"
        self._notebook.change(label, {CORRECTIONS: {decision.id: row_of(decision)}})
        return decision

    def withdraw(self, key: str) -> None:
        """Take a decision back. Raises: NotFound, SaveFailed."""
        self._follow()
        decision = self._notebook.corrections.get(key)
        if decision is None:
            raise NotFound(f"{key}: there is no correction with this id")
        label = f"withdrawal of the {decision.kind.value} of {in_marks(short(decision.quote))}"
        self._notebook.change(label, {CORRECTIONS: {key: None}})

    def follow(self) -> None:
        """Take in what another program has written."""
        self._notebook.refresh()

    def begin_writing(self) -> None:
        """Write from now on: this program has the lock, and no other writes."""
        self._is_followed = False
        self._notebook.begin_writing()

    def _follow(self) -> None:
        """Take in what another program has written, when open for reading."""
        if self._is_followed:
            self._notebook.refresh()


def _after(latest: datetime | None) -> datetime:
    """Return the time, later than the latest decision even when the clock was set back."""
    now = datetime.now(UTC)
    return now if latest is None else max(now, latest + timedelta(microseconds=1))
