"""The tracker, export, import, help, palette, light and dark, and the end.

What these need is loaded when it is asked for: the reader starts without parser and exporters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LibraryReadOnly

from ...locations import config_folder
from .help import HelpScreen
from .notes import Visit
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen
    from .tracker import TrackerScreen


class Programme:
    """What concerns the program as a whole."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def tracker(self) -> None:
        """Open the tracker as of the reader's day."""
        from ...tracking.building import build_tracker
        from .tracker import TrackerScreen

        screen = self._screen
        days = tuple(day for day, _ in screen.library.days() if day)
        tracker = TrackerScreen(build_tracker(screen.library), days, screen.narrowing.as_of)
        screen.app.push_screen(tracker, lambda visit: self._tracked(tracker, visit))

    def _tracked(self, tracker: TrackerScreen, visit: Visit | None) -> None:
        """The as-of day comes back with the reader."""
        screen = self._screen
        if tracker.as_of != screen.narrowing.as_of:
            screen.answer(
                lambda: screen.narrow(screen.narrowing.with_value("as_of", tracker.as_of))
            )
        if visit:
            screen.answer(lambda: screen.controllers.noting.visit(visit))

    def evidence(self, point: int, actor: str) -> None:
        """Open the evidence of one actor on one point."""
        from ...tracking.building import build_tracker
        from .evidence import EvidenceScreen

        screen = self._screen
        cell = build_tracker(screen.library).cell_of_actor(point, actor, screen.narrowing.as_of)
        found = [one for one in screen.library.plan.points if one.number == point]
        if found and cell.evidence:
            name = screen.gathering.names.get(actor, actor)
            screen.app.push_screen(
                EvidenceScreen(name, found[0], cell),
                lambda visit: (
                    screen.answer(lambda: screen.controllers.noting.visit(visit)) if visit else None
                ),
            )

    def export(self) -> None:
        """Write notes and bookmarks to a file."""
        from .exporting import Exporting

        Exporting(self._screen).start()

    def import_files(self) -> None:
        """Ask for a file or folder and import it."""
        screen = self._screen
        if screen.library.is_read_only:
            raise LibraryReadOnly("This library is open for reading only.")
        screen.app.push_screen(
            Prompt("Import which file or folder?", "A path; ~ is your home folder"),
            self._import_given,
        )

    def _import_given(self, path: str | None) -> None:
        from .importing import ImportScreen

        if path and path.strip():
            target = Path(path.strip()).expanduser()
            self._screen.app.push_screen(
                ImportScreen(self._screen.library, [target]), self._imported
            )

    def _imported(self, words: str | None) -> None:
        self._screen.answer(self._screen.library_changed)
        self._screen.say(words or "Nothing imported.")

    def help(self) -> None:
        """Show every key."""
        settings = self._screen.settings
        self._screen.app.push_screen(HelpScreen(settings.keymap, str(config_folder())))

    def palette(self) -> None:
        """Open the command palette."""
        self._screen.app.action_command_palette()

    def light_or_dark(self) -> None:
        """Turn from dark to light and back."""
        app = self._screen.app
        app.theme = "textual-light" if app.current_theme.dark else "textual-dark"

    def quit(self) -> None:
        """Keep the place and end."""
        self._screen.run_worker(self._screen.app.action_quit())
