"""The line above the footer that shows a key waiting for another one."""

from __future__ import annotations

from textual.widgets import Static

from .. import content


class PendingLine(Static):
    """Hidden while nothing is pending."""

    DEFAULT_CSS = """
    PendingLine { dock: bottom; height: 1; background: $primary-muted; color: $text-primary;
        text-style: bold; padding: 0 1; display: none; }
    PendingLine.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show(self, pending: str, hint: str = "") -> None:
        """Show what is pending with a hint, or hide."""
        self.set_class(bool(pending), "-shown")
        self.update(content.title(f"{pending}   {hint}" if hint else pending))
