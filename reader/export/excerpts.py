"""What the reader marked and wrote, each with the passage it is about and who said it.

Takes a library, gives one ``Excerpt`` per marked place in the order of the library's days, and
groups of them by day, actor or point. What is no longer in the library keeps the quotation and the
citation that were stored with the note. How they are written is left to the formats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from store.citing import in_marks, line_at, offsets_of, touched
from store.errors import NotFound
from store.library import Library
from store.records import Annotation, Bookmark, Item, NoteState, Statement

from .model import Collection, Excerpt, Group, Grouping, Mark, Note, Source

__all__ = ["Grouping", "collect"]


class _Collector:
    """Looks up what notes and bookmarks point at."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = {document.id: document for document in library.documents()}

    def annotation(self, note: Annotation) -> Excerpt:
        item = self._item(note.item)
        is_orphan = item is None or note.state is NoteState.ORPHANED
        said = (
            None if item is None or is_orphan else self._statement(item, note.target, note.anchor)
        )
        key = f"{note.target}@{note.anchor}" if note.anchor else note.target
        return Excerpt(
            key=_orphan_key(note) if is_orphan else key,
            quote=note.quote,
            is_whole=note.selector is None,
            source=None if item is None or is_orphan else self._source(item, said, note.anchor),
            citation=note.citation,
            points=note.points or _points(item, said),
            notes=(
                Note(
                    note.id,
                    note.text,
                    note.tags,
                    note.created,
                    note.modified,
                    note.state,
                    note.creator,
                ),
            ),
            bookmarked=None,
        )

    def bookmark(self, mark: Bookmark) -> Excerpt:
        item = self._item(mark.item)
        said = self._statement(item, mark.target, mark.anchor) if item else None
        is_orphan = item is None or mark.state is NoteState.ORPHANED
        span = mark.anchor or (offsets_of(said, item) if item and said else None)
        return Excerpt(
            key=_orphan_key(mark)
            if is_orphan
            else f"{mark.target}@{span}"
            if span
            else mark.target,
            quote=mark.quote,
            is_whole=mark.target == mark.item and mark.selector is None,
            source=None if item is None or is_orphan else self._source(item, said, mark.anchor),
            citation=mark.citation,
            points=mark.points or _points(item, said),
            notes=(),
            bookmarked=mark.created,
            marks=(
                Mark(mark.id, mark.created, mark.creator, mark.state, mark.tags, mark.modified),
            ),
        )

    def _item(self, key: str) -> Item | None:
        try:
            return self._library.item(key)
        except NotFound:
            return None

    def _statement(
        self, item: Item, target: str, passage: tuple[int, int] | None
    ) -> Statement | None:
        """Return the statement that is marked, or the only one that a passage touches."""
        statements = self._library.statements_of(item.id)
        marked = [statement for statement in statements if statement.id == target]
        if marked or not passage:
            return marked[0] if marked else None
        return touched(statements, item, passage)

    def _source(
        self, item: Item, said: Statement | None, passage: tuple[int, int] | None
    ) -> Source:
        document = self._documents[item.document]
        line = line_at(item, passage[0]) if passage else said.line if said else item.lines[0]
        return Source(
            document=document.name,
            outlet=document.outlet,
            day=item.day,
            day_source=item.day_source.value if item.day_source else None,
            time=item.time,
            line=line if document.has_source_lines else None,
            speaker=said.speaker if said else None,
            speaker_id=said.speaker_id if said else None,
            via=said.via if said else None,
            actors=self._actors(item, said),
            document_id=document.id,
        )

    def _actors(self, item: Item, said: Statement | None) -> tuple[tuple[str, str], ...]:
        if said:
            return ((said.speaker_id or said.speaker, said.speaker),) if said.speaker else ()
        named = {mention.actor: mention.name for mention in reversed(item.mentions)}
        keys = dict.fromkeys(mention.actor for mention in item.mentions)
        return tuple((key, self._name(key, named[key])) for key in keys)

    def _name(self, actor: str, words: str) -> str:
        """Return an actor's name, or the words of the text for one that the dossier lost."""
        try:
            return self._library.actor(actor).name
        except NotFound:
            return words


def _orphan_key(note: Annotation | Bookmark) -> str:
    return f"{note.target} {note.quote}"


def _points(item: Item | None, said: Statement | None) -> tuple[int, ...]:
    return said.points if said else item.points if item else ()


def collect(library: Library, by: Grouping) -> Collection:
    """Gather all annotations and bookmarks of a library."""
    collector = _Collector(library)
    merged: dict[str, Excerpt] = {}
    annotations, bookmarks = library.notes.annotations(), library.notes.bookmarks()
    for excerpt in (
        *map(collector.annotation, annotations),
        *map(collector.bookmark, bookmarks),
    ):
        known = merged.get(excerpt.key)
        merged[excerpt.key] = _joined(known, excerpt) if known else excerpt
    excerpts = sorted(merged.values(), key=_place)
    return Collection(
        plan=library.plan.title,
        by=by,
        groups=_group(library, [excerpt for excerpt in excerpts if excerpt.source], by),
        orphans=tuple(excerpt for excerpt in excerpts if not excerpt.source),
        annotations=annotations,
        bookmarks=bookmarks,
        points={point.number: point.title for point in library.plan.points},
        decisions=_decisions(library),
        corrections=library.notes.corrections(),
    )


def _decisions(library: Library) -> tuple[str, ...]:
    from .decisions import decided  # most libraries hold none

    corrections = library.notes.corrections()
    names = {one.actor.id: one.actor.name for one in library.actors()} if corrections else {}
    return tuple(
        f"{one.created:%Y-%m-%d}{f' by {one.creator}' if one.creator else ''}, "
        f"{decided(one, names)}: {in_marks(one.quote)}"
        for one in corrections
    )


def _joined(one: Excerpt, other: Excerpt) -> Excerpt:
    return replace(
        one,
        notes=one.notes + other.notes,
        points=tuple(sorted({*one.points, *other.points})),
        bookmarked=one.bookmarked or other.bookmarked,
        marks=one.marks + other.marks,
    )


def _place(excerpt: Excerpt) -> tuple[date, str, int, datetime, str]:
    source = excerpt.source
    if not source:
        return (date.max, "", 0, excerpt.first_made, excerpt.key)
    day = source.day or date.max
    return (day, source.document, source.line or 0, excerpt.first_made, excerpt.key)


_NOWHERE = {
    Grouping.DAY: ("day none", "Day unknown"),
    Grouping.ACTOR: ("actor none", "No actor"),
    Grouping.POINT: ("point none", "No point of the plan"),
}


def _group(library: Library, excerpts: Sequence[Excerpt], by: Grouping) -> tuple[Group, ...]:
    groups: dict[tuple[str, str], list[Excerpt]] = defaultdict(list)
    titles = {point.number: point.title for point in library.plan.points}
    for excerpt in excerpts:
        for heading in _headings(excerpt, by, titles):
            groups[heading].append(excerpt)
    last = _NOWHERE[by]
    order = _ordered(groups, by, [f"point {number}" for number in titles])
    return tuple(
        Group(name[1], tuple(groups[name]), name[0])
        for name in [*order, *([last] if last in groups else [])]
    )


def _ordered(
    groups: Iterable[tuple[str, str]], by: Grouping, points: Sequence[str]
) -> list[tuple[str, str]]:
    names = [name for name in groups if name != _NOWHERE[by]]
    match by:
        case Grouping.DAY:
            return names
        case Grouping.ACTOR:
            return sorted(names, key=lambda name: (name[1].casefold(), name))
        case Grouping.POINT:
            order = {name: place for place, name in enumerate(points)}
            return sorted(names, key=lambda name: (order.get(name[0], len(order)), name))


def _headings(
    excerpt: Excerpt, by: Grouping, titles: Mapping[int, str]
) -> Iterable[tuple[str, str]]:
    if not excerpt.source:
        return ()
    names = _names(excerpt, excerpt.source, by, titles)
    return dict.fromkeys(names or [_NOWHERE[by]])


def _names(
    excerpt: Excerpt, source: Source, by: Grouping, titles: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Return key and title of the headings that an excerpt belongs under."""
    match by:
        case Grouping.DAY:
            day = source.day
            return [(f"day {day.isoformat()}", f"{day.isoformat()}, {day:%A}")] if day else []
        case Grouping.ACTOR:
            return [(f"actor {key}", name) for key, name in source.actors]
        case Grouping.POINT:
            return [
                (
                    f"point {number}",
                    f"Point {number}: {titles[number]}" if number in titles else f"Point {number}",
                )
                for number in excerpt.points
            ]
