"""A document's file in pages, so that a screenful is read from it without the rest.

The file stays what it is, sealed TinyDB tables. The rows of items, statements and positions stand
in the order of the text; two more tables at the end say where the rows of every few items lie,
with a checksum for each such page, and where that list itself begins. A file without them is read
whole, and so is one in which anything about its pages is not as it should be: whether it is
damaged is told there.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import orjson

from .codec import UNREADABLE, Rows, Tables, decode_rows
from .errors import SaveFailed
from .files import Files
from .records import Item, Position, Statement
from .storage import SEAL_LENGTH, seal_body

SIZE = 16
"""Items of a page."""
LEAST = 4 * SIZE
"""Items of a document that is worth pages."""
_PAGED = ("items", "statements", "positions")
_FOOT = b',"foot":{"1":{"crc32":"%08x","at":"%012x"}}'
_FOOT_READ = re.compile(rb',"foot":\{"1":\{"crc32":"([0-9a-f]{8})","at":"([0-9a-f]{12})"\}\}')
_FOOT_LENGTH = len(_FOOT % (0, 0))
_INDEX_END = b"}}"

Piece = tuple[int, int]
"""Where the rows of a page in one table begin and end, in bytes."""


class Page(NamedTuple):
    """Where a page is."""

    days: tuple[tuple[date | None, int], ...]
    """The days of its items, each with how many of them it has."""
    pieces: tuple[Piece, ...]
    """In the order of the paged tables."""
    checksum: int


class Excerpt(NamedTuple):
    """What one page holds."""

    items: tuple[Item, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]


def seal_paged(tables: Tables) -> bytes:
    """Return the bytes of a document's file. Raises: TypeError for what JSON cannot hold."""
    groups = _groups(tables)
    body = bytearray()
    pieces: list[list[Piece]] = []
    for name, rows in tables.items():
        body += (b"," if body else b"{") + orjson.dumps(name) + b":{"
        chunks = groups[name] if groups and name in groups else [rows]
        placed = list(_put(body, chunks))
        if groups and name in groups:
            pieces.append(placed)
        body += b"}"
    if groups:
        _put_index(body, tables["items"], list(zip(*pieces, strict=True)))
    return seal_body(bytes(body))


def dump_document(files: Files, name: str, tables: Tables) -> bytes:
    """Return the bytes of a document's file. Raises: SaveFailed for what JSON cannot hold."""
    try:
        return seal_paged(tables)
    except TypeError as error:
        raise SaveFailed(f"{files.where(name)}: cannot be written ({error})") from error


def _groups(tables: Tables) -> dict[str, list[Rows]] | None:
    """Return the rows of every page by table; None where a document is not worth pages."""
    items = tables["items"]
    if len(items) < LEAST or [name for name in tables if name in _PAGED] != list(_PAGED):
        return None
    page_of = {key: number // SIZE for number, key in enumerate(items)}
    count = (len(items) + SIZE - 1) // SIZE
    groups: dict[str, list[Rows]] = {}
    for name in _PAGED:
        rows = tables[name]
        pages = [
            page_of.get(key if name == "items" else row["item"], -1) for key, row in rows.items()
        ]
        if any(page < 0 for page in pages[:1]) or any(a > b or b < 0 for a, b in pairwise(pages)):
            return None
        held: list[Rows] = [{} for _ in range(count)]
        for page, (key, row) in zip(pages, rows.items(), strict=True):
            held[page][key] = row
        groups[name] = held
    return groups


def _put(body: bytearray, chunks: Iterable[Rows]) -> Iterator[Piece]:
    """Put rows behind each other; give where those of each chunk begin and end."""
    is_first = True
    for rows in chunks:
        text = orjson.dumps(rows)[1:-1]
        if text and not is_first:
            body += b","
        start = len(body)
        body += text
        is_first = is_first and not text
        yield start, len(body)


def _put_index(body: bytearray, items: Rows, pieces: Sequence[tuple[Piece, ...]]) -> None:
    days = [row["day"] for row in items.values()]
    index = [
        [
            list(Counter(days[number * SIZE : (number + 1) * SIZE]).items()),
            [place for piece in each for place in piece],
            _checksum(bytes(body[start:end]) for start, end in each),
        ]
        for number, each in enumerate(pieces)
    ]
    body += b',"pages":{"1":{"at":'
    at, text = len(body), orjson.dumps(index)
    body += text + _INDEX_END
    body += _FOOT % (zlib.crc32(text), at)


def _checksum(parts: Iterable[bytes]) -> int:
    checksum = 0
    for part in parts:
        checksum = zlib.crc32(part, checksum)
    return checksum


def read_index(files: Files, name: str) -> tuple[Page, ...]:
    """Return the pages of a file; none where it has none that can be trusted."""
    stamp = files.stamp(name)
    foot_at = stamp[1] - SEAL_LENGTH - _FOOT_LENGTH if stamp else 0
    if foot_at <= 0:
        return ()
    foot = _FOOT_READ.fullmatch(files.part(name, foot_at, _FOOT_LENGTH))
    if foot is None:
        return ()
    at = int(foot[2], 16)
    text = files.part(name, at, max(0, foot_at - len(_INDEX_END) - at))
    if zlib.crc32(text) != int(foot[1], 16):
        return ()
    try:
        return tuple(_page(*entry) for entry in orjson.loads(text))
    except UNREADABLE:
        return ()


def _page(days: list[tuple[str | None, int]], places: list[int], checksum: int) -> Page:
    return Page(
        tuple((None if day is None else date.fromisoformat(day), count) for day, count in days),
        tuple(zip(places[::2], places[1::2], strict=True)),
        checksum,
    )


def read_page(files: Files, name: str, page: Page) -> Excerpt | None:
    """Return what a page holds; None where it cannot be trusted."""
    texts = [files.part(name, start, end - start) for start, end in page.pieces]
    if _checksum(texts) != page.checksum:
        return None
    try:
        items, statements, positions = (orjson.loads(b"{%b}" % text) for text in texts)
        return Excerpt(
            tuple(decode_rows(Item, items)),
            tuple(decode_rows(Statement, statements)),
            tuple(decode_rows(Position, positions)),
        )
    except UNREADABLE:
        return None
