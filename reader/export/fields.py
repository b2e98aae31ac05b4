"""Every kind of record as the fields that ``--json`` prints: the contract with other programs.

Takes records and their library, gives plain mappings; days and times are ISO strings. Cleaning and
printing are left to the command line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from store.library import ActorSummary, Library, PointSummary
from store.records import Annotation, Bookmark, Document, Item, Position, Statement

Fields = Mapping[str, object]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def actor_fields(found: ActorSummary) -> Fields:
    """Return the fields of an actor with its counts."""
    actor = found.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "role": actor.role,
        "side": actor.side,
        "aliases": list(actor.aliases),
        "mentions": found.mentions,
        "statements": found.statements,
        "first_day": _day(found.first_day),
        "last_day": _day(found.last_day),
        "is_listed": actor.is_listed,
    }


def point_fields(found: PointSummary) -> Fields:
    """Return the fields of a point of the plan with its counts."""
    point = found.point
    return {
        "number": point.number,
        "title": point.title,
        "versions": [
            {
                "version": wording.version,
                "says": wording.says,
                "change": wording.change,
                "source": wording.source,
            }
            for wording in point.wordings
        ],
        "mentions": found.mentions,
        "last_day": _day(found.last_day),
        "statements": found.statements,
        "terms": list(point.terms),
    }


def document_fields(document: Document) -> Fields:
    """Return the fields of a document; ``document`` is the file's name."""
    return {
        "id": document.id,
        "document": document.name,
        "outlet": document.outlet,
        "title": document.title,
        "kind": document.layout.value,
        "day": _day(document.day),
        "day_source": document.day_source.value if document.day_source else None,
        "items": document.item_count,
        "imported": _moment(document.imported),
        "digest": document.digest,
        "warnings": list(document.warnings),
    }


class RecordFields:
    """Fields of the records that stand in a document; looks up what lies outside the record."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = {document.id: document for document in library.documents()}
        self._bookmarked = library.notes.bookmarked()
        self._notes = Counter(note.item for note in library.notes.annotations())

    def document_name(self, document: str) -> str | None:
        """Return the file's name; None when the document was taken out of the library."""
        found = self._documents.get(document)
        return found.name if found else None

    def outlet(self, document: str) -> str | None:
        """Return who published the document."""
        found = self._documents.get(document)
        return found.outlet if found else None

    def item(self, item: Item) -> Fields:
        """Return the fields of an item."""
        document = self._documents[item.document]
        return {
            "id": item.id,
            "document": document.name,
            "outlet": document.outlet,
            "day": _day(item.day),
            "day_source": item.day_source.value if item.day_source else None,
            "time": item.time,
            "published": _moment(item.published),
            "title": item.title,
            "text": item.text,
            "lines": list(item.lines) if document.has_source_lines else [],
            "points": list(item.points),
            "mentions": [
                {
                    "actor": mention.actor,
                    "name": mention.name,
                    "kind": mention.kind.value,
                    "line": mention.line,
                }
                for mention in item.mentions
            ],
            "bookmarked": item.id in self._bookmarked,
            "notes": self._notes[item.id],
            "day_reason": item.day_reason,
        }

    def statement(self, statement: Statement) -> Fields:
        """Return the fields of a statement."""
        return {
            "id": statement.id,
            "item": statement.item,
            "document": self.document_name(statement.document),
            "line": statement.line,
            "start": statement.start,
            "end": statement.end,
            "quote": statement.quote,
            "kind": statement.kind.value,
            "speaker": statement.speaker,
            "speaker_id": statement.speaker_id,
            "via": statement.via,
            "day": _day(statement.day),
            "points": list(statement.points),
            "bookmarked": statement.id in self._bookmarked,
            "cue": statement.cue,
        }

    def position(self, position: Position) -> Fields:
        """Return the fields of a position."""
        return {
            "actor": position.actor,
            "side": position.side,
            "point": position.point,
            "stance": position.stance.value,
            "document": self.document_name(position.document),
            "item": position.item,
            "line": position.line,
            "day": _day(position.day),
            "origin": position.origin.value,
            "id": position.id,
            "statement": position.statement,
            "start": position.start,
            "end": position.end,
            "passage": position.passage,
            "cue": position.cue,
            "cue_start": position.cue_start,
            "cue_end": position.cue_end,
        }

    def annotation(self, note: Annotation) -> Fields:
        """Return the fields of an annotation, as the record ``note``."""
        return {
            "id": note.id,
            "kind": "annotation",
            "target": note.target,
            "document": self.document_name(note.document),
            "quote": note.quote,
            "text": note.text,
            "points": list(note.points),
            "created": _moment(note.created),
            "modified": _moment(note.modified),
            "state": note.state.value,
            "item": note.item,
            "tags": list(note.tags),
            "citation": note.citation,
            "creator": note.creator,
        }

    def bookmark(self, mark: Bookmark) -> Fields:
        """Return the fields of a bookmark, as the record ``note``."""
        return {
            "id": mark.id,
            "kind": "bookmark",
            "target": mark.target,
            "document": self.document_name(mark.document),
            "quote": mark.quote,
            "text": "",
            "points": list(mark.points),
            "created": _moment(mark.created),
            "modified": _moment(mark.changed),
            "state": mark.state.value,
            "item": mark.item,
            "tags": list(mark.tags),
            "citation": mark.citation,
            "creator": mark.creator,
        }
