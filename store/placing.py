"""Where each annotation is now, made anew against the texts, and kept until one of them changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from .citing import first_words
from .folding import words
from .notebook import ANNOTATIONS, BOOKMARKS, Notebook
from .records import Annotation, Bookmark, Item, NoteState
from .shelf import Loaded, Shelf

if TYPE_CHECKING:
    from .anchoring import Place

T = TypeVar("T")
_ELSEWHERE = 90.0
"""Least score of a place outside the annotated item."""
_LEAD = 3.0
"""By how much an item must be surer than the next one."""
_SHORTEST_START = 24
"""Characters from which first words are known though more, or others, stand behind them."""
_LONG = 40
"""Characters from which first words are known in the middle of another item."""
_LIKE_START = 88.0
"""Least likeness, of 100, of first words that were edited."""


@dataclass(frozen=True, slots=True)
class _Found:
    note: Annotation
    """As stored, to notice a change."""
    placed: Annotation


class Placing:
    """Annotations with their place, kept per note until the note or the texts change."""

    def __init__(self, notebook: Notebook, shelf: Shelf) -> None:
        self._notebook = notebook
        self._shelf = shelf
        self._found: dict[str, _Found] = {}
        self._by_item: dict[str, dict[str, list[str]]] = {}
        """Document → item → notes."""
        self._versions = (-1, -1)

    def placed(self, note: Annotation) -> Annotation:
        """Return the annotation with its place in the present texts."""
        self._renew()
        found = self._found.get(note.id)
        if found is None or found.note != note:
            found = _Found(note, self._place(note))
            self._found[note.id] = found
        return found.placed

    def on_item(self, item: str) -> list[Annotation]:
        """Return the annotations whose place is in an item."""
        self._renew()
        home = self._shelf.home(item)
        if home is None:
            return []
        if home not in self._by_item:
            self._by_item[home] = {}
            for note in self._notebook.annotations.values():
                if note.document == home:
                    placed = self.placed(note)
                    if placed.state is not NoteState.ORPHANED:
                        self._by_item[home].setdefault(placed.item, []).append(note.id)
        notes = self._notebook.annotations
        return [self.placed(notes[key]) for key in self._by_item[home].get(item, ())]

    def place_orphans(self, document: str) -> None:
        """Move notes and bookmarks whose document is gone onto one that holds their words.

        A note on a passage needs the passage, in one item only; a note or a bookmark on a whole
        item or on a statement needs the words that were kept of it. Raises: SaveFailed.
        """
        has = self._shelf.has
        notes = [note for note in self._notebook.annotations.values() if not has(note.document)]
        marks = [mark for mark in self._notebook.bookmarks.values() if not has(mark.document)]
        if notes or marks:
            loaded = self._shelf.loaded(document)
            for note in notes:
                self._place_orphan(note, loaded)
            for mark in marks:
                self._place_mark(mark, loaded)

    def place_all_orphans(self) -> None:
        """Move notes and bookmarks whose document is not here onto any that holds their words."""
        for entry in self._shelf.entries():
            self.place_orphans(entry.document.id)

    def _place_orphan(self, note: Annotation, loaded: Loaded) -> None:
        if note.selector is None:
            home = _item_of(note.quote, loaded.items.values())
        else:
            home, _ = self._elsewhere(note, loaded.items)
        if home is not None:
            self._move(ANNOTATIONS, note.id, home.id, home)

    def _place_mark(self, mark: Bookmark, loaded: Loaded) -> None:
        if mark.target == mark.item:
            home = _item_of(mark.quote, loaded.items.values())
            if home is not None:
                self._move(BOOKMARKS, mark.id, home.id, home)
            return
        said = _only(s for s in loaded.statements.values() if s.quote == mark.quote)
        if said is not None:
            self._move(BOOKMARKS, mark.id, said.id, loaded.items[said.item])

    def _move(self, table: str, key: str, target: str, item: Item) -> None:
        fields = {"target": target, "item": item.id, "document": item.document}
        self._notebook.move(table, key, fields)

    def _renew(self) -> None:
        versions = (self._notebook.version, self._shelf.texts_version)
        if versions[1] != self._versions[1]:
            self._found.clear()
        if versions != self._versions:
            self._by_item.clear()
        self._versions = versions

    def _place(self, note: Annotation) -> Annotation:
        from .anchoring import locate  # a library without notes need not load it

        if not self._shelf.has(note.document):
            return replace(note, anchor=None, state=NoteState.ORPHANED)
        loaded = self._shelf.loaded(note.document)
        items = loaded.items
        item = items.get(note.item)
        if note.selector is None:
            return _on_whole(note, item, items)
        place = None if item is None else locate(note.selector, item.text)
        if place is None:
            item, place = self._elsewhere(note, items)
        if item is None or place is None:
            return replace(note, anchor=None, state=NoteState.ORPHANED)
        anchor = (place.start, place.end)
        is_held = note.target in items or note.target in loaded.statements
        same = anchor == (note.selector.start, note.selector.end)
        is_same = same and item.id == note.item and place.score >= 100.0
        return replace(
            note,
            target=note.target if is_held else item.id,
            item=item.id,
            anchor=anchor,
            state=NoteState.ANCHORED if is_same else NoteState.MOVED,
        )

    def _elsewhere(
        self, note: Annotation, items: dict[str, Item]
    ) -> tuple[Item | None, Place | None]:
        """Find the passage in another item of the document, if it is in one only."""
        from .anchoring import locate, may_hold

        if note.selector is None:
            return None, None
        found = []
        for item in items.values():
            if item.id == note.item or not may_hold(note.selector, item.text):
                continue
            place = locate(note.selector, item.text)
            if place is not None and place.score >= _ELSEWHERE:
                found.append((place.score, item, place))
        found.sort(key=lambda entry: entry[0], reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None, None
        return found[0][1], found[0][2]


def _on_whole(note: Annotation, item: Item | None, items: dict[str, Item]) -> Annotation:
    """Return a note on a whole item, on the one item with its first words when that is gone."""
    if item is not None:
        return replace(note, anchor=None, state=NoteState.ANCHORED)
    home = _item_of(note.quote, items.values())
    if home is None:
        return replace(note, anchor=None, state=NoteState.ORPHANED)
    return replace(note, target=home.id, item=home.id, anchor=None, state=NoteState.MOVED)


def _item_of(quote: str, items: Iterable[Item]) -> Item | None:
    """Return the one item that the first words of another came into, edited or grown perhaps."""
    found = [(_share(quote, item), item) for item in items]
    found = sorted((one for one in found if one[0]), key=lambda one: -one[0])
    if not found or (len(found) > 1 and found[0][0] - found[1][0] < _LEAD):
        return None
    return found[0][1]


def _share(quote: str, item: Item) -> float:
    """Return how surely an item is the one with these first words, 0 to 100."""
    if first_words(item) == quote:
        return 100.0
    from rapidfuzz import fuzz

    start = words(quote.removesuffix("…"))
    text = words(item.text)
    if len(start) < _SHORTEST_START:
        return 0.0
    if text.startswith(start):
        return 97.0
    if len(start) >= _LONG and text.count(start) == 1:
        return 94.0
    return 0.9 * float(fuzz.ratio(start, text[: len(start)], score_cutoff=_LIKE_START))


def _only(found: Iterable[T]) -> T | None:
    """Return the one that was found, or None for none or several."""
    held = list(found)
    return held[0] if len(held) == 1 else None
