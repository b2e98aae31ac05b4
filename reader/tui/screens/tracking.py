"""From the text to the tracker, to evidence, actors, tellings and the timeline, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.errors import LibraryReadOnly
from store.records import Statement

from ...tracking.matrix import Tracker
from ...tracking.source import TrackerSource
from ..labels import outlet_label, short_day
from ..trails import EvidencePlace, TrackerPlace
from ..visits import Visit
from .actor import ActorScreen
from .comparing import CompareScreen, tellings_pairs
from .deciding import Deciding
from .decisions import DecisionsScreen
from .evidence import EvidenceScreen
from .picker import Choice, Picker
from .sorting import AT_ONCE, with_tracker
from .timeline import CellItems, TimelineScreen
from .tracker import TrackerScreen

if TYPE_CHECKING:
    from .reading import ReadingScreen


WARM_UP = 0.3
"""Seconds after which a small library's tellings are looked for."""


class Tracking:
    """Opens what adds up over all documents."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self.source = TrackerSource(screen.library)
        self._deciding = Deciding(screen, screen.library, self._decided)
        self._is_warming = False
        screen.gathering.also_in = self.also_in

    # The tracker and its evidence

    def tracker(self) -> None:
        """Open the tracker as of the reader's day."""
        self._open(TrackerPlace(as_of=self._screen.narrowing.as_of))

    def evidence(self, point: int, actor: str) -> None:
        """Open the evidence of one actor on one point."""
        self._open_evidence(EvidencePlace(point, actor, as_of=self._screen.narrowing.as_of))

    def reopen(self, trail: EvidencePlace) -> None:
        """Come back to evidence, over the tracker that it was opened from."""
        if trail.tracker:
            self._open(trail.tracker, trail)
        else:
            self._open_evidence(trail)

    def _open(self, place: TrackerPlace, evidence: EvidencePlace | None = None) -> None:
        screen = self._screen
        version = screen.library.records_version
        tracker = TrackerScreen(screen.library, self.source, place, evidence)
        screen.app.push_screen(tracker, lambda visit: self._left(tracker, visit, version))

    def _open_evidence(self, place: EvidencePlace) -> None:
        screen = self._screen
        version = screen.library.records_version
        screen.app.push_screen(
            EvidenceScreen(screen.library, self.source, place),
            lambda visit: self._back(visit, version),
        )

    def _left(self, tracker: TrackerScreen, visit: Visit | None, version: int) -> None:
        """The as-of day comes back with the reader."""
        screen = self._screen
        if tracker.as_of != screen.narrowing.as_of:
            screen.answer(
                lambda: screen.narrow(screen.narrowing.with_value("as_of", tracker.as_of))
            )
        self._back(visit, version)

    def _back(self, visit: Visit | None, version: int) -> None:
        screen = self._screen
        if screen.library.records_version != version:
            screen.answer(screen.library_changed)
        if visit:
            screen.answer(lambda: screen.controllers.noting.visit(visit))

    # Actors, tellings, days

    def actor(self) -> None:
        """Open the page of the actor under the cursor, or of the current statement's speaker."""
        screen = self._screen
        if screen.focused is screen.actors and screen.actors.actor_id:
            self.actor_page(screen.actors.actor_id)
        elif screen.text.statement and screen.text.statement.speaker_id:
            self.actor_page(screen.text.statement.speaker_id)
        elif screen.text.statement:
            screen.say("Its speaker is not known; S says who it is.")
        else:
            screen.say("Go to a statement with ), or to an actor with 3.")

    def actor_page(self, actor: str) -> None:
        """Open an actor's page."""
        screen = self._screen
        version = screen.library.records_version
        screen.app.push_screen(
            ActorScreen(screen.library, self.source, actor, screen.narrowing.as_of),
            lambda visit: self._back(visit, version),
        )

    def tellings(self) -> None:
        """Show the current statement, or one of the item's, as other documents tell it."""
        statement = self._screen.text.statement
        if statement:
            self._with_tracker(lambda _: self._tell(statement))
        else:
            self._with_tracker(lambda _: self._choose_telling())

    def also_in(self, statements: tuple[Statement, ...]) -> dict[str, str]:
        """The other outlets that tell statements, as soon as tellings are known.

        In a small library they are looked for once the reader has something to look at.
        """
        tellings = self.source.tellings
        if tellings is None:
            self._warm_up()
            return {}
        told = {}
        for one in statements:
            own = outlet_label(self.source.document(one.document))
            found = (
                outlet_label(self.source.document(o.document)) for o in tellings.others(one.id)
            )
            others = [name for name in dict.fromkeys(found) if name != own]
            if others:
                told[one.id] = ", ".join(others)
        return told

    def _warm_up(self) -> None:
        if not self._is_warming and self.source.size <= AT_ONCE:
            self._is_warming = True
            self._screen.set_timer(WARM_UP, self._warmed)

    def _warmed(self) -> None:
        self._is_warming = False
        self.source.build()
        screen = self._screen
        if screen.reading and self.also_in(screen.library.statements_of(screen.reading.id)):
            screen.text.show(screen.gathering.reading(screen.reading))

    def _with_tracker(self, use: Callable[[Tracker], None]) -> None:
        screen = self._screen
        with_tracker(screen, self.source, use, lambda words: screen.say(f"Tellings: {words} …"))

    def _tell(self, statement: Statement) -> None:
        screen = self._screen
        pairs = tellings_pairs(self.source, statement)
        if pairs:
            screen.app.push_screen(
                CompareScreen("Other tellings, differing words underlined", pairs),
                lambda visit: (
                    screen.answer(lambda: screen.controllers.noting.visit(visit)) if visit else None
                ),
            )
        else:
            screen.say("No other document tells this statement.")

    def _choose_telling(self) -> None:
        screen, tellings = self._screen, self.source.tellings
        held = screen.text.reading.statements if screen.text.reading else ()
        told = [one for one in held if tellings and tellings.others(one.id)]
        if not told:
            screen.say("No other document tells a statement of this item.")
        elif len(told) == 1:
            self._tell(told[0])
        else:
            choices = [Choice(one.id, f"“{one.quote}”", one.speaker or "") for one in told]
            by_id = {one.id: one for one in told}
            screen.app.push_screen(
                Picker("Which statement's other tellings?", choices),
                lambda key: self._tell(by_id[key]) if key else None,
            )

    def timeline(self) -> None:
        """Open the heat map of points and actors by day."""
        screen = self._screen
        screen.app.push_screen(
            TimelineScreen(screen.library, screen.narrowing.as_of),
            lambda cell: screen.answer(lambda: self._show_cell(cell)) if cell else None,
        )

    def _show_cell(self, cell: CellItems) -> None:
        """Narrow the feed to the items of a cell."""
        screen = self._screen
        narrowing = screen.narrowing
        for name in ("point", "actor", "first_day", "last_day"):
            narrowing = narrowing.without(name)
        wanted = {"point": cell.point, "actor": cell.actor}
        for name, value in {**wanted, "first_day": cell.day, "last_day": cell.day}.items():
            if value:
                narrowing = narrowing.with_value(name, value)
        screen.narrow(narrowing)
        screen.focus_pane("feed")
        when = f" of {short_day(cell.day)}" if cell.day else ""
        screen.say(f"The items{when}; Esc widens again.")

    # Decisions

    def decisions(self) -> None:
        """List the reader's decisions."""
        screen = self._screen
        version = screen.library.records_version
        screen.app.push_screen(
            DecisionsScreen(screen.library), lambda visit: self._back(visit, version)
        )

    def position(self) -> None:
        """Add a position of the reader's own from the selection or the current statement."""
        screen, text = self._screen, self._screen.text
        self._must_write()
        span = text.selected_span()
        if span and screen.reading:
            self._deciding.add_passage(screen.reading, span)
        elif text.statement:
            self._deciding.add(text.statement)
        else:
            screen.say("Go to a statement with ), or select words with v, then P.")

    def speaker(self) -> None:
        """Correct the speaker of the current statement."""
        self._must_write()
        if self._screen.text.statement:
            self._deciding.speaker(self._screen.text.statement)
        else:
            self._screen.say("Go to a statement with ) first.")

    def merge(self) -> None:
        """Merge the actor under the cursor, or the current speaker, into another."""
        screen = self._screen
        self._must_write()
        said = screen.text.statement
        if screen.focused is screen.actors and screen.actors.actor_id:
            self._deciding.merge(screen.actors.actor_id)
        elif said and said.speaker_id:
            self._deciding.merge(said.speaker_id)
        else:
            screen.say("Go to an actor with 3, or to a statement with ).")

    def _must_write(self) -> None:
        if self._screen.library.is_read_only:
            raise LibraryReadOnly("This library is open for reading only.")

    def _decided(self, words: str) -> None:
        screen = self._screen
        screen.text.clear_selection()
        screen.gathering.read_library()
        screen.records_changed()
        screen.say(words)
