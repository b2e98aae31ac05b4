"""The reader's decisions over what the program proposed: a list, each of which can be withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer

from store.citing import in_marks
from store.errors import NotFound, ParleyError
from store.library import Library
from store.records import Correction

from ...export.decisions import decided
from .. import content
from ..content import Piece
from ..keys import bindings_of
from ..labels import counted, moment_label
from ..panes.rows import RowView
from ..panes.status import StatusLine
from ..screen_keys import DECISIONS
from ..visits import Visit
from .comparing import place_of
from .deciding import Deciding
from .hints import hint


class DecisionRows(RowView):
    """Decisions, newest first: what was decided, and the words it is about."""

    row_height = 2
    empty_text = (
        "No decisions yet.\n\nIn the evidence y confirms, n rejects and e changes a position;\n"
        "in the text D corrects a day, S a speaker, t the points, P adds a position."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.corrections: tuple[Correction, ...] = ()
        self._names: dict[str, str] = {}

    def show(self, corrections: Sequence[Correction], names: dict[str, str]) -> None:
        """Show other decisions."""
        self.corrections, self._names = tuple(corrections), names
        self.rows_changed(min(self.cursor, max(0, len(corrections) - 1)))

    @property
    def correction(self) -> Correction | None:
        """The one under the cursor."""
        inside = 0 <= self.cursor < len(self.corrections)
        return self.corrections[self.cursor] if inside else None

    def row_count(self) -> int:
        """All of them."""
        return len(self.corrections)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """What was decided and when; the words."""
        one = self.corrections[row]
        pointer = ("▌" if is_current else " ", self.style("rows--mark"))
        if part:
            words = content.fit(f"   {in_marks(one.quote)}", width - 2)
            return [pointer, (words, self.style("rows--muted"))]
        when = f" {moment_label(one.created)} "
        said = content.fit(f" ✓ {decided(one, self._names)}", width - 1 - len(when))
        return [pointer, (said, self.style("rows--strong")), (when, self.style("rows--muted"))]


class DecisionsScreen(Screen[Visit | None]):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(DECISIONS)
    DEFAULT_CSS = """
    DecisionsScreen { layers: default status; }
    DecisionsScreen Vertical { border: round $border; border-title-color: $text-primary; }
    """
    AUTO_FOCUS = "DecisionRows"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._rows = DecisionRows()
        self._deciding = Deciding(self, library, self._decided)
        self.status = StatusLine()

    def compose(self) -> ComposeResult:
        """The list in a box."""
        with Vertical() as box:
            box.border_title = "Your decisions"
            yield self._rows
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show all."""
        self._show()

    def on_key(self) -> None:
        """What was said stays until the next key."""
        self.status.clear()

    def _show(self) -> None:
        corrections = self._library.notes.corrections()
        names = {one.actor.id: one.actor.name for one in self._library.actors()}
        self._rows.show(corrections[::-1], names)
        count = counted(len(corrections), "decision")
        told = f"{count}, newest first · {{open}} goes there"
        self.query_one(Vertical).border_subtitle = hint(self, told)

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        visit = self._place(self._rows.corrections[event.row].target)
        if visit:
            self.dismiss(visit)
        else:
            self.status.say("It is about no place in the text.")

    def _place(self, target: str) -> Visit | None:
        """Where the item, statement or position stands that a decision is about."""
        library = self._library
        try:
            return Visit(library.item(target).id)
        except NotFound:
            pass
        try:
            statement = library.statement(target)
            return Visit(statement.item, statement.id)
        except NotFound:
            pass
        try:
            return place_of(library, library.position(target))
        except NotFound:
            return None

    def action_withdraw(self) -> None:
        """Take the decision under the cursor back."""
        one = self._rows.correction
        if one is None:
            return
        try:
            self._library.notes.withdraw(one.id)
        except ParleyError as error:
            self.status.say(str(error), is_error=True)
            return
        self._show()
        self.status.say("Withdrawn; u brings it back.")

    def action_undo(self) -> None:
        """Take the latest change back."""
        self._deciding.undo()

    def action_redo(self) -> None:
        """Make it again."""
        self._deciding.redo()

    def _decided(self, words: str) -> None:
        self._show()
        self.status.say(words)

    def action_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)
