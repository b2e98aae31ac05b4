"""What an import changed: items that came, changed or went, notes that moved or were orphaned.

Remembers what may change before an import, and tells the difference after it. How many items a
document has gained or lost is the store's to say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from store.citing import in_marks
from store.library import Library
from store.records import Annotation, Bookmark, Item, NoteState

from .listing import shorten

_MOST = 8
"""Lines of one kind that are told; the rest is counted."""
_SHOWN = 70


class Before:
    """What a library holds before an import."""

    def __init__(self, library: Library, names: Collection[str]) -> None:
        """Remember the notes, and the items of the documents with these file names."""
        self._library = library
        self._items = {
            document.id: {item.id: item for item in library.parsed(document.id).items}
            for document in library.documents()
            if document.name in names
        }
        self._notes = {note.id: note for note in _made(library)}

    def items_of(self, document: str) -> Iterator[str]:
        """Yield a line for each item of a document that came, changed or went."""
        before = self._items.get(document)
        if before is None:
            return
        now = {item.id: item for item in self._library.parsed(document).items}
        changed = [i for key, i in now.items() if key in before and i.text != before[key].text]
        yield from _some("added", [item for key, item in now.items() if key not in before])
        yield from _some("changed", changed)
        yield from _some("gone", [item for key, item in before.items() if key not in now])

    def notes(self) -> Iterator[str]:
        """Yield what became of notes and bookmarks: how many, then a line for each."""
        moved, lost, found = [], [], []
        for note in _made(self._library):
            old = self._notes.get(note.id)
            if old is None or _place(old) == _place(note):
                continue
            if note.state is NoteState.ORPHANED:
                lost.append(note)
            elif old.state is NoteState.ORPHANED:
                found.append(note)
            else:
                moved.append(note)
        kinds = (("moved", moved), ("orphaned", lost), ("found", found))
        told = ", ".join(f"{len(notes)} {kind}" for kind, notes in kinds if notes)
        if told:
            yield f"notes      {told}"
        for kind, notes in kinds:
            yield from _some_notes(kind, notes)


def _made(library: Library) -> list[Annotation | Bookmark]:
    return [*library.notes.annotations(), *library.notes.bookmarks()]


def _place(note: Annotation | Bookmark) -> tuple[str, tuple[int, int] | None, NoteState]:
    return (note.item, note.anchor, note.state)


def _some(kind: str, items: list[Item]) -> Iterator[str]:
    for item in items[:_MOST]:
        when = f"{item.day or '-'}{f' {item.time}' if item.time else ''}"
        yield f"  {kind:<8} {item.id} {when} {shorten(item.text, _SHOWN)}"
    if len(items) > _MOST:
        yield f"  {kind:<8} and {len(items) - _MOST} more"


def _some_notes(kind: str, notes: list[Annotation | Bookmark]) -> Iterator[str]:
    for note in notes[:_MOST]:
        yield f"  {kind:<8} {note.id}: {in_marks(shorten(note.quote, _SHOWN))}"
    if len(notes) > _MOST:
        yield f"  {kind:<8} and {len(notes) - _MOST} more"
