"""A question with one line of answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from .. import content
from ..keys import bindings_of
from ..screen_keys import QUESTION
from .hints import hint

Check = Callable[[str], str]
"""Says what is wrong with an answer, or nothing."""


class Prompt(ModalScreen[str | None]):
    """Gives the answer, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(QUESTION)
    DEFAULT_CSS = """
    Prompt { align: center top; }
    Prompt > Vertical { width: 72; max-width: 94%; height: auto; margin-top: 3; padding: 0 1;
        border: round $border; border-title-color: $text-primary; background: $surface; }
    Prompt .hint { color: $text-muted; height: auto; padding: 0 1; }
    Prompt .problem { color: $text-error; height: auto; padding: 0 1; }
    """

    def __init__(
        self, question: str, hint: str = "", *, value: str = "", check: Check | None = None
    ) -> None:
        super().__init__()
        self._question, self._hint, self._value, self._check = question, hint, value, check

    def compose(self) -> ComposeResult:
        """The question as a border title, the line, a hint."""
        with Vertical() as box:
            box.border_title = content.title(self._question)
            box.border_subtitle = hint(self, "Enter · {back} leaves")
            yield Input(value=self._value, compact=True, select_on_focus=True)
            yield Static(content.content(self._hint), classes="hint")
            yield Static("", classes="problem", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        problem = self._check(event.value) if self._check else ""
        if problem:
            self.query_one(".problem", Static).update(content.content(problem))
        else:
            self.dismiss(event.value)

    def action_cancel(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
