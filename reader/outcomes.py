"""What an import is told and tells: values only; the work is in ``importing``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.errors import FileUnusable
from store.library import Added
from store.records import Document


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader states about the documents of an import."""

    day: date | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import is."""

    stage: str
    """``reading``, ``storing`` or ``days``."""
    done: int
    total: int
    name: str
    """The file that comes next."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    added: Added | None
    """None when the file was not usable."""
    error: FileUnusable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    outcomes: tuple[Outcome, ...]
    dated: tuple[Document, ...]
    """Documents that were in the library before and got another day through the new ones."""
    is_cancelled: bool
    """Stopped by the caller; what is in ``outcomes`` is stored, the rest is untouched."""

    @property
    def errors(self) -> tuple[FileUnusable, ...]:
        """The files that were not usable."""
        return tuple(outcome.error for outcome in self.outcomes if outcome.error)
