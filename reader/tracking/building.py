"""A tracker for a whole library: reads the records once and sorts them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from store.library import Library
from store.pausing import collector_paused

from .matrix import Tracker
from .tellings import Tellings, find_tellings


def build_tracker(library: Library, tellings: Tellings | None = None) -> Tracker:
    """Sort all positions of a library by point and side.

    Args:
        library: an open library; its corrections are applied already.
        tellings: the groups of statements that tell one act, where the caller has them.
    """
    with collector_paused():
        touched: dict[int, list[date]] = defaultdict(list)
        for item in library.items():
            if item.day:
                for point in item.points:
                    touched[point].append(item.day)
        return Tracker(
            library.plan,
            {summary.actor.id: summary.actor for summary in library.actors()},
            library.positions(),
            touched,
            find_tellings(library.statements()) if tellings is None else tellings,
        )
