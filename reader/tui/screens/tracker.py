"""The tracker: points × sides as of a day; every cell opens its evidence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Footer

from store.cleaning import clean

from ...tracking.matrix import Order, Tracker
from .. import content
from ..labels import day_label, short_day
from ..panes.rows import RowView
from ..panes.tracker_matrix import MatrixView
from .evidence import EvidenceScreen
from .notes import Visit

ORDERS = (Order.NUMBER, Order.ACTIVITY, Order.DISAGREEMENT)


class Header(Widget):
    """The sides' names above the matrix."""

    DEFAULT_CSS = "Header { height: 1; }"

    def __init__(self, matrix: MatrixView) -> None:
        super().__init__()
        self._matrix = matrix

    def render_line(self, y: int) -> Strip:
        """One row."""
        return self._matrix.header_strip()


class TrackerScreen(Screen[Visit | None]):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,p", "close", "Back"),
        ("s", "sort", "Sort"),
        ("comma,ctrl+left,left_square_bracket", "day(-1)", "Day before"),
        ("semicolon,ctrl+right,right_square_bracket", "day(1)", "Day after"),
    ]
    DEFAULT_CSS = """
    TrackerScreen Vertical { border: round $border; padding: 0 1; }
    """
    AUTO_FOCUS = "MatrixView"

    def __init__(self, tracker: Tracker, days: tuple[date, ...], as_of: date | None) -> None:
        super().__init__()
        self._tracker, self._days, self.as_of = tracker, days, as_of
        self._order = 0
        self.matrix = MatrixView()
        self._header = Header(self.matrix)

    def compose(self) -> ComposeResult:
        """Header and matrix in a box."""
        with Vertical():
            yield self._header
            yield self.matrix
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the matrix."""
        self._show()

    def _show(self) -> None:
        self.matrix.show(self._tracker.matrix(self.as_of, ORDERS[self._order]))
        self._header.refresh()
        box = self.query_one(Vertical)
        when = f"as of {short_day(self.as_of)}" if self.as_of else "everything"
        box.border_title = content.title(f"Tracker, {when}, by {ORDERS[self._order].value}")
        box.border_subtitle = (
            "+ supports − opposes ± on terms → proposes · silent * changed ? mixed"
        )

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        cell, row = self.matrix.cell, self.matrix.row
        if cell is None or row is None or self.matrix.matrix is None:
            return
        side = self.matrix.matrix.sides[self.matrix.column]
        if not cell.evidence:
            self.notify(clean(f"{side.name} has not spoken to this point."), markup=False)
            return
        self.app.push_screen(EvidenceScreen(side.name, row.point, cell), self._visit)

    def _visit(self, visit: Visit | None) -> None:
        if visit:
            self.dismiss(visit)

    @on(RowView.Moved)
    def _moved(self) -> None:
        self._header.refresh()

    def action_sort(self) -> None:
        """Sort by number, by activity, by disagreement."""
        self._order = (self._order + 1) % len(ORDERS)
        self._show()

    def action_day(self, step: int) -> None:
        """Move the as-of day; past the last one everything is shown."""
        if not self._days:
            return
        first, last = min(self._days), max(self._days)
        target = (self.as_of or (last + timedelta(days=1))) + timedelta(days=step)
        if target < first:
            self.notify("Nothing is known of an earlier day.", markup=False)
            return
        self.as_of = None if target > last else target
        self._show()
        self.notify(day_label(self.as_of) if self.as_of else "Everything", markup=False, timeout=1)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)
