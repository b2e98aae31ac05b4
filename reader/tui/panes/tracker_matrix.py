"""The tracker's table of points × sides; a side can be opened into the actors that speak for it.

Shows a ``Matrix`` with columns made from it; a cell is a sign, a word and the number of acts
behind it, and where the position changed, the sign it came from. What a cell opens is the screen's
business.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store.records import Actor, Stance

from ...tracking.matrix import Cell, Matrix, Row, Tracker
from .. import content
from ..content import Piece
from ..labels import STANCE_SIGNS
from .grid import GridView

SHORT_WORDS = {
    Stance.SUPPORTS: "supp",
    Stance.OPPOSES: "opp",
    Stance.CONDITIONAL: "cond",
    Stance.PROPOSES: "prop",
}
MOST_VOICES = 12
"""An opened side shows so many of its actors, most evidence first."""
LEAST_CELL, MOST_CELL = 13, 22
LEAST_TITLE, MOST_TITLE = 25, 46


@dataclass(frozen=True, slots=True)
class Column:
    """A side, or an actor of the opened side before it."""

    actor: Actor
    is_voice: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """Rows with a cell for every column."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    """By row, one for each column."""


def table_of(tracker: Tracker, matrix: Matrix, opened: Collection[str]) -> MatrixTable:
    """A matrix as a table, the voices of opened sides behind them."""
    columns: list[Column] = []
    for side in matrix.sides:
        columns.append(Column(side, is_open=side.id in opened))
        if side.id in opened:
            voices = tracker.voices(side.id)[:MOST_VOICES]
            columns += [Column(voice, is_voice=True) for voice in voices]
    places = {side.id: place for place, side in enumerate(matrix.sides)}
    cells = tuple(
        tuple(
            tracker.cell_of_actor(row.point.number, one.actor.id, matrix.as_of)
            if one.is_voice
            else row.cells[places[one.actor.id]]
            for one in columns
        )
        for row in matrix.rows
    )
    return MatrixTable(tuple(columns), matrix.rows, cells)


class MatrixView(GridView):
    """Points × sides."""

    empty_text = (
        "This library has no plan.\n\n"
        "Esc goes back; parley new DIR --dossier FOLDER makes one with a plan."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.table = MatrixTable()

    def show(self, table: MatrixTable, column: int | None = None) -> None:
        """Show another table; the cursor stays on its point and on its side."""
        here = self.row.point.number if self.row else None
        actor = self.chosen.actor.id if self.chosen else None
        self.table = table
        numbers = [row.point.number for row in table.rows]
        ids = [one.actor.id for one in table.columns]
        self.rows_changed(numbers.index(here) if here in numbers else 0)
        if column is None:
            column = ids.index(actor) + 1 if actor in ids else 0
        self.columns_changed(column)

    @property
    def row(self) -> Row | None:
        """The row of the cursor."""
        rows = self.table.rows
        return rows[self.cursor] if 0 <= self.cursor < len(rows) else None

    @property
    def chosen(self) -> Column | None:
        """The column of the cursor; None on the point's name."""
        inside = 1 <= self.column <= len(self.table.columns)
        return self.table.columns[self.column - 1] if inside else None

    @property
    def cell(self) -> Cell | None:
        """The cell of the cursor; None on the point's name."""
        if self.row is None or self.chosen is None:
            return None
        return self.table.cells[self.cursor][self.column - 1]

    def go_to_point(self, number: int) -> bool:
        """Bring the cursor to a point; False where there is none of this number."""
        numbers = [row.point.number for row in self.table.rows]
        if number in numbers:
            self.move_to(numbers.index(number))
        return number in numbers

    def row_count(self) -> int:
        """One row for each point."""
        return len(self.table.rows)

    def heads(self) -> Sequence[str]:
        """Points, sides, and behind an open side its voices."""
        names = [
            f"{'└' if one.is_voice else '▾' if one.is_open else ''}{one.actor.name}"
            for one in self.table.columns
        ]
        return ("Point, days since it was touched", *names)

    def widths(self, width: int) -> Sequence[int]:
        """The titles take what the sides leave, within reason."""
        count = max(1, len(self.table.columns))
        each = max(LEAST_CELL, min(MOST_CELL, (width - LEAST_TITLE) // count))
        title = max(LEAST_TITLE, min(MOST_TITLE, width - each * count))
        return (title, *(each for _ in self.table.columns))

    def cell_pieces(self, row: int, part: int, column: int, width: int) -> Sequence[Piece]:
        """Number, title and days; or a stance."""
        if column == 0:
            return self._point(self.table.rows[row], width)
        return self._stance(self.table.cells[row][column - 1], width)

    def _point(self, row: Row, width: int) -> Sequence[Piece]:
        touched = touched_label(row)
        words = "rows--plain" if row.last_day else "rows--muted"
        room = width - 3 - cell_len(touched) - 1
        return [
            (f"{row.point.number:>2} ", self.style("rows--muted")),
            (content.fit(row.point.title, room), self.style(words)),
            (f" {touched}", self.style("rows--muted")),
        ]

    def _stance(self, cell: Cell, width: int) -> Sequence[Piece]:
        if cell.stance is None:
            return [("·", self.style("rows--muted"))]
        signs, word = cell_sign(cell), cell_word(cell)
        count = str(len(cell.evidence))
        if len(signs) + len(word) + len(count) + 2 > width and not cell.is_mixed:
            word = SHORT_WORDS[cell.stance]
        return [
            (f"{signs} ", self.style("rows--mark")),
            (f"{word} ", self.style("rows--strong")),
            (count, self.style("rows--muted")),
        ]


def cell_sign(cell: Cell) -> str:
    """Return the stance's sign; where the position changed, after the sign it came from."""
    if cell.stance is None:
        return "·"
    sign = "+−" if cell.is_mixed else STANCE_SIGNS[cell.stance]
    return f"{STANCE_SIGNS[cell.path[-2].stance]}›{sign}" if len(cell.path) > 1 else sign


def cell_word(cell: Cell) -> str:
    """Return the stance as a word; "mixed" where a side's voices both support and oppose."""
    if cell.stance is None:
        return "silent"
    return "mixed" if cell.is_mixed else cell.stance.value


def touched_label(row: Row) -> str:
    """Return how long ago a point was touched: "today", "3 d", "never"."""
    if row.days_since is None:
        return "never"
    return f"{row.days_since} d" if row.days_since else "today"
