"""Where each note and bookmark is now, made anew against the texts, kept until one changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .citing import first_words, offsets_of
from .folding import plain, words
from .notebook import ANNOTATIONS, BOOKMARKS, Notebook
from .records import Annotation, Bookmark, Item, NoteState, Selector, Statement
from .shelf import Loaded, Shelf

if TYPE_CHECKING:
    from .anchoring import Place

T = TypeVar("T")
Made = TypeVar("Made", Annotation, Bookmark)
_ELSEWHERE = 90.0
"""Least score of a place outside the annotated item."""
_SURE = 97.0
"""Least score, outside the annotated item, of a few words that stand in several places."""
_LEAD = 3.0
"""By how much an item must be surer than the next one."""
_SHORTEST_START = 24
"""Characters from which first words are known though more, or others, stand behind them."""
_LONG = 40
"""Characters from which first words are known in the middle of another item."""
_LIKE_START = 88.0
"""Least likeness, of 100, of first words that were edited."""


class _Found(NamedTuple, Generic[Made]):
    stored: Made
    """To notice a change."""
    placed: Made


class Placing:
    """Notes and bookmarks with their place, kept for each until it or the texts change."""

    def __init__(self, notebook: Notebook, shelf: Shelf) -> None:
        self._notebook = notebook
        self._shelf = shelf
        self._notes: dict[str, _Found[Annotation]] = {}
        self._marks: dict[str, _Found[Bookmark]] = {}
        self._notes_by_item: dict[str, dict[str, list[Annotation]]] = {}
        """Document → item → notes."""
        self._marks_by_item: dict[str, dict[str, list[Bookmark]]] = {}
        self._versions = (-1, -1)

    def placed(self, made: Made) -> Made:
        """Return an annotation or a bookmark with its place in the present texts."""
        self._renew()
        if isinstance(made, Bookmark):
            return self._kept(self._marks, made)
        return self._kept(self._notes, made)

    def _kept(self, kept: dict[str, _Found[Made]], made: Made) -> Made:
        found = kept.get(made.id)
        if found is None or (found.stored is not made and found.stored != made):
            found = _Found(made, self._place(made))
            kept[made.id] = found
        return found.placed

    def on_item(self, item: str) -> list[Annotation]:
        """Return the annotations whose place is in an item."""
        self._renew()
        return self._on_item(self._notes_by_item, self._notebook.annotations.values(), item)

    def marks_on_item(self, item: str) -> list[Bookmark]:
        """Return the bookmarks whose place is in an item."""
        self._renew()
        return self._on_item(self._marks_by_item, self._notebook.bookmarks.values(), item)

    def _on_item(
        self, by_item: dict[str, dict[str, list[Made]]], stored: Iterable[Made], item: str
    ) -> list[Made]:
        home = self._shelf.home(item)
        if home is None:
            return []
        if home not in by_item:
            held = by_item[home] = {}
            for made in stored:
                if made.document == home:
                    placed = self.placed(made)
                    if placed.state is not NoteState.ORPHANED:
                        held.setdefault(placed.item, []).append(placed)
        return list(by_item[home].get(item, ()))

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
        home = self._home(note, loaded)
        if home is not None:
            self._move(ANNOTATIONS, note.id, home.id, home)

    def _place_mark(self, mark: Bookmark, loaded: Loaded) -> None:
        if mark.target != mark.item:
            said = _only(s for s in loaded.statements.values() if s.quote == mark.quote)
            if said is not None:
                self._move(BOOKMARKS, mark.id, said.id, loaded.items[said.item])
                return
        if mark.target == mark.item or mark.selector is not None:
            home = self._home(mark, loaded)
            if home is not None:
                self._move(BOOKMARKS, mark.id, home.id, home)

    def _home(self, made: Annotation | Bookmark, loaded: Loaded) -> Item | None:
        """Return the one item that holds the words of what lost its document."""
        if made.selector is None:
            return _item_of(made.quote, loaded.items.values())
        return self._elsewhere(made.selector, "", loaded.items)[0]

    def _move(self, table: str, key: str, target: str, item: Item) -> None:
        place = {"target": target, "item": item.id, "document": item.document}
        fields = place | {"state": NoteState.ANCHORED.value}
        self._notebook.move({table: {key: fields}})

    def _renew(self) -> None:
        versions = (self._notebook.version, self._shelf.texts_version)
        if versions[1] != self._versions[1]:
            self._notes.clear()
            self._marks.clear()
        if versions != self._versions:
            self._notes_by_item.clear()
            self._marks_by_item.clear()
        self._versions = versions

    def _place(self, made: Made) -> Made:
        if not self._shelf.has(made.document):
            return replace(made, anchor=None, state=NoteState.ORPHANED)
        loaded = self._shelf.loaded(made.document)
        if made.selector is None:
            return _on_whole(made, loaded)
        return self._on_passage(made, made.selector, loaded)

    def _on_passage(self, made: Made, selector: Selector, loaded: Loaded) -> Made:
        from .anchoring import locate  # a library without notes need not load it

        items = loaded.items
        item = items.get(made.item)
        near = made.anchor[0] if made.anchor else None
        place = None if item is None else locate(selector, item.text, near=near)
        if place is None and made.state is not NoteState.ORPHANED:
            item, place = self._elsewhere(selector, made.item, items)
        if item is None or place is None:
            return _without_words(made, loaded)
        anchor = (place.start, place.end)
        is_held = made.target in items or made.target in loaded.statements
        same = anchor == (selector.start, selector.end)
        is_same = same and item.id == made.item and place.score >= 100.0
        return replace(
            made,
            target=made.target if is_held else item.id,
            item=item.id,
            anchor=anchor,
            state=NoteState.ANCHORED if is_same else NoteState.MOVED,
        )

    def _elsewhere(
        self, selector: Selector, home: str, items: dict[str, Item]
    ) -> tuple[Item | None, Place | None]:
        """Find the passage in another item of the document, if it is in one only."""
        from .anchoring import is_rewritten, is_short, locate, may_hold

        if home in items and is_rewritten(selector, items[home].text):
            return None, None
        found = []
        for item in items.values():
            if item.id == home or not may_hold(selector, item.text):
                continue
            place = locate(selector, item.text)
            if place is not None and place.score >= _ELSEWHERE:
                found.append((place.score, item, place))
        found.sort(key=lambda entry: entry[0], reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None, None
        if found[0][0] < _SURE and is_short(selector) and _count(selector, items) > 1:
            return None, None
        return found[0][1], found[0][2]


def _count(selector: Selector, items: dict[str, Item]) -> int:
    """Return how often the very words stand in the items."""
    words_there = plain(selector.exact)
    return sum(plain(item.text).count(words_there) for item in items.values())


def _on_whole(made: Made, loaded: Loaded) -> Made:
    """Return what is on a whole item, or on a statement that is known by its id alone.

    When that is gone, the one item with its first words or the one statement of its words is it.
    """
    if made.target != made.item and isinstance(made, Bookmark):
        return _on_statement(made, loaded)
    if made.item in loaded.items:
        return replace(made, anchor=None, state=NoteState.ANCHORED)
    home = _item_of(made.quote, loaded.items.values())
    if home is None:
        return replace(made, anchor=None, state=NoteState.ORPHANED)
    return replace(made, target=home.id, item=home.id, anchor=None, state=NoteState.MOVED)


def _without_words(made: Made, loaded: Loaded) -> Made:
    """Return what stands nowhere: orphaned, or a bookmark on its statement if that is known."""
    if isinstance(made, Bookmark):
        said = loaded.statements.get(made.target)
        anchor = None if said is None else offsets_of(said, loaded.items[said.item])
        if said is not None and anchor is not None:
            return replace(made, item=said.item, anchor=anchor, state=NoteState.MOVED)
    return replace(made, anchor=None, state=NoteState.ORPHANED)


def _on_statement(mark: Bookmark, loaded: Loaded) -> Bookmark:
    said: Statement | None = loaded.statements.get(mark.target)
    state = NoteState.ANCHORED
    if said is None:
        said = _only(s for s in loaded.statements.values() if s.quote == mark.quote)
        state = NoteState.MOVED
    if said is None:
        return replace(mark, anchor=None, state=NoteState.ORPHANED)
    return replace(mark, target=said.id, item=said.item, anchor=None, state=state)


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
