"""The one door through which text of documents reaches the screen.

Takes strings out of records; gives cleaned strings, ``Segment``s of the Line API and ``Content``,
never markup. What the text says is left to the panes; what it may do to a terminal is decided
here: nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from store.cleaning import clean, clean_line

Piece = tuple[str, Style]
"""A run of text with its style."""


def one_line(text: str) -> str:
    """Return the text harmless and on one line, one character for one character."""
    return clean_line(text)


def fit(text: str, width: int) -> str:
    """Return the text on one line in exactly ``width`` cells, cut with an ellipsis."""
    if width <= 0:
        return ""
    # A cell holds at least part of a character, but marks may stack on it: four each is plenty.
    line = one_line(text[: 4 * width])
    if cell_len(line) <= width:
        return set_cell_size(line, width)
    return set_cell_size(set_cell_size(line, width - 1).rstrip() + "…", width)


def shorten(text: str, width: int) -> str:
    """Return the text on one line in at most ``width`` cells, without padding."""
    return fit(text, width).rstrip()


def content(text: str, style: str = "") -> Content:
    """Return the text as ``Content``: several lines allowed, markup has no effect."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def title(text: str) -> Content:
    """Return the text as ``Content`` for a border title or a tab: one line."""
    return Content(one_line(text))


def strip(pieces: Iterable[Piece], width: int, filler: Style) -> Strip:
    """Return one row of exactly ``width`` cells from pieces of text.

    Args:
        pieces: runs of text from left to right.
        width: cells; longer rows are cut, shorter ones filled.
        filler: style of what is filled.
    """
    return Strip([Segment(*piece) for piece in fitted(pieces, width, filler)], width)


def fitted(pieces: Iterable[Piece], width: int, filler: Style) -> list[Piece]:
    """Return pieces of text harmless and in exactly ``width`` cells, cut or filled at the end."""
    row: list[Piece] = []
    for text, style in pieces:
        if width <= 0:
            break
        line = one_line(text)
        cells = cell_len(line)
        if cells > width:
            line, cells = set_cell_size(line, width), width
        if line:
            row.append((line, style))
        width -= cells
    if width > 0:
        row.append((" " * width, filler))
    return row
