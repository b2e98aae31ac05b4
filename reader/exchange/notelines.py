"""Notes and bookmarks as JSON Lines that lose nothing: one record a line, every field of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson

from store.cleaning import clean
from store.errors import FileUnusable
from store.records import Annotation, Bookmark, NoteState, Selector

from .model import (
    NotRead,
    Parcel,
    decode_text,
    id_in,
    listed,
    load_json,
    mapping,
    moment_in,
    number_of,
    numbers_in,
    place_in,
    text_in,
)

MARK = "parley"
"""The field that every line has, with the version of the format."""
_VERSION = 1


def render_note_lines(annotations: Sequence[Annotation], bookmarks: Sequence[Bookmark]) -> str:
    """Return all notes and bookmarks, a line each; the same notes give the same bytes."""
    records = [*map(_annotation, annotations), *map(_bookmark, bookmarks)]
    return "".join(orjson.dumps(record).decode() + "\n" for record in records)


def _annotation(note: Annotation) -> Mapping[str, object]:
    selector = note.selector
    return {
        MARK: _VERSION,
        "record": "annotation",
        "id": note.id,
        "target": note.target,
        "item": note.item,
        "document": note.document,
        "selector": None if selector is None else _selector(selector),
        "anchor": None if note.anchor is None else list(note.anchor),
        "quote": clean(note.quote),
        "citation": clean(note.citation),
        "text": clean(note.text),
        "points": list(note.points),
        "tags": [clean(tag) for tag in note.tags],
        "created": _written(note.created),
        "modified": _written(note.modified),
        "state": note.state.value,
        "creator": clean(note.creator) if note.creator else None,
    }


def _selector(selector: Selector) -> Mapping[str, object]:
    return {
        "exact": clean(selector.exact),
        "prefix": clean(selector.prefix),
        "suffix": clean(selector.suffix),
        "start": selector.start,
        "end": selector.end,
    }


def _bookmark(mark: Bookmark) -> Mapping[str, object]:
    told: dict[str, object] = {
        MARK: _VERSION,
        "record": "bookmark",
        "id": mark.id,
        "target": mark.target,
        "item": mark.item,
        "document": mark.document,
        "quote": clean(mark.quote),
        "citation": clean(mark.citation),
        "created": _written(mark.created),
        "creator": clean(mark.creator) if mark.creator else None,
    }
    if mark.selector is not None:  # a bookmark of a whole item reads as it always has
        told["selector"] = _selector(mark.selector)
        told["anchor"] = None if mark.anchor is None else list(mark.anchor)
        told["state"] = mark.state.value
    if mark.modified is not None:
        told["tags"] = [clean(tag) for tag in mark.tags]
        told["points"] = list(mark.points)
        told["modified"] = _written(mark.modified)
    return told


def _written(moment: datetime) -> str:
    return moment.isoformat()


def read_note_lines(raw: bytes, name: str) -> Parcel:
    """Read JSON Lines of Parley. Raises: FileUnusable."""
    annotations: list[Annotation] = []
    bookmarks: list[Bookmark] = []
    refused: list[str] = []
    for number, line in enumerate(decode_text(raw, name).split("\n"), 1):
        if not line.strip():
            continue
        try:
            fields = mapping(load_json(line, name))
            if fields.get("record") == "bookmark":
                bookmarks.append(_read_bookmark(fields))
            elif fields.get("record") == "annotation":
                annotations.append(_read_annotation(fields))
            else:
                refused.append(f"line {number}: it is neither a note nor a bookmark")
        except FileUnusable as error:
            refused.append(f"line {number}: it {error.problem}")
        except NotRead as error:
            refused.append(f"line {number}: {error}")
    return Parcel(
        "JSON Lines", tuple(annotations), tuple(bookmarks), tuple(refused), is_parley=True
    )


def _read_annotation(fields: Mapping[str, object]) -> Annotation:
    created = moment_in(fields, "created")
    return Annotation(
        id=id_in(fields, "id"),
        target=place_in(fields, "target"),
        item=place_in(fields, "item"),
        document=place_in(fields, "document"),
        selector=_read_selector(fields.get("selector")),
        anchor=_read_anchor(fields),
        quote=text_in(fields, "quote"),
        citation=text_in(fields, "citation"),
        text=text_in(fields, "text"),
        points=numbers_in(fields, "points"),
        tags=_read_tags(fields),
        created=created,
        modified=max(moment_in(fields, "modified"), created),
        state=_read_state(fields.get("state")),
        creator=_read_creator(fields),
    )


def _read_bookmark(fields: Mapping[str, object]) -> Bookmark:
    return Bookmark(
        id=id_in(fields, "id"),
        target=place_in(fields, "target"),
        item=place_in(fields, "item"),
        document=place_in(fields, "document"),
        quote=text_in(fields, "quote"),
        citation=text_in(fields, "citation"),
        created=moment_in(fields, "created"),
        creator=_read_creator(fields),
        selector=_read_selector(fields.get("selector")),
        anchor=_read_anchor(fields),
        state=_read_state(fields["state"]) if "state" in fields else NoteState.ANCHORED,
        tags=_read_tags(fields),
        points=numbers_in(fields, "points"),
        modified=moment_in(fields, "modified") if "modified" in fields else None,
    )


def _read_tags(fields: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(text_in({"tag": tag}, "tag") for tag in listed(fields.get("tags")))


def _read_anchor(fields: Mapping[str, object]) -> tuple[int, int] | None:
    anchor = numbers_in(fields, "anchor")
    if len(anchor) not in {0, 2}:
        raise NotRead("its anchor is no pair of offsets")
    return (anchor[0], anchor[1]) if anchor else None


def _read_selector(value: object) -> Selector | None:
    if value is None:
        return None
    fields = mapping(value)
    start, end = number_of(fields.get("start")), number_of(fields.get("end"))
    exact, prefix, suffix = (text_in(fields, part) for part in ("exact", "prefix", "suffix"))
    if not exact or end <= start:
        raise NotRead("its selector points at nothing")
    return Selector(exact, prefix, suffix, start, end)


def _read_state(value: object) -> NoteState:
    for state in NoteState:
        if value == state.value:
            return state
    raise NotRead("its state is unknown")


def _read_creator(fields: Mapping[str, object]) -> str | None:
    return None if fields.get("creator") is None else text_in(fields, "creator") or None
