"""Two texts side by side in two columns, with spans of each marked.

Shows two ``Panel``s; a marked span is underlined and bold, so that it can be told without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..content import Piece, fit, one_line
from ..wrapping import wrap
from .rows import RowView

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the two texts."""

    heads: tuple[str, ...]
    """Lines above the text; the first stands out."""
    words: str
    marks: tuple[Span, ...] = ()
    """Spans of the words, half-open."""


class Beside(RowView):
    """Two panels; the cursor scrolls."""

    COMPONENT_CLASSES = RowView.COMPONENT_CLASSES | {"beside--mark"}
    DEFAULT_CSS = """
    Beside > .beside--mark { text-style: bold underline; }
    Beside > .rows--cursor, Beside:focus > .rows--cursor {
        background: transparent; color: $foreground;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = self.right = Panel((), "")
        self.side = 1
        """The chosen panel: 0 the left one, 1 the right one."""
        self._lines: tuple[list[list[Piece]], list[list[Piece]]] = ([], [])
        self._laid_out = 0

    def show(self, left: Panel, right: Panel) -> None:
        """Show two texts."""
        self.left, self.right = left, right
        self._laid_out = 0
        self.rows_changed()

    def choose_side(self, side: int) -> None:
        """Choose a panel."""
        self.side = side
        self._laid_out = 0
        self.refresh()

    @property
    def _room(self) -> int:
        return max(8, (self.row_width - 5) // 2)

    def row_count(self) -> int:
        """As many as the longer panel has."""
        self._lay_out()
        return max(len(self._lines[0]), len(self._lines[1]))

    def _lay_out(self) -> None:
        if self._laid_out != self._room:
            self._laid_out = self._room
            self._lines = (self._broken(self.left, 0), self._broken(self.right, 1))

    def _broken(self, panel: Panel, side: int) -> list[list[Piece]]:
        room, lines = self._room, []
        for number, head in enumerate(panel.heads):
            style = self.style("rows--muted" if number else "rows--heading")
            sign = ("▶ " if side == self.side else "  ") if number == 0 else ""
            text = one_line(sign + head)
            lines += [[(text[start:end], style)] for start, end in wrap(text, room)]
        lines.append([])
        for start, end in wrap(one_line(panel.words), room):
            lines.append(self._marked(panel, start, end))
        return lines

    def _marked(self, panel: Panel, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        plain, mark, words = self.style("rows--plain"), self.style("beside--mark"), panel.words
        for first, last in panel.marks:
            first, last = max(first, start), min(last, end)
            if first < last:
                pieces += [(words[start:first], plain), (words[first:last], mark)]
                start = last
        return [*pieces, (words[start:end], plain)]

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """A line of each, with a rule between."""
        self._lay_out()
        left, right = ([*lines[row]] if row < len(lines) else [] for lines in self._lines)
        used = sum(len(text) for text, _ in left)
        fitted = [(one_line(text), style) for text, style in left]
        gap = fit("", max(0, self._room - used))
        rule = self.style("rows--muted")
        return [(" ", rule), *fitted, (gap, rule), (" │ ", rule), *right]
