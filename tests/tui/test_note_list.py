"""The list of notes: filters, orders, bulk changes with undo, orphans placed again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.tui.drafts import read_tags, with_tags, without_tags
from reader.tui.note_entries import read_entries
from reader.tui.note_query import ORDERS, keep, read_terms, tag_counts, words_for
from reader.tui.screens.note_completion import FilterCompletion
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.picker import Picker
from store.library import Library
from store.records import NoteState

from .conftest import Reader, reader_on

NAMES = {"ada": "Ada Holm", "bo": "Bo Lind"}


def fill_notes(folder: Path) -> None:
    """Six entries: notes, a highlight, bookmarks, one of Mara's, one that stands nowhere."""
    with Library.open(folder, writing=True) as library:
        notes = library.notes
        notes.annotate("igaz1", "who pays? #money #berths", span=(0, 8), points=(1,))
        notes.annotate("sigaz32", "when? #Ice")
        notes.annotate("igaz4", "", span=(0, 7))
        notes.toggle_bookmark("sicou10")
        lost, theirs = notes.annotations()[:2]
        selector = replace(lost.selector, exact="gone for good", prefix="", suffix="")  # type: ignore[type-var]
        notes.take(
            [
                replace(lost, id="nlost", document="dnone", item="inone", target="inone",
                        selector=selector, quote="gone for good", text="lost", tags=(),
                        setting=None),
                replace(theirs, id="ntheirs", text="not so", tags=("odd",), creator="Mara"),
            ]
        )  # fmt: skip


@pytest.fixture
def filled(folder: Path) -> Path:
    """A library with six entries."""
    fill_notes(folder)
    return folder


@pytest.fixture
async def listed(filled: Path) -> AsyncIterator[Reader]:
    """A reader with the list open."""
    async with reader_on(filled) as reader:
        await reader.press("B")
        yield reader


def _kept(folder: Path, line: str) -> list[str]:
    with Library.open(folder, writing=False) as library:
        entries = read_entries(library, NAMES)
    terms, problem = read_terms(line)
    assert not problem
    return sorted(entry.note.quote.split()[0] for entry in keep(entries, terms))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("", 6),
        ("#money", 1),
        ("tag:mon", 1),
        ("#ice", 1),
        ("-kind:note", 2),
        ("kind:highlight", 1),
        ("kind:bookmark", 1),
        ("state:orphaned", 1),
        ("by:mara", 1),
        ("-by:me", 1),
        ("point:1", 2),
        ("point:12", 1),
        ("outlet:gazette", 4),
        ("outlet:courier -kind:note", 1),
        ('actor:"Bo Lind"', 3),
        ("actor:bo day:2031-03-04", 2),
        ("day:2031-03-04..", 4),
        ("day:..2031-03-04", 3),
        ("day:2031-03", 5),
        ("day:unknown", 1),
        ("document:courier", 1),
        ('"who pays"', 1),
        ("gone lost", 1),
        ("lost outlet:", 1),
    ],
)
def test_line_keeps_what_fits_every_word(filled: Path, line: str, count: int) -> None:
    assert len(_kept(filled, line)) == count


def test_unknown_filter_is_told_and_taken_for_a_word() -> None:
    terms, problem = read_terms("colour:red")
    assert problem == "colour: is no filter"
    assert (terms[0].key, terms[0].value) == ("", "colour:red")


def test_every_offered_filter_keeps_as_many_as_it_says(filled: Path) -> None:
    with Library.open(filled, writing=False) as library:
        entries = read_entries(library, NAMES)
    for word, count in words_for(entries):
        assert len(keep(entries, read_terms(word)[0])) == count, word


def test_orders_lose_nothing(filled: Path) -> None:
    with Library.open(filled, writing=False) as library:
        entries = read_entries(library, NAMES)
    for order in ORDERS.values():
        assert {entry.id for entry in order(entries)} == {entry.id for entry in entries}
    by_day = [entry.day for entry in ORDERS["by day of the text"](entries)]
    assert by_day[-1] is None
    assert tag_counts(entries)[0][1] == 1


async def test_last_word_of_the_line_is_completed() -> None:
    completion = FilterCompletion()
    completion.words = ["state:moved", "state:orphaned"]
    assert await completion.get_suggestion("ice -state:o") == "ice -state:orphaned"
    assert await completion.get_suggestion("ice ") is None


def test_tags_go_on_and_off_a_text() -> None:
    assert with_tags("a #b", ("b", "c")) == "a #b #c"
    assert without_tags("#c a #b #b-2 c", ("b", "c")) == "a #b-2 c"
    assert read_tags("week -#old") == (("week",), ("old",))
    assert read_tags("two words!") is None


async def test_marked_rows_are_deleted_in_one_step_of_undo(listed: Reader) -> None:
    notes = listed.library.notes
    await listed.press("space", "space", "d")
    assert len(notes.annotations()) + len(notes.bookmarks()) == 4
    await listed.press("u")
    assert len(notes.annotations()) + len(notes.bookmarks()) == 6
    await listed.press("ctrl+r")
    assert len(notes.annotations()) + len(notes.bookmarks()) == 4


async def test_tags_are_changed_in_bulk_and_in_one_step(listed: Reader) -> None:
    await listed.press("*", "#")
    listed.app.screen.query_one(Input).value = "week -money -odd"
    await listed.press("enter")
    notes = listed.library.notes
    tags = [note.tags for note in notes.annotations()] + [mark.tags for mark in notes.bookmarks()]
    assert all("week" in one and not {"money", "odd"} & {*one} for one in tags)
    assert "6 entries changed" in "\n".join(listed.picture())
    assert "Bookmark #week" in "\n".join(listed.picture())
    await listed.press("u")
    assert not any("week" in note.tags for note in notes.annotations())
    assert notes.bookmarks()[0].tags == ()
    assert any("odd" in note.tags for note in listed.library.notes.annotations())


async def test_point_is_tied_in_bulk_and_shown_after_leaving(listed: Reader) -> None:
    await listed.press("*", "t")
    await listed.write("12 pilots")
    await listed.press("enter")
    assert all(12 in note.points for note in listed.library.notes.annotations())
    assert 12 in listed.library.statement("sicou10").points
    await listed.press("q", "u")
    assert "12" in listed.said
    assert not any(12 in note.points for note in listed.library.notes.annotations()[1:2])
    assert 12 not in listed.library.statement("sicou10").points


async def test_passage_is_tied_in_bulk_by_its_bookmark(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        library.notes.toggle_bookmark("igaz1", span=(0, 8))
    async with reader_on(folder) as reader:
        await reader.press("B", "t")
        await reader.write("12 pilots")
        await reader.press("enter")
        assert reader.library.notes.bookmarks()[0].points == (12,)
        assert reader.library.item("igaz1").points == (1, 2)
        await reader.press("t")
        await reader.write("12 pilots")
        await reader.press("enter")
        assert "untied from point 12; u takes it back" in "\n".join(reader.picture())
        assert reader.library.notes.bookmarks()[0].points == ()


async def test_filter_is_picked_with_counts_and_escape_takes_it_off(listed: Reader) -> None:
    await listed.press("f")
    listed.top(Picker)
    await listed.write("orph")
    await listed.press("enter")
    screen = listed.top(NotesScreen)
    assert [entry.state for entry in screen._rows.entries] == [NoteState.ORPHANED]
    await listed.press("escape")
    assert len(screen._rows.entries) == 6


async def test_sorting_keeps_the_cursor_on_its_entry(listed: Reader) -> None:
    screen = listed.top(NotesScreen)
    await listed.press("j", "s")
    assert "by day of the text" in "\n".join(listed.picture())
    before = screen._rows.entry
    await listed.press("s", "s", "s")
    assert screen._rows.entry == before


async def test_note_is_edited_from_the_list(listed: Reader) -> None:
    await listed.press("/")
    await listed.write("who pays")
    await listed.press("enter", "e")
    listed.top(NoteEditor)
    await listed.write(" still")
    await listed.press("ctrl+s")
    assert "still" in "\n".join(listed.picture())
    listed.top(NotesScreen)


async def test_orphan_is_placed_by_hand_and_undo_takes_it_back(listed: Reader) -> None:
    notes = listed.library.notes
    await listed.press("/")
    await listed.write("state:orph")
    await listed.press("enter", "o")
    assert listed.app.screen is listed.screen
    assert "placing a note" in listed.picture()[0]
    await listed.press("j", "v", "enter")
    placed = notes.annotation("nlost")
    assert placed.state is NoteState.ANCHORED
    assert placed.quote.startswith("Ada Holm has opened")
    assert "placing" not in listed.picture()[0]
    await listed.press("u")
    assert notes.annotation("nlost").state is NoteState.ORPHANED


async def test_escape_gives_placing_up(listed: Reader) -> None:
    await listed.press("o", "escape")
    assert "Left where it was" in listed.said
    await listed.press("a")
    listed.top(NoteEditor)


async def test_undo_reaches_over_screens_and_kinds_of_change(filled: Path) -> None:
    async with reader_on(filled) as reader:
        notes = reader.library.notes
        first = reader.screen.items[0].id
        await reader.press("r", "b", "t", "3", "B", "*", "d", "q")
        assert notes.is_read(first)
        assert not notes.annotations()
        await reader.press("u", "B", "u", "u", "u", "q")
        assert len(notes.annotations()) == 5
        assert not notes.corrections()
        assert not notes.is_bookmarked(first)
        assert not notes.is_read(first)
        await reader.press("ctrl+r", "B", "ctrl+r", "escape", "ctrl+r")
        assert notes.is_read(first)
        assert notes.is_bookmarked(first)
        assert len(notes.corrections()) == 1


async def test_marks_of_others_are_shown_as_theirs(filled: Path) -> None:
    with Library.open(filled, writing=True) as library:
        mark = replace(library.notes.bookmarks()[0], id="btheirs", creator="Mara")
        library.notes.take([], [mark])
    async with reader_on(filled, (140, 45)) as reader:
        picture = "\n".join(reader.picture())
        assert "☆ Mara" in picture
        reader.screen.go_to("igaz3")
        await reader.press("2")
        assert "✐" in "\n".join(reader.picture())
        assert "by Mara" in "\n".join(reader.picture())


async def test_list_comes_back_as_it_was_left(listed: Reader) -> None:
    await listed.press("/")
    await listed.write("kind:note")
    await listed.press("enter", "s", "k")
    entry = listed.top(NotesScreen)._rows.entry
    await listed.press("enter")
    assert listed.app.screen is listed.screen
    await listed.press("B")
    screen = listed.top(NotesScreen)
    assert "kind:note" in listed.picture()[1]
    assert "by day of the text" in "\n".join(listed.picture())
    assert screen._rows.entry == entry
    await listed.press("escape", "q", "B")
    assert len(listed.top(NotesScreen)._rows.entries) == 6
