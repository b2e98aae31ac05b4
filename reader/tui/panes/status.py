"""The line over the lower border: a key that waits for another one, or what just happened.

It covers nothing but a border and goes away at the next key, so a reader is never held up.
"""

from __future__ import annotations

from textual.widgets import Static

from .. import content


class StatusLine(Static):
    """Hidden while there is nothing to say."""

    DEFAULT_CSS = """
    StatusLine {
        layer: status; dock: bottom; margin: 0 0 1 0; height: auto; max-height: 3;
        background: $primary-muted; color: $text-primary; padding: 0 1; display: none;
    }
    StatusLine.-shown { display: block; }
    StatusLine.-error { background: $error-muted; color: $text-error; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.words = ""
        """What happened last."""
        self.pending = ""

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Say what happened."""
        self.words = words
        self._show(words, is_error=is_error)

    def wait(self, pending: str, hint: str = "") -> None:
        """Show a key that waits for another one; nothing ends it."""
        was, self.pending = self.pending, pending
        if pending or was:
            self._show(f"{pending}   {hint}" if hint and pending else pending)

    def clear(self) -> None:
        """Say nothing any more."""
        if self.words or self.pending:
            self.words = self.pending = ""
            self._show("")

    def _show(self, words: str, *, is_error: bool = False) -> None:
        self.set_class(bool(words), "-shown")
        self.set_class(is_error, "-error")
        self.update(content.content(words))
