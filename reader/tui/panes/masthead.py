"""The top line: tabs on a narrow screen, what is shown, and the filters as chips."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from .. import content
from ..content import Piece
from ..looks import component_style
from ..messages import ChipDropped, PaneRequested

TABS = (("feed", "1 Feed"), ("text", "2 Text"), ("actors", "3 Actors"), ("points", "4 Plan"))


class Chip(NamedTuple):
    """One filter that is on."""

    name: str
    label: str


class Masthead(Widget):
    """One line, or two when there are chips."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "head--name",
        "head--tab",
        "head--chip",
        "head--muted",
        "head--warning",
    }
    DEFAULT_CSS = """
    Masthead {
        dock: top; height: 1; background: $panel; color: $foreground;
        & > .head--name { text-style: bold; color: $text-primary; }
        & > .head--tab { text-style: bold reverse; }
        & > .head--chip { background: $primary-muted; color: $text-primary; text-style: bold; }
        & > .head--muted { color: $text-muted; }
        & > .head--warning { color: $text-warning; text-style: bold; }
        &.-chips { height: 2; }
    }
    """

    def __init__(self, *, is_narrow: bool = False) -> None:
        super().__init__()
        self.name_shown = "Parley"
        self.status = ""
        self.warning = ""
        self.chips: tuple[Chip, ...] = ()
        self.tab = "feed"
        self.is_narrow = is_narrow
        self._targets: list[tuple[int, int, int, str]] = []

    def show(
        self,
        *,
        status: str | None = None,
        chips: tuple[Chip, ...] | None = None,
        tab: str | None = None,
        warning: str | None = None,
        is_narrow: bool | None = None,
    ) -> None:
        """Show other values; what is None stays."""
        self.status = self.status if status is None else status
        self.tab = tab or self.tab
        self.warning = self.warning if warning is None else warning
        self.is_narrow = self.is_narrow if is_narrow is None else is_narrow
        if chips is not None:
            self.chips = chips
            self.set_class(bool(chips), "-chips")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The title line, or the line of chips."""
        base = self.rich_style
        width = self.size.width
        pieces = self._title(width) if y == 0 else self._chip_line()
        return content.strip([(text, base + style) for text, style in pieces], width, base)

    def _title(self, width: int) -> list[Piece]:
        name = component_style(self, "head--name")
        muted = component_style(self, "head--muted")
        pieces: list[Piece] = []
        self._targets = [target for target in self._targets if target[0] != 0]
        if self.is_narrow:
            used = 0
            for key, label in TABS:
                style = "head--tab" if key == self.tab else "head--muted"
                text = f" {label} "
                pieces.append((text, component_style(self, style)))
                self._targets.append((0, used, used + len(text), f"tab:{key}"))
                used += len(text)
        else:
            pieces.append((f" {content.shorten(self.name_shown, width // 2)}  ", name))
        warning = f" {self.warning} " if self.warning else ""
        used = sum(cell_len(text) for text, _ in pieces) + len(warning)
        status = content.shorten(self.status, max(0, width - used - 1))
        gap = max(0, width - used - cell_len(status) - 1)
        pieces.append((" " * gap, muted))
        if warning:
            loud = component_style(self, "head--warning")
            pieces.append((warning, loud))
        pieces.append((status, muted))
        return pieces

    def _chip_line(self) -> list[Piece]:
        chip_style = component_style(self, "head--chip")
        muted = component_style(self, "head--muted")
        pieces: list[Piece] = [(" ", muted)]
        self._targets = [target for target in self._targets if target[0] != 1]
        used = 1
        for chip in self.chips:
            text = f" {content.shorten(chip.label, 32)} × "
            pieces += [(text, chip_style), (" ", muted)]
            self._targets.append((1, used, used + cell_len(text), f"chip:{chip.name}"))
            used += cell_len(text) + 1
        pieces.append(("Esc takes the last off", muted))
        return pieces

    def on_click(self, event: events.Click) -> None:
        """A tab opens its pane, a chip goes away."""
        for row, start, end, target in self._targets:
            if event.y == row and start <= event.x < end:
                what, _, name = target.partition(":")
                message = PaneRequested(name) if what == "tab" else ChipDropped(name)
                self.post_message(message)
                return
