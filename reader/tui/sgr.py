"""Styles as the escape sequences that Textual would write for them, for lines written at once.

Takes pieces of text that ``content`` made harmless and fitted; gives what goes to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip
from textual.widget import Widget

from .content import Piece

Code = tuple[str, RichColor | None]
"""What switches a style on, and the ground under it; None where blanks show more than that."""

_NO_COLOUR = RichColor.default()


class Codes:
    """The code of each style under an application's filters, kept while these are the same."""

    def __init__(self) -> None:
        self._codes: dict[Style, Code] = {}
        self._filters: Sequence[LineFilter] = ()
        self._colours = ColorSystem.TRUECOLOR
        self._background = Color(0, 0, 0)

    @property
    def is_begun(self) -> bool:
        """Whether it is known what the application does to colours."""
        return bool(self._codes)

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
        """Return a line that depends on nothing before it and leaves its last style on.

        Blanks take the colour of what stands beside them on the same ground: a line of text is
        half as long then, and a frame fits what a terminal takes at once.
        """
        parts: list[str] = []
        run, code, ground, is_blank = "", "", None, True
        for text, style in pieces:
            its_code, its_ground = self._known(style)
            its_blank = not text.strip(" ")
            is_same = its_ground is not None and its_ground == ground and (is_blank or its_blank)
            if its_code != code and not is_same:
                if run:
                    parts.append(f"\x1b[{code}m{run}")
                run, code, ground, is_blank = text, its_code, its_ground, its_blank
                continue
            run += text
            if not its_blank:
                code, is_blank = its_code, False
        parts.append(f"\x1b[{code}m{run}")
        return "".join(parts)

    def drawn(self, pieces: Iterable[Piece]) -> str:
        """Return the same of pieces whose styles went through the filters already."""
        codes = ((text, Strip.render_ansi(style, self._colours)) for text, style in pieces)
        return "".join(f"\x1b[0;{code}m{text}" for text, code in codes)

    def _known(self, style: Style) -> Code:
        known = self._codes.get(style)
        if known is None:
            segments = [Segment("x", style)]
            for each in self._filters:
                segments = each.apply(segments, self._background)
            shown = segments[0].style or Style.null()
            code = f"0;{Strip.render_ansi(shown, self._colours)}"
            lines = (shown.underline, shown.underline2, shown.overline, shown.strike)
            has_lines = any(lines) or shown.reverse or shown.frame or shown.encircle
            ground = None if has_lines else shown.bgcolor or _NO_COLOUR
            known = self._codes[style] = code, ground
        return known
