"""The tracker's matrix: a row for each point, a column for each side.

Shows a ``Matrix``; every cell is a sign, a word and the number of acts behind it. The cursor is a
cell; what a chosen cell opens is the screen's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.strip import Strip

from store.records import Stance

from ...tracking.matrix import Cell, Matrix, Row
from .. import content
from ..content import Piece
from ..labels import STANCE_SIGNS
from .rows import RowView

STANCE_WORDS = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.CONDITIONAL: "on terms",
    Stance.PROPOSES: "proposes",
}
TITLE_WIDTH = 30
TITLE_WIDTH_NARROW = 20
TOUCHED_WIDTH = 6
CELL_WIDTH = 15
LONG_CELL = 22
"""Cells from which on a change says where it came from."""


class MatrixView(RowView):
    """Points × sides."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l,right,tab", "column(1)", "Next side", show=False, id="side_next"),
        Binding("h,left,shift+tab", "column(-1)", "Side before", show=False, id="side_previous"),
    ]
    COMPONENT_CLASSES = RowView.COMPONENT_CLASSES | {"matrix--cell"}
    DEFAULT_CSS = """
    MatrixView > .rows--cursor, MatrixView:focus > .rows--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    MatrixView > .matrix--cell { text-style: reverse bold; }
    """
    empty_text = "This library has no plan."
    column: reactive[int] = reactive(0)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.matrix: Matrix | None = None
        self.first_column = 0

    def show(self, matrix: Matrix) -> None:
        """Show another matrix; the cursor stays on its point."""
        here = self.row.point.number if self.row else None
        self.matrix = matrix
        numbers = [row.point.number for row in matrix.rows]
        self.rows_changed(numbers.index(here) if here in numbers else 0)

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        rows = self.matrix.rows if self.matrix else ()
        return rows[self.cursor] if 0 <= self.cursor < len(rows) else None

    @property
    def cell(self) -> Cell | None:
        """The cell of the cursor."""
        row = self.row
        return row.cells[self.column] if row and self.column < len(row.cells) else None

    def row_count(self) -> int:
        """One row for each point."""
        return len(self.matrix.rows) if self.matrix else 0

    # Columns

    def title_width(self) -> int:
        """Cells of the points' titles."""
        return TITLE_WIDTH if self.row_width >= 100 else TITLE_WIDTH_NARROW

    def columns(self) -> tuple[int, int, int]:
        """First and past-last side in view, and the cells of each."""
        sides = len(self.matrix.sides) if self.matrix else 0
        room = self.row_width - self.title_width() - TOUCHED_WIDTH - 1
        fitting = max(1, min(sides, room // CELL_WIDTH))
        first = min(self.first_column, max(0, sides - fitting))
        return first, first + fitting, max(9, min(24, room // max(1, fitting)))

    def action_column(self, step: int) -> None:
        """Move to another side."""
        sides = len(self.matrix.sides) if self.matrix else 0
        if not sides:
            return
        self.column = max(0, min(sides - 1, self.column + step))
        first, last, _ = self.columns()
        if self.column < first:
            self.first_column = self.column
        elif self.column >= last:
            self.first_column = self.column - (last - first) + 1
        self.refresh()
        self.post_message(self.Moved(self, self.cursor))

    def header_strip(self) -> Strip:
        """The sides' names above the columns, as one row."""
        base = self.rich_style
        style = base + self.style("rows--heading")
        pieces = [(" " * (self.title_width() + 1), style), (content.fit("days", 6), style)]
        if self.matrix:
            first, last, width = self.columns()
            names = [side.name for side in self.matrix.sides[first:last]]
            pieces.extend((content.fit(f" {name}", width), style) for name in names)
            if last < len(self.matrix.sides):
                pieces.append(("›", style))
        return content.strip(pieces, self.size.width, base)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Number, title, days since it was touched, then the cells."""
        if self.matrix is None:
            return []
        entry = self.matrix.rows[row]
        first, last, cells = self.columns()
        since = "never" if entry.days_since is None else str(entry.days_since)
        title = f"{entry.point.number:>2} {entry.point.title}"
        words = "rows--plain" if entry.last_day else "rows--muted"
        pieces: list[Piece] = [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (content.fit(title, self.title_width() - 1) + " ", self.style(words)),
            (content.fit(since, TOUCHED_WIDTH), self.style("rows--muted")),
        ]
        for number, cell in enumerate(entry.cells[first:last], first):
            here = is_current and number == self.column
            name = "matrix--cell" if here else "rows--plain" if cell.stance else "rows--muted"
            words = cell_words(cell, is_long=cells >= LONG_CELL)
            pieces.append((content.fit(f" {words}", cells), self.style(name)))
        return pieces


def cell_words(cell: Cell, *, is_long: bool) -> str:
    """Sign, word and number of acts, and whether the side's voices differ or its stance changed."""
    if cell.stance is None:
        return "·"
    words = f"{STANCE_SIGNS[cell.stance]} {STANCE_WORDS[cell.stance]} {len(cell.evidence)}"
    if cell.is_mixed:
        return f"{words} mixed" if is_long else f"{words}?"
    if len(cell.path) == 1:
        return words
    return f"{words}, was {STANCE_SIGNS[cell.path[-2].stance]}" if is_long else f"{words}*"
