"""``parley show``: one record with its context, and on demand how the parser came to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.citing import offsets_of, without_lone_marks
from store.library import ActorSummary, Filter, Library, PointSummary
from store.records import Actor, Annotation, Bookmark, Document, Item, Position, Statement

from ..export.fields import Fields, RecordFields, actor_fields, document_fields, point_fields
from .arguments import Arguments
from .libraries import open_for_reading
from .listing import quoted, shorten
from .output import counted, write_json, write_line, write_paragraphs, write_table
from .records import Record, find_record
from .versions import show_versions

_MARK = "⟦", "⟧"
"""Around the passage that a record is about, within its context."""


def run_show(arguments: Arguments) -> int:
    """Run ``parley show``."""
    with open_for_reading(arguments.folder) as library:
        if arguments.versions or arguments.original is not None:
            return show_versions(library, arguments)
        record = find_record(library, arguments.id)
        if arguments.json:
            why = dict(_why(record)) if arguments.why else {}
            write_json([{**_fields(library, record), **({"why": why} if why else {})}])
            return 0
        _show(library, record)
        if arguments.why:
            write_line()
            _write_facts(_why(record) or [("why", "no rule made this record")])
    return 0


def _fields(library: Library, record: Record) -> Fields:
    records = RecordFields(library)
    match record:
        case Item():
            return records.item(record)
        case Statement():
            return records.statement(record)
        case Position():
            return records.position(record)
        case Annotation():
            return records.annotation(record)
        case Bookmark():
            return records.bookmark(record)
        case Document():
            return document_fields(record)
        case Actor():
            return actor_fields(_summary(library, record))
        case PointSummary():
            return point_fields(record)


def _why(record: Record) -> Sequence[tuple[str, str]]:
    """Return what the parser decided and by which rule, as name and value."""
    match record:
        case Item():
            return [("opened by", record.opened_by), ("day", record.day_reason or "no reason")]
        case Statement():
            return [
                ("cue", record.cue or "none"),
                ("subject", record.subject or "none"),
                ("speaker by", record.resolved_by),
            ]
        case Position():
            return [
                ("cue", without_lone_marks(record.cue)),
                ("stands in", _with_mark(record.passage, record.cue_span)),
                ("origin", record.origin.value),
            ]
        case Document():
            day = record.day_source.value if record.day_source else "unknown"
            return [("day", day), ("parser", str(record.parser))]
        case _:
            return []


def _show(library: Library, record: Record) -> None:
    match record:
        case Item():
            _show_item(library, record)
        case Statement():
            _show_statement(library, record)
        case Position():
            _show_position(library, record)
        case Annotation() | Bookmark():
            _show_note(library, record)
        case Document():
            _show_document(library, record)
        case Actor():
            _show_actor(library, record)
        case PointSummary():
            _show_point(library, record)


def _write_facts(facts: Iterable[tuple[str, str | None]]) -> None:
    write_table([(name, value) for name, value in facts if value])


def _place(library: Library, document: str, line: int | None = None) -> str:
    found = library.document(document)
    where = found.name + (f", line {line}" if line is not None else "")
    return f"{found.outlet} · {where}" if found.outlet else where


def _points(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _when(record: Item) -> str:
    source = f" ({record.day_source.value})" if record.day_source else ""
    time = f" {record.time}" if record.time else ""
    return f"{record.day}{time}{source}" if record.day else "unknown"


def _show_item(library: Library, item: Item) -> None:
    lines = f"{item.lines[0]}-{item.lines[-1]}" if item.lines else ""
    _write_facts(
        [
            ("item", item.id),
            ("document", _place(library, item.document)),
            ("lines", lines),
            ("day", _when(item)),
            ("points", _points(item.points)),
            ("title", item.title),
        ]
    )
    write_line()
    write_paragraphs(item.text)
    named = {mention.actor: mention.name for mention in item.mentions}
    _show_section("named", list(named.items()))
    _show_section("statements", map(_statement_row, library.statements_of(item.id)))
    notes = library.notes.annotations_on(item.id)
    _show_section("notes", [(note.id, note.state.value, note.text) for note in notes])
    marks = library.notes.bookmarks_on(item.id)
    _show_section("bookmarks", [(mark.id, mark.state.value, shorten(mark.quote)) for mark in marks])


def _show_section(title: str, rows: Iterable[Sequence[str]]) -> None:
    rows = list(rows)
    if rows:
        write_line()
        write_line(f"{title}:")
        write_table(rows)


def _statement_row(statement: Statement) -> Sequence[str]:
    return (statement.id, str(statement.day or "-"), quoted(statement))


def _show_statement(library: Library, statement: Statement) -> None:
    actor = f" [{statement.speaker_id}]" if statement.speaker_id else ""
    _write_facts(
        [
            ("statement", statement.id),
            ("speaker", f"{statement.speaker or 'unknown'}{actor}"),
            ("via", statement.via),
            ("quote", statement.quote),
            ("kind", statement.kind.value),
            ("document", _place(library, statement.document, statement.line)),
            ("day", str(statement.day or "unknown")),
            ("points", _points(statement.points)),
            ("item", statement.item),
        ]
    )
    item = library.item(statement.item)
    _write_context(item.text, offsets_of(statement, item))


def _write_context(text: str, span: tuple[int, int] | None) -> None:
    write_line()
    write_paragraphs(_with_mark(text, span))


def _with_mark(text: str, span: tuple[int, int] | None) -> str:
    start, end = span or (0, 0)
    return text[:start] + _MARK[0] + text[start:end] + _MARK[1] + text[end:] if span else text


def _show_position(library: Library, position: Position) -> None:
    _write_facts(
        [
            ("position", position.id),
            ("actor", position.actor),
            ("side", position.side),
            ("point", str(position.point)),
            ("stance", position.stance.value),
            ("passage", position.passage),
            ("document", _place(library, position.document, position.line)),
            ("day", str(position.day or "unknown")),
            ("item", position.item),
        ]
    )


def _show_note(library: Library, note: Annotation | Bookmark) -> None:
    is_note = isinstance(note, Annotation)
    _write_facts(
        [
            ("note" if is_note else "bookmark", note.id),
            ("on", note.target),
            ("quote", note.quote),
            ("from", note.citation),
            ("created", note.created.isoformat()),
        ]
    )
    _write_facts([("state", note.state.value)])
    if isinstance(note, Annotation):
        _write_facts([("points", _points(note.points))])
        write_line()
        write_paragraphs(note.text)
    if note.anchor and note.item:
        _write_context(library.item(note.item).text, note.anchor)


def _show_document(library: Library, document: Document) -> None:
    _write_facts(
        [
            ("document", document.name),
            ("id", document.id),
            ("outlet", document.outlet),
            ("title", document.title),
            ("kind", document.layout.value),
            ("day", str(document.day or "unknown")),
            ("imported", document.imported.isoformat()),
            *(("warning", warning) for warning in document.warnings),
        ]
    )
    items = library.items(Filter(document=document.id))
    _show_section("items", [(item.id, _when(item), shorten(item.text)) for item in items])


def _summary(library: Library, actor: Actor) -> ActorSummary:
    for found in library.actors():
        if found.actor.id == actor.id:
            return found
    return ActorSummary(actor, 0, 0, None, None)


def _show_actor(library: Library, actor: Actor) -> None:
    found = _summary(library, actor)
    _write_facts(
        [
            ("actor", actor.id),
            ("name", actor.name),
            ("kind", actor.kind.value),
            ("role", actor.role),
            ("side", actor.side),
            ("also", ", ".join(actor.aliases)),
            ("mentions", str(found.mentions)),
            ("days", f"{found.first_day}..{found.last_day}" if found.first_day else None),
        ]
    )
    said = library.statements(Filter(speaker=actor.id))
    _show_section("statements", map(_statement_row, said))
    _show_section("positions", map(_position_row, library.positions(Filter(actor=actor.id))))


def _position_row(position: Position) -> Sequence[str]:
    day, point = str(position.day or "-"), f"point {position.point}"
    return (position.id, day, point, position.stance.value, position.actor, position.passage)


def _show_point(library: Library, found: PointSummary) -> None:
    point = found.point
    counts = f"{counted(found.mentions, 'item')}, {counted(found.statements, 'statement')}"
    _write_facts(
        [
            ("point", f"{point.number}. {point.title}"),
            ("counts", counts),
            ("last", str(found.last_day) if found.last_day else None),
        ]
    )
    versions = {version.id: version.name for version in library.plan.versions}
    rows = [
        (versions.get(wording.version, wording.version), wording.change, wording.says)
        for wording in point.wordings
    ]
    _show_section("versions", rows)
    positions = library.positions(Filter(point=point.number))
    _show_section("positions", map(_position_row, positions))
