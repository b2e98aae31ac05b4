"""What can still be read of a damaged file: whole rows, one by one, in the order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from json import JSONDecoder
from typing import TypeVar

import orjson

from .codec import Tables

_MARK = re.compile(rb'"([\w-]{1,64})":\{')
_DECODER = JSONDecoder()
R = TypeVar("R")


def read_rows(data: bytes, tables: Iterable[str]) -> Tables:
    """Return the rows of these tables that are whole, out of a file that is not.

    A damaged row is passed over; reading goes on with the next row or table.
    """
    names = set(tables)
    text = data.decode("utf-8", "replace")
    found: Tables = {name: {} for name in names}
    table = ""
    place = 0
    marks = re.compile(_MARK.pattern.decode())
    while (mark := marks.search(text, place)) is not None:
        key = mark.group(1)
        if key in names:
            table, place = key, mark.end()
            continue
        try:
            row, place = _DECODER.raw_decode(text, mark.end() - 1)
            orjson.dumps(row)  # a damaged number may be larger than what can be written again
        except (ValueError, TypeError, RecursionError):
            place = mark.end()
            continue
        if table and "\ufffd" not in text[mark.start() : place]:
            found[table][key] = row
    return found


def of_kind(value: object, kind: type[R]) -> list[R]:
    """Return what of a list is of a kind; nothing where it is no list."""
    return [one for one in value if isinstance(one, kind)] if isinstance(value, list) else []
