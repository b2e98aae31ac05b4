"""A screenful of a library: items around a place of the feed, and what stands around an item.

No more of a document is read than needs be; what asks for whole documents is left to ``querying``.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from .choosing import Choosing
from .excerpts import Around
from .filters import Filter
from .manifest import Manifest
from .records import Item
from .shelf import Shelf

_EVERYTHING = Filter()


class Browsing:
    """What a screen asks for while documents are still being read."""

    def __init__(
        self, manifest: Manifest, shelf: Shelf, choosing: Choosing, *, is_followed: bool
    ) -> None:
        self._manifest = manifest
        self._shelf = shelf
        self._choosing = choosing
        self._is_followed = is_followed

    def items_near(
        self, day: date | None, place: int, where: Filter = _EVERYTHING
    ) -> tuple[int, tuple[Item, ...]]:
        """Items of a day around one of them, with the place of the first; none: no such place.

        Places are numbers among the day's items in feed order, from 0. The filter must be one of
        days, outlets or documents. No more of a document is read than needs be.
        """
        self._follow()
        passed = 0
        for entry, count in self._choosing.holding(day, where):
            if place < passed + count:
                first, items = self._shelf.of_day(entry, day, place - passed)
                return passed + first, items
            passed += count
        return passed, ()

    def place_in_day(self, item: Item, where: Filter = _EVERYTHING) -> int:
        """The number of an item among its day's items in feed order; see ``items_near``."""
        holding = self._choosing.holding(item.day, where)
        others = takewhile(lambda held: held[0].document.id != item.document, holding)
        return sum(count for _, count in others) + self._shelf.place_in_day(item)

    def around(self, item: Item, after: int) -> Around:
        """An item's document, what is said in it, and the items around it."""
        return self._shelf.around(item, after)

    def _follow(self) -> None:
        """Take in what another program has written, when open for reading."""
        before = self._manifest.entries
        if self._is_followed and self._manifest.refresh():
            self._shelf.forget_changed(before)
