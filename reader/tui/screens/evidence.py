"""The evidence behind a cell of the tracker, newest first; Enter goes to the place in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from store.records import Point

from ...tracking.matrix import Cell, Evidence
from .. import content
from ..content import Piece
from ..labels import STANCE_SIGNS, counted, short_day
from ..panes.rows import RowView
from ..wrapping import wrap
from .notes import Visit


class EvidenceRows(RowView):
    """One act in four lines: stance and day, then its passage."""

    row_height = 4
    empty_text = "No evidence."
    DEFAULT_CSS = """
    EvidenceRows { height: auto; max-height: 1fr; }
    """

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        super().__init__()
        self.evidence = evidence

    def row_count(self) -> int:
        """All acts."""
        return len(self.evidence)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Stance, words that show it, tellings; then the passage."""
        shown = self.evidence[row]
        position = shown.position
        pointer = ("▌" if is_current else " ", self.style("rows--mark"))
        if part == 0:
            told = len(shown.tellings)
            more = f" · told {told} times" if told > 1 else ""
            sign = f"{STANCE_SIGNS[position.stance]} {position.stance.value}"
            head = f"{sign} · {short_day(position.day)} · by “{position.cue}”{more}"
            return [pointer, (content.fit(head, width - 2), self.style("rows--heading"))]
        spans = wrap(content.one_line(position.passage[: 6 * width]), width - 5)
        start, end = spans[part - 1] if part - 1 < len(spans) else (0, 0)
        words = position.passage[start:end]
        if part == 3:
            words = "─" * (width - 6)
        return [pointer, ("   ", self.style("rows--muted")), (words, self.style("rows--plain"))]


class EvidenceScreen(ModalScreen[Visit | None]):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "close", "Back")]
    DEFAULT_CSS = """
    EvidenceScreen { align: center middle; }
    EvidenceScreen > Vertical { width: 100; max-width: 96%; height: auto; max-height: 90%;
        border: round $border; border-title-color: $text-primary; background: $surface;
        padding: 0 1; }
    """

    def __init__(self, name: str, point: Point, cell: Cell) -> None:
        super().__init__()
        self._name, self._point, self._cell = name, point, cell
        self._rows = EvidenceRows(cell.evidence)

    def compose(self) -> ComposeResult:
        """The path of the stance as a title, and the acts."""
        path = " → ".join(f"{turn.stance.value} {short_day(turn.day)}" for turn in self._cell.path)
        with Vertical() as box:
            box.border_title = content.title(
                f"{self._name} on {self._point.number} {self._point.title}: {path}"
            )
            count = counted(len(self._cell.evidence), "act")
            box.border_subtitle = f"{count}, newest first · Enter goes there · Esc back"
            yield self._rows

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        position = self._rows.evidence[event.row].position
        self.dismiss(Visit(position.item, position.statement))

    def action_close(self) -> None:
        """Back to the tracker."""
        self.dismiss(None)
