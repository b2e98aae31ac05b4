"""Undo and redo of every change a reader makes, over screens and over the whole session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.widgets import Input

from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.decisions import DecisionsScreen
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.notes import NotesScreen
from store.library import Library
from store.records import NoteState

from .conftest import Reader, reader_on
from .harbour_week import make_week
from .test_note_list import fill_notes


@pytest.fixture
async def week(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader on three outlets, with notes, highlights, bookmarks and an orphan."""
    path = make_week(tmp_path / "week")
    fill_week(path)
    async with reader_on(path, (140, 45)) as running:
        yield running


def fill_week(folder: Path) -> None:
    """Make a note, a highlight and a bookmark, and a note whose document is gone."""
    with Library.open(folder, writing=True) as library:
        item = library.items()[0]
        library.notes.annotate(item.id, "one #first", span=(0, 9))
        library.notes.annotate(library.statements()[0].id, "two")
        library.notes.toggle_bookmark(item.id)


def answers(library: Library) -> dict[str, object]:
    """Everything that a reader's change can touch."""
    notes = library.notes
    return {
        "annotations": notes.annotations(),
        "bookmarks": set(notes.bookmarks()),
        "corrections": notes.corrections(),
        "read": notes.read_items(),
        "items": library.items(),
        "statements": library.statements(),
        "positions": set(library.positions()),
        "actors": library.actors(),
    }


CHANGES = {
    "read mark": "r",
    "bookmark of the item": "j b",
    "bookmark of a statement": "j ) b",
    "bookmark of a passage": "j 2 v w m",
    "note": "j a x y ctrl+s",
    "note on a passage": "j 2 v a x ctrl+s",
    "edit of a note": "B enter e enter x ctrl+s",
    "edit in the list": "B j e x ctrl+s q",
    "deletion": "B enter d enter",
    "highlight": "j j 2 v w enter",
    "tie of a statement": "j ) t 3",
    "tie of the item": "t 1 enter",
    "tie of a passage": "j 2 v t 3",
    "own position": "j ) P enter enter enter",
    "position on a passage": "j 2 v P enter enter enter",
    "speaker": "j ) S down enter",
    "merger of actors": "j ) M down enter",
    "merger on the actor's page": "j ) A M down enter q",
    "confirmation": "p 1 enter y q q",
    "rejection": "p 1 enter n q q",
    "another stance": "p 1 enter e down enter q q",
    "another speaker": "p 1 enter S down down enter q q",
    "bulk deletion": "B * d q",
    "bulk tie": "B * t down enter q",
}


async def goes_back_and_forth(week: Reader, was: dict[str, object]) -> bool:
    """Whether the last change is undone to what was, and done again."""
    done = answers(week.library)
    await week.press("u")
    undone = answers(week.library)
    await week.press("ctrl+r")
    return done != was and undone == was and answers(week.library) == done


@pytest.mark.parametrize("keys", CHANGES.values(), ids=CHANGES)
async def test_change_is_undone_and_done_again(week: Reader, keys: str) -> None:
    library = week.library
    was = answers(library)
    await week.press(*keys.split())
    assert week.app.screen is week.screen
    done = answers(library)
    assert done != was
    await week.press("escape", "u")
    assert week.said.startswith("Undone: ")
    assert answers(library) == was
    await week.press("ctrl+r")
    assert week.said.startswith("Done again: ")
    assert answers(library) == done


async def test_tags_in_bulk_are_undone_and_done_again(week: Reader) -> None:
    was = answers(week.library)
    await week.press("B", "*", "#")
    week.app.screen.query_one(Input).value = "week -first"
    await week.press("enter", "q")
    assert await goes_back_and_forth(week, was)


async def test_day_is_undone_and_done_again(week: Reader) -> None:
    was = answers(week.library)
    await week.press("D")
    week.app.screen.query_one(Input).value = "2031-03-02"
    await week.press("enter", "enter")
    assert await goes_back_and_forth(week, was)


async def test_placing_an_orphan_is_undone_and_done_again(folder: Path) -> None:
    fill_notes(folder)
    async with reader_on(folder) as reader:
        was = answers(reader.library)
        await reader.press("B", "/")
        await reader.write("state:orph")
        await reader.press("enter", "o", "j", "v", "enter")
        done = answers(reader.library)
        assert done != was
        await reader.press("u")
        assert answers(reader.library) == was
        await reader.press("ctrl+r")
        assert reader.library.notes.annotation("nlost").state is NoteState.ANCHORED
        assert answers(reader.library) == done


async def test_every_screen_over_the_text_undoes_and_does_again(week: Reader) -> None:
    notes = week.library.notes
    await week.press("j", ")", "t", "3", "C")
    week.top(DecisionsScreen)
    await week.press("u")
    assert not notes.corrections()
    await week.press("ctrl+r")
    assert len(notes.corrections()) == 1
    assert "Done again" in "\n".join(week.picture())
    await week.press("d")
    assert not notes.corrections()
    await week.press("u", "q", "A")
    week.top(ActorScreen)
    await week.press("u")
    assert not notes.corrections()
    await week.press("ctrl+r", "q", "p", "1", "enter")
    week.top(EvidenceScreen)
    await week.press("u")
    assert not notes.corrections()
    await week.press("ctrl+r", "q", "q", "B")
    week.top(NotesScreen)
    await week.press("u", "ctrl+r", "q")
    assert len(notes.corrections()) == 1


async def test_page_of_a_merged_actor_comes_back_with_undo(week: Reader) -> None:
    await week.press("j", ")", "A")
    page = week.top(ActorScreen)
    before = page.actor
    await week.press("M", "down", "enter")
    assert page.actor != before
    await week.press("u")
    assert page.actor == before


async def test_undo_goes_back_over_the_whole_session(week: Reader) -> None:
    states = [answers(week.library)]
    for keys in ("j b", "j 2 v w m", "t 3", "B * d q", "p 1 enter y q q", "r"):
        await week.press(*keys.split(), "escape")
        states.append(answers(week.library))
    for state in states[-2::-1]:
        await week.press("u")
        assert answers(week.library) == state
    await week.press("u")
    assert week.said == "Nothing to undo."
    for state in states[1:]:
        await week.press("ctrl+r")
        assert answers(week.library) == state
    await week.press("ctrl+r")
    assert week.said == "Nothing to do again."


async def test_a_new_change_ends_what_can_be_done_again(week: Reader) -> None:
    await week.press("b", "u", "r", "ctrl+r")
    assert week.said == "Nothing to do again."


async def test_import_says_that_u_does_not_undo_it(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Holm met Lind in the harbour on 6 March 2031.\n", "utf-8")
    await reader.press("I")
    reader.app.screen.query_one(Input).value = str(tmp_path / "new.txt")
    await reader.press("enter")
    assert "not undone by u" in reader.said
    await reader.press("u")
    assert len(reader.library.documents()) == 3


async def test_the_key_that_undoes_is_told_as_the_reader_has_it(folder: Path) -> None:
    async with reader_on(folder, keymap={"undo": "f8"}) as reader:
        await reader.press("t", "3")
        assert reader.said.endswith("; f8 takes it back.")
