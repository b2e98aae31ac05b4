"""The tracker's table of points × versions: how each draft words a point, and how that changed.

Shows a ``Plan``. Where reports of one version contradict each other, both stand in its cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.records import Plan, Point, Version, Wording

from .. import content
from ..content import Piece
from ..labels import short_day
from ..wrapping import wrap
from .grid import GridView

CHANGE_SIGNS = {"same": "=", "changed": "≠", "dropped": "✗", "new": "+", "unknown": "?"}
LEAST_CELL = 24


class VersionsView(GridView):
    """Points × versions."""

    row_height = 3
    empty_text = (
        "This library has no plan.\n\n"
        "Esc goes back; parley new DIR --dossier FOLDER makes one with a plan."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plan = Plan("", "", (), ())

    def show(self, plan: Plan) -> None:
        """Show a plan; the cursor stays where it is."""
        self.plan = plan
        self.rows_changed(self.cursor)

    @property
    def point(self) -> Point | None:
        """The point of the cursor."""
        inside = 0 <= self.cursor < len(self.plan.points)
        return self.plan.points[self.cursor] if inside else None

    @property
    def version(self) -> Version | None:
        """The version of the cursor; None on the point's name."""
        inside = 1 <= self.column <= len(self.plan.versions)
        return self.plan.versions[self.column - 1] if inside else None

    def go_to_point(self, number: int) -> bool:
        """Bring the cursor to a point; False where there is none of this number."""
        numbers = [point.number for point in self.plan.points]
        if number in numbers:
            self.move_to(numbers.index(number))
        return number in numbers

    def row_count(self) -> int:
        """One row for each point."""
        return len(self.plan.points)

    def heads(self) -> Sequence[str]:
        """Points and versions, with their days."""
        return ("Point", *(f"{one.name}, {short_day(one.day)}" for one in self.plan.versions))

    def widths(self, width: int) -> Sequence[int]:
        """The versions share what the titles leave."""
        title = max(20, min(34, width // 5))
        versions = max(1, len(self.plan.versions))
        each = max(LEAST_CELL, (width - title) // versions)
        return (title, *(min(each, width - title) for _ in self.plan.versions))

    def cell_pieces(self, row: int, part: int, column: int, width: int) -> Sequence[Piece]:
        """Number and title; or change and source, and the wording under it."""
        point = self.plan.points[row]
        if column == 0:
            head = f"{point.number:>2} " if part == 0 else "   "
            words = _line(point.title, part, width - 3)
            return [(head, self.style("rows--muted")), (words, self.style("rows--plain"))]
        told = wordings_of(point, self.plan.versions[column - 1])
        if part:
            says = " ‖ ".join(one.says for one in told if one.says)
            return [(_line(says, part - 1, width), self.style("rows--plain"))]
        if not told:
            return [("? unknown", self.style("rows--muted"))]
        head = f"{CHANGE_SIGNS.get(told[0].change, '?')} {told[0].change}"
        reports = f" · {len(told)} reports differ" if len(told) > 1 else ""
        sources = "" if reports else f" · {told[0].source}" if told[0].source else ""
        return [
            (head, self.style("rows--mark")),
            (reports, self.style("rows--strong")),
            (sources, self.style("rows--muted")),
        ]


def _line(text: str, part: int, width: int) -> str:
    """One of the two lines that a text is given; the second is cut."""
    line = content.one_line(text)
    spans = wrap(line, max(4, width))
    if part >= min(2, len(spans)):
        return ""
    start, end = spans[part]
    return content.shorten(line[start:], width) if part else line[start:end]


def wordings_of(point: Point, version: Version) -> tuple[Wording, ...]:
    """What a version says about a point; several where reports contradict each other."""
    return tuple(one for one in point.wordings if one.version == version.id)
