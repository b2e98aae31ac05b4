"""What is done with several notes and bookmarks at once; each is one step of undo.

Takes a library and entries of the list; gives back words for the reader. Raises what the store
raises.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.library import Library
from store.records import Annotation, CorrectionKind

from ..labels import counted
from ..note_entries import NoteEntry
from ..notebook import read_tags, with_tags, without_tags


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
        """Put tags on notes and take tags off; bookmarks have none."""
        notes = [entry.note for entry in entries if isinstance(entry.note, Annotation)]
        words = " ".join([*(f"#{tag}" for tag in on), *(f"-#{tag}" for tag in off)])
        count = 0
        with self._library.notes.together(f"{words} on {counted(len(notes), 'note')}"):
            for note in notes:
                text = with_tags(without_tags(note.text, off), on)
                if text != note.text or set(off) & set(note.tags):
                    self._library.notes.edit(note.id, text=text, without_tags=off)
                    count += 1
        left = len(entries) - len(notes)
        aside = f" {counted(left, 'bookmark')} left out: a bookmark has no tags." if left else ""
        return f"{words}: {counted(count, 'note')} changed.{aside}"

    def tie(self, entries: Sequence[NoteEntry], number: int) -> str:
        """Tie to a point; when all of them are tied to it, untie.

        A note carries its points itself; a bookmark's statement or item is tied instead.
        """
        goes_off = all(number in tied(entry) for entry in entries)
        words = f"{'untied from' if goes_off else 'tied to'} point {number}"
        skipped = 0
        with self._library.notes.together(f"{amount(entries)} {words}"):
            for entry in entries:
                held = tied(entry)
                if (number in held) is not goes_off:
                    continue
                rest = set(held) - {number} if goes_off else {*held, number}
                skipped += not self._set_points(entry, tuple(sorted(rest)))
        aside = f" {counted(skipped, 'orphaned bookmark')} left out." if skipped else ""
        return f"{amount(entries)} {words}.{aside}"

    def _set_points(self, entry: NoteEntry, points: tuple[int, ...]) -> bool:
        notes = self._library.notes
        if isinstance(entry.note, Annotation):
            notes.edit(entry.id, points=points)
        elif entry.item is None:
            return False
        else:
            notes.correct(CorrectionKind.POINTS, entry.note.target, ",".join(map(str, points)))
        return True


def tied(entry: NoteEntry) -> tuple[int, ...]:
    """The points that a tie adds to or takes from."""
    return entry.note.points if isinstance(entry.note, Annotation) else entry.points


def no_tags(line: str) -> str:
    """Say what is wrong with a line of tags, or nothing."""
    if read_tags(line) is None:
        return "A tag is one word of letters, digits, - and _; digits alone are none."
    return ""
