"""What is known of notes only while two versions of a document are at hand, kept with the notes.

A paragraph that is repeated stands in a text twice, with the same surroundings: which of the two a
note is on, the lines that stayed tell. Words that also stand in another item did not move there
when their own item loses them: the note is kept as orphaned, so that it is not put there later.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from .anchoring import Place, locate, may_hold
from .codec import Changes, Row
from .folding import plain
from .notebook import ANNOTATIONS, BOOKMARKS, Notebook
from .records import Annotation, Bookmark, Item, NoteState, Parsed, Selector
from .surroundings import keep_settings


def carry(notebook: Notebook, old: Parsed, new: Parsed) -> None:
    """Keep what becomes of the notes and bookmarks on passages. Raises: SaveFailed."""
    key = old.document.id
    notes = [note for note in notebook.annotations.values() if note.document == key]
    marks = [mark for mark in notebook.bookmarks.values() if mark.document == key]
    if not notes and not marks:
        return
    keep_settings(notebook, old)
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    moved: Changes = {ANNOTATIONS: {}, BOOKMARKS: {}}
    made_here: list[Annotation | Bookmark] = [*notes, *marks]
    for made in made_here:
        if made.selector is not None:
            table = ANNOTATIONS if isinstance(made, Annotation) else BOOKMARKS
            fields = _carried(made, made.selector, before, after)
            if fields:
                moved[table][made.id] = fields
    notebook.move(moved)


def _carried(
    made: Annotation | Bookmark,
    selector: Selector,
    before: Mapping[str, Item],
    after: Mapping[str, Item],
) -> Row:
    """Return the fields that change."""
    own, now = before.get(made.item), after.get(made.item)
    near = made.anchor[0] if made.anchor else None
    place = None if now is None else locate(selector, now.text, near=near)
    if place is not None and now is not None:
        start = None if own is None else _shifted(selector, own, now, near)
        if start is None or start == near:
            return _state(made, NoteState.ANCHORED)
        return {"anchor": [start, start + len(selector.exact)]} | _state(made, NoteState.ANCHORED)
    was_there = own is not None and locate(selector, own.text, near=near) is not None
    if not was_there and made.state is not NoteState.ORPHANED:
        return {}  # it had moved to another item before
    is_moved = any(
        _in(selector, item) is not None
        and (key not in before or _in(selector, before[key]) is None)
        for key, item in after.items()
        if key != made.item
    )
    return _state(made, NoteState.ANCHORED if is_moved else NoteState.ORPHANED)


def _state(made: Annotation | Bookmark, state: NoteState) -> Row:
    is_lost, was_lost = state is NoteState.ORPHANED, made.state is NoteState.ORPHANED
    return {} if is_lost == was_lost else {"state": state.value}


def _in(selector: Selector, item: Item) -> Place | None:
    return locate(selector, item.text) if may_hold(selector, item.text) else None


def _shifted(selector: Selector, old: Item, new: Item, near: int | None) -> int | None:
    """Return where a passage begins in the new text; None where its words stand there once."""
    if plain(new.text).count(plain(selector.exact)) < 2:
        return None
    place = locate(selector, old.text, near=near)
    if place is None:
        return None
    lines, now = old.text.split("\n"), new.text.split("\n")
    row = old.text.count("\n", 0, place.start)
    column = place.start - (old.text.rfind("\n", 0, place.start) + 1)
    for block in SequenceMatcher(None, lines, now, autojunk=False).get_matching_blocks():
        if block.a <= row < block.a + block.size:
            return sum(len(line) + 1 for line in now[: block.b + row - block.a]) + column
    return None
