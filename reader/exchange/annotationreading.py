"""W3C Web Annotations in JSON-LD as notes: those of Parley whole, those of other programs by words.

Takes a collection, a page, a list of annotations or a single one. What is not whole is refused,
saying where. How Parley writes them is told in ``webannotation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from store.cleaning import clean, clean_line
from store.records import Annotation, Bookmark, NoteState, Selector

from .model import (
    NotRead,
    Parcel,
    id_in,
    listed,
    mapping,
    moment_in,
    moment_of,
    moments_in,
    note_from_elsewhere,
    number_of,
    place_in,
    text_in,
    text_of,
)
from .webannotation import POINT, URN


def read_web_annotations(loaded: object) -> Parcel:
    """Read JSON-LD of Parley or of another program.

    Takes a collection, a page, a list of annotations or a single one.
    """
    annotations: list[Annotation] = []
    bookmarks: list[Bookmark] = []
    refused: list[str] = []
    hints: dict[str, tuple[str, ...]] = {}
    is_parley = False
    for number, fields in enumerate(find_annotations(loaded), 1):
        try:
            record = _read(fields)
        except NotRead as error:
            refused.append(f"annotation {number}: {error}")
            continue
        is_parley |= text_of(fields, "id").startswith(URN)
        if isinstance(record, Bookmark):
            bookmarks.append(record)
        else:
            annotations.append(record)
            hints[record.id] = _documents(fields)
    label = "W3C Web Annotations"
    return Parcel(
        label, tuple(annotations), tuple(bookmarks), tuple(refused), hints, is_parley=is_parley
    )


def find_annotations(loaded: object) -> Iterator[Mapping[str, object]]:
    """Yield the annotations of a collection, a page, a list; none where it holds none."""
    for entry in listed(loaded):
        fields = mapping(entry)
        types = listed(fields.get("type", fields.get("@type")))
        if "Annotation" in types:
            yield fields
        elif "AnnotationPage" in types:
            yield from map(mapping, listed(fields.get("items")))
        elif "AnnotationCollection" in types:
            page = mapping(fields.get("first"))
            yield from map(mapping, listed(page.get("items")))


def _read(fields: Mapping[str, object]) -> Annotation | Bookmark:
    target = _target_of(fields)
    if text_of(fields, "id").startswith(URN):
        return _own(fields, target)
    quote, _ = _selectors(target)
    comments, tags, _ = _bodies(fields)
    key = text_of(fields, "id", "@id")
    comment = "\n\n".join(comments)
    return note_from_elsewhere(
        text_of(quote, "exact"),
        comment,
        origin=key or f"{text_of(quote, 'exact')}\x1f{comment}",
        made=moment_of(text_of(fields, "created", "modified")),
        modified=moment_of(text_of(fields, "modified")),
        prefix=text_of(quote, "prefix"),
        suffix=text_of(quote, "suffix"),
        tags=tags,
        creator=_creator(fields),
        citation=", ".join(_documents(fields)),
    )


def _target_of(fields: Mapping[str, object]) -> Mapping[str, object]:
    return mapping(next(iter(listed(fields.get("target"))), None))


def _creator(fields: Mapping[str, object]) -> str | None:
    creator = next(iter(listed(fields.get("creator"))), None)
    said = creator if isinstance(creator, str) else text_of(mapping(creator), "name", "id")
    return clean_line(said) or None


def _documents(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Titles and addresses of what an annotation of another program is on."""
    target = next(iter(listed(fields.get("target"))), None)
    source = mapping(target).get("source", target)
    if isinstance(source, str):
        return (source,)
    return tuple(filter(None, (text_of(mapping(source), name) for name in ("label", "id"))))


def _own(fields: Mapping[str, object], target: Mapping[str, object]) -> Annotation | Bookmark:
    """A record that Parley wrote comes back whole, with its ids. Raises: NotRead."""
    source = mapping(target.get("source"))
    place = text_of(source, "id").removeprefix(f"{URN}item:").split(":")
    if len(place) != 2:
        raise NotRead("its ids are not whole")
    ids = {
        "id": text_of(fields, "id").removeprefix(f"{URN}note:"),
        "target": text_of(target, "scope").removeprefix(f"{URN}record:"),
        "document": place[0],
        "item": place[1],
    }
    key = id_in(ids, "id")
    on, item, document = (place_in(ids, name) for name in ("target", "item", "document"))
    quote, citation = text_in(target, "label"), text_in(source, "label")
    created, creator = moment_in(fields, "created"), _creator(fields)
    comments, tags, points = _bodies(fields)
    if "bookmarking" in listed(fields.get("motivation")):
        changed = moment_in(fields, "modified") if "modified" in fields else None
        mark = Bookmark(key, on, item, document, quote, citation, created, creator)
        selector, tags = _selector(target), [clean(tag) for tag in tags]
        return replace(mark, selector=selector, tags=tuple(tags), points=points, modified=changed)
    return Annotation(
        key,
        on,
        item,
        document,
        selector=_selector(target),
        anchor=None,
        quote=quote,
        citation=citation,
        text=clean("\n\n".join(comments)),
        points=points,
        tags=tuple(map(clean, tags)),
        created=created,
        modified=max(moment_in(fields, "modified"), created),
        state=NoteState.ORPHANED,
        creator=creator,
        history=_history(fields, key),
    )


def _history(fields: Mapping[str, object], note: str) -> tuple[datetime, ...]:
    """The versions that a note was made from. Raises: NotRead."""
    start = f"{URN}version:{note}:"
    told = [one for one in listed(fields.get("via")) if isinstance(one, str)]
    moments = [one.removeprefix(start) for one in told if one.startswith(start)]
    return moments_in({"via": moments}, "via")


def _selector(target: Mapping[str, object]) -> Selector | None:
    quote, position = _selectors(target)
    if not quote:
        return None
    exact, prefix, suffix = (text_in(quote, part) for part in ("exact", "prefix", "suffix"))
    start, end = number_of(position.get("start")), number_of(position.get("end"))
    if not exact or end <= start:
        raise NotRead("its selector points at nothing")
    return Selector(exact, prefix, suffix, start, end)


def _selectors(target: Mapping[str, object]) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """The quote selector and the position selector; empty where there is none."""
    found: dict[str, Mapping[str, object]] = {}
    for selector in listed(target.get("selector")):
        fields = mapping(selector)
        found.setdefault(text_of(fields, "type", "@type"), fields)
    return found.get("TextQuoteSelector", {}), found.get("TextPositionSelector", {})


def _bodies(fields: Mapping[str, object]) -> tuple[list[str], list[str], tuple[int, ...]]:
    """Comments, tags and points of an annotation."""
    comments, tags, points = [], [], []
    if text_of(fields, "bodyValue"):
        comments.append(text_of(fields, "bodyValue"))
    for body in listed(fields.get("body")):
        value = body if isinstance(body, str) else text_of(mapping(body), "value")
        purposes = listed(mapping(body).get("purpose"))
        number = value.removeprefix(POINT)
        if "tagging" in purposes:
            tags.append(value)
        elif "classifying" in purposes and number.isdecimal() and len(number) < 10:
            points.append(int(number))
        elif value:
            comments.append(value)
    return comments, tags, tuple(points)
