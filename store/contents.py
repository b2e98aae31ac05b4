"""One document's contents: as the tables of its file, and as they are looked up.

The file has the tables ``document``, ``items``, ``statements``, ``positions``, ``actors`` and
``text``. When a file is read, and which decisions of the reader lie over it, the shelf decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from .codec import Rows, Tables, decode, decode_rows, encode, values_of
from .records import Actor, Document, Item, Parsed, Position, Statement


class Loaded(NamedTuple):
    """One document's contents, decisions applied, with what is looked up in it."""

    parsed: Parsed
    items: dict[str, Item]
    statements: dict[str, Statement]
    said_in: dict[str, tuple[Statement, ...]]
    """Item → its statements, in the order of the text."""


def encode_parsed(parsed: Parsed) -> Tables:
    """Return the tables of a document's file."""
    text = {"lines": parsed.lines, "headings": parsed.headings, "furniture": parsed.furniture}
    return {
        "document": {"1": encode(parsed.document)},
        "items": {item.id: encode(item) for item in parsed.items},
        "statements": {statement.id: encode(statement) for statement in parsed.statements},
        "positions": {position.id: encode(position) for position in parsed.positions},
        "actors": {actor.id: encode(actor) for actor in parsed.actors},
        "text": {"1": {name: list(values) for name, values in text.items()}},
    }


def decode_parsed(rows: Callable[[str], Rows]) -> Parsed:
    """Return the document that a file's tables hold.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: they hold none.
    """
    text = rows("text")["1"]
    return Parsed(
        document=decode(Document, rows("document")["1"]),
        lines=values_of(text["lines"], str),
        headings=values_of(text["headings"], int),
        furniture=values_of(text["furniture"], int),
        items=tuple(decode_rows(Item, rows("items"))),
        statements=tuple(decode_rows(Statement, rows("statements"))),
        positions=tuple(decode_rows(Position, rows("positions"))),
        actors=tuple(decode_rows(Actor, rows("actors"))),
    )


def in_feed_order(contents: Iterable[Loaded]) -> tuple[Item, ...]:
    """Return all items: latest day first, then as the documents come, then as in the text."""
    items = [item for loaded in contents for item in loaded.parsed.items]
    items.sort(key=_day_number, reverse=True)
    return tuple(items)


def _day_number(item: Item) -> int:
    return (item.day or date.min).toordinal()


def look_up(parsed: Parsed) -> Loaded:
    """Return contents with what is looked up in them."""
    said_in: dict[str, list[Statement]] = {}
    for statement in parsed.statements:
        said_in.setdefault(statement.item, []).append(statement)
    return Loaded(
        parsed,
        {item.id: item for item in parsed.items},
        {statement.id: statement for statement in parsed.statements},
        {item: tuple(statements) for item, statements in said_in.items()},
    )
