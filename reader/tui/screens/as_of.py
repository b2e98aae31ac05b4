"""The as-of day: what there is to choose from, and the day before or after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.library import Library

from ..labels import counted, day_label, short_day, span_years
from .picker import Choice


def day_choices(days: Sequence[tuple[date | None, int]]) -> list[Choice]:
    """Each known day with its number of items, after the choice to see everything."""
    known = [
        Choice(day.isoformat(), day_label(day), counted(count, "item"))
        for day, count in days
        if day
    ]
    return [Choice("", "Everything, up to today"), *known]


def as_of_label(day: date, library: Library) -> str:
    """Return the as-of day in few words, with its year where the library holds several."""
    return short_day(day, with_year=span_years(library.days()))


def stepped(
    days: Sequence[tuple[date | None, int]], as_of: date | None, step: int
) -> tuple[date | None, str]:
    """Return the known day after or before the as-of day, and what to say.

    Days without items are stepped over: nothing is different on them. From everything, a step back
    hides the last day; past the last day the as-of day is off.
    """
    known = sorted(day for day, _ in days if day)
    if not known:
        return as_of, "No item has a known day."
    if step > 0:
        if as_of is None:
            return None, "Everything is shown already."
        chosen = next((day for day in known if day > as_of), None)
        return chosen, f"As of {day_label(chosen)}." if chosen else "Everything is shown."
    chosen = next((day for day in reversed(known) if day < (as_of or known[-1])), None)
    if chosen is None:
        return as_of, "Nothing is known of an earlier day."
    return chosen, f"As of {day_label(chosen)}."
