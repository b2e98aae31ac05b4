"""The actor list: who is in the items shown, most mentioned first.

Shows ``ActorSummary`` records; posts ``ActorChosen``. Actors of the item being read carry a sign.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import on

from store.library import ActorSummary

from .. import content
from ..content import Piece
from ..labels import KIND_SIGNS
from ..messages import ActorChosen, ActorHighlighted
from .rows import RowView

_LEAST_ROLE = 8
"""Cells from which a role is begun."""


class ActorsPane(RowView):
    """The list of actors."""

    empty_text = "No actors named here.\n\nEsc takes filters off,\nI imports files."
    chooses_on_click = True

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.summaries: tuple[ActorSummary, ...] = ()
        self.chosen: str | None = None
        self.lit: frozenset[str] = frozenset()
        self._rows: dict[str, int] = {}

    def show(self, summaries: tuple[ActorSummary, ...], chosen: str | None) -> None:
        """Show other counts; the cursor stays on its actor."""
        here = self.actor_id
        self.summaries, self.chosen = summaries, chosen
        self._rows = {summary.actor.id: row for row, summary in enumerate(summaries)}
        self.rows_changed(self._rows.get(chosen or here or "", 0))
        self.border_subtitle = content.title(f"{len(summaries)}") if summaries else ""

    def light(self, actors: frozenset[str]) -> None:
        """Mark the actors of the item being read."""
        changed, self.lit = self.lit ^ actors, actors
        self.refresh_rows(*(self._rows[one] for one in changed if one in self._rows))

    @property
    def actor_id(self) -> str | None:
        """The id of the actor under the cursor."""
        inside = 0 <= self.cursor < len(self.summaries)
        return self.summaries[self.cursor].actor.id if inside else None

    def row_count(self) -> int:
        """One row each."""
        return len(self.summaries)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Signs, name, mentions and statements."""
        summary = self.summaries[row]
        actor = summary.actor
        is_lit, is_chosen = actor.id in self.lit, actor.id == self.chosen
        counts = f" {summary.mentions or '·':>4}"
        said = f" {f'“{summary.statements}”' if summary.statements else '':>5}"
        name = self.style("rows--strong" if is_lit or is_chosen else "rows--plain")
        sign = "✓" if is_chosen else "›" if is_lit else " "
        room = width - 4 - len(counts) - len(said)
        words = content.shorten(actor.name, room)
        left = room - cell_len(words)
        role = f" {actor.role}" if actor.role and left > _LEAST_ROLE else ""
        return [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (f"{sign}{KIND_SIGNS[actor.kind]} ", self.style("rows--mark")),
            (words, name),
            (content.fit(role, left), self.style("rows--muted")),
            (counts, self.style("rows--muted")),
            (said, self.style("rows--muted")),
        ]

    def _room_for_role(self, row: int) -> int:
        """Cells that a role has beside the name; less than none where the name is cut."""
        room = self.row_width - 4 - 5 - 6 - cell_len(self.summaries[row].actor.name)
        return room if room < 0 or room > _LEAST_ROLE else 0

    @on(RowView.Chosen)
    def _chosen_row(self, event: RowView.Chosen) -> None:
        event.stop()
        self.post_message(ActorChosen(self.summaries[event.row].actor))

    @on(RowView.Moved)
    def _moved(self, event: RowView.Moved) -> None:
        event.stop()
        actor, left = self.summaries[event.row].actor, self._room_for_role(event.row)
        if left < 0 or (actor.role and left < cell_len(f" {actor.role}")):
            self.post_message(ActorHighlighted(actor))
