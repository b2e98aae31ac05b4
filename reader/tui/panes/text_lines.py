"""The text pane's lines: rows of its layout under the marks that lie over them.

Keeps layout, marks and what is ready of the item that may be next; gives lines to Textual and to
``frames``. What is shown, chosen and marked is the pane's business.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from .. import content
from ..content import Piece
from ..reading import Reading, Span
from .text_ahead import Ahead
from .text_layout import GUTTER, TextLayout
from .text_look import TextLook
from .text_paint import Marks, row_pieces


class TextLines(TextLook):
    """A view of one text, row by row."""

    def __init__(self, *, id: str | None = None) -> None:
        self.ahead: Ahead | None = None
        self._ready: dict[int, str] = {}
        super().__init__(id=id)
        self.layout_of: TextLayout | None = None
        self.marks = Marks()
        self.query_text = ""
        self.empty_text = "Choose an item in the feed."
        self._width = 0
        self._room = Size(0, 0)

    def selected_span(self) -> Span | None:
        """What is selected, as a span of the text."""
        raise NotImplementedError

    def line_pieces(self, y: int) -> tuple[Sequence[Piece], Style]:
        """What stands on one row of the view."""
        base = self.base_style
        return [(text, style) for text, style, _ in self._row(y)], base

    def render_line(self, y: int) -> Strip:
        """One row of the view, with the offsets that mouse selection needs."""
        self.marks.selection = self.selected_span()
        number, layout = y + self.scroll_offset.y, self.layout_of
        segments: list[Segment] = []
        for text, style, offset in self._row(y):
            if offset >= 0 and layout:
                style += Style.from_meta({"offset": (offset, layout.rows[number].block)})
            segments.append(Segment(content.one_line(text), style))
        return Strip(segments).adjust_cell_length(self._width, self.base_style)

    def take_changed(self, region: Region) -> list[str]:
        """Give the changed lines; selection and ready ones are looked up once for all."""
        self.marks.selection = self.selected_span()
        is_ready = self.ahead is not None and self.ahead.layout is self.layout_of
        self._ready = self.ahead.lines if self.ahead and is_ready and self.marks.is_plain else {}
        return super().take_changed(region)

    def line_codes(self, y: int) -> str:
        """One row, which may be ready."""
        return self._ready.get(y + self.top_line) or super().line_codes(y)

    def prepare(self, reading: Reading) -> None:
        """Have an item's layout and its first rows ready, for when it is to be shown."""
        if self._width and not (self.ahead and self.ahead.reading == reading):
            self.ahead = Ahead(reading, self._room)
            if self._codes.is_begun and not self.query_text:
                self.ahead.paint(self._codes_of_row)

    def _codes_of_row(self, layout: TextLayout, number: int, marks: Marks) -> str:
        pieces = self._painted_row(layout, number, marks)
        shown = [(text, style) for text, style, _ in pieces]
        return self.codes_of(shown, self._width, self.base_style)

    def notify_style_update(self) -> None:
        """Forget what is ready."""
        super().notify_style_update()
        self.ahead, self._ready = None, {}

    def _row(self, y: int) -> list[tuple[str, Style, int]]:
        layout, number = self.layout_of, y + self.top_line
        if layout is None:
            words = self.empty_text if y == 1 else ""
            return [(f" {words}", self.base_style + self.style("text--meta"), -1)]
        return self._painted_row(layout, number, self.marks) if number < len(layout.rows) else []

    def _painted_row(
        self, layout: TextLayout, number: int, marks: Marks
    ) -> list[tuple[str, Style, int]]:
        base, row = self.base_style, []
        if margin := max(0, (self._width - layout.width - GUTTER) // 2):
            row.append((" " * margin, base, -1))
        pieces = row_pieces(layout, number, marks, self.style)
        return row + [(text, base + style, offset) for text, style, offset in pieces]
