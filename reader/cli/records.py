"""Finds the record that an id names, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from store.errors import NotFound
from store.library import Library, PointSummary
from store.records import Actor, Annotation, Bookmark, Document, Item, Position, Statement

Record: TypeAlias = (
    Item | Statement | Position | Annotation | Bookmark | Document | Actor | PointSummary
)


def find_record(library: Library, key: str) -> Record:
    """Return the record with this id, document of this name, or point of this number.

    Raises:
        NotFound: there is none.
    """
    getters: tuple[Callable[[str], Record], ...] = (
        library.item,
        library.statement,
        library.position,
        library.document,
        library.actor,
        library.notes.annotation,
    )
    for getter in getters:
        try:
            return getter(key)
        except NotFound:
            continue
    if key.isdecimal():
        for found in library.points():
            if found.point.number == int(key):
                return found
    for bookmark in library.notes.bookmarks():
        if bookmark.id == key:
            return bookmark
    raise NotFound(f"{key}: no record has this id. See parley list items, or parley search")
