"""Points × days and actors × days: how many items touch each, for a heat map."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from store.records import ActorKind, Item

MOST_DAYS = 370
"""A wider span than this is cut at its early end: a row must stay readable."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One point or actor with its number of items on each day."""

    key: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows × days; every day between the first and the last is there, empty ones too."""

    days: tuple[date, ...]
    rows: tuple[HeatRow, ...]
    peak: int
    """The largest count, for the scale."""


def points_by_day(items: Sequence[Item], numbers: Sequence[int]) -> HeatMap:
    """How many items of each day are about each point; a row for every point, empty ones too."""
    return _heat_map(items, lambda item: map(str, item.points), [str(number) for number in numbers])


def actors_by_day(
    items: Sequence[Item], most: int | None = 40, *, with_outlets: bool = False
) -> HeatMap:
    """How many items of each day name each actor; the most named actors first."""

    def named(item: Item) -> set[str]:
        return {m.actor for m in item.mentions if with_outlets or m.kind is not ActorKind.OUTLET}

    return _heat_map(items, named, None, most)


def _heat_map(
    items: Sequence[Item],
    keys_of: Callable[[Item], Iterable[str]],
    keys: list[str] | None,
    most: int | None = None,
) -> HeatMap:
    counts: dict[str, Counter[date]] = defaultdict(Counter)
    for item in items:
        if item.day:
            for key in keys_of(item):
                counts[key][item.day] += 1
    dated = [item.day for item in items if item.day]
    if not dated:
        return HeatMap((), tuple(HeatRow(key, (), 0) for key in keys or ()), 0)
    last = max(dated)
    first = max(min(dated), last - timedelta(days=MOST_DAYS - 1))
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    ranked = sorted(counts, key=lambda key: (-counts[key].total(), key))[:most]
    rows = tuple(
        HeatRow(key, row, sum(row))
        for key in (ranked if keys is None else keys)
        for row in [tuple(counts[key][day] for day in days)]
    )
    return HeatMap(days, rows, max((max(row.counts) for row in rows), default=0))
