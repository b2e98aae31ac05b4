from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.screens.help import HelpScreen

from .conftest import Reader, reader_on
from .harbour import make_library


async def test_help_lists_every_command_with_its_keys(reader: Reader) -> None:
    from textual.widgets import Static

    from reader.tui.keys import COMMANDS, MOVEMENTS, SELECTION, keys_shown

    await reader.press("?")
    page = str(reader.top(HelpScreen).query_one(Static).content)
    for command in (*COMMANDS, *MOVEMENTS, *SELECTION):
        assert command.title in page
        assert keys_shown(command, {}) in page
    await reader.press("escape")
    assert reader.app.screen is reader.screen


async def test_every_command_of_the_table_has_an_answer(reader: Reader) -> None:
    from reader.tui.keys import COMMANDS

    assert {command.id for command in COMMANDS} == set(reader.screen.commands)


async def test_footer_shows_at_most_eight_keys(reader: Reader) -> None:
    from reader.tui.panes.key_line import KeyLine

    assert 0 < len(reader.screen.query_one(KeyLine).words) <= 8


async def test_a_click_on_a_key_of_the_footer_presses_it(reader: Reader) -> None:
    from reader.tui.panes.key_line import KeyLine

    line = reader.screen.query_one(KeyLine)
    shown = next(word for word in line.words if word.command.id == "help")
    await reader.pilot.click(KeyLine, offset=(shown.start, 0))
    await reader.pilot.pause()
    reader.top(HelpScreen)


async def test_the_footer_shows_a_remapped_key(folder: Path) -> None:
    from reader.tui.panes.key_line import KeyLine

    async with reader_on(folder, keymap={"bookmark": "m"}) as reader:
        signs = {word.command.id: word.sign for word in reader.screen.query_one(KeyLine).words}
        assert signs["bookmark"] == "m"


async def test_palette_opens_with_colon_and_runs_commands(reader: Reader) -> None:
    from textual.command import CommandPalette

    await reader.press(":")
    reader.top(CommandPalette)
    await reader.write("Light or dark")
    await reader.press("enter")
    if reader.app.screen is not reader.screen:
        await reader.press("enter")
    assert reader.app.theme == "textual-light"


async def test_light_and_dark(reader: Reader) -> None:
    await reader.press("ctrl+t")
    assert reader.app.theme == "textual-light"
    await reader.press("ctrl+t")
    assert reader.app.theme == "textual-dark"


async def test_keys_can_be_remapped(folder: Path) -> None:
    async with reader_on(folder, keymap={"bookmark": "m"}) as reader:
        await reader.press("m")
        assert len(reader.library.notes.bookmarks()) == 1
        await reader.press("b")
        assert len(reader.library.notes.bookmarks()) == 1
        await reader.press("?")
        from textual.widgets import Static

        assert "  m                Bookmark" in str(
            reader.top(HelpScreen).query_one(Static).content
        )


async def test_quit_ends_with_zero(reader: Reader) -> None:
    await reader.press("q")
    assert reader.app.return_code == 0


async def test_place_is_kept_between_runs(folder: Path) -> None:
    async with reader_on(folder) as reader:
        await reader.press("]", "]", ")", "2")
        item, statement = reader.screen.reading, reader.screen.text.statement
        await reader.press("ctrl+q")
    async with reader_on(folder) as reader:
        assert reader.screen.reading == item
        assert reader.screen.text.statement == statement
        assert reader.app.focused is reader.screen.text


async def test_filters_are_kept_between_runs(folder: Path) -> None:
    async with reader_on(folder) as reader:
        await reader.press("4", "j", "enter", "q")
    async with reader_on(folder) as reader:
        assert reader.screen.narrowing.point == 2
        assert len(reader.screen.items) == 1


async def test_locked_library_opens_for_reading_and_says_so(folder: Path) -> None:
    from store.library import Library

    with Library.open(folder, writing=True):
        async with reader_on(folder) as reader:
            assert reader.library.is_read_only
            assert "reading only" in reader.picture()[0]
            await reader.press("b")
            assert "reading only" in reader.said
            await reader.press("enter", "q")


async def test_empty_library_says_what_to_do(tmp_path: Path) -> None:
    from store.library import Library

    from .harbour import ACTORS, PLAN

    with Library.open(tmp_path / "empty", writing=True) as library:
        library.set_dossier(PLAN, ACTORS, {})
    async with reader_on(tmp_path / "empty") as reader:
        assert "I imports files" in "\n".join(reader.picture())
        keys = [
            "j",
            "k",
            "G",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "b",
            "a",
            "e",
            "d",
            "t",
            "r",
            ".",
            "n",
            "N",
            "v",
            "y",
            "u",
            "H",
            "L",
            "<",
            ">",
            "J",
            "K",
            "x",
        ]
        await reader.press(*keys)
        assert reader.app.is_running


@pytest.mark.parametrize("size", [(80, 24), (140, 45), (40, 12), (200, 60)])
async def test_every_size_shows_feed_and_text(tmp_path: Path, size: tuple[int, int]) -> None:
    async with reader_on(make_library(tmp_path / "library"), size) as reader:
        picture = "\n".join(reader.picture())
        assert "Feed" in picture
        assert "Talks open" in picture


async def test_resizing_keeps_the_item_and_the_cursor(reader: Reader) -> None:
    await reader.press("j", "j", ")")
    item, statement = reader.screen.reading, reader.screen.text.statement
    await reader.pilot.resize_terminal(140, 45)
    await reader.pilot.pause()
    assert reader.screen.reading == item
    assert reader.screen.text.statement == statement
    assert reader.screen.actors.region.width > 0
