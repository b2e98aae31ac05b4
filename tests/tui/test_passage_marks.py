"""Bookmarks of passages on the screen: those of others, moved and orphaned ones, placed by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from store.library import Library
from store.records import NoteState

from .conftest import reader_on, seen

WORDS = "opened the talks"


def mark_passage(folder: Path) -> str:
    """Bookmark some words of the first item of the feed's document; return the bookmark's id."""
    with Library.open(folder, writing=True) as library:
        start = library.item("igaz1").text.index(WORDS)
        mark = library.notes.toggle_bookmark("igaz1", span=(start, start + len(WORDS)))
        assert mark is not None
        return mark.id


async def test_marked_passage_of_somebody_else_is_shown_as_theirs(folder: Path) -> None:
    key = mark_passage(folder)
    with Library.open(folder, writing=True) as library:
        mark = library.notes.bookmarks()[0]
        library.notes.delete([key])
        library.notes.take([], [replace(mark, creator="Mara")])
    async with reader_on(folder, (140, 45)) as reader:
        await reader.press("j")
        assert any("☆ Ada Holm has opened" in row for row in reader.picture())
        assert "by Mara · on “opened the talks”" in seen(reader)
        assert "★" not in seen(reader)


async def test_moved_passage_is_shown_as_moved(folder: Path) -> None:
    key = mark_passage(folder)
    with Library.open(folder, writing=True) as library:
        mark = library.notes.bookmarks()[0]
        assert mark.selector is not None
        library.notes.delete([key])
        near = replace(mark.selector, start=mark.selector.start + 3, end=mark.selector.end + 3)
        library.notes.take([], [replace(mark, selector=near)])
        assert library.notes.bookmarks()[0].state is NoteState.MOVED
    async with reader_on(folder, (140, 45)) as reader:
        await reader.press("j")
        assert any("★?Ada Holm has opened" in row for row in reader.picture())
        assert "moved · on “opened the talks”" in seen(reader)
        await reader.press("B")
        assert "moved" in seen(reader)


async def test_orphaned_passage_is_listed_and_placed_by_hand(folder: Path) -> None:
    key = mark_passage(folder)
    with Library.open(folder, writing=True) as library:
        library.remove("gazette.txt")
        assert library.notes.bookmarks()[0].state is NoteState.ORPHANED
    async with reader_on(folder) as reader:
        await reader.press("B")
        assert "Bookmark of a passage" in seen(reader)
        assert "orphaned" in seen(reader)
        await reader.press("o")
        assert "placing a bookmark" in reader.picture()[0]
        await reader.press("v", "enter")
        mark = reader.library.notes.bookmark(key)
        assert mark is not None
        assert (mark.quote, mark.state) == (
            "The harbour talks began this morning.",
            NoteState.ANCHORED,
        )
        await reader.press("u")
        mark = reader.library.notes.bookmark(key)
        assert mark is not None
        assert mark.state is NoteState.ORPHANED
