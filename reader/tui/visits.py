"""What the list of notes is given and gives: places to go to, notes to place, its own place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.records import Annotation, Bookmark

from .trails import EvidencePlace


@dataclass(frozen=True, slots=True)
class Visit:
    """A place in the text to go to."""

    item: str
    statement: str | None = None
    span: tuple[int, int] | None = None
    trail: EvidencePlace | None = None
    """The evidence that it was opened from, to come back to."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A note or bookmark that is to be put on another passage."""

    note: Annotation | Bookmark


@dataclass(frozen=True, slots=True)
class NoteTools:
    """What the list needs of the reading screen."""

    names: Mapping[str, str]
    """Actors by id."""
    titles: Mapping[int, str]
    """Points of the plan by number."""
    edit: Callable[[str, Callable[[], None]], None]
    """Opens the editor of a note; the second is called when it is kept."""


def visit_of(note: Annotation | Bookmark) -> Visit:
    """Where a note or bookmark stands."""
    statement = note.target if note.target != note.item else None
    return Visit(note.item, statement, note.anchor)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """What the list shows and where its cursor is, to come back to."""

    line: str = ""
    """The filter."""
    order: str = ""
    note: str = ""
    """The id of the note or bookmark under the cursor."""
