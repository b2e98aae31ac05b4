"""Keys given by the config: on every screen, with collisions told and defaults kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding
from textual.widgets import Static

from reader.tui.app import ParleyApp, open_library
from reader.tui.keymaps import _clashes, is_key, usable_keys
from reader.tui.keys import SELECTION, ids_by_key, key_names, keys_shown
from reader.tui.screen_keys import CONTEXTS, every_command
from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.decisions import DecisionsScreen
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.note_editor import NoteEditor
from reader.tui.screens.notes import NotesScreen
from reader.tui.screens.timeline import TimelineScreen
from reader.tui.screens.tracker import TrackerScreen
from reader.tui.settings import Settings, read_settings

from .conftest import Reader, reader_on

IDS = sorted({command.id for command in every_command() if not command.is_fixed})
KEYS = ["a", "b", "f5", "ctrl+e", "slash", "g", "x", "*", "}", "tab", "comma"]


def test_no_two_commands_have_one_key_but_for_the_row_that_is_marked() -> None:
    assert [clash[1:] for clash in _clashes({})] == [("space", "list_mark", "page_down")]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(KEYS), max_size=6))
def test_whatever_is_written_leaves_no_new_clash(table: dict[str, str]) -> None:
    keymap, problems = usable_keys(table)
    assert set(_clashes(keymap)) <= set(_clashes({}))
    assert set(keymap) <= set(table)
    assert len(problems) == len(table) - len(keymap)


@pytest.mark.parametrize(
    ("table", "kept", "words"),
    [
        ({"bookmark": "m"}, {"bookmark": "m"}, ""),
        ({"bookmark": "*"}, {"bookmark": "asterisk"}, ""),
        ({"delete": "x", "list_pick": "X"}, {"list_pick": "X"}, "this is a key of export already"),
        ({"delete": "f", "list_pick": "d"}, {"delete": "f", "list_pick": "d"}, ""),
        ({"list_sort": "d", "list_tag": "f5"}, {"list_tag": "f5"}, "this is a key of delete"),
        ({"bookmark": "a"}, {}, "bookmark = a: in the reading screen this is a key of annotate"),
        ({"bookmark": "f5", "edit": "f5"}, {}, "edit keeps the keys it comes with"),
        ({"bookmark": "g"}, {}, "this is a key of g g already"),
        ({"evidence_confirm": "e"}, {}, "in the evidence this is a key of evidence_change"),
        ({"tracker_sort": "3"}, {}, "in the tracker this is a key of tracker_point"),
        ({"select_word": "f"}, {"select_word": "f"}, ""),
        ({"select_word": "e", "edit": "w"}, {"select_word": "e", "edit": "w"}, ""),
        ({"bookmak": "m"}, {}, "bookmak is no command"),
        ({"bookmark": 3}, {}, "its keys are no text"),
        ({"bookmark": "m,,x"}, {}, "the comma itself is written comma"),
        ({"bookmark": "Ctrl-B"}, {}, "Ctrl-B is no key"),
        ({"tracker_point": "x"}, {}, "tracker_point cannot have other keys"),
    ],
)
def test_config_is_taken_where_it_can_hold(
    table: dict[str, object], kept: dict[str, str], words: str
) -> None:
    keymap, problems = usable_keys(table)
    if words:
        assert any(words in problem for problem in problems), problems
        assert all(keymap.get(name) == keys for name, keys in kept.items())
    else:
        assert (keymap, problems) == (kept, [])


@pytest.mark.parametrize("key", ["f5", "ctrl+b", "/", "slash", "é", "left_square_bracket", "+"])
def test_keys_are_known_by_name_and_by_character(key: str) -> None:
    assert is_key(key)
    assert not is_key(f"Ctrl+{key}")


def test_every_command_has_an_id_that_the_help_shows() -> None:
    listed = {command.id for command in every_command()}
    for commands in CONTEXTS.values():
        for command in commands:
            assert command.id in listed
            assert keys_shown(command, {command.id: "f5"}) == ("1…9" if command.is_fixed else "f5")


@pytest.mark.parametrize(
    "screen",
    [TrackerScreen, EvidenceScreen, ActorScreen, DecisionsScreen, TimelineScreen, NotesScreen,
     NoteEditor, HelpScreen],
)  # fmt: skip
def test_every_binding_of_a_screen_can_be_given_other_keys(screen: type[NotesScreen]) -> None:
    ids = {command.id for command in every_command()}
    assert all(isinstance(one, Binding) and one.id in ids for one in screen.BINDINGS)


def test_selection_listens_to_the_keys_of_the_config() -> None:
    keys = ids_by_key(SELECTION, {"select_word": "f,right_curly_bracket"})
    assert keys["f"] == "select_word"
    assert "w" not in keys
    assert key_names("f, }") == ["f", "right_curly_bracket"]


async def test_selection_is_steered_by_other_keys(folder: Path) -> None:
    keymap = {"select_word": "f", "select_highlight": "f7", "select": "V"}
    async with reader_on(folder, keymap=keymap) as reader:
        await reader.press("j", "V")
        assert "Select: f ) }" in reader.said
        await reader.press("w", "f", "f7")
        (note,) = reader.library.notes.annotations()
        assert note.quote.endswith("house.\n“We")


async def test_tracker_evidence_and_lists_listen_to_other_keys(folder: Path) -> None:
    keymap = {"tracker_sort": "f3", "evidence_confirm": "f4", "close": "Q", "undo": "f6"}
    async with reader_on(folder, keymap=keymap) as reader:
        await reader.press("p", "f3")
        assert "by activity" in "\n".join(reader.picture())
        await reader.press("s")
        assert "by activity" in "\n".join(reader.picture())
        await reader.press("f3", "f3", "enter")
        reader.top(EvidenceScreen)
        assert "f4 Confirm" in reader.picture()[-1]
        await reader.press("y")
        assert not reader.library.notes.corrections()
        await reader.press("f4")
        assert reader.library.notes.corrections()
        await reader.press("f6")
        assert not reader.library.notes.corrections()
        await reader.press("q")
        reader.top(EvidenceScreen)
        await reader.press("Q", "Q")
        assert reader.app.screen is reader.screen


async def test_borders_tell_the_keys_of_the_config(folder: Path) -> None:
    keymap = {"list_mark_all": "f7", "confirm_yes": "j", "filter_drop": "f9", "undo": "ctrl+z"}
    keymap, problems = usable_keys(keymap)
    assert not problems
    async with reader_on(folder, keymap=keymap) as reader:
        await reader.press("B")
        assert "f7 marks all · Ctrl+z Ctrl+r undo, redo" in "\n".join(reader.picture())
        await reader.press("q", "=")
        assert "f9 takes off" in "\n".join(reader.picture())
        await reader.press("q", "a", "x", "escape")
        assert "j drop it · n write on" in "\n".join(reader.picture())
        await reader.press("j")
        assert reader.app.screen is reader.screen


async def test_help_is_made_of_the_keys_that_hold(reader: Reader) -> None:
    await reader.press("?")
    page = str(reader.top(HelpScreen).query_one(Static).content)
    for command in every_command():
        assert f" {command.id}\n" in page
    await reader.press("G", "g", "q")
    assert reader.app.screen is reader.screen


async def test_problems_of_the_config_are_told_and_stay_in_the_help(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text('[keys]\nbookmark = "a"\nedt = "\\u001b"\n', "utf-8")
    config = read_settings(tmp_path)
    assert config == Settings({}, config.problems)
    app = ParleyApp(lambda: open_library(folder), config)
    async with app.run_test(size=(140, 45), notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        running = Reader(app, pilot)
        assert {note.severity for note in app._notifications} == {"warning"}
        await running.press("?")
        page = str(running.top(HelpScreen).query_one(Static).content)
        assert "bookmark = a: in the reading screen this is a key of annotate already" in page
        assert "edt is no command" in page
        await running.press("q", "b")
        assert len(running.library.notes.bookmarks()) == 1
