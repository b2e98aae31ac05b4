"""A table of any length on the Line API: fixed columns, the cursor on one cell.

A subclass says what the columns are called, how wide they are and what stands in a cell; this
class keeps the heads in view, moves the cursor over cells and posts which one was chosen. The
first column names the row and always stays; it is a cell as well, for the row as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from .. import content
from ..content import Piece
from ..keys import bindings_of
from ..screen_keys import GRID
from .rows import RowView


class GridView(RowView):
    """A list whose rows have cells."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(GRID)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--head", "grid--cell"}
    DEFAULT_CSS = """
    GridView > .rows--cursor, GridView:focus > .rows--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    GridView > .grid--head { color: $text-primary; text-style: bold; }
    GridView > .grid--cell { text-style: reverse bold; }
    """

    column: reactive[int] = reactive(0, repaint=False)

    class CellMoved(Message):
        """The cursor came to another cell."""

        def __init__(self, view: GridView) -> None:
            super().__init__()
            self.view = view

    class CellChosen(Message):
        """Enter, or a click, on a cell; column 0 is the row itself."""

        def __init__(self, view: GridView, row: int, column: int) -> None:
            super().__init__()
            self.view, self.row, self.column = view, row, column

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.first_column = 1
        """The first column beside the row's name, where not all fit."""

    # What a subclass says

    def heads(self) -> Sequence[str]:
        """The columns' names; the first is that of the rows."""
        raise NotImplementedError

    def widths(self, width: int) -> Sequence[int]:
        """Cells of each column, in the order of the heads, for a width of the whole."""
        raise NotImplementedError

    def cell_pieces(self, row: int, part: int, column: int, width: int) -> Sequence[Piece]:
        """One line of a cell."""
        raise NotImplementedError

    # The Line API: one line for the heads, the rows scroll under it

    def line_pieces(self, y: int) -> tuple[Sequence[Piece], Style]:
        """The heads, or one row."""
        return self._head_pieces() if y == 0 else super().line_pieces(y - 1)

    def _head_pieces(self) -> tuple[Sequence[Piece], Style]:
        width, heads = self.row_width, self.heads()
        widths, shown = self.widths(width), self._shown(width)
        style = self.base_style + self.style("grid--head")
        pieces: list[Piece] = []
        for column in shown:
            more = "‹" if column == 1 < self.first_column or column == self.first_column > 1 else ""
            pieces.append((content.fit(f" {more}{heads[column]}", widths[column]), style))
        if shown and shown[-1] < len(heads) - 1:
            pieces = _with_sign(pieces, "›")
        return pieces, style

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """All cells that fit, the chosen one marked."""
        widths = self.widths(width)
        pieces: list[Piece] = []
        for column in self._shown(width):
            is_cell = is_current and column == self.column
            over = self.style("grid--cell") if is_cell else Style.null()
            pieces.append(("▌" if is_cell else " ", self.style("rows--mark")))
            inner, used = max(0, widths[column] - 2), 0
            for text, style in self.cell_pieces(row, part, column, inner):
                fitted = text if cell_len(text) <= inner - used else content.fit(text, inner - used)
                used += cell_len(fitted)
                pieces.append((fitted, style + over))
            pieces.append((" " * (inner - used), over))
            pieces.append((" ", Style.null()))
        return pieces

    def _shown(self, width: int) -> list[int]:
        """The row's name, and as many columns from the first shown one as fit."""
        widths = self.widths(width)
        shown, left = [0], width - widths[0]
        for column in range(max(1, self.first_column), len(widths)):
            if widths[column] > left:
                break
            shown.append(column)
            left -= widths[column]
        return shown

    def _measure(self) -> None:
        # One line more, for the heads.
        self.virtual_size = Size(self.row_width, self.row_count() * self.row_height + 1)

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view under the heads and tell the owner."""
        super().watch_cursor(before, after)
        self.refresh()
        if before != after and not self._is_quiet:
            self.post_message(self.CellMoved(self))

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height - 1
        offset = self.scroll_offset.y
        if height <= 0 or not self.row_count():
            return
        top, bottom = self.cursor * self.row_height, (self.cursor + 1) * self.row_height
        if top < offset:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > offset + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    # Columns

    def watch_column(self, _before: int, _after: int) -> None:
        """Bring the column into view and tell the owner."""
        self._show_column()
        self.refresh()
        if not self._is_quiet:
            self.post_message(self.CellMoved(self))

    def _show_column(self) -> None:
        column = self.column
        if column == 0:
            return
        if column < self.first_column:
            self.first_column = column
        while column not in self._shown(self.row_width) and self.first_column < column:
            self.first_column += 1

    def columns_changed(self, column: int) -> None:
        """Take other columns over, with the cursor on one of them."""
        self._is_quiet = True
        self.first_column = max(1, min(self.first_column, len(self.heads()) - 1))
        self.set_reactive(GridView.column, max(0, min(column, len(self.heads()) - 1)))
        self._is_quiet = False
        self._show_column()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Measure again; the column of the cursor stays in view."""
        super().on_resize(event)
        self.first_column = 1
        self._show_column()

    def action_column(self, step: int) -> None:
        """Move the cursor by columns."""
        self.column = max(0, min(self.column + step, len(self.heads()) - 1))

    def action_choose(self) -> None:
        """Choose the cell of the cursor."""
        if self.row_count():
            self.post_message(self.CellChosen(self, self.cursor, self.column))

    def on_click(self, event: events.Click) -> None:
        """Move to the cell under the mouse; a click on the cursor's cell chooses it."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        row = (offset.y - 1 + self.scroll_offset.y) // self.row_height
        column = self._column_at(offset.x)
        if column is None or not self.is_stop(row):
            return
        was_there = (row, column) == (self.cursor, self.column)
        self.cursor, self.column = row, column
        if was_there or event.chain > 1:
            self.action_choose()

    def _column_at(self, x: int) -> int | None:
        widths = self.widths(self.row_width)
        for column in self._shown(self.row_width):
            if x < widths[column]:
                return column
            x -= widths[column]
        return None


def _with_sign(pieces: list[Piece], sign: str) -> list[Piece]:
    """The last head ends with a sign that there are more to the right."""
    text, style = pieces[-1]
    return [*pieces[:-1], (content.fit(text[: -len(sign) - 1], len(text) - 1) + sign, style)]
