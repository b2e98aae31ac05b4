"""The items that the feed shows, by number and by id: all of them, or fetched day by day.

While a library is being read, the days and their counts are known from its summaries; the items
of a day are fetched when one of them comes into view. Both kinds look the same to the feed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

from store.errors import NotFound, ParleyError
from store.filters import Filter
from store.library import Library
from store.records import Item

from .panes.feed_rows import DayCount, count_days


@dataclass(frozen=True, slots=True)
class FeedItems:
    """Items in feed order, their days with counts, and the number of each by its id."""

    items: Sequence[Item]
    days: Sequence[DayCount]
    indexes: Mapping[str, int]


def all_items(items: tuple[Item, ...]) -> FeedItems:
    """Return items that are at hand."""
    return FeedItems(items, count_days(items), {item.id: index for index, item in enumerate(items)})


def items_by_day(library: Library, where: Filter) -> FeedItems:
    """Return items that are fetched when they are asked for.

    The filter must be one of days, outlets or documents.
    """
    items = LazyItems(library, where)
    return FeedItems(items, items.days, LazyIndexes(items))


class LazyItems(Sequence[Item]):
    """Items of a library, fetched a day at a time."""

    def __init__(self, library: Library, where: Filter) -> None:
        self.library, self._where = library, where
        self.days = library.days(where)
        self._ends = list(accumulate(count for _, count in self.days))
        self._fetched: dict[int, tuple[Item, ...]] = {}
        self.known: dict[str, int] = {}
        """Number by id, of the items that were fetched."""

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(len(self))[index])
        index = range(len(self))[index]
        day = bisect_right(self._ends, index)
        items = self.fetch(day)
        # Another program may have written since the days were counted.
        return items[min(index - self._start(day), len(items) - 1)]

    def __iter__(self) -> Iterator[Item]:
        return (self[index] for index in range(len(self)))

    def fetch(self, day: int) -> tuple[Item, ...]:
        """Return the items of a day by its number, reading them when first asked for."""
        items = self._fetched.get(day)
        if items is None:
            try:
                items = self.library.items_of_day(self.days[day][0], self._where)
            except ParleyError:
                if not self._fetched:
                    raise
                items = ()  # whoever reads the whole library tells what is wrong
            items = items or next(iter(self._fetched.values()), ())
            self._fetched[day] = items
            start = self._start(day)
            for place, item in enumerate(items):
                self.known.setdefault(item.id, start + place)
        return items

    def fetch_day_of(self, item: Item) -> None:
        """Fetch the day of an item."""
        for number, (day, _) in enumerate(self.days):
            if day == item.day:
                self.fetch(number)

    def _start(self, day: int) -> int:
        return self._ends[day - 1] if day else 0


class LazyIndexes(Mapping[str, int]):
    """The numbers of items that are fetched when they are asked for."""

    def __init__(self, items: LazyItems) -> None:
        self._items = items

    def __getitem__(self, key: str) -> int:
        if key not in self._items.known:
            try:
                self._items.fetch_day_of(self._items.library.item(key))
            except NotFound as error:
                raise KeyError(key) from error
        return self._items.known[key]

    def __iter__(self) -> Iterator[str]:
        return (item.id for item in self._items)

    def __len__(self) -> int:
        return len(self._items)
