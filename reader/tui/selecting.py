"""A selection made from the keyboard: a fixed end, a moving end, and motions by unit of text.

Works on plain text and half-open character offsets; knows nothing of rows or widgets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

Span = tuple[int, int]

_WORD = r"[\w'’\-]+"
_SENTENCE_END = r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|\n"


class TextSelection(NamedTuple):
    """What is selected in a text."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves."""

    @property
    def span(self) -> Span:
        """The selected text."""
        return min(self.anchor, self.head), max(self.anchor, self.head)

    @property
    def shown(self) -> int:
        """The character that must be in view."""
        return self.head if self.head < self.anchor else max(0, self.head - 1)

    def swapped(self) -> TextSelection:
        """The other end moves."""
        return TextSelection(self.head, self.anchor)

    def to(self, head: int) -> TextSelection:
        """The moving end goes somewhere; a selection is never empty."""
        return TextSelection(self.anchor, head) if head != self.anchor else self


def words(text: str) -> list[Span]:
    """Where the words are."""
    return [match.span() for match in re.finditer(_WORD, text)]


def paragraphs(text: str) -> list[Span]:
    """Where the paragraphs are that hold something."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(_trimmed(text, start, start + len(line)))
        start += len(line) + 1
    return spans


def sentences(text: str) -> list[Span]:
    """Where the sentences are; a paragraph always ends one."""
    spans: list[Span] = []
    start = 0
    for match in re.finditer(_SENTENCE_END, text):
        span = _trimmed(text, start, match.end())
        if span[1] > span[0]:
            spans.append(span)
        start = match.end()
    span = _trimmed(text, start, len(text))
    return [*spans, span] if span[1] > span[0] else spans


def unit_at(units: list[Span], offset: int) -> Span | None:
    """The unit that holds an offset, or the next one, or the last."""
    if not units:
        return None
    place = bisect_right(units, (offset, offset)) - 1
    if place >= 0 and offset < units[place][1]:
        return units[place]
    return units[min(place + 1, len(units) - 1)] if place + 1 < len(units) else units[-1]


def step(units: list[Span], selection: TextSelection, direction: int) -> TextSelection:
    """Move the moving end by one unit.

    On the right of the anchor it rests at ends of units, on the left at their beginnings.
    """
    starts, ends = [start for start, _ in units], [end for _, end in units]
    anchor, head = selection.anchor, selection.head
    if direction > 0:
        target = _after(ends, head) if head > anchor else _after(starts, head)
        if head < anchor and (target is None or target >= anchor):
            target = _after(ends, anchor)
    else:
        target = _before(ends, head) if head > anchor else _before(starts, head)
        if head > anchor and (target is None or target <= anchor):
            target = _before(starts, anchor)
    return selection if target is None else selection.to(target)


def _after(places: list[int], offset: int) -> int | None:
    found = bisect_right(places, offset)
    return places[found] if found < len(places) else None


def _before(places: list[int], offset: int) -> int | None:
    found = bisect_left(places, offset) - 1
    return places[found] if found >= 0 else None


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
