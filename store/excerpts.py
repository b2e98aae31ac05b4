"""What is known of documents that were not read whole: the pages around a few of their items.

Takes a document's entry and the place of an item; gives the items around it and what is said in
them. None where the file has no pages, or none that can be trusted: the shelf reads it whole then.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, chain
from threading import Lock
from typing import NamedTuple

from .files import Files
from .manifest import Entry
from .pages import SIZE, Excerpt, Page, read_index, read_page
from .records import Document, Item, Position, Statement


class Around(NamedTuple):
    """An item's document, and what stands in it around and in the item."""

    document: Document
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    before: Item | None
    after: tuple[Item, ...]
    """The items below, as many as were asked for, if there are so many."""


class _Read(NamedTuple):
    """The pages of one file, those that were read by their number."""

    file: str
    pages: tuple[Page, ...]
    read: dict[int, Excerpt]


class Excerpts:
    """Pages of documents, kept once they were read."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._held: dict[str, _Read] = {}
        self._homes: dict[str, tuple[str, int]] = {}
        """Document and page of each item that was read."""
        self._lock = Lock()
        """A thread that reads documents whole drops them while another one reads here."""

    def home(self, item: str) -> str | None:
        """Return the document of an item that was read."""
        home = self._homes.get(item)
        return home and home[0]

    def item(self, key: str) -> Item | None:
        """Return an item that was read."""
        page = self._page_of(key)
        items = page.items if page else ()
        return next((item for item in items if item.id == key), None)

    def said_in(self, item: str) -> tuple[Statement, ...] | None:
        """Return the statements of an item that was read."""
        page = self._page_of(item)
        if page is None:
            return None
        return tuple(one for one in page.statements if one.item == item)

    def of_day(
        self, entry: Entry, day: date | None, place: int
    ) -> tuple[int, tuple[Item, ...]] | None:
        """Return items of a day around one of them, with the place of the first.

        Places are numbers among the day's items in the document, from 0.
        """
        held = self._of(entry)
        ends = list(accumulate(dict(page.days).get(day, 0) for page in held.pages))
        number = bisect_right(ends, place)
        if number == len(ends):
            return None
        numbers = range(max(0, number - 1), min(len(ends), number + 2))
        pages = self._pages(held, numbers)
        if pages is None:
            return None
        items = chain.from_iterable(page.items for page in pages)
        first = ends[numbers.start - 1] if numbers.start else 0
        return first, tuple(item for item in items if item.day == day)

    def place_in_day(self, entry: Entry, item: Item) -> int | None:
        """Return the number of an item that was read among its day's items in the document."""
        home = self._homes.get(item.id)
        if home is None:
            return None
        held = self._of(entry)
        page = held.read.get(home[1])
        if page is None:
            return None
        before = sum(dict(page.days).get(item.day, 0) for page in held.pages[: home[1]])
        same = [one.id for one in page.items if one.day == item.day]
        return before + same.index(item.id)

    def around(self, entry: Entry, item: Item, after: int) -> Around | None:
        """Return what stands around an item that was read."""
        home = self._homes.get(item.id)
        if home is None:
            return None
        held, number = self._of(entry), home[1]
        last = number + 1 + after // SIZE
        numbers = range(max(0, number - 1), min(len(held.pages), last + 1))
        pages = self._pages(held, numbers)
        if pages is None:
            return None
        items = tuple(chain.from_iterable(page.items for page in pages))
        own = held.read[number]
        said = tuple(one for one in own.statements if one.item == item.id)
        return surroundings(entry.document, items, item, after, said, own.positions)

    def drop(self, document: str) -> None:
        """Forget a document: it was read whole, or is another one."""
        with self._lock:
            if self._held.pop(document, None):
                homes = self._homes
                self._homes = {key: home for key, home in homes.items() if home[0] != document}

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._held.clear()
            self._homes.clear()

    def _page_of(self, item: str) -> Excerpt | None:
        home = self._homes.get(item)
        held = home and self._held.get(home[0])
        return held.read.get(home[1]) if home and held else None

    def _of(self, entry: Entry) -> _Read:
        held = self._held.get(entry.document.id)
        if held is None or held.file != entry.file:
            self.drop(entry.document.id)
            held = _Read(entry.file, read_index(self._files, entry.file), {})
            self._held[entry.document.id] = held
        return held

    def _pages(self, held: _Read, numbers: range) -> list[Excerpt] | None:
        pages = []
        for number in numbers:
            page = held.read.get(number)
            if page is None:
                page = read_page(self._files, held.file, held.pages[number])
                if page is None or not page.items:
                    return None
                held.read[number] = page
                document = page.items[0].document
                with self._lock:
                    self._homes |= {item.id: (document, number) for item in page.items}
            pages.append(page)
        return pages


def surroundings(
    document: Document,
    items: Sequence[Item],
    item: Item,
    after: int,
    statements: tuple[Statement, ...],
    positions: Sequence[Position],
) -> Around:
    """Return what stands around an item, out of items that follow each other."""
    # Items are numbered in the order of the text.
    place = item.number - items[0].number if items else 0
    is_placed = 0 <= place < len(items) and items[place].id == item.id
    return Around(
        document=document,
        statements=statements,
        positions=tuple(one for one in positions if one.item == item.id),
        before=items[place - 1] if is_placed and place > 0 else None,
        after=tuple(items[place + 1 : place + 1 + after]) if is_placed else (),
    )
