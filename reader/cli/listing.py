"""``parley list`` and ``parley search``: many records, as JSON Lines or as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from store.citing import in_marks
from store.library import ActorSummary, Filter, Library, PointSummary
from store.records import (
    Annotation,
    Bookmark,
    Document,
    Item,
    NoteState,
    Position,
    Statement,
)

from ..export.decisions import correction_fields, decided
from ..export.fields import Fields, RecordFields, actor_fields, document_fields, point_fields
from .arguments import Arguments
from .libraries import open_for_reading
from .notelist import NoteTest, make_note_test, notes_under
from .output import counted, say, write_json, write_table
from .unknown import tell_unknown

_SHOWN = 300
"""Characters of an item's text that a table shows; ``--json`` has all of it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Records in both forms; each is made only when it is printed."""

    fields: Iterable[Fields]
    rows: Iterable[Sequence[str]]


def run_list(arguments: Arguments) -> int:
    """Run ``parley list``: 1 where filters leave nothing, 0 where there simply is nothing."""
    where, test = make_filter(arguments), make_note_test(arguments)
    with open_for_reading(arguments.folder) as library:
        if arguments.kind == "notes":
            listing = _notes(library, where, test)
        else:
            listing = _LISTS[arguments.kind](library, where)
        if _print(listing, as_json=arguments.json):
            return 0
        if where == Filter() and test == NoteTest():
            say(f"the library holds no {arguments.kind}")
            return 0
        say(f"no {arguments.kind} match the filters")
        tell_unknown(library, where)
    return 1


def run_search(arguments: Arguments) -> int:
    """Run ``parley search``: 1 where nothing is found."""
    query, where = " ".join(arguments.query), make_filter(arguments)
    with open_for_reading(arguments.folder) as library:
        records = RecordFields(library)
        found = library.search(query, where)
        notes = _search_notes(library, query, where)
        listing = Listing(
            (_labelled(records, record) for record in (*found, *notes)),
            (_search_row(records, record) for record in (*found, *notes)),
        )
        count = _print(listing, as_json=arguments.json)
    if not count:
        say(f"nothing found for {query}")
    return 0 if count else 1


def make_filter(arguments: Arguments) -> Filter:
    """Return the filters of the command line."""
    first, last = arguments.days or (None, None)
    return Filter(
        first_day=first,
        last_day=last,
        actor=arguments.actor,
        point=arguments.point,
        outlet=arguments.outlet,
        speaker=arguments.speaker,
        document=arguments.document,
        is_bookmarked=arguments.bookmarked,
    )


def _print(listing: Listing, *, as_json: bool) -> int:
    if as_json:
        return write_json(listing.fields)
    return write_table(list(listing.rows))


def _points(points: Iterable[int]) -> str:
    return ",".join(map(str, points)) or "-"


def _documents(library: Library, where: Filter) -> Listing:
    found = library.documents()
    if where != Filter():
        kept = {item.document for item in library.items(where)}
        found = tuple(document for document in found if document.id in kept)
    return Listing(map(document_fields, found), map(_document_row, found))


def _document_row(document: Document) -> Sequence[str]:
    return (
        str(document.day or "-"),
        document.layout.value,
        counted(document.item_count, "item"),
        document.outlet or "-",
        document.name,
    )


def _items(library: Library, where: Filter) -> Listing:
    records, found = RecordFields(library), library.items(where)
    return Listing(map(records.item, found), (_item_row(records, item) for item in found))


def _item_row(records: RecordFields, item: Item) -> Sequence[str]:
    when = str(item.day or "-") + (f" {item.time}" if item.time else "")
    outlet = records.outlet(item.document) or "-"
    return (item.id, when, outlet, _points(item.points), shorten(item.text))


def _statements(library: Library, where: Filter) -> Listing:
    records, found = RecordFields(library), library.statements(where)
    return Listing(map(records.statement, found), map(_statement_row, found))


def _statement_row(statement: Statement) -> Sequence[str]:
    when, points = str(statement.day or "-"), _points(statement.points)
    return (statement.id, when, points, quoted(statement))


def quoted(statement: Statement) -> str:
    """Return a statement with its speaker and how it was reported, as one line."""
    via = f"via {statement.via}" if statement.via else ""
    said = " ".join(filter(None, (statement.speaker, via)))
    return f"{said}: “{statement.quote}”" if said else f"“{statement.quote}”"


def _actors(library: Library, where: Filter) -> Listing:
    found = library.actors(where)
    if where.actor:
        found = tuple(one for one in found if one.actor.id == where.actor)
    if where != Filter():
        found = tuple(one for one in found if one.mentions or one.statements)
    return Listing(map(actor_fields, found), map(_actor_row, found))


def _actor_row(found: ActorSummary) -> Sequence[str]:
    actor = found.actor
    name = f"{actor.name}, {actor.role}" if actor.role else actor.name
    counts = counted(found.mentions, "mention"), counted(found.statements, "statement")
    return (actor.id, actor.kind.value, actor.side or "-", *counts, name)


def _point_list(library: Library, where: Filter) -> Listing:
    found = library.points(where)
    if where.point:
        found = tuple(one for one in found if one.point.number == where.point)
    if where != Filter():
        found = tuple(one for one in found if one.mentions)
    return Listing(map(point_fields, found), map(_point_row, found))


def _point_row(found: PointSummary) -> Sequence[str]:
    count = counted(found.mentions, "item")
    return (str(found.point.number), count, str(found.last_day or "-"), found.point.title)


def _positions(library: Library, where: Filter) -> Listing:
    records, found = RecordFields(library), library.positions(where)
    return Listing(map(records.position, found), map(_position_row, found))


def _position_row(position: Position) -> Sequence[str]:
    return (
        position.id,
        str(position.day or "-"),
        f"point {position.point}",
        position.stance.value,
        position.actor,
        position.passage,
    )


def _notes(library: Library, where: Filter, test: NoteTest) -> Listing:
    records, found = RecordFields(library), notes_under(library, where, test)
    return Listing(
        (_note_fields(records, note) for note in found), (_note_row(note) for note in found)
    )


def _corrections(library: Library, where: Filter) -> Listing:
    kept = None
    if where != Filter():
        kept = {item.document for item in library.items(where)}
    found = [one for one in library.notes.corrections() if kept is None or one.document in kept]
    names = {one.actor.id: one.actor.name for one in library.actors()}
    return Listing(
        (correction_fields(one, names) for one in found),
        (
            (
                one.id,
                str(one.created.date()),
                decided(one, names),
                in_marks(shorten(one.quote)) + (f" (by {one.creator})" if one.creator else ""),
            )
            for one in found
        ),
    )


def _note_fields(records: RecordFields, note: Annotation | Bookmark) -> Fields:
    if isinstance(note, Bookmark):
        return records.bookmark(note)
    return records.annotation(note)


def _note_row(note: Annotation | Bookmark) -> Sequence[str]:
    words = in_marks(shorten(note.quote)) + (f" (by {note.creator})" if note.creator else "")
    if isinstance(note, Bookmark):
        is_there = note.state is NoteState.ANCHORED
        state = "bookmark" if is_there else f"bookmark, {note.state.value}"
        tags = "".join(f"#{tag} " for tag in note.tags)
        return (note.id, str(note.created.date()), state, _points(note.points), tags + words)
    text = f"{note.text} — {words}" if note.text else words
    return (note.id, str(note.created.date()), note.state.value, _points(note.points), text)


def _search_notes(library: Library, query: str, where: Filter) -> Sequence[Annotation]:
    """Return the reader's notes that hold all of the query and pass the filters."""
    kept = {note.id for note in notes_under(library, where)}
    return [note for note in library.search_notes(query) if note.id in kept]


def _labelled(records: RecordFields, record: Item | Statement | Annotation) -> Fields:
    match record:
        case Item():
            return {"record": "item", **records.item(record)}
        case Statement():
            return {"record": "statement", **records.statement(record)}
        case Annotation():
            return {"record": "note", **records.annotation(record)}


def _search_row(records: RecordFields, record: Item | Statement | Annotation) -> Sequence[str]:
    match record:
        case Item():
            key, when, _, points, text = _item_row(records, record)
            return (key, "item", when, points, text)
        case Statement():
            key, when, points, text = _statement_row(record)
            return (key, "statement", when, points, text)
        case Annotation():
            return (record.id, "note", *_note_row(record)[1:2], *_note_row(record)[3:])


def shorten(text: str, size: int = _SHOWN) -> str:
    """Return the first words of a text on one line, with an ellipsis where some are left out."""
    line = " ".join(text.split())
    if len(line) <= size:
        return line
    cut = line.rfind(" ", 0, size)
    return line[: cut if cut > size // 2 else size] + "…"


_LISTS: dict[str, Callable[[Library, Filter], Listing]] = {
    "documents": _documents,
    "items": _items,
    "statements": _statements,
    "actors": _actors,
    "points": _point_list,
    "positions": _positions,
    "corrections": _corrections,
}
