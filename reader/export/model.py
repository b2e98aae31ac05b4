"""What the formats are given: the places that the reader marked, grouped under headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from store.records import Annotation, Bookmark, Correction, NoteState


class Grouping(StrEnum):
    """What the headings of an export are."""

    DAY = "day"
    ACTOR = "actor"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a passage stands, and who said it."""

    document: str
    """The file's name."""
    outlet: str | None
    day: date | None
    day_source: str | None
    time: str | None
    line: int | None
    """None where the document has no lines of its own, such as HTML."""
    speaker: str | None
    speaker_id: str | None
    via: str | None
    actors: tuple[tuple[str, str], ...]
    """Id and name of the actors it belongs under: the speaker, or those the item names."""
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One note of the reader on an excerpt."""

    id: str
    text: str
    tags: tuple[str, ...]
    created: datetime
    modified: datetime
    state: NoteState
    creator: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """One bookmark on an excerpt."""

    id: str
    created: datetime
    creator: str | None
    state: NoteState = NoteState.ANCHORED
    tags: tuple[str, ...] = ()
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage or an item that the reader marked, with all notes on exactly this place."""

    key: str
    """Names the place: target, and offsets for a passage."""
    quote: str
    is_whole: bool
    """The quotation is an item's first words, not a passage."""
    source: Source | None
    """None where the place is no longer in the library."""
    citation: str
    """As it was when the note was made, in one line."""
    points: tuple[int, ...]
    notes: tuple[Note, ...]
    bookmarked: datetime | None
    """When it was bookmarked, if it is."""
    marks: tuple[Mark, ...] = ()
    """The bookmarks behind ``bookmarked``, those of others among them."""

    @property
    def records(self) -> tuple[Note | Mark, ...]:
        """The notes and bookmarks, oldest first."""
        made: list[Note | Mark] = [*self.notes, *self.marks]
        return tuple(sorted(made, key=lambda one: (one.created, one.id)))

    @property
    def first_made(self) -> datetime:
        """When the reader first marked the place."""
        made = [note.created for note in self.notes]
        return min([*made, self.bookmarked] if self.bookmarked else made)


@dataclass(frozen=True, slots=True)
class Group:
    """Excerpts under one heading."""

    title: str
    excerpts: tuple[Excerpt, ...]
    key: str = ""
    """Names the group for as long as its day, actor or point is meant: ``day 2031-05-01``."""


@dataclass(frozen=True, slots=True)
class Collection:
    """All excerpts of a library, ready to be written."""

    plan: str
    """The plan's title."""
    by: Grouping
    groups: tuple[Group, ...]
    orphans: tuple[Excerpt, ...]
    annotations: tuple[Annotation, ...] = ()
    """The records behind the excerpts, for formats that lose nothing."""
    bookmarks: tuple[Bookmark, ...] = ()
    points: Mapping[int, str] = field(default_factory=dict)
    """Titles of the points of the plan, by number."""
    decisions: tuple[str, ...] = ()
    """What the reader decided over what the program proposed, a line each, oldest first."""
    corrections: tuple[Correction, ...] = ()
    """The records behind these lines."""

    @property
    def count(self) -> int:
        """Number of places; one that stands under several headings counts once."""
        keys = {excerpt.key for group in self.groups for excerpt in group.excerpts}
        return len(keys) + len(self.orphans)
