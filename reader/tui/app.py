"""The application: opens the library and shows the reading screen.

Knows paths, theme and keymap; holds no records. ``run_reader`` is what the command line calls.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from store.cleaning import clean
from store.errors import LibraryLocked, LibraryReadOnly, ParleyError
from store.library import Library

from ..locations import config_folder
from .keys import COMMANDS, keys_shown
from .messages import LibraryUnreadable
from .screens.reading import ReadingScreen
from .settings import UNSET, Settings, read_settings

ENDINGS = (signal.SIGTERM, signal.SIGHUP) if hasattr(signal, "SIGHUP") else (signal.SIGTERM,)

Opener = Callable[[], Library]


class ParleyApp(App[None]):
    """Parley's screen."""

    TITLE = "Parley"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "keys", "Keys", show=False, id="help"),
    ]

    def __init__(self, opener: Opener, settings: Settings = UNSET) -> None:
        super().__init__()
        self.animation_level = "none"
        self._opener = opener
        self.settings = settings
        self.refusal: ParleyError | None = None
        self.library: Library | None = None
        self.reading: ReadingScreen | None = None

    def get_default_screen(self) -> Screen[None]:
        """Open the library and show it; its summaries are enough for a first screen.

        One screen from the start is laid out and painted once.
        """
        try:
            self.library = self._opener()
        except ParleyError as error:
            self._refuse(error)
            return super().get_default_screen()
        self.reading = ReadingScreen(self.library, self.settings, self.size.width)
        return self.reading

    def on_mount(self) -> None:
        """Take the reader's settings over."""
        self.set_keymap(dict(self.settings.keymap))
        if not self.is_headless:
            self._answer_signals()
        if "NO_COLOR" in os.environ and self.theme.startswith("ansi"):
            # Textual 8.2.8 paints an ANSI theme black on black then.
            self.theme = "textual-dark"
        if self.settings.problems:
            told = clean("\n".join(self.settings.problems))
            self.notify(f"{told}\n? lists the keys.", severity="warning", markup=False, timeout=10)

    @on(LibraryUnreadable)
    def _unreadable(self, event: LibraryUnreadable) -> None:
        self._refuse(event.error)

    def action_keys(self) -> None:
        """Show every key, over whichever screen is open."""
        from .screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(
                HelpScreen(self.settings.keymap, str(config_folder()), self.settings.problems)
            )

    def _refuse(self, error: ParleyError) -> None:
        """End; the command line says what is wrong."""
        self.refusal = error
        self.exit(return_code=error.exit_code)

    # Endings

    def _answer_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for ending in ENDINGS:
            try:
                loop.add_signal_handler(ending, self._ended_by, ending)
            except NotImplementedError:
                return

    def _ended_by(self, ending: signal.Signals) -> None:
        """Keep the place and give the terminal back: a signal skips every unmount."""
        self.keep_place()
        self.exit(return_code=128 + ending)

    async def action_quit(self) -> None:
        """Keep the place and end; Textual's own Ctrl+q comes here too."""
        self.keep_place()
        self.exit(return_code=0)

    def keep_place(self) -> None:
        """Keep the reader's place and draft."""
        from .screens.note_editor import NoteEditor  # the first screen need not load it

        for screen in self.screen_stack:
            if isinstance(screen, NoteEditor):
                screen.keep_draft()
        if self.reading:
            self.reading.keep_place()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every command of the key table, for the palette."""
        if isinstance(screen, ReadingScreen):
            for command in COMMANDS:
                if command.in_palette:
                    keys = keys_shown(command, self.settings.keymap)
                    action = screen.action_command
                    yield SystemCommand(
                        command.title, keys, lambda name=command.id, run=action: run(name)
                    )
        yield SystemCommand("Theme", "Choose a theme", self.action_change_theme)


def open_library(path: Path) -> Library:
    """Open the library for writing, or for reading when another program writes.

    Raises:
        ParleyError: it cannot be opened at all.
    """
    try:
        return Library.open(path, writing=True)
    except (LibraryLocked, LibraryReadOnly):
        return Library.open(path, writing=False)


def run_reader(library_path: Path, opening: Callable[[Path], Library] | None = None) -> int:
    """Show the reader until the user ends it; return the exit code.

    Raises:
        ParleyError: the library could not be opened.
    """
    app = ParleyApp(lambda: (opening or open_library)(library_path), read_settings(config_folder()))
    app.run()
    if app.library:
        app.library.close()
    if app.refusal:
        raise app.refusal
    return app.return_code or 0
