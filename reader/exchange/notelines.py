"""Notes, bookmarks and decisions as JSON Lines that lose nothing: a record a line, whole.

A field that a record of an older Parley lacks takes its default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson

from store.cleaning import clean
from store.errors import FileUnusable
from store.records import Annotation, Bookmark, Correction, NoteState, Selector, Setting

from .decisionlines import RECORD, decision_fields, read_decision
from .model import (
    NotRead,
    Parcel,
    creator_in,
    day_in,
    decode_text,
    id_in,
    listed,
    load_json,
    mapping,
    moment_in,
    moments_in,
    number_of,
    numbers_in,
    place_in,
    target_in,
    text_in,
)

MARK = "parley"
"""The field that every line has, with the version of the format."""
_VERSION = 1


def render_note_lines(
    annotations: Sequence[Annotation],
    bookmarks: Sequence[Bookmark],
    corrections: Sequence[Correction] = (),
) -> str:
    """Return all notes, bookmarks and decisions; the same records give the same bytes."""
    decisions = ({MARK: _VERSION, **decision_fields(one)} for one in corrections)
    records = [*map(_annotation, annotations), *map(_bookmark, bookmarks), *decisions]
    return "".join(orjson.dumps(record).decode() + "\n" for record in records)


def _annotation(note: Annotation) -> Mapping[str, object]:
    selector = note.selector
    told: dict[str, object] = {
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
    if note.history:
        told["history"] = list(map(_written, note.history))
    if note.setting is not None:
        told["setting"] = _setting(note.setting)
    return told


def _setting(setting: Setting) -> Mapping[str, object]:
    return {
        "document": clean(setting.document),
        "outlet": clean(setting.outlet) if setting.outlet else None,
        "day": setting.day.isoformat() if setting.day else None,
        "actors": list(setting.actors),
        "speakers": list(setting.speakers),
        "points": list(setting.points),
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
    if mark.setting is not None:
        told["setting"] = _setting(mark.setting)
    return told


def _written(moment: datetime) -> str:
    return moment.isoformat()


def read_note_lines(raw: bytes, name: str) -> Parcel:
    """Read JSON Lines of Parley. Raises: FileUnusable."""
    annotations: list[Annotation] = []
    bookmarks: list[Bookmark] = []
    decisions: list[Correction] = []
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
            elif fields.get("record") == RECORD:
                decisions.append(read_decision(fields))
            else:
                refused.append(f"line {number}: it is no note, bookmark or decision")
        except FileUnusable as error:
            refused.append(f"line {number}: it {error.problem}")
        except NotRead as error:
            refused.append(f"line {number}: {error}")
    return Parcel(
        "JSON Lines",
        tuple(annotations),
        tuple(bookmarks),
        tuple(refused),
        is_parley=True,
        corrections=tuple(decisions),
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
        creator=creator_in(fields),
        history=moments_in(fields, "history"),
        setting=_read_setting(fields.get("setting")),
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
        creator=creator_in(fields),
        selector=_read_selector(fields.get("selector")),
        anchor=_read_anchor(fields),
        state=_read_state(fields["state"]) if "state" in fields else NoteState.ANCHORED,
        tags=_read_tags(fields),
        points=numbers_in(fields, "points"),
        modified=moment_in(fields, "modified") if "modified" in fields else None,
        setting=_read_setting(fields.get("setting")),
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


def _read_setting(value: object) -> Setting | None:
    if value is None:
        return None
    fields = mapping(value)
    return Setting(
        document=text_in(fields, "document"),
        outlet=None if fields.get("outlet") is None else text_in(fields, "outlet"),
        day=None if fields.get("day") is None else day_in(fields, "day"),
        actors=_read_keys(fields, "actors"),
        speakers=_read_keys(fields, "speakers"),
        points=numbers_in(fields, "points"),
    )


def _read_keys(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(target_in({name: one}, name) for one in listed(fields.get(name)))
