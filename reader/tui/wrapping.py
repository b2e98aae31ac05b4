"""Lines of text broken into rows, as offsets into the line.

Takes one line without newline and a width in cells; gives half-open character offsets, spaces at
the break left out. Only a plain space or tab is a place to break. Plain text goes through one
compiled pattern per width, text with wide or combining characters through a slower loop; a word
longer than a row is cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import cell_len

Span = tuple[int, int]

_CHUNK = re.compile(r"[^ ]+| +")

_SINGLE_CELLS = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482"
    "\u048a-\u052f\u2010-\u2015\u2018-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2190-\u2193"
    "\u2400-\u2421]*"
)
"""Latin, Greek and Cyrillic letters, their punctuation, arrows: each fills a cell of its own."""


@lru_cache(maxsize=32)
def _pattern(width: int) -> re.Pattern[str]:
    # "aaa bbb " up to the width, then the space after it; else a word cut at the width.
    return re.compile(rf".{{1,{width}}}(?=[ ]|$)|.{{{width}}}", re.DOTALL)


def wrap(line: str, width: int) -> list[Span]:
    """Break one line into rows of at most ``width`` cells.

    An empty line is one empty row.
    """
    width, line = max(1, width), line.replace("\t", " ")
    if not line:
        return [(0, 0)]
    if len(line) <= width and cell_len(line) <= width:
        return [(0, len(line))]
    if _SINGLE_CELLS.fullmatch(line):
        return _wrap_single_cells(line, width)
    return _wrap_wide(line, width)


def _wrap_single_cells(line: str, width: int) -> list[Span]:
    spans: list[Span] = []
    position, end, pattern = 0, len(line), _pattern(width)
    while position < end:
        match = pattern.match(line, position)
        stop = match.end() if match else end
        start = position
        while stop > start and line[stop - 1] == " ":
            stop -= 1
        if stop > start:
            spans.append((start, stop))
        position = max(stop, match.end() if match else end)
        while position < end and line[position] == " ":
            position += 1
    return spans or [(0, 0)]


def _wrap_wide(line: str, width: int) -> list[Span]:
    spans: list[Span] = []
    start = stop = used = 0
    for match in _CHUNK.finditer(line):
        word, cells = match.group(), cell_len(match.group())
        if word[0] == " ":
            used += cells
            continue
        if used + cells > width and stop > start:
            spans.append((start, stop))
            start, used = match.start(), 0
        elif stop == start:
            start, used = match.start(), 0
        stop = match.end()
        used += cells
        if used > width:
            start, used = _cut_word(line, start, stop, width, spans)
    if stop > start or not spans:
        spans.append((start, stop))
    return spans


def _cut_word(line: str, start: int, stop: int, width: int, spans: list[Span]) -> tuple[int, int]:
    """Cut an overlong word into full rows; return where the rest starts and its cells."""
    used = 0
    for index in range(start, stop):
        cells = cell_len(line[index])
        if used + cells > width and index > start:
            spans.append((start, index))
            start, used = index, 0
        used += cells
    return start, used
