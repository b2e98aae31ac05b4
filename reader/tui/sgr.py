"""Styles as the escape sequences that Textual would write for them, for lines written at once.

Takes pieces of text that ``content`` made harmless and fitted; gives what goes to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from .content import Piece


class Codes:
    """The code of each style under an application's filters, kept while these are the same."""

    def __init__(self) -> None:
        self._codes: dict[Style, str] = {}
        self._filters: Sequence[LineFilter] = ()
        self._colours = ColorSystem.TRUECOLOR
        self._background = Color(0, 0, 0)

    def clear(self) -> None:
        """Forget every code."""
        self._codes.clear()

    def begin(self, widget: Widget) -> None:
        """Follow what the application does to colours."""
        filters = widget.get_line_filters()
        colours = widget.app.console._color_system or ColorSystem.TRUECOLOR
        if filters != self._filters or colours != self._colours:
            self.clear()
            self._filters, self._colours = filters, colours
        if not self._codes:
            self._background = widget.background_colors[1]

    def line(self, pieces: Iterable[Piece]) -> str:
        """Return a line of pieces that begins and ends without any style."""
        parts: list[str] = []
        for text, style in pieces:
            code = self._codes.get(style)
            if code is None:
                code = self._codes[style] = self._code(style)
            parts.append(f"\x1b[{code}m{text}")
        parts.append("\x1b[0m")
        return "".join(parts)

    def drawn(self, pieces: Iterable[Piece]) -> str:
        """Return a line of pieces whose styles went through the filters already."""
        return "".join(Strip.render_style(style, text, self._colours) for text, style in pieces)

    def _code(self, style: Style) -> str:
        segments = [Segment("x", style)]
        for each in self._filters:
            segments = each.apply(segments, self._background)
        shown = segments[0].style
        code = Strip.render_ansi(shown, self._colours) if shown else ""
        return f"0;{code}" if code else "0"
