"""A selection made from the keyboard: a fixed end, a moving end, and motions by unit of text.

Works on plain text and half-open character offsets; knows nothing of rows or widgets. Both ends
are inside the selection until it is read with ``span``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

Span = tuple[int, int]

_WORD = re.compile(r"[\w'’\-]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s)|\n")


@dataclass(frozen=True, slots=True)
class TextSelection:
    """What is selected in a text."""

    fixed: Span
    """The unit where the selection began."""
    moving: Span
    """The unit that the last motion reached."""

    @property
    def span(self) -> Span:
        """The selected text."""
        return min(self.fixed[0], self.moving[0]), max(self.fixed[1], self.moving[1])

    @property
    def head(self) -> int:
        """The offset that must be in view."""
        return self.moving[0] if self.moving[0] < self.fixed[0] else max(0, self.moving[1] - 1)

    def swapped(self) -> TextSelection:
        """The other end moves."""
        return TextSelection(self.moving, self.fixed)

    def to(self, unit: Span) -> TextSelection:
        """The moving end goes to a unit."""
        return replace(self, moving=unit)


def words(text: str) -> list[Span]:
    """Where the words are."""
    return [match.span() for match in _WORD.finditer(text)]


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
    for match in _SENTENCE_END.finditer(text):
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

    Going on (1) ends at the next unit's end, going back (-1) at the unit before.
    """
    if not units:
        return selection
    if direction > 0:
        ends = [end for _, end in units]
        place = bisect_right(ends, selection.moving[1])
    else:
        starts = [start for start, _ in units]
        place = bisect_left(starts, selection.moving[0]) - 1
    if not 0 <= place < len(units):
        return selection
    start, end = units[place]
    # Inside the selection the moving end is a point; past it, the whole unit is taken.
    if direction > 0 and selection.moving[1] < selection.fixed[1]:
        return selection.to((min(end, selection.fixed[0]), min(end, selection.fixed[1])))
    if direction < 0 and selection.moving[0] > selection.fixed[0]:
        back = units[place - 1] if start >= selection.moving[0] and place else (start, end)
        return selection.to((max(back[0], selection.fixed[0]), max(back[1], selection.fixed[1])))
    return selection.to((start, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
