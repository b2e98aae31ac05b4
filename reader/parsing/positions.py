"""Where each actor stands on a point, with the passage that shows it."""

from __future__ import annotations

from dataclasses import dataclass

from store.records import Stance

from ..dossier import Dossier
from .model import Attribution, Naming, Page, Quotation, Span


@dataclass(frozen=True, slots=True)
class Stand:
    """One position found, before it becomes a record."""

    actor: str
    side: str | None
    point: int
    stance: Stance
    line: int
    start: int
    end: int
    quotation: int | None
    """Index of the quotation that is the evidence, if it is one."""
    cue: str


def find_positions(
    page: Page,
    spans: tuple[Span, ...],
    naming: Naming,
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    points: tuple[tuple[int, ...], ...],
    dossier: Dossier,
) -> tuple[Stand, ...]:
    """Find the stands taken in all items, in order of place."""
    return ()
