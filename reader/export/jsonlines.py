"""Notes and bookmarks as JSON Lines: one place a line, for other programs.

A place that stands under several headings is given once; ``headings`` names them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import orjson

from store.cleaning import clean

from .citation import cite
from .model import Collection, Excerpt, Note


def render_json_lines(collection: Collection) -> str:
    """Return every excerpt of a collection as one line of JSON."""
    headings: dict[str, list[str]] = {}
    excerpts: dict[str, Excerpt] = {}
    for group in collection.groups:
        for excerpt in group.excerpts:
            headings.setdefault(excerpt.key, []).append(group.title)
            excerpts[excerpt.key] = excerpt
    excerpts |= {orphan.key: orphan for orphan in collection.orphans}
    lines = [_fields(excerpt, headings.get(key, [])) for key, excerpt in excerpts.items()]
    return "".join(orjson.dumps(line).decode() + "\n" for line in lines)


def _fields(excerpt: Excerpt, headings: list[str]) -> Mapping[str, object]:
    source = excerpt.source
    return {
        "quote": clean(excerpt.quote),
        "citation": clean(cite(excerpt)),
        "speaker": _text(source.speaker if source else None),
        "speaker_id": _text(source.speaker_id if source else None),
        "via": _text(source.via if source else None),
        "outlet": _text(source.outlet if source else None),
        "day": _moment(source.day if source else None),
        "document": _text(source.document if source else None),
        "line": source.line if source else None,
        "points": list(excerpt.points),
        "bookmarked": _moment(excerpt.bookmarked),
        "notes": [_note(note) for note in excerpt.notes],
        "is_orphaned": source is None,
        "headings": [clean(heading) for heading in headings],
    }


def _note(note: Note) -> Mapping[str, object]:
    return {
        "id": note.id,
        "text": clean(note.text),
        "tags": [clean(tag) for tag in note.tags],
        "created": _moment(note.created),
        "modified": _moment(note.modified),
        "state": note.state.value,
        "creator": _text(note.creator),
    }


def _text(text: str | None) -> str | None:
    return clean(text) if text else None


def _moment(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None
