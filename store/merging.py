"""Notes from elsewhere among one's own: by id and time, and both where both were edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b

from .codec import Row
from .notebook import ANNOTATIONS, BOOKMARKS, Notebook, row_of
from .records import Annotation, Bookmark


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of notes that were taken in."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    """Known ones whose other version is newer, and which were not edited here."""
    conflicts: tuple[str, ...]
    """Known ones that were edited on both sides: the other version was added under this id."""
    unchanged: int


def take(
    notebook: Notebook,
    annotations: Iterable[Annotation],
    bookmarks: Iterable[Bookmark],
    creator: str | None,
) -> Taken:
    """Store notes from elsewhere in one durable step that can be undone. Raises: SaveFailed."""
    rows: dict[str, Row | None] = {}
    added, updated, conflicts = [], [], []
    unchanged = 0
    for note in annotations:
        theirs = note if note.creator or creator is None else replace(note, creator=creator)
        ours = notebook.annotations.get(note.id)
        base = None if ours is None else ours.taken or ours.created
        if ours is None or base is None:
            added.append(note.id)
        elif _is_same(ours, theirs) or theirs.modified <= base:
            unchanged += 1
            continue
        elif ours.modified == base:
            theirs = replace(theirs, creator=ours.creator)
            updated.append(note.id)
        else:
            theirs = replace(theirs, id=_other_id(theirs))
            known = notebook.annotations.get(theirs.id)
            if known is not None and _is_same(known, theirs):
                unchanged += 1
                continue
            conflicts.append(theirs.id)
        theirs = replace(theirs, taken=theirs.modified)
        rows[theirs.id] = row_of(theirs)
    marks, known_marks = _take_bookmarks(notebook, bookmarks, creator)
    count = len(rows) + len(marks)
    if count:
        label = "1 note taken in" if count == 1 else f"{count} notes taken in"
        changes = {ANNOTATIONS: rows, BOOKMARKS: marks}
        notebook.change(label, {table: made for table, made in changes.items() if made})
    return Taken(
        (*added, *marks), tuple(updated), tuple(conflicts), unchanged=unchanged + known_marks
    )


def _take_bookmarks(
    notebook: Notebook, bookmarks: Iterable[Bookmark], creator: str | None
) -> tuple[dict[str, Row | None], int]:
    rows: dict[str, Row | None] = {}
    known = 0
    for mark in bookmarks:
        ours = notebook.bookmarks.get(mark.id)
        if ours is None:
            theirs = mark if mark.creator or creator is None else replace(mark, creator=creator)
            rows[mark.id] = row_of(theirs)
        elif mark.changed > ours.changed:
            rows[mark.id] = row_of(_with_theirs(ours, mark))
        else:
            known += 1
    return rows, known


def _with_theirs(ours: Bookmark, theirs: Bookmark) -> Bookmark:
    """Return a bookmark with newer tags and points; those that were changed here stay too."""
    tags, points = theirs.tags, theirs.points
    if ours.modified is not None:
        tags = tuple(dict.fromkeys((*ours.tags, *tags)))
        points = tuple(sorted({*ours.points, *points}))
    return replace(ours, tags=tags, points=points, modified=theirs.changed)


def _is_same(ours: Annotation, theirs: Annotation) -> bool:
    return (ours.text, ours.points, ours.quote) == (theirs.text, theirs.points, theirs.quote)


def _other_id(note: Annotation) -> str:
    content = f"{note.id}\x1f{note.modified.isoformat()}\x1f{note.text}"
    return "n" + blake2b(content.encode("utf-8", "replace"), digest_size=5).hexdigest()
