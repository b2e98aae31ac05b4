"""The lowest line: the keys that a beginner needs, each with a word; a click presses it.

One widget on the Line API. Textual's own footer makes one for each key, anew with every focus.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from .. import content
from ..content import Piece
from ..keys import Command, key_sign
from ..looks import component_style


class KeyWord(NamedTuple):
    """One key with its word, and the cells that both fill."""

    sign: str
    command: Command
    start: int
    end: int


class KeyLine(Widget):
    """Keys from left to right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--word", "keys--hover"}
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; color: $footer-foreground; background: $footer-background;
        & > .keys--key {
            color: $footer-key-foreground; background: $footer-key-background; text-style: bold;
        }
        & > .keys--word {
            color: $footer-description-foreground; background: $footer-description-background;
        }
        & > .keys--hover { color: $footer-key-foreground; background: $block-hover-background; }
    }
    """

    class Pressed(Message):
        """A click on a key."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, commands: Iterable[Command], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap
        self.words = tuple(_key_words(commands, keymap))
        self._under_mouse: KeyWord | None = None

    def show(self, commands: Iterable[Command]) -> None:
        """Show other keys: those that are listened to now."""
        self.words = tuple(_key_words(commands, self._keymap))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The keys."""
        base, pieces = self.rich_style, list[Piece]()
        for word in self.words if y == 0 else ():
            over = component_style(self, "keys--hover")
            is_under = word is self._under_mouse
            sign, words = (
                over if is_under else component_style(self, name)
                for name in ("keys--key", "keys--word")
            )
            pieces += [
                (word.sign, base + sign),
                (f" {word.command.footer}", base + words),
                (" ", base),
            ]
        return content.strip(pieces, self.size.width, base)

    def _word_at(self, x: int) -> KeyWord | None:
        return next((word for word in self.words if word.start <= x < word.end), None)

    def _look_under(self, word: KeyWord | None) -> None:
        if word is not self._under_mouse:
            self._under_mouse = word
            self.tooltip = content.title(word.command.title) if word else None
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say more about the key under the mouse."""
        self._look_under(self._word_at(event.x))

    def on_leave(self) -> None:
        """Nothing is under the mouse."""
        self._look_under(None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Do what the key does."""
        word = self._word_at(event.x)
        if word:
            self.post_message(self.Pressed(word.command.id))


def _key_words(commands: Iterable[Command], keymap: Mapping[str, str]) -> Iterable[KeyWord]:
    start = 0
    for command in commands:
        if command.footer:
            sign = key_sign(keymap.get(command.id, command.keys).split(",")[0].strip())
            end = start + cell_len(sign) + 1 + cell_len(command.footer)
            yield KeyWord(sign, command, start, end)
            start = end + 1
