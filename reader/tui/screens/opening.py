"""What is shown while the library is opened."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Middle
from textual.screen import Screen
from textual.widgets import Static


class OpeningScreen(Screen[None]):
    """One line."""

    DEFAULT_CSS = """
    OpeningScreen Static { text-align: center; color: $text-muted; }
    """

    def compose(self) -> ComposeResult:
        """The line."""
        with Middle():
            yield Static("Opening the library …")
