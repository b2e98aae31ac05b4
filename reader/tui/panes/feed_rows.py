"""The rows of the feed: a heading for each day, then the day's items.

Takes the items in feed order (any sequence) and the days with their counts; gives, for a row
number, the heading or the item. Nothing is made per row, so a hundred thousand cost what ten do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from store.records import Item

DayCount = tuple[date | None, int]


class DayHeading(NamedTuple):
    """The row above a day's items."""

    day: date | None
    items: int


class FeedRows:
    """Headings and items by row number."""

    def __init__(self, items: Sequence[Item], days: Sequence[DayCount]) -> None:
        self.items = items
        self.days = days
        # Row of each day's heading, and the index of its first item.
        self._first_items = [0, *accumulate(count for _, count in days)]
        self._headings = [first + number for number, first in enumerate(self._first_items[:-1])]

    def __len__(self) -> int:
        return len(self.items) + len(self.days)

    def at(self, row: int) -> DayHeading | Item:
        """What stands in a row."""
        day = self.day_at(row)
        if row == self._headings[day]:
            return DayHeading(*self.days[day])
        return self.items[row - day - 1]

    def is_heading(self, row: int) -> bool:
        """Whether a day heading stands in the row."""
        return row == self._headings[self.day_at(row)]

    def day_at(self, row: int) -> int:
        """The number of the row's day, from 0."""
        return max(0, bisect_right(self._headings, row) - 1)

    def index_at(self, row: int) -> int:
        """The number of the row's item in ``items``; a heading counts as its first item."""
        return max(0, row - self.day_at(row) - (not self.is_heading(row)))

    def row_of(self, index: int) -> int:
        """The row of an item by its number in ``items``."""
        return index + bisect_right(self._first_items[:-1], index)

    def first_row_of_day(self, day: int) -> int:
        """The row of the first item of a day by its number."""
        return self._headings[day] + 1


def count_days(items: Sequence[Item]) -> list[DayCount]:
    """Count items that are already in feed order by day."""
    days: list[DayCount] = []
    for item in items:
        if days and days[-1][0] == item.day:
            days[-1] = (item.day, days[-1][1] + 1)
        else:
            days.append((item.day, 1))
    return days
