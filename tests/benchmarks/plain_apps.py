"""The smallest Textual programs that Parley is measured against.

    python tests/benchmarks/plain_apps.py hello
    python tests/benchmarks/plain_apps.py list ROWS

``hello`` shows one text. ``list`` shows rows on Textual's Line API with a cursor, and nothing
else: what a list costs that does no more than draw the rows in view.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

HELLO = "hello-marker"


class PlainList(ScrollView, can_focus=True):
    """Rows of text with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)"),
        Binding("pagedown", "page(1)"),
    ]
    cursor = reactive(0, repaint=False)

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows

    def on_resize(self) -> None:
        """Take the extent of all rows."""
        self.virtual_size = Size(self.size.width, len(self._rows))

    def render_line(self, y: int) -> Strip:
        """One row."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        style = Style(reverse=True) if row == self.cursor else self.rich_style
        return Strip([Segment(self._rows[row], style)]).adjust_cell_length(width, style)

    def validate_cursor(self, row: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(row, len(self._rows) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and draw both rows again."""
        top = self.scroll_offset.y
        if not top <= after < top + self.size.height:
            self.scroll_to_region(Region(0, after, 1, 1), animate=False, force=True)
        for row in (before, after):
            self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))

    def action_move(self, rows: int) -> None:
        """Move by rows."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move by pages."""
        self.cursor += pages * max(1, self.size.height - 1)


class Hello(App[None]):
    """One text."""

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(HELLO, markup=False)


class Rows(App[None]):
    """One list."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        """The list."""
        yield PlainList(
            [
                f"{row:06}  3 March 2031  Statement {row} on berths and pilots, by an envoy"
                for row in range(self._count)
            ]
        )

    def on_mount(self) -> None:
        """Let keys reach the list."""
        self.query_one(PlainList).focus()


if __name__ == "__main__":
    if sys.argv[1] == "hello":
        Hello().run()
    else:
        Rows(int(sys.argv[2])).run()
