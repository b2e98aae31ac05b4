"""Which command of the key table is done by which controller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .copying import Copying
from .finding import Finding
from .marking import Marking
from .moving import Moving
from .noting import Noting
from .places import Places
from .placing import Placing
from .programme import Programme
from .statements import Statements
from .tracking import Tracking

if TYPE_CHECKING:
    from .reading import ReadingScreen


@dataclass(frozen=True, slots=True)
class Controllers:
    """What acts on the reading screen, by role."""

    moving: Moving
    finding: Finding
    marking: Marking
    noting: Noting
    copying: Copying
    places: Places
    programme: Programme
    statements: Statements
    tracking: Tracking
    placing: Placing


def command_table(screen: ReadingScreen) -> tuple[Controllers, dict[str, Callable[[], None]]]:
    """Make the controllers of a screen and the table of its commands."""
    moving, finding, marking = Moving(screen), Finding(screen), Marking(screen)
    noting, copying = Noting(screen), Copying(screen)
    places, programme = Places(screen), Programme(screen)
    statements, tracking = Statements(screen), Tracking(screen)
    table: dict[str, Callable[[], None]] = {
        "pane_feed": partial(screen.focus_pane, "feed"),
        "pane_text": partial(screen.focus_pane, "text"),
        "pane_actors": partial(screen.focus_pane, "actors"),
        "pane_points": partial(screen.focus_pane, "points"),
        "pane_next": partial(moving.pane, 1),
        "pane_previous": partial(moving.pane, -1),
        "zen": moving.zen,
        "back": moving.back,
        "item_next": partial(moving.item, 1),
        "item_previous": partial(moving.item, -1),
        "neighbour_next": partial(moving.neighbour, 1),
        "neighbour_previous": partial(moving.neighbour, -1),
        "paragraph_next": partial(moving.paragraph, 1),
        "paragraph_previous": partial(moving.paragraph, -1),
        "statement_next": partial(moving.statement, 1),
        "statement_previous": partial(moving.statement, -1),
        "day_next": partial(moving.day, 1),
        "day_previous": partial(moving.day, -1),
        "unread_next": moving.unread,
        "jump_back": moving.jump_back,
        "jump_forward": moving.jump_forward,
        "search": finding.search,
        "hit_next": partial(finding.hit, 1),
        "hit_previous": partial(finding.hit, -1),
        "filter": finding.filter,
        "as_of": finding.as_of,
        "as_of_earlier": partial(finding.step_as_of, -1),
        "as_of_later": partial(finding.step_as_of, 1),
        "clear_filters": finding.clear,
        "toggle_read": marking.toggle_read,
        "bookmark": marking.bookmark,
        "annotate": noting.annotate,
        "edit": noting.edit,
        "delete": noting.delete,
        "notes": noting.list_notes,
        "tie": marking.tie,
        "select": copying.select,
        "copy": copying.copy,
        "copy_to_file": copying.copy_to_file,
        "undo": marking.undo,
        "redo": marking.redo,
        "correct_day": marking.correct_day,
        "correct_speaker": tracking.speaker,
        "tracker": tracking.tracker,
        "position_own": tracking.position,
        "actor_page": tracking.actor,
        "actor_merge": tracking.merge,
        "tellings": tracking.tellings,
        "timeline": tracking.timeline,
        "decisions": tracking.decisions,
        "export": programme.export,
        "import": programme.import_files,
        "merge": programme.merge_notes,
        "help": programme.help,
        "palette": programme.palette,
        "light_or_dark": programme.light_or_dark,
        "quit": programme.quit,
    }
    controllers = Controllers(
        moving,
        finding,
        marking,
        noting,
        copying,
        places,
        programme,
        statements,
        tracking,
        Placing(screen),
    )
    return controllers, table
