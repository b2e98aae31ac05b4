"""The timeline: a heat map of points × days and of actors × days; a cell opens its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer

from store.filters import Filter
from store.library import Library

from ...tracking.timeline import actors_by_day, points_by_day
from .. import content
from ..keys import bindings_of
from ..panes.grid import GridView
from ..panes.heat import HeatView
from ..panes.status import StatusLine
from ..screen_keys import TIMELINE
from .as_of import as_of_label


@dataclass(frozen=True, slots=True)
class CellItems:
    """The items of one cell: of a point or an actor, on one day or on all."""

    point: int | None = None
    actor: str | None = None
    day: date | None = None


class TimelineScreen(Screen[CellItems | None]):
    """Gives the cell whose items are wanted, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TIMELINE)
    DEFAULT_CSS = """
    TimelineScreen { layers: default status; }
    TimelineScreen Vertical { border: round $border; border-title-color: $text-primary; }
    """
    AUTO_FOCUS = "HeatView"

    def __init__(self, library: Library, as_of: date | None) -> None:
        super().__init__()
        self._library, self._as_of = library, as_of
        self.shows_points = True
        self.heat = HeatView()
        self.status = StatusLine()

    def compose(self) -> ComposeResult:
        """The map in a box."""
        with Vertical():
            yield self.heat
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show points first."""
        self._show()

    def on_key(self) -> None:
        """What was said stays until the next key."""
        self.status.clear()

    def _show(self) -> None:
        library = self._library
        items = library.items(Filter(last_day=self._as_of))
        if self.shows_points:
            points = library.plan.points
            names = {str(one.number): f"{one.number:>2} {one.title}" for one in points}
            heat = points_by_day(items, [one.number for one in points])
        else:
            names = {one.actor.id: one.actor.name for one in library.actors()}
            heat = actors_by_day(items)
        what = "Points" if self.shows_points else "Actors"
        self.heat.show(heat, f"{what}, items in all", names)
        when = f", as of {as_of_label(self._as_of, library)}" if self._as_of else ""
        box = self.query_one(Vertical)
        box.border_title = content.title(f"{what} × days, {self.heat.months}{when}")
        box.border_subtitle = (
            f"number of items, █ is {heat.peak} · Enter shows them · Tab turns · Esc back"
        )

    @on(GridView.CellChosen)
    def _chosen(self, event: GridView.CellChosen) -> None:
        row = self.heat.map.rows[event.row]
        day = self.heat.map.days[event.column - 1] if event.column else None
        count = row.counts[event.column - 1] if event.column else row.total
        if not count:
            self.status.say("No items here.")
        elif self.shows_points:
            self.dismiss(CellItems(point=int(row.key), day=day))
        else:
            self.dismiss(CellItems(actor=row.key, day=day))

    def action_turn(self) -> None:
        """Points become actors and the other way."""
        self.shows_points = not self.shows_points
        self._show()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
