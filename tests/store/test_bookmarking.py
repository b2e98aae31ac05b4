"""Bookmarks of passages: set, found again, moved, orphaned and put elsewhere as notes are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store.codec import decode, encode
from store.errors import NotFound, UsageError
from store.filters import Filter
from store.library import Library
from store.records import Bookmark, NoteState, Parsed

Make = Callable[..., tuple[Parsed, bytes]]


def _span(library: Library, words: str) -> tuple[str, tuple[int, int]]:
    for item in library.items():
        if words in item.text:
            start = item.text.index(words)
            return item.id, (start, start + len(words))
    raise AssertionError(words)


def _mark(library: Library, words: str) -> Bookmark:
    item, span = _span(library, words)
    made = library.notes.toggle_bookmark(item, span=span)
    assert made is not None
    return made


def _words_at(library: Library, mark: Bookmark) -> str:
    assert mark.anchor is not None
    return library.item(mark.item).text[slice(*mark.anchor)]


def test_a_passage_is_bookmarked_once_and_taken_off(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    assert (mark.quote, mark.target, mark.is_on_passage) == ("before noon", mark.item, True)
    assert filled.notes.bookmarks() == (mark,)
    assert filled.notes.is_bookmarked(mark.item, mark.anchor)
    assert filled.notes.toggle_bookmark(mark.item, span=mark.anchor) is None
    assert filled.notes.bookmarks() == ()
    assert filled.notes.undo() == "bookmark taken off “before noon”"
    assert filled.notes.bookmarks() == (mark,)


def test_a_marked_passage_does_not_mark_its_item(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    assert not filled.notes.is_bookmarked(mark.item)
    whole = filled.notes.toggle_bookmark(mark.item)
    assert whole is not None
    assert not whole.is_on_passage
    filled.notes.toggle_bookmark(mark.item)
    assert filled.notes.bookmarks() == (mark,)


def test_the_item_of_a_marked_passage_is_among_the_bookmarked(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    assert [item.id for item in filled.items(Filter(is_bookmarked=True))] == [mark.item]
    assert filled.statements(Filter(is_bookmarked=True)) == ()


def test_the_words_of_a_statement_mark_the_statement(filled: Library) -> None:
    statement = filled.statements()[0]
    mark = _mark(filled, statement.quote)
    assert mark.target == statement.id
    assert filled.notes.is_bookmarked(statement.id)
    assert filled.notes.toggle_bookmark(statement.id) is None


def test_a_passage_outside_the_text_is_refused(filled: Library) -> None:
    item = filled.items()[0]
    with pytest.raises(UsageError):
        filled.notes.toggle_bookmark(item.id, span=(3, len(item.text) + 1))


def test_a_marked_passage_moves_with_its_text(
    library: Library, making: Make, texts: list[str]
) -> None:
    library.add(*making(texts))
    mark = _mark(library, "the quay needs repair")
    library.add(*making([text.replace("told", "at last told") for text in texts]))
    (placed,) = library.notes.bookmarks()
    assert (placed.id, placed.state) == (mark.id, NoteState.MOVED)
    assert _words_at(library, placed) == "the quay needs repair"
    assert library.notes.bookmarks_on(placed.item) == (placed,)
    assert library.notes.is_bookmarked(placed.item, placed.anchor)


def test_a_marked_passage_that_went_is_orphaned_and_found_again(
    library: Library, making: Make, texts: list[str]
) -> None:
    library.add(*making(texts))
    mark = _mark(library, "the quay needs repair")
    edited = [text.replace("the quay needs repair", "it is dry now") for text in texts]
    library.add(*making(edited))
    (lost,) = library.notes.bookmarks()
    assert (lost.state, lost.quote) == (NoteState.ORPHANED, mark.quote)
    library.add(*making([*texts, "Later it rained."]))
    (found,) = library.notes.bookmarks()
    assert found.state is not NoteState.ORPHANED
    assert _words_at(library, found) == mark.quote


def test_a_marked_passage_goes_to_a_document_that_holds_its_words(
    library: Library, making: Make, texts: list[str]
) -> None:
    library.add(*making(texts))
    _mark(library, "told the council that the quay needs repair")
    library.remove("feed.txt")
    assert library.notes.bookmarks()[0].state is NoteState.ORPHANED
    library.add(*making([f"{texts[1]} And more."], name="other.txt", outlet=None))
    (found,) = library.notes.bookmarks()
    assert _words_at(library, found) == found.quote


def test_a_bookmarked_statement_outlives_its_id(library: Library, making: Make) -> None:
    said = "Orsa said “the ferries will run on Sundays” to reporters."
    parsed, raw = making([said])
    library.add(parsed, raw)
    mark = library.notes.toggle_bookmark(library.statements()[0].id)
    assert mark is not None
    lost = replace(parsed, statements=(), positions=())
    library.add(replace(lost, document=replace(lost.document, parser=2)), raw)
    (placed,) = library.notes.bookmarks()
    assert (placed.target, placed.state) == (placed.item, NoteState.ANCHORED)
    assert _words_at(library, placed) == mark.quote


def test_a_bookmark_of_an_older_library_stays_readable(filled: Library) -> None:
    statement = filled.statements()[0]
    mark = filled.notes.toggle_bookmark(statement.id)
    assert mark is not None
    row = encode(mark)
    for name in ("selector", "anchor", "state"):
        del row[name]
    old = decode(Bookmark, row)
    assert (old.selector, old.state) == (None, NoteState.ANCHORED)
    filled.notes.delete([mark.id])
    filled.notes.take([], [old])
    assert filled.notes.is_bookmarked(statement.id)
    assert filled.notes.bookmarks() == (old,)


def test_an_orphaned_bookmark_is_put_on_another_passage(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    item, span = _span(filled, "the quay needs repair")
    held = filled.notes.toggle_bookmark(item, span=span)
    put = filled.notes.attach_bookmark(mark.id, item, span=span)
    assert (put.id, put.quote, put.created) == (mark.id, "the quay needs repair", mark.created)
    assert filled.notes.bookmarks() == (put,)
    filled.notes.undo()
    assert set(filled.notes.bookmarks()) == {mark, held}
    with pytest.raises(NotFound):
        filled.notes.attach_bookmark("bnone", item)


def test_tags_and_points_of_a_bookmark_are_changed_and_taken_back(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    assert mark.changed == mark.created
    edited = filled.notes.edit_bookmark(mark.id, tags=("a", "b", "a"), points=(3, 1))
    assert (edited.tags, edited.points) == (("a", "b"), (1, 3))
    assert edited.changed >= mark.created
    assert filled.notes.bookmarks() == (edited,)
    filled.notes.undo()
    assert filled.notes.bookmarks() == (mark,)


def test_newer_tags_of_a_bookmark_are_taken_in_and_own_ones_stay(filled: Library) -> None:
    mark = _mark(filled, "before noon")
    theirs = replace(mark, tags=("theirs",), modified=mark.created + timedelta(hours=1))
    filled.notes.take([], [theirs])
    assert filled.notes.bookmarks()[0].tags == ("theirs",)
    assert filled.notes.take([], [theirs]).unchanged == 1
    filled.notes.edit_bookmark(mark.id, tags=("mine",))
    later = replace(theirs, tags=("new",), modified=mark.created + timedelta(hours=2))
    filled.notes.take([], [later])
    assert filled.notes.bookmarks()[0].tags == ("mine", "new")


def test_marked_passages_are_stored(tmp_path: Path, making: Make, texts: list[str]) -> None:
    with Library.open(tmp_path / "library", writing=True) as library:
        library.add(*making(texts))
        mark = _mark(library, "before noon")
    with Library.open(tmp_path / "library", writing=False) as library:
        assert library.notes.bookmarks() == (mark,)
        assert library.notes.bookmark(mark.id) == mark
        assert library.notes.bookmark("bnone") is None
