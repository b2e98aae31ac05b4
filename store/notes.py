"""What the reader made: annotations, bookmarks, read marks, corrections; undo and redo of each.

Every change is one durable write. A change that could not be written raises ``SaveFailed`` and
leaves memory as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .records import Annotation, Bookmark, Correction, CorrectionKind


class Notes:
    """The reader's side of a library; reached as ``library.notes``."""

    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations, oldest first; orphans included."""
        raise NotImplementedError

    def annotation(self, key: str) -> Annotation:
        """The annotation with this id. Raises: NotFound."""
        raise NotImplementedError

    def annotations_on(self, item: str) -> tuple[Annotation, ...]:
        """The annotations on an item and on its statements, by place."""
        raise NotImplementedError

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
            NotFound: no such record. SaveFailed.
        """
        raise NotImplementedError

    def edit(
        self, key: str, *, text: str | None = None, points: tuple[int, ...] | None = None
    ) -> Annotation:
        """Change an annotation's text or points. Raises: NotFound, SaveFailed."""
        raise NotImplementedError

    def delete(self, keys: Iterable[str]) -> None:
        """Delete annotations and bookmarks by id, in one step for undo.

        Raises: NotFound, SaveFailed.
        """
        raise NotImplementedError

    def bookmarks(self) -> tuple[Bookmark, ...]:
        """All bookmarks, oldest first."""
        raise NotImplementedError

    def is_bookmarked(self, target: str) -> bool:
        """Whether the item or statement is marked by the reader."""
        raise NotImplementedError

    def toggle_bookmark(self, target: str) -> Bookmark | None:
        """Mark an item or statement, or take the mark away (None). Raises: NotFound, SaveFailed."""
        raise NotImplementedError

    def is_read(self, item: str) -> bool:
        """Whether the reader has read the item."""
        raise NotImplementedError

    def mark_read(self, items: Iterable[str], *, read: bool = True) -> None:
        """Set or take away the read mark of items. Raises: SaveFailed."""
        raise NotImplementedError

    def corrections(self) -> tuple[Correction, ...]:
        """All decisions of the reader, oldest first.

        A later one on the same target and kind wins.
        """
        raise NotImplementedError

    def correct(self, kind: CorrectionKind, target: str, value: str | None) -> Correction:
        """Store a decision of the reader. Raises: NotFound, UsageError, SaveFailed."""
        raise NotImplementedError

    def withdraw(self, key: str) -> None:
        """Take a decision back. Raises: NotFound, SaveFailed."""
        raise NotImplementedError

    def undo(self) -> str | None:
        """Take back the latest change.

        Return what was taken back in a few words, or None. Raises: SaveFailed.
        """
        raise NotImplementedError

    def redo(self) -> str | None:
        """Make the change again that was taken back last, or None. Raises: SaveFailed."""
        raise NotImplementedError

    def place(self) -> Mapping[str, str]:
        """Where the reader was: small strings by name, written by the screen."""
        raise NotImplementedError

    def keep_place(self, place: Mapping[str, str]) -> None:
        """Keep the reader's place; not part of undo. Raises: SaveFailed."""
        raise NotImplementedError
