"""The tracker: points × sides as of a day, and points × versions; every cell opens its evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Footer

from store.library import Library

from ...tracking.matrix import Order, Tracker
from ...tracking.source import TrackerSource
from .. import content
from ..keys import bindings_of
from ..labels import counted
from ..panes.grid import GridView
from ..panes.tracker_matrix import MatrixView, table_of
from ..panes.tracker_versions import VersionsView
from ..screen_keys import TRACKER
from ..trails import EvidencePlace, TrackerPlace
from ..visits import Visit
from .actor import ActorScreen
from .as_of import as_of_label, day_choices, stepped
from .comparing import CompareScreen, history_pairs, version_pairs
from .evidence import EvidenceScreen
from .picker import Picker
from .sorting import SortingScreen

ORDERS = (Order.NUMBER, Order.ACTIVITY, Order.DISAGREEMENT)
LEGEND = "+ supports − opposes ± conditional → proposes · silent −›± changed"


class TrackerScreen(SortingScreen):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(TRACKER)
    DEFAULT_CSS = """
    TrackerScreen VersionsView { display: none; }
    TrackerScreen.-versions VersionsView { display: block; }
    TrackerScreen.-versions MatrixView { display: none; }
    """
    AUTO_FOCUS = "MatrixView"

    def __init__(
        self,
        library: Library,
        source: TrackerSource,
        place: TrackerPlace,
        evidence: EvidencePlace | None = None,
    ) -> None:
        super().__init__(source)
        self._library, self._source, self._start = library, source, place
        self._evidence = evidence
        self._tracker: Tracker | None = None
        self.as_of, self._order, self._opened = place.as_of, place.order, place.opened
        self._digits = ""
        self.matrix, self.versions = MatrixView(), VersionsView()

    @property
    def place(self) -> TrackerPlace:
        """What is shown and where the cursor is."""
        row = self.matrix.row
        point = self.versions.point if self.is_versions else row.point if row else None
        return TrackerPlace(
            self.as_of,
            "versions" if self.is_versions else "sides",
            self._order,
            point.number if point else None,
            self.matrix.chosen.actor.id if self.matrix.chosen else None,
            self._opened,
        )

    @property
    def is_versions(self) -> bool:
        """Whether versions are shown, not sides."""
        return self.has_class("-versions")

    def compose(self) -> ComposeResult:
        """Both tables in a box, of which one is shown."""
        with Vertical():
            yield self.matrix
            yield self.versions
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the tracker as soon as it is there."""
        self.versions.show(self._library.plan)
        if self._start.view == "versions":
            self.action_turn()
        self._title()
        self.matrix.empty_text = "Sorting the tracker …"
        self.sort_then(self._arrived)

    def _arrived(self, tracker: Tracker) -> None:
        """Show it, and the evidence that is to be come back to."""
        start, self._tracker = self._start, tracker
        self.matrix.empty_text = MatrixView.empty_text
        self._show()
        if start.point is not None:
            self.matrix.go_to_point(start.point)
            self.versions.go_to_point(start.point)
        ids = [one.actor.id for one in self.matrix.table.columns]
        self.matrix.columns_changed(ids.index(start.actor) + 1 if start.actor in ids else 0)
        if self._evidence:
            self._open_evidence(self._evidence)

    def _show(self) -> None:
        if self._tracker is None:
            return
        matrix = self._tracker.matrix(self.as_of, ORDERS[self._order])
        self.matrix.show(table_of(self._tracker, matrix, self._opened))
        self._title()

    def _title(self) -> None:
        box = self.query_one(Vertical)
        when = f"as of {as_of_label(self.as_of, self._library)}" if self.as_of else "all days"
        if self.is_versions:
            box.border_title = content.title("Points × versions")
            box.border_subtitle = (
                "= same ≠ changed ✗ dropped + new ? unknown · Enter shows it whole"
            )
        else:
            box.border_title = content.title(
                f"Points × sides, {when}, by {ORDERS[self._order].value}"
            )
            box.border_subtitle = LEGEND

    # Keys

    def key_typed(self, event: events.Key) -> None:
        """Digits go to the point of that number."""
        digit = event.character if event.character and event.character.isdecimal() else ""
        if not digit:
            self._digits = ""
            return
        event.stop()
        event.prevent_default()
        self._go_to(digit)

    def _go_to(self, digit: str) -> None:
        """Go to the point whose number the digits make so far."""
        table = self.versions if self.is_versions else self.matrix
        longer = self._digits + digit
        self._digits = longer if table.go_to_point(int(longer)) else digit
        if self._digits != longer and not table.go_to_point(int(digit)):
            self.status.say(f"The plan has no point {digit}.")

    def action_sort(self) -> None:
        """Sort by number, by activity, by disagreement."""
        self._order = (self._order + 1) % len(ORDERS)
        self._show()

    def action_turn(self) -> None:
        """From sides to versions and back, on the same point."""
        self.toggle_class("-versions")
        here, there = self.matrix, self.versions
        if self.is_versions:
            if here.row:
                there.go_to_point(here.row.point.number)
            there.focus()
        else:
            if there.point:
                here.go_to_point(there.point.number)
            here.focus()
        self._title()

    def action_voices(self) -> None:
        """Open the side under the cursor into its actors, or close it."""
        chosen = self.matrix.chosen
        if self.is_versions or chosen is None or self._tracker is None:
            self.status.say("Move to a side first: l and h.")
            return
        side = self._tracker.side_of(chosen.actor.id)
        was_open = side in self._opened
        self._opened ^= {side}
        self._show()
        ids = [one.actor.id for one in self.matrix.table.columns]
        self.matrix.columns_changed(ids.index(side) + 1)
        if not was_open and len(self._tracker.voices(side)) == 0:
            self.status.say("Nobody has spoken for this side.")
        elif not was_open:
            voices = len(self._tracker.voices(side))
            self.status.say(f"{counted(voices, 'voice')}; o closes them again.")

    def action_as_of(self) -> None:
        """Let the reader choose the day up to which everything counts."""
        current = self.as_of.isoformat() if self.as_of else ""
        self.app.push_screen(
            Picker("As of which day?", day_choices(self._library.days()), current),
            self._as_of_chosen,
        )

    def _as_of_chosen(self, value: str | None) -> None:
        if value is not None:
            self.as_of = date.fromisoformat(value) if value else None
            self._show()

    def action_day(self, step: int) -> None:
        """Move the as-of day to the next day with items; past the last one it is off."""
        self.as_of, words = stepped(self._library.days(), self.as_of, step)
        self._show()
        self.status.say(words)

    # What a cell opens

    @on(GridView.CellChosen)
    def _chosen(self, event: GridView.CellChosen) -> None:
        if event.view is self.versions:
            self._open_versions()
            return
        row, cell, column = self.matrix.row, self.matrix.cell, self.matrix.chosen
        if row is None:
            return
        point = row.point.number
        if cell is None or column is None:
            self._open_evidence(EvidencePlace(point, as_of=self.as_of, tracker=self.place))
        elif not cell.evidence:
            self.status.say(f"{column.actor.name} has not spoken to this point.")
        else:
            place = EvidencePlace(
                point, column.actor.id, not column.is_voice, self.as_of, None, self.place
            )
            self._open_evidence(place)

    def _open_evidence(self, place: EvidencePlace) -> None:
        self._evidence = None
        screen = EvidenceScreen(self._library, self._source, place)
        self.app.push_screen(screen, self._left)

    def _open_versions(self) -> None:
        point, version = self.versions.point, self.versions.version
        if point is None or not point.wordings:
            self.status.say("No draft is known to say anything on this point.")
            return
        pairs, index = version_pairs(self._library.plan, point, version.id if version else None)
        self.app.push_screen(CompareScreen(f"{point.number} {point.title}", pairs, index))

    def _left(self, visit: Visit | None) -> None:
        """Go on to the text, or take over what was decided meanwhile."""
        if visit:
            self.dismiss(visit)
        else:
            self.sort_then(self._again)

    def _again(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._show()

    def action_history(self) -> None:
        """Show how the stance of the cell changed, side by side."""
        cell, row = self.matrix.cell, self.matrix.row
        if self.is_versions or cell is None or row is None:
            self.status.say("Move to a side first: l and h.")
            return
        if len(cell.path) < 2:
            self.status.say("No change of position is known here.")
            return
        pairs = history_pairs(self._library, self._source, cell)
        name = self._source.name(cell.actor)
        steps = " → ".join(turn.stance.value for turn in cell.path)
        title = f"{name} on {row.point.number} {row.point.title}: {steps}"
        trail = EvidencePlace(
            cell.point,
            cell.actor,
            is_side=not (self.matrix.chosen and self.matrix.chosen.is_voice),
            as_of=self.as_of,
            tracker=self.place,
        )

        def left(visit: Visit | None) -> None:
            if visit:
                self.dismiss(replace(visit, trail=trail))

        self.app.push_screen(CompareScreen(title, pairs, len(pairs) - 1), left)

    def action_actor(self) -> None:
        """Open the page of the side or actor under the cursor."""
        chosen = self.matrix.chosen
        if self.is_versions or chosen is None:
            self.status.say("Move to a side first: l and h.")
            return
        screen = ActorScreen(self._library, self._source, chosen.actor.id, self.as_of)
        self.app.push_screen(screen, self._left)
