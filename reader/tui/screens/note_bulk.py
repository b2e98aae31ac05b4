"""What is done with several notes and bookmarks at once; each is one step of undo.

Takes a library and entries of the list; gives back words for the reader. Raises what the store
raises.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.library import Library
from store.records import Annotation, CorrectionKind

from ..drafts import read_tags, with_tags, without_tags
from ..labels import counted
from ..note_entries import NoteEntry


def amount(entries: Sequence[NoteEntry]) -> str:
    """Return "3 entries"."""
    return counted(len(entries), "entry", "entries")


class Bulk:
    """Changes to entries of the list of notes."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def delete(self, entries: Sequence[NoteEntry]) -> str:
        """Delete notes and bookmarks."""
        self._library.notes.delete([entry.id for entry in entries])
        return f"{amount(entries)} deleted; u brings them back."

    def tag(self, entries: Sequence[NoteEntry], on: tuple[str, ...], off: tuple[str, ...]) -> str:
        """Put tags on and take tags off: in a note's words, beside a bookmark."""
        words = " ".join([*(f"#{tag}" for tag in on), *(f"-#{tag}" for tag in off)])
        with self._library.notes.together(f"{words} on {amount(entries)}"):
            count = sum(self._tag_one(entry, on, off) for entry in entries)
        return f"{words}: {counted(count, 'entry', 'entries')} changed; u takes it back."

    def _tag_one(self, entry: NoteEntry, on: tuple[str, ...], off: tuple[str, ...]) -> bool:
        note, notes = entry.note, self._library.notes
        if isinstance(note, Annotation):
            text = with_tags(without_tags(note.text, off), on)
            is_changed = text != note.text or bool(set(off) & set(note.tags))
            if is_changed:
                notes.edit(note.id, text=text, without_tags=off)
            return is_changed
        tags = tuple(dict.fromkeys([*(tag for tag in note.tags if tag not in off), *on]))
        if tags != note.tags:
            notes.edit_bookmark(note.id, tags=tags)
        return tags != note.tags

    def tie(self, entries: Sequence[NoteEntry], number: int) -> str:
        """Tie to a point; when all of them are tied to it, untie.

        A note and a bookmarked passage carry their points themselves; of any other bookmark the
        statement or item is tied instead.
        """
        goes_off = all(number in tied(entry) for entry in entries)
        words = f"{'untied from' if goes_off else 'tied to'} point {number}"
        with self._library.notes.together(f"{amount(entries)} {words}"):
            for entry in entries:
                held = tied(entry)
                if (number in held) is not goes_off:
                    continue
                rest = set(held) - {number} if goes_off else {*held, number}
                self._set_points(entry, tuple(sorted(rest)))
        return f"{amount(entries)} {words}; u takes it back."

    def _set_points(self, entry: NoteEntry, points: tuple[int, ...]) -> None:
        notes = self._library.notes
        if isinstance(entry.note, Annotation):
            notes.edit(entry.id, points=points)
        elif _has_own_points(entry):
            notes.edit_bookmark(entry.id, points=points)
        else:
            notes.correct(CorrectionKind.POINTS, entry.note.target, ",".join(map(str, points)))


def _has_own_points(entry: NoteEntry) -> bool:
    note = entry.note
    return isinstance(note, Annotation) or note.is_on_passage or entry.item is None


def tied(entry: NoteEntry) -> tuple[int, ...]:
    """The points that a tie adds to or takes from."""
    return entry.note.points if _has_own_points(entry) else entry.points


def no_tags(line: str) -> str:
    """Say what is wrong with a line of tags, or nothing."""
    if read_tags(line) is None:
        return "A tag is one word of letters, digits, - and _; digits alone are none."
    return ""
