"""Notes from elsewhere put on the documents of a library, and a report of what became of them.

A note that is known by its words alone is looked for in the documents that the other program names,
by title, address or file name, and then in all others. It is put on a passage only if the words
stand in one place; what stands nowhere is kept as an orphan with its quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from store.anchoring import locate, may_hold, select
from store.folding import fold, plain
from store.library import Library
from store.merging import Taken
from store.records import Annotation, Bookmark, Document, Item, NoteState

from .model import Parcel

_FLOOR = 90.0
"""Least score of a place: the same words, quotation marks, dashes and spaces aside."""
_LEAST_NAME = 4
"""Characters that the name of a document must have to be known in an address."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of notes that were taken in."""

    label: str
    taken: Taken
    placed: tuple[Annotation | Bookmark, ...]
    """Those of the added, updated and conflicting that stand in a text."""
    orphaned: tuple[Annotation | Bookmark, ...]
    refused: tuple[str, ...]


def merge_notes(
    library: Library, parcel: Parcel, creator: str | None, *, is_said: bool = False
) -> Merged:
    """Take notes and decisions in, in one step for undo; doing it again changes nothing.

    Args:
        library: open for writing.
        parcel: the notes.
        creator: who made those that do not say; None for the reader.
        is_said: the reader said so: it holds for those that were taken in before as well.

    Raises:
        SaveFailed: nothing was changed.
    """
    places = _Places(library)
    notes = [places.put(note, parcel.hints.get(note.id, ())) for note in parcel.annotations]
    taken = library.notes.take(
        notes,
        parcel.bookmarks,
        corrections=parcel.corrections,
        creator=creator,
        is_said=is_said,
    )
    touched = {*taken.added, *taken.updated, *taken.conflicts}
    made: list[Annotation | Bookmark] = [*library.notes.annotations(), *library.notes.bookmarks()]
    now = [note for note in made if note.id in touched]
    is_lost = NoteState.ORPHANED
    return Merged(
        label=parcel.label,
        taken=taken,
        placed=tuple(note for note in now if note.state is not is_lost),
        orphaned=tuple(note for note in now if note.state is is_lost),
        refused=parcel.refused,
    )


def parcel_of_library(other: Library) -> Parcel:
    """Return everything that a reader made in another library."""
    notes = other.notes
    return Parcel(
        "library",
        notes.annotations(),
        notes.bookmarks(),
        is_parley=True,
        corrections=notes.corrections(),
    )


class _Places:
    """Where the words of a note stand in a library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents = library.documents()

    def put(self, note: Annotation, hints: Sequence[str]) -> Annotation:
        """Return a note on the one place of its words, or as it is where there is none.

        A note with a document comes from a library: the store finds its place by its ids.
        """
        if note.selector is None or note.document:
            return note
        named = [one for one in self._documents if any(_is_named(one, hint) for hint in hints)]
        others = [one for one in self._documents if one not in named]
        return self._put_in(note, named) or self._put_in(note, others) or note

    def _put_in(self, note: Annotation, documents: Sequence[Document]) -> Annotation | None:
        found = sorted(self._find(note, documents), key=lambda place: -place[0])
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        _, item, start, end = found[0]
        selector = select(item.text, start, end)
        return replace(
            note,
            target=item.id,
            item=item.id,
            document=item.document,
            selector=selector,
            anchor=(start, end),
            quote=selector.exact,
            state=NoteState.ANCHORED,
        )

    def _find(
        self, note: Annotation, documents: Sequence[Document]
    ) -> Iterator[tuple[float, Item, int, int]]:
        selector = note.selector
        if selector is None:
            return
        words = plain(selector.exact)
        has_context = bool(selector.prefix or selector.suffix)
        for document in documents:
            for item in self._library.parsed(document.id).items:
                place = locate(selector, item.text) if may_hold(selector, item.text) else None
                if place is None or place.score < _FLOOR:
                    continue
                if has_context or plain(item.text).count(words) == 1:
                    yield place.score, item, place.start, place.end


def _is_named(document: Document, hint: str) -> bool:
    """Whether a title, an address or a file name of another program means a document."""
    wanted = fold(hint).strip()
    name = fold(document.name)
    stem = name.rpartition(".")[0] or name
    own = {name, stem, *([fold(document.title)] if document.title else [])}
    return wanted in own or (len(stem) >= _LEAST_NAME and wanted.rstrip("/").endswith(f"/{name}"))
