"""What a template is given: notes and bookmarks one by one, with their place and their links.

Takes excerpts, gives a key and plain values for each record on them. Text of documents and notes is
``Foreign``, links and block ids are Markdown already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote as quote_address

from markupsafe import Markup

from .citation import cite_place, cite_published
from .escaping import escape_label, escape_line
from .model import Excerpt, Mark, Note, Source
from .slugs import short_digest
from .templating import Foreign


@dataclass(frozen=True, slots=True)
class Entry:
    """One note or bookmark in one place of an export."""

    key: str
    """Names its block in the file: letters, digits and dashes."""
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in an export a group is written."""

    group: str
    """The group's key; empty where a record is in one group only."""
    documents: Mapping[str, str]
    """Document → address of its block."""
    points: Mapping[int, str]


def entries_of(excerpt: Excerpt, place: Place) -> Iterator[Entry]:
    """Yield what was made on an excerpt, in order of time; the first has the quotation."""
    records = excerpt.records
    about = _about(excerpt, place)
    for number, record in enumerate(records):
        key = key_of(record.id, place.group)
        own = {"id": record.id, "anchor": Markup(f"^{key}"), "is_first": number == 0}
        yield Entry(key, about | own | _made(record))


def key_of(record: str, group: str) -> str:
    """Return the key of a record's block: its id, and the group where it may be in several."""
    return f"{record}-{short_digest(group)}" if group else record


def _about(excerpt: Excerpt, place: Place) -> dict[str, object]:
    source = excerpt.source
    facts = {
        "quote": excerpt.quote,
        "speaker": source.speaker if source else None,
        "via": source.via if source else None,
        "outlet": source.outlet if source else None,
        "day": source.day.isoformat() if source and source.day else None,
        "time": source.time if source else None,
        "document": source.document if source else None,
    }
    return {
        **{name: _foreign(value) for name, value in facts.items()},
        "line": source.line if source else None,
        "citation": _citation(source, place) if source else Foreign(excerpt.citation),
        "link": _link(source, place) if source else None,
        "points": [
            {"number": number, "title": Foreign(place.points.get(number, ""))}
            for number in excerpt.points
        ],
        "is_whole": excerpt.is_whole,
        "is_orphaned": source is None,
    }


def _foreign(text: str | None) -> Foreign | None:
    return None if text is None else Foreign(text)


def _citation(source: Source, place: Place) -> Markup:
    return Markup(f"{escape_line(cite_published(source))}, {_link(source, place)}")


def _link(source: Source, place: Place) -> Markup:
    return link_to(cite_place(source), place.documents.get(source.document_id or ""))


def link_to(words: str, address: str | None) -> Markup:
    """Return a link to another block of the export, or the words alone."""
    label = escape_label(words)
    return Markup(f"[{label}]({address})" if address else escape_line(words))


def address_of(key: str, file: str = "") -> str:
    """Return the address of a block in a file, as Markdown and Obsidian both know it."""
    return f"{quote_address(file, safe='/.')}#^{key}"


def _made(record: Note | Mark) -> dict[str, object]:
    if isinstance(record, Mark):
        told = {
            "kind": "bookmark",
            "text": Foreign(""),
            "tags": [Foreign(tag) for tag in record.tags],
            "state": record.state.value,
        }
        modified = record.modified or record.created
    else:
        told = {
            "kind": "note" if record.text.strip() else "highlight",
            "text": Foreign(record.text.strip()),
            "tags": [Foreign(tag) for tag in record.tags],
            "state": record.state.value,
        }
        modified = record.modified
    return told | {
        "created": written(record.created),
        "modified": written(modified),
        "creator": _foreign(record.creator),
    }


def written(moment: datetime) -> Markup:
    """Return a moment to the minute, in UTC."""
    return Markup(f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
