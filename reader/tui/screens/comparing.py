"""Two texts side by side: dated positions, tellings of one act, wordings of a draft.

Takes pairs of texts made elsewhere; moves between pairs and gives the place in the text that the
reader wants to go to, if the text has one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer

from store.library import Library
from store.records import Plan, Point, Position, Statement

from ...tracking.matrix import Cell
from ...tracking.source import TrackerSource
from .. import content
from ..comparisons import telling_panels, turn_panel, wording_pairs, wording_panels
from ..keys import bindings_of
from ..panes.beside import Beside, Panel
from ..panes.rows import RowView
from ..reading import paragraph_starts
from ..screen_keys import COMPARE
from ..visits import Visit


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and where each stands."""

    left: Panel
    right: Panel
    visits: tuple[Visit | None, Visit | None] = (None, None)


def history_pairs(library: Library, source: TrackerSource, cell: Cell) -> list[Pair]:
    """Each stance of a cell beside the one that it changed to."""
    cited = source.cite([turn.evidence for turn in cell.path])
    told = [
        (turn_panel(turn, one), place_of(library, turn.evidence.position))
        for turn, one in zip(cell.path, cited, strict=True)
    ]
    return [Pair(a[0], b[0], (a[1], b[1])) for a, b in pairwise(told)]


def place_of(library: Library, position: Position) -> Visit:
    """Where the passage of a position stands."""
    if position.statement:
        return Visit(position.item, position.statement)
    item = library.item(position.item)
    starts = paragraph_starts(item)
    row = item.lines.index(position.line) if position.line in item.lines else -1
    if not 0 <= row < len(starts):
        return Visit(position.item)
    return Visit(position.item, None, (starts[row] + position.start, starts[row] + position.end))


def tellings_pairs(source: TrackerSource, statement: Statement) -> list[Pair]:
    """A statement beside each of its other tellings."""
    others = source.tellings.others(statement.id) if source.tellings else ()
    here = (statement, source.document(statement.document))
    pairs = []
    for other in others:
        left, right = telling_panels(here, (other, source.document(other.document)))
        visits = (Visit(statement.item, statement.id), Visit(other.item, other.id))
        pairs.append(Pair(left, right, visits))
    return pairs


def version_pairs(plan: Plan, point: Point, version: str | None) -> tuple[list[Pair], int]:
    """The wordings of a point side by side, and the pair to begin with."""
    pairs = [Pair(*wording_panels(plan, a, b)) for a, b in wording_pairs(point)]
    versions = [(a.version, b.version) for a, b in wording_pairs(point)]
    wanted = [pair for pair in versions if pair[0] == pair[1] == version]
    wanted += [pair for pair in versions if pair[1] == version]
    wanted += [pair for pair in versions if pair[0] == version]
    return pairs, versions.index(wanted[0]) if wanted else 0


class CompareScreen(Screen[Visit | None]):
    """Gives the place to go to, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(COMPARE)
    DEFAULT_CSS = """
    CompareScreen Vertical { border: round $border; border-title-color: $text-primary; }
    """
    AUTO_FOCUS = "Beside"

    def __init__(self, title: str, pairs: Sequence[Pair], index: int = 0) -> None:
        super().__init__()
        self._title, self._pairs = title, tuple(pairs)
        self.index = max(0, min(index, len(self._pairs) - 1))
        self._beside = Beside()

    @property
    def pair(self) -> Pair:
        """The pair that is shown."""
        return self._pairs[self.index]

    def compose(self) -> ComposeResult:
        """The two columns in a box."""
        with Vertical():
            yield self._beside
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the first pair."""
        self._show()

    def _show(self) -> None:
        box = self.query_one(Vertical)
        box.border_title = content.title(content.shorten(self._title, max(20, self.size.width - 8)))
        many = f"{self.index + 1} of {len(self._pairs)} · " if len(self._pairs) > 1 else ""
        goes = "Enter goes to ▶ · " if any(self.pair.visits) else ""
        box.border_subtitle = f"{many}{goes}Esc back"
        self._beside.show(self.pair.left, self.pair.right)

    def action_step(self, step: int) -> None:
        """Show another pair."""
        target = self.index + step
        if 0 <= target < len(self._pairs):
            self.index = target
            self._show()

    def action_side(self, side: int) -> None:
        """Choose the left or the right one; 2: the other one."""
        self._beside.choose_side(1 - self._beside.side if side == 2 else side)

    @on(RowView.Chosen)
    def _chosen(self) -> None:
        visit = self.pair.visits[self._beside.side]
        if visit:
            self.dismiss(visit)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
