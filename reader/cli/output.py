"""The seam to stdout and stderr: JSON Lines, plain tables, narration.

Everything that is printed goes through ``store.cleaning`` here, whatever it came from, so that no
document can reach the terminal. On a terminal tables are aligned and wrapped to its width;
otherwise one record is one line, its columns apart by tabs.
"""

from __future__ import annotations

import io
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from store.cleaning import clean, clean_line

_GAP = "  "
_LEAST_LAST_COLUMN = 20
_INDENTED_LAST_COLUMN = 4


def prepare_streams() -> None:
    """Make stdout and stderr UTF-8, whatever the locale, so that no character can stop them."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(message: str) -> None:
    """Write one line of narration to stderr."""
    sys.stderr.write(clean_line(message) + "\n")


def write(text: str) -> None:
    """Write text to stdout, cleaned."""
    sys.stdout.write(clean(text))


def write_line(text: str = "") -> None:
    """Write one line to stdout."""
    sys.stdout.write(clean_line(text) + "\n")


def is_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Return the width of the terminal in cells."""
    return shutil.get_terminal_size().columns


def write_json(records: Iterable[Mapping[str, object]]) -> int:
    """Write JSON Lines in UTF-8, one record a line, and return how many there were."""
    import orjson

    count = 0
    for record in records:
        sys.stdout.write(orjson.dumps(_cleaned(record)).decode() + "\n")
        count += 1
    return count


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_cleaned(inner) for inner in value]
    return value


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def cells(text: str) -> int:
    """Return how many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def wrap(text: str, room: int) -> list[str]:
    """Break one line of text at spaces into lines of at most ``room`` cells."""
    lines, line, used = [], "", 0
    for word in text.split():
        size = cells(word)
        while size > room:
            if line:
                lines.append(line)
                line, used = "", 0
            cut = _fitting(word, room)
            lines.append(word[:cut])
            word = word[cut:]
            size = cells(word)
        if line and used + 1 + size > room:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


def _fitting(word: str, room: int) -> int:
    used = 0
    for index, char in enumerate(word):
        used += cells(char)
        if used > room:
            return max(index, 1)
    return len(word)


def write_table(rows: Sequence[Sequence[str]]) -> int:
    """Write rows of columns and return how many there were.

    The last column holds the long text and is the one that wraps.
    """
    rows = [[clean_line(cell) for cell in row] for row in rows]
    if not is_terminal():
        for row in rows:
            sys.stdout.write("\t".join(row) + "\n")
        return len(rows)
    columns = list(zip(*(row[:-1] for row in rows), strict=True)) if rows else []
    sizes = [max(map(cells, column)) for column in columns]
    total = width()
    indent = sum(sizes) + len(_GAP) * len(sizes)
    if total - indent >= _LEAST_LAST_COLUMN:
        for row in rows:
            _write_hanging(_aligned(row[:-1], sizes), row[-1], indent, total - indent)
        return len(rows)
    for row in rows:
        sys.stdout.write(_aligned(row[:-1], sizes).rstrip() + "\n")
        _write_hanging(
            " " * _INDENTED_LAST_COLUMN,
            row[-1],
            _INDENTED_LAST_COLUMN,
            max(total - _INDENTED_LAST_COLUMN, 1),
        )
    return len(rows)


def _aligned(row: Sequence[str], sizes: Sequence[int]) -> str:
    return "".join(
        cell + " " * (size - cells(cell)) + _GAP for cell, size in zip(row, sizes, strict=True)
    )


def _write_hanging(head: str, text: str, indent: int, room: int) -> None:
    first, *rest = wrap(text, room)
    sys.stdout.write((head + first).rstrip() + "\n")
    for line in rest:
        sys.stdout.write(" " * indent + line + "\n")


def write_paragraphs(text: str, indent: int = 0) -> None:
    """Write text line by line; on a terminal each line is wrapped to its width."""
    margin = " " * indent
    for line in clean(text).replace("\t", " ").split("\n"):
        pieces = wrap(line, max(width() - indent, 1)) if is_terminal() else [line]
        for piece in pieces:
            sys.stdout.write((margin + piece).rstrip() + "\n")
