"""Every note and bookmark with what stands around it: what the list shows, filters and sorts by.

Takes a library and the names of actors, gives one ``NoteEntry`` each. What is no longer in the
library keeps its quotation, its citation and the reader's own points and words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from store.citing import touched
from store.errors import NotFound
from store.library import Library
from store.records import Annotation, Bookmark, Document, Item, NoteState, Setting, Statement

from .folding import fold

Actors = tuple[tuple[str, str], ...]
"""Ids with names."""


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """One note or bookmark, with where it stands."""

    note: Annotation | Bookmark
    item: Item | None
    """None: orphaned."""
    actors: Actors
    """Who said the passage, or whom it or else its item names."""
    points: tuple[int, ...]
    """The reader's own ties, or else what the text is about."""
    outlet: str
    document: str
    """The file's name; empty when it is not known."""
    searched: str
    """All words, folded."""

    @property
    def id(self) -> str:
        """The id of the note or bookmark."""
        return self.note.id

    @property
    def day(self) -> date | None:
        """The day of the text."""
        if self.item is not None:
            return self.item.day
        return self.note.setting.day if self.note.setting else None

    @property
    def state(self) -> NoteState:
        """Where its passage is."""
        if self.item is None:
            return NoteState.ORPHANED
        return self.note.state

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return self.note.tags

    @property
    def kind(self) -> str:
        """``note``, ``highlight`` or ``bookmark``."""
        if isinstance(self.note, Bookmark):
            return "bookmark"
        return "note" if self.note.text.strip() else "highlight"

    @property
    def changed(self) -> datetime:
        """When it was written last."""
        return self.note.modified if isinstance(self.note, Annotation) else self.note.changed

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it stands, for sorting: document, item, offset."""
        anchor = self.note.anchor
        return self.document, self.item.number if self.item else 0, anchor[0] if anchor else -1


def read_entries(library: Library, names: Mapping[str, str]) -> list[NoteEntry]:
    """All notes and bookmarks of a library; orphaned ones included."""
    reader = _Reader(library, names)
    every: list[Annotation | Bookmark] = [*library.notes.annotations(), *library.notes.bookmarks()]
    return [reader.entry(note) for note in every]


class _Reader:
    def __init__(self, library: Library, names: Mapping[str, str]) -> None:
        self._library, self._names = library, names
        self._items: dict[str, Item | None] = {}
        self._documents = {one.id: one for one in library.documents()}

    def entry(self, note: Annotation | Bookmark) -> NoteEntry:
        item, said = self._item(note.item), self._statement(note)
        if note.state is NoteState.ORPHANED:
            item = None
        document = self._documents.get(item.document) if item else None
        about = (said.points if said else item.points) if item else ()
        kept = note.setting if item is None else None
        return NoteEntry(
            note=note,
            item=item,
            actors=self._named(kept.actors) if kept else self._actors(note, item, said),
            points=note.points or (kept.points if kept else about),
            outlet=_outlet(document or kept),
            document=document.name if document else kept.document if kept else "",
            searched=_searched(note),
        )

    def _named(self, actors: tuple[str, ...]) -> Actors:
        return tuple((key, self._names.get(key, key)) for key in actors)

    def _item(self, key: str) -> Item | None:
        if key not in self._items:
            try:
                self._items[key] = self._library.item(key)
            except NotFound:
                self._items[key] = None
        return self._items[key]

    def _statement(self, note: Annotation | Bookmark) -> Statement | None:
        """The statement that it is on, or that its passage touches."""
        item = self._item(note.item)
        if item is None:
            return None
        held = self._library.statements_of(item.id)
        found = next((one for one in held if one.id == note.target), None)
        if found or note.anchor is None:
            return found
        return touched(held, item, note.anchor)

    def _actors(
        self, note: Annotation | Bookmark, item: Item | None, said: Statement | None
    ) -> Actors:
        if said and said.speaker_id:
            name = self._names.get(said.speaker_id, said.speaker or said.speaker_id)
            return ((said.speaker_id, name),)
        mentions = item.mentions if item else ()
        if note.selector:
            within = tuple(one for one in mentions if one.name in note.quote)
            mentions = within or mentions
        named = {one.actor: one.name for one in mentions}
        return tuple((key, self._names.get(key, words)) for key, words in named.items())


def _outlet(published: Document | Setting | None) -> str:
    return (published.outlet or "") if published else ""


def _searched(note: Annotation | Bookmark) -> str:
    parts = [note.quote, note.citation, *(f"#{tag}" for tag in note.tags)]
    if isinstance(note, Annotation):
        parts.append(note.text)
    return fold("\n".join(parts))
