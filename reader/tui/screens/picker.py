"""One choice out of a list that typing narrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from .. import content
from ..content import Piece
from ..folding import fold
from ..keys import bindings_of
from ..panes.rows import RowView
from ..screen_keys import QUESTION
from .hints import hint


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    aside: str = ""
    """Shown at the right, muted."""


class Choices(RowView):
    """The list of what is left to choose."""

    DEFAULT_CSS = """
    Choices { height: auto; min-height: 2; max-height: 14; }
    """
    chooses_on_click = True
    empty_text = "Nothing fits. Backspace takes letters away, Esc leaves."

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.choices = self._all = list(choices)

    def narrow(self, words: str) -> None:
        """Keep the choices that hold all words; those that have them as whole words first."""
        wanted = fold(words).split()
        labels = {one.value: fold(one.label) for one in self._all}
        kept = [one for one in self._all if all(word in labels[one.value] for word in wanted)]
        whole = {one.value: len({*wanted} & {*labels[one.value].split()}) for one in kept}
        self.choices = sorted(kept, key=lambda one: -whole[one.value])
        self.rows_changed()

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out."""
        return len(self.choices) != len(self._all)

    def row_count(self) -> int:
        """What is left."""
        return len(self.choices)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Label, and what stands aside."""
        choice = self.choices[row]
        aside = f" {choice.aside} "
        return [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (content.fit(choice.label, width - 1 - len(aside)), self.style("rows--plain")),
            (aside, self.style("rows--muted")),
        ]


class Picker(ModalScreen[str | None]):
    """Gives the chosen value, or None after Esc."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(QUESTION)
    DEFAULT_CSS = """
    Picker { align: center top; }
    Picker .about { height: auto; max-height: 8; margin-bottom: 1; color: $text-muted; }
    Picker > Vertical { width: 72; max-width: 94%; height: auto; margin-top: 2; padding: 0 1;
        border: round $border; border-title-color: $text-primary; background: $surface; }
    """

    def __init__(
        self, question: str, choices: Sequence[Choice], value: str = "", *, about: str = ""
    ) -> None:
        super().__init__()
        self._question, self._value, self._about = question, value, about
        self._choices = Choices(choices)

    def compose(self) -> ComposeResult:
        """A line to type in, and the list."""
        with Vertical() as box:
            box.border_title = content.title(self._question)
            box.border_subtitle = hint(self, "type to narrow · ↑ ↓ · Enter · {back}")
            if self._about:
                yield Static(content.content(self._about), classes="about")
            yield Input(compact=True, placeholder="type to narrow")
            yield self._choices

    def on_mount(self) -> None:
        """Begin on the value that holds now."""
        values = [one.value for one in self._choices.choices]
        self._choices.rows_changed(values.index(self._value) if self._value in values else 0)

    def on_key(self, event: events.Key) -> None:
        """Arrows move the list while the line has the focus."""
        moves = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}
        if event.key in moves:
            self._choices.action_move(moves[event.key])
            event.stop()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value or self._choices.is_narrowed:
            self._choices.narrow(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._choices.action_choose()

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        self.dismiss(self._choices.choices[event.row].value)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
