"""The items that the feed shows, by number and by id: all of them, or fetched few by few.

While a library is being read, the days and their counts are known from its summaries; items are
fetched with those around them when one of them comes into view. Both kinds look the same to the
feed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from store.errors import NotFound, ParleyError
from store.filters import Filter
from store.library import Library
from store.records import Item

from .panes.feed_rows import DayCount, count_days


class FeedItems(NamedTuple):
    """Items in feed order, their days with counts, and the number of each by its id."""

    items: Sequence[Item]
    days: Sequence[DayCount]
    indexes: Mapping[str, int]


def all_items(items: tuple[Item, ...]) -> FeedItems:
    """Return items that are at hand."""
    return FeedItems(items, count_days(items), {item.id: index for index, item in enumerate(items)})


def items_by_day(library: Library, where: Filter) -> FeedItems:
    """Return items that are fetched when they come into view.

    The filter must be one of days, outlets or documents.
    """
    items = LazyItems(library, where)
    return FeedItems(items, items.days, LazyIndexes(items))


class LazyItems(Sequence[Item]):
    """Items of a library, fetched with those around them when one is asked for."""

    def __init__(self, library: Library, where: Filter) -> None:
        self.library, self._where = library, where
        self.days = library.days(where)
        self._ends = list(accumulate(count for _, count in self.days))
        self._fetched: dict[int, Item] = {}
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
        if index not in self._fetched:
            self._fetch(index)
        return self._fetched[index]

    def __iter__(self) -> Iterator[Item]:
        return (self[index] for index in range(len(self)))

    def number_of(self, item: Item) -> int | None:
        """Return the number of an item of the library, if the filter lets it through."""
        for number, (day, count) in enumerate(self.days):
            if day == item.day:
                place = self.library.place_in_day(item, self._where)
                index = self._start(number) + place
                if place < count and self[index].id == item.id:
                    return index
        return None

    def _fetch(self, index: int) -> None:
        """Fetch an item with those around it."""
        number = bisect_right(self._ends, index)
        start = self._start(number)
        try:
            first, items = self.library.items_near(self.days[number][0], index - start, self._where)
        except ParleyError:
            if not self._fetched:
                raise
            first, items = 0, ()  # whoever reads the whole library tells what is wrong
        for place, item in enumerate(items, start + first):
            self._fetched[place] = item
            self.known.setdefault(item.id, place)
        if index not in self._fetched:
            # Another program may have written since the days were counted.
            others = items or tuple(self._fetched.values())
            self._fetched[index] = others[0]

    def _start(self, day: int) -> int:
        return self._ends[day - 1] if day else 0


class LazyIndexes(Mapping[str, int]):
    """The numbers of items that are fetched when they are asked for."""

    def __init__(self, items: LazyItems) -> None:
        self._items = items

    def __getitem__(self, key: str) -> int:
        known = self._items.known.get(key)
        if known is None:
            try:
                known = self._items.number_of(self._items.library.item(key))
            except NotFound as error:
                raise KeyError(key) from error
        if known is None:
            raise KeyError(key)
        return known

    def __iter__(self) -> Iterator[str]:
        return (item.id for item in self._items)

    def __len__(self) -> int:
        return len(self._items)
