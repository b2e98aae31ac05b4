from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, TextArea

from reader.tui.screens.confirm import Confirm
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.picker import Picker
from store.errors import SaveFailed

from .conftest import Reader, reader_on


async def _note(reader: Reader, text: str) -> None:
    await reader.press("a")
    reader.top(NoteEditor)
    await reader.write(text)
    await reader.press("ctrl+s")


async def test_b_bookmarks_the_item_and_again_takes_it_off(reader: Reader) -> None:
    await reader.press("b")
    assert [mark.target for mark in reader.library.notes.bookmarks()] == [reader.screen.items[0].id]
    assert "★" in "\n".join(reader.picture())
    await reader.press("b")
    assert reader.library.notes.bookmarks() == ()


async def test_b_bookmarks_the_current_statement(reader: Reader) -> None:
    await reader.press("j", ")", "b")
    (mark,) = reader.library.notes.bookmarks()
    assert mark.quote.startswith("We will share")
    assert any("★ — Ada Holm" in row for row in reader.picture())


async def test_a_writes_a_note_on_the_statement_with_its_quotation(reader: Reader) -> None:
    await reader.press("j", ")", "a")
    picture = "\n".join(reader.picture())
    assert "We will share every berth" in picture
    assert "Ada Holm, via Sound Gazette" in picture
    await reader.write("Really? #berths")
    await reader.press("ctrl+s")
    (note,) = reader.library.notes.annotations()
    assert note.text == "Really? #berths"
    assert note.tags == ("berths",)
    assert note.quote.startswith("We will share")


async def test_note_is_shown_below_the_text(wide: Reader) -> None:
    await wide.press("j")
    await _note(wide, "Ask again")
    assert any("Ask again" in row for row in wide.picture())
    assert any("✎1" in row for row in wide.picture())


async def test_note_can_be_tied_to_points_in_the_editor(reader: Reader) -> None:
    await reader.press("a")
    await reader.write("two points")
    await reader.press("ctrl+t")
    await reader.write("3 12")
    assert "3 Lighthouse · 12 Pilots" in "\n".join(reader.picture())
    await reader.press("enter")
    (note,) = reader.library.notes.annotations()
    assert note.points == (3, 12)


async def test_unknown_point_in_the_editor_is_refused(reader: Reader) -> None:
    await reader.press("a")
    await reader.write("x")
    await reader.press("ctrl+t")
    await reader.write("99")
    assert "The plan's points are 1 to 21." in "\n".join(reader.picture())
    await reader.press("enter")
    reader.top(NoteEditor)
    assert reader.library.notes.annotations() == ()


async def test_escape_asks_before_a_draft_is_dropped(reader: Reader) -> None:
    await reader.press("a")
    await reader.write("half a tho")
    await reader.press("escape")
    reader.top(Confirm)
    await reader.press("n")
    editor = reader.top(NoteEditor)
    assert editor.query_one(TextArea).text == "half a tho"
    await reader.press("escape", "y")
    assert reader.app.screen is reader.screen
    assert reader.library.notes.annotations() == ()


async def test_escape_leaves_an_untouched_editor_at_once(reader: Reader) -> None:
    await reader.press("a", "escape")
    assert reader.app.screen is reader.screen


async def test_draft_survives_the_end_of_the_program(folder: Path) -> None:
    async with reader_on(folder) as reader:
        await reader.press("a")
        await reader.write("unfinished")
        reader.top(NoteEditor).keep_draft()
        reader.app.keep_place()
    async with reader_on(folder) as reader:
        await reader.press("a")
        assert reader.top(NoteEditor).query_one(TextArea).text == "unfinished"
        await reader.press("ctrl+s")
        assert not [name for name in reader.library.notes.place() if name.startswith("draft")]


async def test_e_edits_the_note(reader: Reader) -> None:
    await _note(reader, "first")
    await reader.press("e")
    await reader.write(" and more")
    await reader.press("ctrl+s")
    (note,) = reader.library.notes.annotations()
    assert note.text == "first and more"


async def test_e_without_a_note_says_what_to_do(reader: Reader) -> None:
    await reader.press("e")
    assert "a writes one" in reader.said


async def test_e_with_several_notes_asks_which(reader: Reader) -> None:
    await _note(reader, "one")
    await _note(reader, "two")
    await reader.press("e")
    reader.top(Picker)
    await reader.write("two")
    await reader.press("enter")
    assert reader.top(NoteEditor).query_one(TextArea).text == "two"


async def test_d_deletes_and_u_brings_it_back(reader: Reader) -> None:
    await _note(reader, "gone soon")
    await reader.press("d")
    assert reader.library.notes.annotations() == ()
    await reader.press("u")
    assert len(reader.library.notes.annotations()) == 1
    await reader.press("ctrl+r")
    assert reader.library.notes.annotations() == ()


async def test_undo_takes_back_the_note_not_the_read_mark(reader: Reader) -> None:
    await _note(reader, "kept")
    await reader.press("enter", "J", "u")
    assert reader.library.notes.annotations() == ()
    assert reader.library.notes.is_read(reader.screen.items[0].id)


async def test_undo_with_nothing_to_undo_says_so(reader: Reader) -> None:
    await reader.press("u")
    assert reader.said == "Nothing to undo."
    await reader.press("ctrl+r")
    assert reader.said == "Nothing to do again."


async def test_t_ties_the_statement_to_a_point_by_its_number(reader: Reader) -> None:
    await reader.press("j", ")", "t", "3")
    assert reader.screen.text.statement is not None
    assert 3 in reader.screen.text.statement.points
    await reader.press("t", "3")
    assert reader.screen.text.statement is not None
    assert 3 not in reader.screen.text.statement.points


async def test_t_waits_while_a_longer_number_is_possible(reader: Reader) -> None:
    await reader.press("t", "1")
    assert reader.screen.chords.is_pending
    assert "Berths" in "\n".join(reader.picture()[-3:])
    await reader.press("2")
    assert not reader.screen.chords.is_pending
    assert "✓ Tied the item to point 12, Pilots; u takes it back." in reader.said
    await reader.press("t", "1", "enter")
    assert "Tied the item to point 1," in reader.said
    await reader.press("t", "3", "t", "1", "space")
    assert "Untied the item from point 1," in reader.said


async def test_a_number_that_comes_at_once_with_t_is_not_lost(reader: Reader) -> None:
    for key in ("t", "1", "2"):
        reader.app.post_message(events.Key(key, key))
    await reader.press("down", "up")
    assert reader.screen.reading is not None
    assert 12 in reader.screen.reading.points


async def test_t_says_what_a_number_would_do_and_what_it_did(reader: Reader) -> None:
    await reader.press("j", "t")
    assert "tied to points 1 2" in "\n".join(reader.picture()[-3:])
    await reader.press("1")
    assert "Berths · Enter unties, it is tied already" in "\n".join(reader.picture()[-3:])
    await reader.press("enter")
    assert "✗ Untied the item from point 1, Berths; u ties it again." in "\n".join(reader.picture())
    await reader.press("u", "v", "t", "3")
    await reader.press("v", "t")
    assert "tied to point 3" in "\n".join(reader.picture()[-3:])
    await reader.press("x")
    assert reader.said == "Nothing tied."


async def test_t_escape_cancels(reader: Reader) -> None:
    await reader.press("t", "1", "escape")
    assert not reader.screen.chords.is_pending
    assert reader.library.notes.corrections() == ()


async def test_t_with_an_unknown_number_is_refused(reader: Reader) -> None:
    await reader.press("t", "9")
    assert "no point 9" in reader.said


async def test_copy_says_plainly_what_it_did(reader: Reader) -> None:
    await reader.press("j", ")", "y")
    assert reader.app.clipboard.startswith("“We will share")
    assert "Ada Holm" in reader.app.clipboard
    assert "does not say whether it took it" in reader.said


async def test_copy_goes_to_the_end_of_a_file(reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "copies.txt"
    target.write_text("mine\n", encoding="utf-8")
    await reader.press("j", ")", "Y")
    reader.app.screen.query_one(Input).value = str(target)
    await reader.press("enter")
    assert target.read_text(encoding="utf-8").startswith("mine\n“We will share")
    await reader.press("Y")
    reader.app.screen.query_one(Input).value = "/nowhere/copies.txt"
    await reader.press("enter")
    assert "Name another file" in reader.said


async def test_list_of_notes_filters_by_typing_and_enter_goes_there(reader: Reader) -> None:
    await reader.press("j", ")", "b")
    await reader.press("]")
    await _note(reader, "about light #night")
    await reader.press("[", "B")
    screen = reader.top(NotesScreen)
    assert len(screen._rows.entries) == 2
    await reader.press("/")
    await reader.write("#night")
    assert len(screen._rows.entries) == 1
    await reader.press("enter", "enter")
    assert reader.app.screen is reader.screen
    assert reader.screen.reading is not None
    assert "lighthouse" in reader.screen.reading.text
    await reader.press("H")
    assert "lighthouse" not in reader.screen.reading.text


async def test_list_of_notes_deletes_with_undo(reader: Reader) -> None:
    await reader.press("b", "B", "d")
    assert reader.library.notes.bookmarks() == ()
    await reader.press("u")
    assert len(reader.library.notes.bookmarks()) == 1
    await reader.press("escape")
    assert reader.app.screen is reader.screen


async def test_empty_list_of_notes_says_what_to_do(reader: Reader) -> None:
    await reader.press("B")
    assert "b bookmarks and a writes a note" in "\n".join(reader.picture())


async def test_orphaned_note_is_listed_and_says_why_it_cannot_be_visited(folder: Path) -> None:
    async with reader_on(folder) as reader:
        await reader.press("j", ")")
        await _note(reader, "outlives its text")
        reader.library.remove(reader.screen.reading.document if reader.screen.reading else "")
        reader.screen.reading = None
        reader.screen.library_changed()
        await reader.press("B")
        assert "orphaned" in "\n".join(reader.picture())
        await reader.press("enter")
        assert "no longer in the library" in reader.said


async def test_full_disk_is_told_and_nothing_breaks(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise SaveFailed("notes.json: no space left on the disk. Free some and try again.")

    monkeypatch.setattr(type(reader.library.notes), "toggle_bookmark", refuse)
    await reader.press("b")
    assert "no space left" in reader.said
    assert reader.screen.status.has_class("-error")
    await reader.press("j")
    assert reader.app.is_running


async def test_every_keystroke_on_a_read_only_library_is_answered(folder: Path) -> None:
    from store.library import Library

    with Library.open(folder, writing=True):
        async with reader_on(folder) as reader:
            for key in ("b", "r", "u", "ctrl+r", "enter", ".", "J"):
                await reader.press(key)
            await reader.press("t", "3")
            assert "reading only" in reader.said
            assert reader.app.is_running
