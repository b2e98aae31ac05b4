"""The plan's points with what the items shown hold on each.

Shows ``PointSummary`` records; posts ``PointChosen``. Points nobody has spoken to stay visible.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from store.library import PointSummary

from .. import content
from ..content import Piece
from ..messages import PointChosen
from .rows import RowView


class PointsPane(RowView):
    """The list of plan points."""

    empty_text = "This library has no plan.\n\nparley new makes one\nfor another negotiation."
    chooses_on_click = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.summaries: tuple[PointSummary, ...] = ()
        self.chosen: int | None = None
        self.lit: frozenset[int] = frozenset()
        self._rows: dict[int, int] = {}

    def show(self, summaries: tuple[PointSummary, ...], chosen: int | None) -> None:
        """Show other counts; the cursor stays on its point."""
        here = self.number
        self.summaries, self.chosen = summaries, chosen
        self._rows = {summary.point.number: row for row, summary in enumerate(summaries)}
        self.rows_changed(self._rows.get(chosen or here or 0, 0))
        touched = sum(summary.mentions > 0 for summary in summaries)
        self.border_subtitle = content.title(f"{touched} of {len(summaries)} touched")

    def light(self, points: frozenset[int]) -> None:
        """Mark the points of the item being read."""
        changed, self.lit = self.lit ^ points, points
        self.refresh_rows(*(self._rows[one] for one in changed if one in self._rows))

    @property
    def number(self) -> int | None:
        """The number of the point under the cursor."""
        inside = 0 <= self.cursor < len(self.summaries)
        return self.summaries[self.cursor].point.number if inside else None

    def row_count(self) -> int:
        """One row each."""
        return len(self.summaries)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Sign, number, title, items and unread ones."""
        summary = self.summaries[row]
        number = summary.point.number
        is_lit, is_chosen = number in self.lit, number == self.chosen
        sign = "✓" if is_chosen else "›" if is_lit else " "
        count = f" {summary.mentions or '·':>3}"
        unread = f" {f'•{summary.unread}' if summary.unread else '':>4}"
        words = "rows--strong" if is_lit or is_chosen else "rows--plain"
        if not summary.mentions and not is_current:
            words = "rows--muted"
        return [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (sign, self.style("rows--mark")),
            (f"{number:>2} ", self.style("rows--muted")),
            (content.fit(summary.point.title, width - 5 - 9), self.style(words)),
            (count, self.style("rows--muted")),
            (unread, self.style("rows--mark")),
        ]

    @on(RowView.Chosen)
    def _chosen_row(self, event: RowView.Chosen) -> None:
        event.stop()
        self.post_message(PointChosen(self.summaries[event.row].point.number))

    @on(RowView.Moved)
    def _moved(self, event: RowView.Moved) -> None:
        event.stop()
