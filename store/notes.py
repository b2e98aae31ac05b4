"""What the reader made: annotations, bookmarks, read marks, corrections; undo and redo of each.

Every change is one durable write. A change that could not be written raises ``SaveFailed`` and
leaves memory as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from .bookmarking import Bookmarking
from .bookmarking import now as _now
from .citing import first_words, in_marks, retagged, short, tags_of
from .cleaning import clean
from .codec import Changes, Row
from .errors import NotFound
from .notebook import ANNOTATIONS, BOOKMARKS, READ, row_of
from .records import Annotation, Bookmark, Correction, NoteState

if TYPE_CHECKING:
    from .merging import Taken

_HISTORY = 50
"""Versions that a note remembers."""


class Notes(Bookmarking):
    """The reader's side of a library; reached as ``library.notes``."""

    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, oldest first; orphans included."""
        self._follow()
        stored = sorted(self._notebook.annotations.values(), key=lambda note: note.created)
        return tuple(self._placing.placed(note) for note in stored)

    def annotation(self, key: str) -> Annotation:
        """The annotation with this id. Raises: NotFound."""
        self._follow()
        note = self._notebook.annotations.get(key)
        if note is None:
            raise NotFound(f"{key}: there is no annotation with this id")
        return self._placing.placed(note)

    def annotations_on(self, item: str) -> tuple[Annotation, ...]:
        """The annotations on an item and on its statements, by place."""
        self._follow()
        notes = self._placing.on_item(item)
        return tuple(sorted(notes, key=lambda note: (note.anchor or (-1, -1), note.created)))

    def annotate(
        self,
        target: str,
        text: str,
        *,
        span: tuple[int, int] | None = None,
        points: tuple[int, ...] = (),
    ) -> Annotation:
        """Write a note on an item or a statement (``target``).

        Args:
            target: id of an item or a statement.
            text: what the reader wrote; ``#words`` in it become tags.
            span: offsets into the item's text, for a passage; a statement brings its own.
            points: numbers of the points that the reader ties it to.

        Raises:
            NotFound: no such record. SaveFailed. UsageError: the span is not within the text.
        """
        from .anchoring import select

        item, statement, span = self._targets.passage(target, span)
        now = _now()
        note = Annotation(
            id=f"n{os.urandom(5).hex()}",
            target=target,
            item=item.id,
            document=item.document,
            selector=None if span is None else select(item.text, *span),
            anchor=span,
            quote=first_words(item) if span is None else item.text[span[0] : span[1]],
            citation=self._targets.cite(item, statement, span),
            text=clean(text),
            points=tuple(sorted(set(points))),
            tags=tags_of(text),
            created=now,
            modified=now,
            state=NoteState.ANCHORED,
            creator=None,
            setting=self._targets.setting(item),
        )
        self._change(f"note on {in_marks(short(note.quote))}", ANNOTATIONS, note)
        return note

    def edit(
        self,
        key: str,
        *,
        text: str | None = None,
        points: tuple[int, ...] | None = None,
        without_tags: Iterable[str] = (),  # of those that stand in no text
    ) -> Annotation:
        """Change an annotation's text, points or tags. Raises: NotFound, SaveFailed."""
        note = self.annotation(key)
        tags = retagged(note, note.text if text is None else text, without_tags)
        note = replace(note, tags=tags, text=note.text if text is None else clean(text))
        if points is not None:
            note = replace(note, points=tuple(sorted(set(points))))
        note = _changed(note)
        self._change(f"edit of the note on {in_marks(short(note.quote))}", ANNOTATIONS, note)
        return note

    def delete(self, keys: Iterable[str]) -> None:
        """Delete annotations and bookmarks by id, in one step for undo.

        Raises: NotFound, SaveFailed.
        """
        self._follow()
        changes: dict[str, dict[str, Row | None]] = {ANNOTATIONS: {}, BOOKMARKS: {}}
        quotes = []
        for key in dict.fromkeys(keys):
            note = self._notebook.annotations.get(key)
            mark = self._notebook.bookmarks.get(key)
            if note is None and mark is None:
                raise NotFound(f"{key}: there is no note or bookmark with this id")
            changes[ANNOTATIONS if note is not None else BOOKMARKS][key] = None
            quotes.append((note or mark or _never()).quote)
        if quotes:
            what = f"{in_marks(short(quotes[0]))}" if len(quotes) == 1 else f"{len(quotes)} notes"
            self._notebook.change(f"deletion of {what}", _filled(changes))

    def is_read(self, item: str) -> bool:
        """Whether the reader has read the item."""
        self._follow()
        return item in self._notebook.read

    def read_items(self) -> set[str]:
        """The ids of all items that the reader has read; a copy."""
        self._follow()
        return set(self._notebook.read)

    def mark_read(self, items: Iterable[str], *, read: bool = True) -> None:
        """Set or take away the read mark of items. Raises: SaveFailed."""
        self._follow()
        marked = self._notebook.read
        changes: dict[str, Row | None] = {
            item: {} if read else None for item in items if (item in marked) != read
        }
        if changes:
            count = "1 item" if len(changes) == 1 else f"{len(changes)} items"
            state = "read" if read else "unread"
            self._notebook.change(f"{count} marked {state}", {READ: changes})

    def come_by(self, items: Iterable[str]) -> None:
        """Count items as read because the reader came by; not part of undo. Raises: SaveFailed."""
        self._follow()
        self._notebook.come_by(items)

    def attach(self, key: str, target: str, *, span: tuple[int, int] | None = None) -> Annotation:
        """Put an annotation, an orphaned one above all, on another passage by hand.

        Raises: NotFound, UsageError, SaveFailed.
        """
        note = self.annotation(key)
        from .anchoring import select

        item, statement, span = self._targets.passage(target, span)
        note = replace(
            note,
            target=target,
            item=item.id,
            document=item.document,
            selector=None if span is None else select(item.text, *span),
            anchor=span,
            quote=first_words(item) if span is None else item.text[span[0] : span[1]],
            citation=self._targets.cite(item, statement, span),
            state=NoteState.ANCHORED,
            setting=self._targets.setting(item),
        )
        note = _changed(note)
        self._change(f"note put on {in_marks(short(note.quote))}", ANNOTATIONS, note)
        return note

    def take(
        self,
        annotations: Iterable[Annotation],
        bookmarks: Iterable[Bookmark] = (),
        *,
        corrections: Iterable[Correction] = (),
        creator: str | None = None,
        is_said: bool = False,
    ) -> Taken:
        """Take in notes and decisions from elsewhere, in one step for undo.

        A known note is replaced by a version that was made from it; where both sides made one,
        both are kept. Those whose document is not here are put where their words stand, if
        anywhere. Decisions of others hold where the reader has not decided.

        Args:
            annotations: notes with the ids they have elsewhere.
            bookmarks: the same for bookmarks.
            corrections: the same for decisions.
            creator: who made those that do not say; None for the reader.
            is_said: the reader said who, so that it holds for those taken in before as well.

        Raises: SaveFailed.
        """
        from .merging import Theirs, take

        theirs = Theirs(annotations, bookmarks, corrections, creator, is_said)
        taken = take(self._notebook, theirs)
        self._placing.place_all_orphans()
        return taken

    def place_orphans(self, document: str) -> None:
        """Move notes and bookmarks whose document is gone onto one that holds their words.

        Raises: SaveFailed.
        """
        self._placing.place_orphans(document)

    def together(self, label: str) -> AbstractContextManager[None]:
        """Make all changes within a ``with`` block one step of undo."""
        return self._notebook.together(label)

    def undo(self) -> str | None:
        """Take back the latest change.

        Return what was taken back in a few words, or None. Raises: SaveFailed.
        """
        return self._notebook.undo()

    def redo(self) -> str | None:
        """Make the change again that was taken back last, or None. Raises: SaveFailed."""
        return self._notebook.redo()

    def place(self) -> Mapping[str, str]:
        """Where the reader was: small strings by name, written by the screen."""
        self._follow()
        return dict(self._notebook.place)

    def keep_place(self, place: Mapping[str, str]) -> None:
        """Keep the reader's place; not part of undo. Raises: SaveFailed."""
        self._notebook.keep_place(place)

    def _change(self, label: str, table: str, record: Annotation | Bookmark) -> None:
        self._notebook.change(label, {table: {record.id: row_of(record)}})


def _changed(note: Annotation) -> Annotation:
    """Return a note that was changed now, as made from the version before."""
    history = (*note.history, note.modified)[-_HISTORY:]
    later = note.modified + timedelta(microseconds=1)
    return replace(note, modified=max(_now(), later), history=history)


def _filled(changes: Changes) -> Changes:
    return {table: rows for table, rows in changes.items() if rows}


def _never() -> Bookmark:
    raise AssertionError("a key is a note or a bookmark")
