"""The evidence behind a cell of the tracker, newest first, and the reader's decisions over it.

Takes a place: a point with a side, an actor, or everybody. Gives the place in the text that the
reader goes to, with the evidence to come back to.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Static

from store.correcting import CONFIRMED
from store.library import Library
from store.records import Stance

from ...tracking.matrix import Cell, Evidence, Tracker
from ...tracking.source import TrackerSource, position_decisions
from .. import content
from ..keys import bindings_of
from ..labels import STANCE_SIGNS, counted, short_day
from ..panes.evidence_rows import EvidenceEntry, EvidenceRows
from ..panes.rows import RowView
from ..screen_keys import EVIDENCE
from ..trails import EvidencePlace
from ..visits import Visit
from .actor import ActorScreen
from .as_of import as_of_label
from .comparing import CompareScreen, history_pairs, place_of, tellings_pairs
from .deciding import Deciding
from .sorting import SortingScreen

MOST_TURNS = 4


class EvidenceScreen(SortingScreen):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(EVIDENCE)
    DEFAULT_CSS = """
    EvidenceScreen .path { height: auto; max-height: 7; padding: 0 1; margin-bottom: 1; }
    """
    AUTO_FOCUS = "EvidenceRows"

    def __init__(self, library: Library, source: TrackerSource, place: EvidencePlace) -> None:
        super().__init__(source)
        self._library, self._source, self._place = library, source, place
        self._rows = EvidenceRows()
        self._deciding = Deciding(self, library, self._decided)

    @property
    def place(self) -> EvidencePlace:
        """What is shown and where the cursor is."""
        entry = self._rows.entry
        return self._place._replace(position=entry.position.id if entry else None)

    def compose(self) -> ComposeResult:
        """How the stances changed, and the acts."""
        with Vertical():
            yield Static("", classes="path", markup=False)
            yield self._rows
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the evidence."""
        self._load(self._place.position)

    def _load(self, position: str | None, words: str = "") -> None:
        """Show the evidence as it is now, and say something once it is there."""

        def use(tracker: Tracker) -> None:
            self._show(tracker, position)
            if words:
                self.call_later(self.status.say, words)

        self.sort_then(use)

    def _show(self, tracker: Tracker, position: str | None) -> None:
        place = self._place
        cells = self._cells(tracker)
        if place.actor is None:
            evidence = tracker.evidence_on(place.point, place.as_of)
        else:
            evidence = cells[0].evidence
        turned = {
            after.evidence.position.id: before.stance
            for cell in cells
            for before, after in pairwise(cell.path)
        }
        entries = self._entries(tracker, evidence, turned)
        self._rows.show(entries, position)
        path = self.query_one(".path", Static)
        path.update(Content("\n").join(self._path(cell) for cell in cells if cell.path))
        path.display = any(cell.path for cell in cells)
        self._title(len(evidence))

    def _cells(self, tracker: Tracker) -> list[Cell]:
        place = self._place
        if place.actor is None:
            return [tracker.cell(place.point, one.id, place.as_of) for one in tracker.sides]
        if place.is_side:
            return [tracker.cell(place.point, place.actor, place.as_of)]
        return [tracker.cell_of_actor(place.point, place.actor, place.as_of)]

    def _entries(
        self, tracker: Tracker, evidence: tuple[Evidence, ...], turned: dict[str, Stance]
    ) -> tuple[EvidenceEntry, ...]:
        place, source = self._place, self._source

        def is_of(actor: str) -> bool:
            whose = tracker.side_of(actor) if place.is_side else actor
            return place.actor is None or whose == place.actor

        decisions = position_decisions(self._library.notes)
        shown = (*evidence, *source.rejected(place.point, is_of))
        return tuple(
            EvidenceEntry(
                cited,
                _decision(decisions, cited.evidence),
                "" if place.actor else source.name(tracker.side_of(cited.evidence.position.actor)),
                turned.get(cited.evidence.position.id),
            )
            for cited in source.cite(shown)
        )

    def _path(self, cell: Cell) -> Content:
        turns = [
            f"{STANCE_SIGNS[turn.stance]} {turn.stance.value} {short_day(turn.day)}"
            for turn in cell.path[-MOST_TURNS:]
        ]
        more = "… " if len(cell.path) > MOST_TURNS else ""
        name = content.shorten(self._source.name(cell.actor), 20)
        return content.content(f"{name:<14} {more}{' › '.join(turns)}")

    def _title(self, count: int) -> None:
        place, box = self._place, self.query_one(Vertical)
        titles = {point.number: point.title for point in self._library.plan.points}
        who = self._source.name(place.actor) if place.actor else "Everybody"
        when = f", as of {as_of_label(place.as_of, self._library)}" if place.as_of else ""
        title = f"{who} on {place.point} {titles.get(place.point, '')}{when}"
        box.border_title = content.title(content.shorten(title, max(20, self.size.width - 6)))
        pieces = counted(count, "piece of evidence", "pieces of evidence")
        box.border_subtitle = f"{pieces}, newest first · Enter goes there, H comes back"

    # Going on from a piece of evidence

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        position = self._rows.entries[event.row].position
        self._leave(place_of(self._library, position))

    def _leave(self, visit: Visit | None) -> None:
        if visit:
            self.dismiss(replace(visit, trail=self.place))

    def action_history(self) -> None:
        """Show how the stance of the one under the cursor changed, side by side."""
        entry, tracker = self._rows.entry, self._source.tracker
        if entry is None or tracker is None:
            return
        point, actor, as_of = self._place.point, entry.position.actor, self._place.as_of
        cell = tracker.cell_of_actor(point, actor, as_of)
        if len(cell.path) < 2 and (self._place.actor is None or self._place.is_side):
            cell = tracker.cell(point, tracker.side_of(actor), as_of)
        if len(cell.path) < 2:
            self.status.say(f"{entry.cited.actor} has kept to one stance on this point.")
            return
        pairs = history_pairs(self._library, self._source, cell)
        name = self._source.name(cell.actor)
        steps = " → ".join(turn.stance.value for turn in cell.path)
        screen = CompareScreen(f"{name} on {point}: {steps}", pairs, len(pairs) - 1)
        self.app.push_screen(screen, self._leave)

    def action_tellings(self) -> None:
        """Show the same act as other documents tell it."""
        entry = self._rows.entry
        said = entry.cited.statement if entry else None
        pairs = tellings_pairs(self._source, said) if said else []
        if pairs:
            self.app.push_screen(CompareScreen("Other tellings", pairs), self._leave)
        else:
            self.status.say("It is told here only.")

    def action_actor(self) -> None:
        """Open the actor's page."""
        entry = self._rows.entry
        if entry:
            screen = ActorScreen(
                self._library, self._source, entry.position.actor, self._place.as_of
            )
            self.app.push_screen(screen, self._left_actor)

    def _left_actor(self, visit: Visit | None) -> None:
        self._leave(visit)
        if visit is None:
            self._load(self.place.position)

    # Decisions

    def action_decide(self, what: str) -> None:
        """Confirm, reject or change the one under the cursor, or correct its speaker."""
        entry = self._rows.entry
        if entry is None:
            return
        if what == "speaker":
            if entry.cited.statement:
                self._deciding.speaker(entry.cited.statement)
            else:
                self.status.say("It is no quotation: e changes whose position it is.")
        elif what == "confirm":
            self._deciding.confirm(entry.position)
        elif what == "reject":
            self._deciding.reject(entry.position)
        else:
            self._deciding.change(entry.position)

    def action_undo(self) -> None:
        """Take the latest change back."""
        self._deciding.undo()

    def action_redo(self) -> None:
        """Make it again."""
        self._deciding.redo()

    def _decided(self, words: str) -> None:
        self._load(self.place.position, words)


def _decision(decisions: dict[str, str | None], evidence: Evidence) -> str:
    """What the reader decided on a piece of evidence, as a word."""
    key = evidence.position.id
    if key not in decisions:
        return ""
    value = decisions[key]
    if value is None:
        return "rejected"
    return "confirmed" if value == CONFIRMED else "changed"
