"""Highlights as a table (CSV) with a head line, as Readwise, Hypothesis and others export them.

Readwise writes ``Highlight, Book Title, Book Author, Amazon Book ID, Note, Color, Tags, Location
Type, Location, Highlighted at, Document tags`` and reads ``Highlight, Title, Author, URL, Note,
Location, Date``; Hypothesis writes ``Created at, Author, Page, URL, Group, Annotation/Reply Type,
Quote, Comment, Tags`` and wrote ``Creation Date, URL, Group, Annotation/Reply Type, Quote, User,
Body, Tags, Page``. A column is known by its name, case aside; columns are parted by commas, or by
semicolons or tabs, as spreadsheets do it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from store.errors import FileUnusable

from .highlights import Highlight, parcel_of
from .model import Parcel, decode_text, moment_of

_PASSAGE = ("highlight", "quote", "text", "passage")
_COLUMNS = {
    "note": ("note", "notes", "body", "comment", "annotation"),
    "tags": ("tags",),
    "made": (
        *("highlighted at", "created at", "creation date", "date"),
        *("created", "time", "datetime"),
    ),
    "title": ("book title", "title", "document"),
    "author": ("book author", "author"),
    "url": ("url", "source url"),
    "place": ("location", "page"),
    "user": ("user",),
}
_TYPE = "annotation/reply type"
"""A column that Hypothesis alone has: its author is who made the note."""
_REPLY = "reply"
_SEPARATORS = (",", ";", "\t")


def is_table(head: str) -> bool:
    """Whether the first line of a file names a column of passages."""
    return _separator(head) is not None


def _separator(head: str) -> str | None:
    for separator in _SEPARATORS:
        try:
            names = next(csv.reader([head], delimiter=separator), [])
        except csv.Error:
            continue
        if separator in head and _names(names).keys() & set(_PASSAGE):
            return separator
    return None


def read_table(raw: bytes, name: str) -> Parcel:
    """Read highlights from a table. Raises: FileUnusable."""
    text = decode_text(raw, name).lstrip()
    separator = _separator(text.partition("\n")[0])
    if separator is None:
        raise FileUnusable(
            name, "has no column Highlight or Quote", "Export them as CSV with a head line."
        )
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        found = list(_highlights(_names(rows.fieldnames or ()), rows))
    except csv.Error as error:
        raise FileUnusable(name, f"is not CSV ({error})", "Export it again.") from error
    return parcel_of("table of highlights", found)


def _names(head: object) -> dict[str, str]:
    return {c.strip().casefold(): c for c in head if c} if isinstance(head, list) else {}


def _highlights(columns: Mapping[str, str], rows: csv.DictReader[str]) -> Iterator[Highlight]:
    for number, row in enumerate(rows, 2):

        def value(*names: str, row: Mapping[str, str | None] = row) -> str:
            held = (row.get(columns[name]) for name in names if name in columns)
            return next((text.strip() for text in held if text), "")

        def named(what: str) -> str:
            return value(*_COLUMNS[what])

        place = named("place")
        is_hypothesis = _TYPE in columns
        told = ["" if is_hypothesis else named("author"), named("title"), named("url")]
        is_reply = value(_TYPE).casefold() == _REPLY
        yield Highlight(
            where=f"row {number}",
            passage=value(*_PASSAGE),
            note=named("note"),
            tags=tuple(filter(None, (tag.strip(" #") for tag in named("tags").split(",")))),
            made=moment_of(named("made")),
            documents=tuple(filter(None, told[1:])),
            citation=", ".join(filter(None, [*told, f"place {place}" if place else ""])),
            creator=named("user") or (named("author") if is_hypothesis else "") or None,
            problem="it is a reply to another note" if is_reply else "",
        )
