"""A question with a yes or a no."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from .. import content
from ..keys import bindings_of
from ..screen_keys import CONFIRM
from .hints import hint


class Confirm(ModalScreen[bool]):
    """Gives True for y, False for n or Esc; Enter, pressed by habit, answers nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(CONFIRM)
    DEFAULT_CSS = """
    Confirm { align: center middle; }
    Confirm > Vertical { width: 60; max-width: 90%; height: auto; padding: 1 2;
        border: round $warning; background: $surface; }
    """

    def __init__(self, question: str, yes: str = "yes", no: str = "no") -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        with Vertical() as box:
            box.border_subtitle = hint(
                self, f"{{confirm_yes}} {self._yes} · {{confirm_no}} {self._no}"
            )
            yield Static(content.content(self._question))

    def action_answer(self, is_yes: bool) -> None:
        """Give the answer."""
        self.dismiss(is_yes)
