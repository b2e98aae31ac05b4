"""Which command of the key table is done by which controller."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.records import Statement

    from .finding import Finding
    from .marking import Marking
    from .moving import Moving
    from .noting import Noting
    from .places import Places
    from .placing import Placing
    from .programme import Programme
    from .reading import ReadingScreen
    from .selections import Selections
    from .statements import Statements
    from .tracking import Tracking


class Controllers:
    """What acts on the reading screen, by role, made when first needed.

    The first key can wait for a module, the first screen cannot.
    """

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        screen.gathering.also_in = self._also_in

    def _also_in(self, statements: tuple[Statement, ...]) -> dict[str, str]:
        return self.tracking.also_in(statements) if self._screen.gathering.is_ready else {}

    def load(self) -> None:
        """Load all modules, so that no key waits for one."""
        for name in ROLES:
            import_module(f".{name}", __package__)

    @cached_property
    def selections(self) -> Selections:
        """See the class."""
        from .selections import Selections

        return Selections(self._screen)

    @cached_property
    def finding(self) -> Finding:
        """See the class."""
        from .finding import Finding

        return Finding(self._screen)

    @cached_property
    def marking(self) -> Marking:
        """See the class."""
        from .marking import Marking

        return Marking(self._screen)

    @cached_property
    def moving(self) -> Moving:
        """See the class."""
        from .moving import Moving

        return Moving(self._screen)

    @cached_property
    def noting(self) -> Noting:
        """See the class."""
        from .noting import Noting

        return Noting(self._screen)

    @cached_property
    def places(self) -> Places:
        """See the class."""
        from .places import Places

        return Places(self._screen)

    @cached_property
    def placing(self) -> Placing:
        """See the class."""
        from .placing import Placing

        return Placing(self._screen)

    @cached_property
    def programme(self) -> Programme:
        """See the class."""
        from .programme import Programme

        return Programme(self._screen)

    @cached_property
    def statements(self) -> Statements:
        """See the class."""
        from .statements import Statements

        return Statements(self._screen)

    @cached_property
    def tracking(self) -> Tracking:
        """See the class."""
        from .tracking import Tracking

        return Tracking(self._screen)


ROLES = (
    "finding",
    "marking",
    "moving",
    "noting",
    "places",
    "placing",
    "programme",
    "selections",
    "statements",
    "tracking",
)


def command_table(screen: ReadingScreen) -> tuple[Controllers, dict[str, Callable[[], None]]]:
    """Make the controllers of a screen and the table of its commands."""
    of = Controllers(screen)
    table: dict[str, Callable[[], None]] = {
        "pane_feed": partial(screen.focus_pane, "feed"),
        "pane_text": partial(screen.focus_pane, "text"),
        "pane_actors": partial(screen.focus_pane, "actors"),
        "pane_points": partial(screen.focus_pane, "points"),
        "pane_next": lambda: of.moving.pane(1),
        "pane_previous": lambda: of.moving.pane(-1),
        "zen": lambda: of.moving.zen(),
        "back": lambda: of.moving.back(),
        "item_next": lambda: of.moving.item(1),
        "item_previous": lambda: of.moving.item(-1),
        "neighbour_next": lambda: of.moving.neighbour(1),
        "neighbour_previous": lambda: of.moving.neighbour(-1),
        "paragraph_next": lambda: of.moving.paragraph(1),
        "paragraph_previous": lambda: of.moving.paragraph(-1),
        "statement_next": lambda: of.moving.statement(1),
        "statement_previous": lambda: of.moving.statement(-1),
        "day_next": lambda: of.moving.day(1),
        "day_previous": lambda: of.moving.day(-1),
        "unread_next": lambda: of.moving.unread(),
        "jump_back": lambda: of.moving.jump_back(),
        "jump_forward": lambda: of.moving.jump_forward(),
        "search": lambda: of.finding.search(),
        "hit_next": lambda: of.finding.hit(1),
        "hit_previous": lambda: of.finding.hit(-1),
        "filter": lambda: of.finding.filter(),
        "as_of": lambda: of.finding.as_of(),
        "as_of_earlier": lambda: of.finding.step_as_of(-1),
        "as_of_later": lambda: of.finding.step_as_of(1),
        "clear_filters": lambda: of.finding.clear(),
        "toggle_read": lambda: of.marking.toggle_read(),
        "bookmark": lambda: of.marking.bookmark(),
        "annotate": lambda: of.noting.annotate(),
        "edit": lambda: of.noting.edit(),
        "delete": lambda: of.noting.delete(),
        "notes": lambda: of.noting.list_notes(),
        "tie": lambda: of.marking.tie(),
        "select": lambda: of.selections.select(),
        "copy": lambda: of.selections.copy(),
        "copy_to_file": lambda: of.selections.copy_to_file(),
        "undo": lambda: of.marking.undo(),
        "redo": lambda: of.marking.redo(),
        "correct_day": lambda: of.marking.correct_day(),
        "correct_speaker": lambda: of.tracking.speaker(),
        "tracker": lambda: of.tracking.tracker(),
        "position_own": lambda: of.tracking.position(),
        "actor_page": lambda: of.tracking.actor(),
        "actor_merge": lambda: of.tracking.merge(),
        "tellings": lambda: of.tracking.tellings(),
        "timeline": lambda: of.tracking.timeline(),
        "decisions": lambda: of.tracking.decisions(),
        "export": lambda: of.programme.export(),
        "import": lambda: of.programme.import_files(),
        "merge": lambda: of.programme.merge_notes(),
        "help": lambda: of.programme.help(),
        "palette": lambda: of.programme.palette(),
        "light_or_dark": lambda: of.programme.light_or_dark(),
        "quit": lambda: of.programme.quit(),
    }
    return of, table
