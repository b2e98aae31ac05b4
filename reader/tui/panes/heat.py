"""A heat map: points × days or actors × days, with shades and figures that need no colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from ...tracking.timeline import HeatMap
from .. import content
from ..content import Piece
from ..labels import MONTHS, short_day
from .grid import GridView

SHADES = "░▒▓█"
DAY_WIDTH = 8


class HeatView(GridView):
    """Rows by days; a cell is a shade and a figure."""

    empty_text = (
        "No item has a known day.\n\n"
        "Esc goes back; there, D gives an item its day and I imports files."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.map = HeatMap((), (), 0)
        self._rows_are = ""
        self._names: Mapping[str, str] = {}

    def show(self, heat: HeatMap, name: str, names: Mapping[str, str]) -> None:
        """Show a map, with the cursor on its last day.

        Args:
            heat: the map.
            name: what the rows are.
            names: the rows' names by key.
        """
        self.map, self._rows_are, self._names = heat, name, names
        self.rows_changed()
        self.columns_changed(len(heat.days))

    def row_count(self) -> int:
        """One row for each point or actor."""
        return len(self.map.rows) if self.map.days else 0

    def heads(self) -> Sequence[str]:
        """What the rows are, and the days."""
        days = [short_day(day) for day in self.map.days]
        return (self._rows_are, *days)

    def widths(self, width: int) -> Sequence[int]:
        """Days are narrow, the name takes a third at most."""
        name = max(18, min(40, width - DAY_WIDTH * len(self.map.days)))
        return (min(name, max(18, width // 3)), *(DAY_WIDTH for _ in self.map.days))

    def cell_pieces(self, row: int, part: int, column: int, width: int) -> Sequence[Piece]:
        """The row's name and its sum; or a shade with a figure."""
        shown = self.map.rows[row]
        if column == 0:
            total = f" {shown.total or '·'}"
            name = content.fit(self._names.get(shown.key, shown.key), width - cell_len(total))
            style = "rows--plain" if shown.total else "rows--muted"
            return [(name, self.style(style)), (total, self.style("rows--muted"))]
        count = shown.counts[column - 1]
        if not count:
            return [("·", self.style("rows--muted"))]
        shade = SHADES[(count * len(SHADES) - 1) // max(1, self.map.peak)]
        return [(f"{shade} ", self.style("rows--mark")), (f"{count}", self.style("rows--strong"))]

    @property
    def months(self) -> str:
        """The span of the map in words."""
        if not self.map.days:
            return ""
        first, last = self.map.days[0], self.map.days[-1]
        return (
            f"{first.day} {MONTHS[first.month - 1]} {first.year}"
            f" to {last.day} {MONTHS[last.month - 1]} {last.year}"
        )
