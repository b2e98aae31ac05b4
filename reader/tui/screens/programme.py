"""The tracker, export, import, help, palette, light and dark, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .help import HelpScreen

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Programme:
    """What concerns the program as a whole."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def tracker(self) -> None:
        """Open the tracker."""
        self._screen.say("The tracker comes soon.")

    def export(self) -> None:
        """Write notes and bookmarks to a file."""
        self._screen.say("Export comes soon.")

    def import_files(self) -> None:
        """Import files or folders."""
        self._screen.say("Import comes soon.")

    def help(self) -> None:
        """Show every key."""
        self._screen.app.push_screen(HelpScreen())

    def palette(self) -> None:
        """Open the command palette."""
        self._screen.app.action_command_palette()

    def light_or_dark(self) -> None:
        """Turn from dark to light and back."""
        app = self._screen.app
        app.theme = "textual-dark" if not app.current_theme.dark else "textual-light"

    def quit(self) -> None:
        """Keep the place and end."""
        self._screen.controllers.places.keep()
        self._screen.app.exit(return_code=0)
