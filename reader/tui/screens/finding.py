"""Search, filters and the as-of day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..labels import counted
from ..narrowing import Narrowing
from .as_of import day_choices, stepped
from .filtering import FilterScreen, Options
from .picker import Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Finding:
    """Narrows what the panes show."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    # Search

    def search(self) -> None:
        """Ask for words, then show the items that hold them."""
        screen = self._screen
        screen.app.push_screen(
            Prompt(
                "Search",
                "Words and “phrases”; empty ends the search",
                value=screen.narrowing.query,
            ),
            lambda query: screen.answer(lambda: self._searched(query)),
        )

    def _searched(self, query: str | None) -> None:
        screen = self._screen
        if query is None:
            return
        screen.narrow(screen.narrowing.with_value("query", query.strip()))
        if not query.strip():
            return
        if screen.items:
            screen.text.step_hit(1)
            screen.say(f"{counted(len(screen.items), 'item')} with {query.strip()}; n and N step.")
        else:
            screen.say(f"Nothing holds {query.strip()}. Esc takes the search off.")

    def hit(self, step: int) -> None:
        """Go to the next hit in the text, on to the next item."""
        screen = self._screen
        if not screen.narrowing.query:
            screen.say("No search yet; / starts one.")
            return
        if screen.text.step_hit(step):
            return
        target = screen.feed.index + step
        if not 0 <= target < len(screen.items):
            screen.say("No more hits in this direction.")
            return
        screen.controllers.moving.item(step)
        screen.text.step_hit(step)

    # Filters

    def filter(self) -> None:
        """Let the reader set filters."""
        screen = self._screen
        library = screen.library
        options = Options(
            days=tuple(day for day, _ in library.days() if day),
            outlets=tuple(sorted({name for name in screen.gathering.outlets.values() if name})),
            actors=library.actors(),
            points=tuple((one.number, one.title) for one in library.plan.points),
        )
        screen.app.push_screen(
            FilterScreen(screen.narrowing, options, screen.gathering.names), self._filtered
        )

    def _filtered(self, narrowing: Narrowing | None) -> None:
        if narrowing is not None and narrowing != self._screen.narrowing:
            self._screen.answer(lambda: self._screen.narrow(narrowing))

    def clear(self) -> None:
        """Take every filter off."""
        self._screen.narrow(Narrowing())

    # As of

    def as_of(self) -> None:
        """Let the reader choose the day up to which everything is shown."""
        current = self._screen.narrowing.as_of
        self._screen.app.push_screen(
            Picker(
                "As of which day?",
                day_choices(self._screen.library.days()),
                current.isoformat() if current else "",
            ),
            self._as_of_chosen,
        )

    def _as_of_chosen(self, value: str | None) -> None:
        if value is None:
            return
        screen = self._screen
        chosen = date.fromisoformat(value) if value else None
        screen.answer(lambda: screen.narrow(screen.narrowing.with_value("as_of", chosen)))

    def step_as_of(self, step: int) -> None:
        """Move the as-of day to the next day with items; past the last one it is off."""
        screen = self._screen
        current = screen.narrowing.as_of
        chosen, words = stepped(screen.library.days(), current, step)
        if chosen != current:
            screen.narrow(screen.narrowing.with_value("as_of", chosen))
        screen.say(words)
