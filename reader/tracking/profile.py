"""Everything on one actor, for its page.

Mentions by day, company, statements, positions by point.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.records import Actor, ActorKind, Item, Position, Statement

from .timeline import actors_by_day

MOST_COMPANY = 8


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor with what the library holds on it."""

    actor: Actor
    days: tuple[date, ...]
    mentions: tuple[int, ...]
    """Number of items that name the actor, for each of ``days``."""
    items: int
    statements: tuple[Statement, ...]
    """Newest first."""
    positions: tuple[tuple[int, tuple[Position, ...]], ...]
    """By point number; within a point newest first."""
    company: tuple[tuple[str, int], ...]
    """Ids of the persons, states and bodies named in the same items most often, with the
    number of items."""


def build_profile(
    actor: Actor,
    items: Sequence[Item],
    statements: Sequence[Statement],
    positions: Sequence[Position],
) -> Profile:
    """Put one actor's page together from all items, statements and positions that are in view."""
    naming = [item for item in items if any(m.actor == actor.id for m in item.mentions)]
    company: Counter[str] = Counter()
    for item in naming:
        company.update({m.actor for m in item.mentions if m.kind is not ActorKind.OUTLET})
    del company[actor.id]
    heat = actors_by_day(items, most=None, with_outlets=True)
    row = next((row for row in heat.rows if row.key == actor.id), None)
    by_point: dict[int, list[Position]] = defaultdict(list)
    for position in sorted(positions, key=lambda p: p.day or date.min, reverse=True):
        if position.actor == actor.id:
            by_point[position.point].append(position)
    said = [s for s in statements if s.speaker_id == actor.id]
    return Profile(
        actor,
        heat.days,
        row.counts if row else (0,) * len(heat.days),
        len(naming),
        tuple(sorted(said, key=lambda s: s.day or date.min, reverse=True)),
        tuple((point, tuple(by_point[point])) for point in sorted(by_point)),
        tuple(sorted(company.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMPANY]),
    )
