"""The as-of day: what there is to choose from, and the day before or after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..labels import counted, day_label
from .picker import Choice


def day_choices(days: Sequence[tuple[date | None, int]]) -> list[Choice]:
    """Each known day with its number of items, after the choice to see everything."""
    known = [
        Choice(day.isoformat(), day_label(day), counted(count, "item"))
        for day, count in days
        if day
    ]
    return [Choice("", "Everything, up to today"), *known]


def stepped(
    days: Sequence[tuple[date | None, int]], as_of: date | None, step: int
) -> tuple[date | None, str]:
    """Return the as-of day some days on and what to say; past the last day it is off."""
    known = [day for day, _ in days if day]
    if not known:
        return as_of, "No item has a known day."
    target = (as_of or max(known) + timedelta(days=1)) + timedelta(days=step)
    if target < min(known):
        return as_of, "Nothing is known of an earlier day."
    if target > max(known):
        return None, "Everything."
    return target, f"As of {day_label(target)}."
