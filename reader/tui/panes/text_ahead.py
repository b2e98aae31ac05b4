"""What the text pane has ready of an item that may be shown next: its layout and first rows.

The next key of the same kind then writes lines instead of making them. What is ready holds for one
reading in one room, and for rows over which nothing lies but what came with the reading.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size

from ..reading import Reading
from .text_layout import TextLayout
from .text_paint import Marks

CodesOf = Callable[[TextLayout, int, Marks], str]
"""A row of a layout under marks, as it goes to the terminal."""


class Ahead:
    """One item laid out in advance."""

    def __init__(self, reading: Reading, room: Size) -> None:
        self.reading, self.room = reading, room
        self.layout = TextLayout(reading, *room)
        self.lines: dict[int, str] = {}
        """Its first rows as they go to the terminal, by number."""

    def is_of(self, reading: Reading, room: Size) -> bool:
        """Whether it is this that is to be shown."""
        return self.room == room and self.reading == reading

    def paint(self, codes_of: CodesOf) -> None:
        """Make the rows that are seen without scrolling."""
        marks = Marks.of(self.layout)
        for number in range(min(self.room.height, len(self.layout.rows))):
            self.lines[number] = codes_of(self.layout, number, marks)
