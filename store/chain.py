"""The lines of a journal: each with its number and a checksum, so that none goes missing unseen.

A line is ``crc32 number json``; the checksum covers number and content, so each line can be trusted
by itself, and a line that was cut out, doubled or moved shows by the numbers. Lines without a
number are those of libraries of format 1. A journal that ends early at the end of a line cannot be
told from one whose last changes were never made.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

import orjson

from .codec import Row
from .storage import are_tables

_DIGITS = 10


class Line(NamedTuple):
    """A line that checks."""

    number: int | None
    """Its place in the journal, from 0; None in a library of format 1."""
    content: Row


def make_line(number: int, content: object) -> bytes:
    """Return one line of a journal. Raises: TypeError."""
    body = b"%d %b" % (number, orjson.dumps(content))
    return b"%08x %b\n" % (zlib.crc32(body), body)


def parse_line(line: bytes) -> Line | None:
    """Return what a line of a journal holds (without its newline), or None when it is damaged."""
    if line[8:9] != b" " or b"%08x" % zlib.crc32(line[9:]) != line[:8]:
        return None
    number, body = _numbered(line[9:])
    try:
        content: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(content, dict):
        return None
    is_header = isinstance(content.get("follows"), int)
    return Line(number, content) if is_header or are_tables(content) else None


def _numbered(rest: bytes) -> tuple[int | None, bytes]:
    digits, space, body = rest.partition(b" ")
    if space and digits.isdigit() and len(digits) <= _DIGITS:
        return int(digits), body
    return None, rest


def find_break(place: int, number: int | None, *, is_numbered: bool) -> str:
    """Say what is wrong with a line's number at its place, both from 0; empty when nothing is."""
    if not is_numbered:
        return "" if number is None else f"line {place + 1} is of another journal"
    if number is None:
        return f"line {place + 1} has no number"
    if number > place:
        missing = number - place
        lines = "a line is" if missing == 1 else f"{missing} lines are"
        return f"{lines} missing before line {place + 1}"
    return f"line {place + 1} stands in the wrong place" if number < place else ""


def read_lines(data: bytes) -> tuple[list[Row], list[str]]:
    """Return what a damaged journal's sound lines hold, in order, and which lines are lost.

    The first of them says what the journal follows, where it is not lost itself. Half a line at the
    end was never acknowledged and is not told.
    """
    lines = data.split(b"\n")
    if parse_line(lines[-1]) is None:
        lines.pop()
    sound: list[tuple[int, int, Row]] = []
    lost: set[int] = set()
    for place, line in enumerate(lines):
        parsed = parse_line(line)
        if parsed is None:
            lost.add(place)
        else:
            sound.append((place if parsed.number is None else parsed.number, place, parsed.content))
    sound.sort(key=lambda entry: entry[:2])
    numbers = sorted({number for number, _, _ in sound})
    gaps = [(before + 1, number - 1) for before, number in _pairs(numbers) if number > before + 1]
    gaps += [(place, place) for place in sorted(lost) if place > max(numbers, default=-1)]
    return [content for _, _, content in sound], [_told(*gap) for gap in gaps]


def _pairs(numbers: list[int]) -> list[tuple[int, int]]:
    return list(zip([-1, *numbers], numbers, strict=False))


def _told(first: int, last: int) -> str:
    if first == last:
        return f"the change in line {first + 1}"
    return f"the changes in lines {first + 1} to {last + 1}"
