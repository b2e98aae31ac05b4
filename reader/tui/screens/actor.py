"""One actor's page: role, side, names, mentions by day, positions, company, statements."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Static

from store.errors import NotFound
from store.library import Library
from store.records import Position

from ...tracking.matrix import Tracker
from ...tracking.profile import Profile
from ...tracking.source import TrackerSource
from .. import content
from ..keys import bindings_of
from ..panes.actor_rows import ActorRows, actor_rows, sparkline
from ..panes.rows import RowView
from ..screen_keys import ACTOR
from ..visits import Visit
from .as_of import as_of_label
from .comparing import place_of
from .deciding import Deciding
from .hints import hint
from .sorting import SortingScreen


class ActorScreen(SortingScreen):
    """Gives the place in the text to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(ACTOR)
    DEFAULT_CSS = """
    ActorScreen .about { height: auto; max-height: 8; padding: 0 1; margin-bottom: 1; }
    """
    AUTO_FOCUS = "ActorRows"

    def __init__(
        self, library: Library, source: TrackerSource, actor: str, as_of: date | None
    ) -> None:
        super().__init__(source)
        self._library, self._source, self.actor, self._as_of = library, source, actor, as_of
        self._before: list[str] = []
        self._asked = actor
        """The one that was opened, whoever it is merged into."""
        self._rows = ActorRows()
        self._deciding = Deciding(self, library, self._decided)

    def compose(self) -> ComposeResult:
        """Who it is, and the rows."""
        with Vertical():
            yield Static("", classes="about", markup=False)
            yield self._rows
        yield self.status
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the page."""
        self._load()

    def _load(self, words: str = "") -> None:
        """Show the page as it is now, and say something once it is there."""

        def use(_: Tracker) -> None:
            self._show()
            if words:
                self.call_later(self.status.say, words)

        self.sort_then(use)

    def _show(self) -> None:
        try:
            profile = self._source.profile(self.actor, self._as_of)
        except NotFound as error:
            self.status.say(str(error), is_error=True)
            return
        source = self._source
        titles = {point.number: point.title for point in self._library.plan.points}
        self._rows.show(
            list(
                actor_rows(
                    profile, source.name, titles, lambda key: source.document(key).outlet or ""
                )
            )
        )
        self.query_one(".about", Static).update(content.content(self._about(profile)))
        when = f", as of {as_of_label(self._as_of, self._library)}" if self._as_of else ""
        box = self.query_one(Vertical)
        box.border_title = content.title(f"{profile.actor.name}{when}")
        box.border_subtitle = hint(self, "{open} goes there · {back} back")

    def _about(self, profile: Profile) -> str:
        actor = profile.actor
        facts = [actor.kind.value, actor.role or "role not known"]
        if actor.side and actor.side != actor.id:
            facts.append(f"side: {self._source.name(actor.side)}")
        if not actor.is_listed:
            facts.append("found in the text")
        names = f"Also: {', '.join(actor.aliases)}\n" if actor.aliases else ""
        return f"{' · '.join(facts)}\n{names}{sparkline(profile)}"

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        target = self._rows.rows[event.row].target
        if isinstance(target, str):
            self._before.append(self._asked)
            self.actor = self._asked = target
            self._show()
        elif isinstance(target, Position):
            self.dismiss(place_of(self._library, target))
        elif target:
            self.dismiss(Visit(target.item, target.id))

    def action_merge(self) -> None:
        """Say that it is the same as another actor."""
        self._deciding.merge(self.actor)

    def action_undo(self) -> None:
        """Take the latest change back."""
        self._deciding.undo()

    def action_redo(self) -> None:
        """Make it again."""
        self._deciding.redo()

    def _decided(self, words: str) -> None:
        try:
            self.actor = self._library.actor(self._asked).id
        except NotFound:
            self.dismiss(None)
            return
        self._load(words)

    def action_close(self) -> None:
        """Back, by way of the actors whose pages were opened before."""
        if self._before:
            self._asked = self._before.pop()
            self.actor = self._library.actor(self._asked).id
            self._show()
        else:
            self.dismiss(None)
