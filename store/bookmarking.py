"""The reader's bookmarks: on whole items, on statements, on any passage.

A bookmark of a statement or a passage carries a selector as an annotation does, so that it is
found again when the text around it, or the statement's id, has changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from .citing import first_words, in_marks, offsets_of, short
from .codec import Row
from .deciding import Deciding
from .errors import NotFound
from .notebook import BOOKMARKS, Notebook, row_of
from .placing import Placing
from .records import Bookmark, Item, NoteState, Statement
from .shelf import Shelf

Span = tuple[int, int]


class Bookmarking(Deciding):
    """The part of the notes that marks places."""

    def __init__(self, notebook: Notebook, shelf: Shelf, *, is_followed: bool) -> None:
        super().__init__(notebook, shelf, is_followed=is_followed)
        self._shelf = shelf
        self._placing = Placing(notebook, shelf)
        self._homes: tuple[int, frozenset[str]] = (-1, frozenset())
        self._marked: tuple[tuple[int, int, frozenset[str]], frozenset[str], frozenset[str]]
        self._marked = ((-1, -1, frozenset()), frozenset(), frozenset())

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks with their place, oldest first; orphans included."""
        self._follow()
        stored = sorted(self._notebook.bookmarks.values(), key=lambda mark: mark.created)
        return tuple(self._placing.placed(mark) for mark in stored)

    def bookmark(self, key: str) -> Bookmark | None:
        """The bookmark with this id, if there is one."""
        self._follow()
        mark = self._notebook.bookmarks.get(key)
        return None if mark is None else self._placing.placed(mark)

    def bookmarks_on(self, item: str) -> tuple[Bookmark, ...]:
        """The bookmarks on an item, its statements and passages, by place; those of others too."""
        self._follow()
        marks = self._placing.marks_on_item(item)
        return tuple(sorted(marks, key=lambda mark: (mark.anchor or (-1, -1), mark.created)))

    def stored_bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks as they were stored, in no order: cheap, for no document is read."""
        self._follow()
        return tuple(self._notebook.bookmarks.values())

    def is_bookmarked(self, target: str, span: Span | None = None) -> bool:
        """Whether the reader marked an item or statement, or exactly a passage of the item."""
        if span is None:
            return target in self.bookmarked()
        return bool(self._held_at(*self._on(target, span), span))

    def bookmarked(self) -> frozenset[str]:
        """The ids of all items and statements that the reader marked."""
        return self._marks()[0]

    def marked(self) -> frozenset[str]:
        """The same, and the items in which the reader marked a passage."""
        return self._marks()[1]

    def toggle_bookmark(self, target: str, *, span: Span | None = None) -> Bookmark | None:
        """Mark an item, a statement or a passage, or take the mark away (None).

        Args:
            target: id of an item or a statement.
            span: offsets into the item's text; those of a statement mean the statement.

        Raises:
            NotFound: no such record. SaveFailed. UsageError: the span is not within the text.
        """
        self._follow()
        item, statement = self._on(target, span)
        held = self._held_at(item, statement, span)
        if held:
            label = f"bookmark taken off {in_marks(short(held[0].quote))}"
            self._notebook.change(label, {BOOKMARKS: {mark.id: None for mark in held}})
            return None
        made = self._made(item, statement, span)
        label = f"bookmark on {in_marks(short(made.quote))}"
        self._notebook.change(label, {BOOKMARKS: {made.id: row_of(made)}})
        return made

    def edit_bookmark(
        self, key: str, *, tags: tuple[str, ...] | None = None, points: Iterable[int] | None = None
    ) -> Bookmark:
        """Change the tags or the points of a bookmark. Raises: NotFound, SaveFailed."""
        mark = self._get(key)
        if tags is not None:
            mark = replace(mark, tags=tuple(dict.fromkeys(tags)))
        if points is not None:
            mark = replace(mark, points=tuple(sorted(set(points))))
        mark = replace(mark, modified=max(now(), mark.created))
        label = f"edit of the bookmark on {in_marks(short(mark.quote))}"
        self._notebook.change(label, {BOOKMARKS: {key: row_of(mark)}})
        return self._placing.placed(mark)

    def _get(self, key: str) -> Bookmark:
        self._follow()
        mark = self._notebook.bookmarks.get(key)
        if mark is None:
            raise NotFound(f"{key}: there is no bookmark with this id")
        return mark

    def attach_bookmark(self, key: str, target: str, *, span: Span | None = None) -> Bookmark:
        """Put a bookmark, an orphaned one above all, on another place by hand.

        Raises: NotFound, UsageError, SaveFailed.
        """
        mark = self._get(key)
        item, statement = self._on(target, span)
        made = replace(
            self._made(item, statement, span),
            id=key,
            created=mark.created,
            creator=mark.creator,
            tags=mark.tags,
            points=mark.points,
            modified=max(now(), mark.created),
        )
        rows: dict[str, Row | None] = {key: row_of(made)}
        if mark.creator is None:
            others = self._held_at(item, statement, span)
            rows |= {other.id: None for other in others if other.id != key}
        self._notebook.change(f"bookmark put on {in_marks(short(made.quote))}", {BOOKMARKS: rows})
        return made

    def _made(self, item: Item, statement: Statement | None, span: Span | None) -> Bookmark:
        from .anchoring import select

        target = item.id if statement is None else statement.id
        quote = first_words(item) if statement is None else statement.quote
        if statement is not None:
            span = offsets_of(statement, item)
        return Bookmark(
            id=f"b{os.urandom(5).hex()}",
            target=target,
            item=item.id,
            document=item.document,
            quote=quote if span is None else item.text[span[0] : span[1]],
            citation=self._targets.cite(item, statement, span),
            created=now(),
            creator=None,
            selector=None if span is None else select(item.text, *span),
            anchor=span,
            setting=self._targets.setting(item),
        )

    def _on(self, target: str, span: Span | None) -> tuple[Item, Statement | None]:
        """Return the item that a place is in, and the statement if it is one."""
        if span is None:
            return self._targets.find(target)
        item, _, _ = self._targets.passage(target, span)
        return item, self._targets.statement_at(item, span)

    def _held_at(
        self, item: Item, statement: Statement | None, span: Span | None
    ) -> list[Bookmark]:
        """The reader's own bookmarks on exactly this place."""
        if statement is None and span is not None:
            return self._on_passage(item, span)
        return self._held(item.id if statement is None else statement.id)

    def _held(self, target: str) -> list[Bookmark]:
        """The reader's own bookmarks on an item or statement, wherever they were made."""
        if target not in self.bookmarked():
            return []
        stored = self._notebook.bookmarks.values()
        own = [mark for mark in stored if mark.creator is None]
        direct = [mark for mark in own if mark.target == target and not mark.is_on_passage]
        if direct:
            return direct
        placed = map(self._placing.placed, own)
        return [mark for mark in placed if mark.target == target and not mark.is_on_passage]

    def _on_passage(self, item: Item, span: Span) -> list[Bookmark]:
        marks = self._placing.marks_on_item(item.id)
        return [
            mark
            for mark in marks
            if mark.is_on_passage and mark.anchor == span and mark.creator is None
        ]

    def _marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """What is marked; a moved bookmark counts where it is now, once its document is read."""
        self._follow()
        version = self._notebook.version
        if self._homes[0] != version:
            homes = frozenset(mark.document for mark in self._notebook.bookmarks.values())
            self._homes = (version, homes)
        read = frozenset(filter(self._shelf.is_loaded, self._homes[1]))
        state = (version, self._shelf.texts_version, read)
        if self._marked[0] != state:
            own = [mark for mark in self._notebook.bookmarks.values() if mark.creator is None]
            now_at = [self._placing.placed(one) if one.document in read else one for one in own]
            here = [one for one in now_at if one.state is not NoteState.ORPHANED]
            whole = frozenset(one.target for one in here if not one.is_on_passage)
            parts = frozenset(one.item for one in here if one.is_on_passage)
            self._marked = (state, whole, whole | parts)
        return self._marked[1:]


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)
