"""Notes as W3C Web Annotations in JSON-LD; ``annotationreading`` reads them.

Writes one AnnotationCollection with one page (Web Annotation Data Model, 2017-02-23, sections 5.1
and 5.2). A passage is a SpecificResource with a TextQuoteSelector and a TextPositionSelector
(4.2.4, 4.2.5); the note is a TextualBody (3.2.4), its tags are bodies with the purpose "tagging",
its points bodies with the purpose "classifying" (3.3.5). What only Parley knows (a record's id)
stands in ids of the form ``urn:parley:…`` and comes back from there: the versions that a note was
made from are its ``via`` (3.3.7).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import orjson

from store.cleaning import clean
from store.records import Annotation, Bookmark, Selector

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = "urn:parley:"
POINT = "point "


def render_web_annotations(annotations: Sequence[Annotation], bookmarks: Sequence[Bookmark]) -> str:
    """Return all notes and bookmarks as one JSON-LD text; the same notes give the same bytes."""
    written = [_annotation(note) for note in annotations] + [_bookmark(m) for m in bookmarks]
    collection = {
        "@context": CONTEXT,
        "id": f"{URN}collection",
        "type": "AnnotationCollection",
        "label": "Notes and bookmarks",
        "total": len(written),
        "first": {
            "id": f"{URN}collection:1",
            "type": "AnnotationPage",
            "partOf": f"{URN}collection",
            "startIndex": 0,
            "items": written,
        },
    }
    return orjson.dumps(collection, option=orjson.OPT_INDENT_2).decode() + "\n"


def _annotation(note: Annotation) -> dict[str, object]:
    bodies = [_body(note.text, "commenting")] if note.text else []
    bodies += _labels(note)
    told = _common(note, "commenting" if note.text else "highlighting")
    if note.history:
        told["via"] = [version_of(note.id, moment) for moment in note.history]
    if bodies:
        told["body"] = bodies
    told["target"] = _target(note, note.selector)
    return told


def _bookmark(mark: Bookmark) -> dict[str, object]:
    told = _common(mark, "bookmarking")
    if labels := _labels(mark):
        told["body"] = labels
    return told | {"target": _target(mark, mark.selector)}


def _labels(note: Annotation | Bookmark) -> list[dict[str, str]]:
    tags = [_body(tag, "tagging") for tag in note.tags]
    return tags + [_body(f"{POINT}{number}", "classifying") for number in note.points]


def _common(note: Annotation | Bookmark, motivation: str) -> dict[str, object]:
    told: dict[str, object] = {
        "@context": CONTEXT,
        "id": f"{URN}note:{note.id}",
        "type": "Annotation",
        "motivation": motivation,
        "created": _written(note.created),
    }
    if note.creator:
        told["creator"] = {"type": "Person", "name": clean(note.creator)}
    if note.modified is not None:
        told["modified"] = _written(note.modified)
    return told


def _body(value: str, purpose: str) -> dict[str, str]:
    return {
        "type": "TextualBody",
        "value": clean(value),
        "format": "text/plain",
        "purpose": purpose,
    }


def _target(note: Annotation | Bookmark, selector: Selector | None) -> dict[str, object]:
    """The item as the source; the quotation and citation make it readable without the library."""
    target: dict[str, object] = {
        "type": "SpecificResource",
        "source": {
            "id": f"{URN}item:{note.document}:{note.item}",
            "type": "Text",
            "format": "text/plain",
            "label": clean(note.citation),
        },
        "scope": f"{URN}record:{note.target}",
        "label": clean(note.quote),
    }
    if selector is not None:
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": clean(selector.exact),
                "prefix": clean(selector.prefix),
                "suffix": clean(selector.suffix),
            },
            {"type": "TextPositionSelector", "start": selector.start, "end": selector.end},
        ]
    return target


def _written(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def version_of(note: str, changed: datetime) -> str:
    """Return the IRI of one version of a note."""
    return f"{URN}version:{note}:{_written(changed)}"
