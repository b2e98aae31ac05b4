"""Notes from elsewhere among one's own: by id and version, and both where both were edited.

A version is known by its note's id and when it was changed; ``history`` says from which versions
it was made. One that was made from the other takes its place; two that were made side by side are
both kept, the second under an id that is made from note and version, so that it is the same in
every library and is taken in once, on whatever way it comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import TypeVar

from .codec import Row
from .notebook import ANNOTATIONS, BOOKMARKS, CORRECTIONS, Notebook, row_of
from .records import Annotation, Bookmark, Correction, NoteState

T = TypeVar("T", Annotation, Bookmark, Correction)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of notes that were taken in."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    """Known ones whose other version was made from the one that was here."""
    conflicts: tuple[str, ...]
    """Known ones that were edited on both sides: the other version was added under this id."""
    unchanged: int
    claimed: tuple[str, ...] = ()
    """Known ones of which it was said anew whose they are."""
    decisions: tuple[str, ...] = ()
    """The reader's or others' decisions that were added."""
    overruled: tuple[str, ...] = ()
    """Those of them that change nothing, since the reader decided the same thing himself."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """What is taken in."""

    annotations: Iterable[Annotation] = ()
    bookmarks: Iterable[Bookmark] = ()
    corrections: Iterable[Correction] = ()
    creator: str | None = None
    """Who made those that do not say; None for the reader."""
    is_said: bool = False
    """The reader said so: it holds for those that were taken in before as well."""


def take(notebook: Notebook, theirs: Theirs) -> Taken:
    """Store notes from elsewhere in one durable step that can be undone. Raises: SaveFailed."""
    taking = _Taking(notebook, theirs)
    for note in theirs.annotations:
        taking.take_note(note)
    for mark in theirs.bookmarks:
        taking.take_bookmark(mark)
    for decision in theirs.corrections:
        taking.take_decision(decision)
    taking.commit()
    return Taken(
        added=tuple(taking.added),
        updated=tuple(taking.updated),
        conflicts=tuple(taking.conflicts),
        unchanged=taking.unchanged,
        claimed=tuple(taking.claimed),
        decisions=tuple(taking.decisions),
        overruled=tuple(taking.overruled),
    )


@dataclass(slots=True)
class _Taking:
    """One merge: what is here, and what will be."""

    notebook: Notebook
    theirs: Theirs
    notes: dict[str, Annotation] = field(init=False)
    versions: dict[str, str] = field(init=False)
    """Id under which a version of a note is kept beside it → the note."""
    marks: dict[str, Row | None] = field(default_factory=dict)
    made: dict[str, Row | None] = field(default_factory=dict)
    ruled: dict[str, Row | None] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    overruled: list[str] = field(default_factory=list)
    unchanged: int = 0

    def __post_init__(self) -> None:
        self.notes = dict(self.notebook.annotations)
        self.versions = {}
        for note in self.notes.values():
            self._index(note)

    def take_note(self, note: Annotation) -> None:
        """Take in one version of a note."""
        theirs = self._named(note)
        ours = self.notes.get(note.id) or self.notes.get(self.versions.get(note.id, ""))
        if ours is None:
            self.added.append(note.id)
            self._put(theirs)
        elif _is_known(ours, theirs):
            self._claim_note(ours, note)
        elif _is_made_from(ours, theirs):
            self._renew(ours, note, theirs)
        else:
            self._keep_beside(note, theirs)

    def _keep_beside(self, note: Annotation, theirs: Annotation) -> None:
        """Keep a version beside the one that is here, or renew the one that is kept there."""
        for moment in (theirs.modified, *reversed(_ancestors(theirs))):
            ours = self.notes.get(version_id(theirs.id, moment))
            if ours is not None and _is_known(ours, theirs):
                self._claim_note(ours, note)
                return
            if ours is not None and _is_made_from(ours, theirs):
                self._renew(ours, note, theirs)
                return
        key = version_id(theirs.id, theirs.modified)
        self.conflicts.append(key)
        self._put(replace(theirs, id=key))

    def _renew(self, ours: Annotation, note: Annotation, theirs: Annotation) -> None:
        self.updated.append(ours.id)
        creator = theirs.creator if self._is_claimed(ours, note) else ours.creator
        history = dict.fromkeys((*ours.history, *theirs.history))
        self._put(replace(theirs, id=ours.id, creator=creator, history=tuple(history)))

    def take_bookmark(self, mark: Bookmark) -> None:
        """Take in one bookmark; tags and points of both sides are put together."""
        ours = self.notebook.bookmarks.get(mark.id)
        if ours is None:
            self.added.append(mark.id)
            self.marks[mark.id] = row_of(self._named(mark))
        elif mark.changed > ours.changed:
            self.updated.append(mark.id)
            self.marks[mark.id] = row_of(_with_theirs(ours, mark))
        elif self._is_claimed(ours, mark):
            self.claimed.append(mark.id)
            self.marks[mark.id] = row_of(replace(ours, creator=self.theirs.creator))
        else:
            self.unchanged += 1

    def take_decision(self, decision: Correction) -> None:
        """Take in one decision: beside those that are here, so that none is overwritten."""
        ours = self.notebook.corrections.get(decision.id)
        theirs = self._named(decision)
        if ours is None:
            self.decisions.append(decision.id)
            if theirs.creator is not None and self._is_decided(decision):
                self.overruled.append(decision.id)
            self.ruled[decision.id] = row_of(theirs)
        elif self._is_claimed(ours, decision):
            self.claimed.append(decision.id)
            self.ruled[decision.id] = row_of(replace(ours, creator=self.theirs.creator))
        else:
            self.unchanged += 1

    def commit(self) -> None:
        """Store it all, if there is anything. Raises: SaveFailed."""
        changes = {ANNOTATIONS: self.made, BOOKMARKS: self.marks, CORRECTIONS: self.ruled}
        filled = {table: rows for table, rows in changes.items() if rows}
        count = sum(map(len, filled.values()))
        if count:
            label = "1 note taken in" if count == 1 else f"{count} notes taken in"
            self.notebook.change(label, filled)

    def _claim_note(self, ours: Annotation, theirs: Annotation) -> None:
        if not self._is_claimed(ours, theirs):
            self.unchanged += 1
            return
        self.claimed.append(ours.id)
        self._put(replace(ours, creator=self.theirs.creator), is_taken=False)

    def _is_claimed(self, ours: T, theirs: T) -> bool:
        """Whether the reader says anew who made one that was taken in; his own stay his own."""
        is_theirs = ours.creator is not None and theirs.creator is None
        return self.theirs.is_said and is_theirs and ours.creator != self.theirs.creator

    def _is_decided(self, decision: Correction) -> bool:
        about = (decision.kind, decision.target)
        held = self.notebook.corrections.values()
        return any(one.creator is None and (one.kind, one.target) == about for one in held)

    def _named(self, theirs: T) -> T:
        if theirs.creator or self.theirs.creator is None:
            return theirs
        return replace(theirs, creator=self.theirs.creator)

    def _put(self, note: Annotation, *, is_taken: bool = True) -> None:
        if is_taken:
            # Where it stands is found anew; that it stood nowhere elsewhere tells nothing here.
            note = replace(note, taken=note.modified, state=NoteState.ANCHORED)
        self.notes[note.id] = note
        self.made[note.id] = row_of(note)
        self._index(note)

    def _index(self, note: Annotation) -> None:
        for moment in (*_ancestors(note), note.modified):
            self.versions.setdefault(version_id(note.id, moment), note.id)


def version_id(note: str, modified: datetime) -> str:
    """Return the id under which one version of a note is kept beside another."""
    content = f"{note}\x1f{modified.isoformat()}"
    return "n" + blake2b(content.encode("utf-8", "replace"), digest_size=5).hexdigest()


def _ancestors(note: Annotation) -> tuple[datetime, ...]:
    """Return when the versions were changed that a note was made from: the first is its making."""
    return (note.created, *note.history) if note.modified > note.created else note.history


def _is_known(ours: Annotation, theirs: Annotation) -> bool:
    """Whether a version is the one that is here, or one that it was made from."""
    return (
        _is_same(ours, theirs)
        or ours.modified == theirs.modified
        or theirs.modified in _ancestors(ours)
        or (not theirs.history and theirs.modified <= _base(ours))
    )


def _is_made_from(ours: Annotation, theirs: Annotation) -> bool:
    """Whether a version was made from the one that is here, as far as it says so."""
    if ours.modified in _ancestors(theirs):
        return True
    is_untold = not theirs.history and theirs.modified > theirs.created
    return is_untold and ours.modified == _base(ours)


def _base(ours: Annotation) -> datetime:
    """Return when the version was changed that came here last."""
    return ours.taken or ours.created


def _with_theirs(ours: Bookmark, theirs: Bookmark) -> Bookmark:
    """Return a bookmark with newer tags and points; those that were changed here stay too."""
    tags, points = theirs.tags, theirs.points
    if ours.modified is not None:
        tags = tuple(dict.fromkeys((*ours.tags, *tags)))
        points = tuple(sorted({*ours.points, *points}))
    return replace(ours, tags=tags, points=points, modified=theirs.changed)


def _is_same(ours: Annotation, theirs: Annotation) -> bool:
    return _content(ours) == _content(theirs)


def _content(note: Annotation) -> tuple[object, ...]:
    return note.text, note.points, note.quote, frozenset(note.tags)
