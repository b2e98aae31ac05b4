"""What the text pane shows of one item, gathered by the screen so that the pane needs no store."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from store.records import Annotation, Bookmark, Document, Item, Position, Statement

Span = tuple[int, int]
"""Character offsets into ``Item.text``, half-open."""


class Reading(NamedTuple):
    """One item with everything that stands around its text."""

    item: Item
    document: Document
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    bookmarked: frozenset[str] = frozenset()
    """Ids of the item and of those of its statements that the reader bookmarked."""
    point_titles: Mapping[int, str] = MappingProxyType({})
    before: Item | None = None
    """The item before it in the document."""
    after: tuple[Item, ...] = ()
    """The items after it in the document, as many as may fit below it on a screen."""
    bookmarked_by: Mapping[str, str] = MappingProxyType({})
    """Who else bookmarked the item or one of its statements, by id."""
    also_in: Mapping[str, str] = MappingProxyType({})
    """By statement: the other outlets that tell it, in one line."""
    marks: tuple[Bookmark, ...] = ()
    """Bookmarks of passages, those of others among them."""


def paragraph_starts(item: Item) -> list[int]:
    """Offsets into the item's text where its lines begin."""
    lengths = [len(line) + 1 for line in item.text.split("\n")]
    return [0, *accumulate(lengths[:-1])]


def statement_span(item: Item, starts: list[int], statement: Statement) -> Span | None:
    """Where a statement stands in its item's text; None when its line is not there."""
    place = bisect_left(item.lines, statement.line)
    if place >= len(item.lines) or item.lines[place] != statement.line or place >= len(starts):
        return None
    return starts[place] + statement.start, starts[place] + statement.end
