"""Export, import, help, palette, light and dark, and the end.

What these need is loaded when it is asked for: the reader starts without parser and exporters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LibraryReadOnly

from ...locations import config_folder
from .help import HelpScreen
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Programme:
    """What concerns the program as a whole."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def export(self) -> None:
        """Write notes and bookmarks to a file."""
        from .exporting import Exporting

        Exporting(self._screen).start()

    def merge_notes(self) -> None:
        """Take in notes of a colleague or of another program."""
        from .merging import Merging

        Merging(self._screen).start()

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
        from .importing import NOTHING

        self._screen.answer(self._screen.library_changed)
        said = words or "Nothing imported."
        if words and not words.startswith(NOTHING):
            said += (
                "\nAn import is not undone by u; in the shell, parley remove takes a document out."
            )
        self._screen.say(said)

    def help(self) -> None:
        """Show every key."""
        settings = self._screen.settings
        self._screen.app.push_screen(
            HelpScreen(settings.keymap, str(config_folder()), settings.problems)
        )

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
