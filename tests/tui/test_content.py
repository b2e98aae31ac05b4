from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.content import Content

from reader.tui import content

from .conftest import Reader, reader_on
from .harbour import make_library
from .hostile import NASTY, nasty

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\U000e0041]"
)
"""What must not reach a terminal out of a document."""


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("width", [1, 5, 20, 200])
def test_fit_fills_exactly_its_cells_and_lets_nothing_through(text: str, width: int) -> None:
    fitted = content.fit(text, width)
    assert cell_len(fitted) == width
    assert not FORBIDDEN.search(fitted)
    assert "\n" not in fitted


@pytest.mark.parametrize("text", NASTY)
def test_content_is_never_markup(text: str) -> None:
    made = content.content(text)
    assert isinstance(made, Content)
    assert "[" not in text or "[" in made.plain
    assert not made.spans
    assert not FORBIDDEN.search(made.plain)


def _assert_harmless(reader: Reader, *, shows: str = "") -> None:
    picture = "\n".join(reader.picture())
    assert not FORBIDDEN.search(picture)
    assert shows in picture


async def test_nasty_text_through_every_pane_and_dialog(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", nasty())
    async with reader_on(folder, (140, 45)) as reader:
        _assert_harmless(reader, shows="[bold]brackets[/bold]")
        for _ in NASTY:
            await reader.press("j", ")", "b", "t", "3")
            _assert_harmless(reader)
        await reader.press("a")
        _assert_harmless(reader)
        await reader.write("[/x] [bold]")
        await reader.press("ctrl+s")
        _assert_harmless(reader, shows="[/x] [bold]")
        for keys in (
            ("B",),
            ("=",),
            ("@",),
            ("p", "enter"),
            ("x",),
            ("d",),
            ("e",),
            ("2", "enter"),
        ):
            await reader.press(*keys)
            _assert_harmless(reader)
            while reader.app.screen is not reader.screen:
                await reader.press("escape")
        await reader.press("/")
        await reader.write("[/x]")
        await reader.press("enter")
        _assert_harmless(reader, shows="/[/x] ×")
        await reader.press("y", ":")
        await reader.write("[/x")
        _assert_harmless(reader)
        assert not FORBIDDEN.search(reader.app.clipboard.replace("\n", ""))
        assert reader.app.is_running
        assert "press" in "\n".join(reader.picture()) or reader.app.is_running


async def test_a_document_cannot_run_an_action_by_a_click(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library", nasty())
    async with reader_on(folder, (140, 45)) as reader:
        await reader.press("j")
        for row in range(2, 20):
            await reader.pilot.click("#text", offset=(20, row))
        assert reader.app.is_running


async def test_an_error_with_brackets_is_shown_whole(reader: Reader) -> None:
    reader.screen.say("[/x] [bold]no\x1b[31m", is_error=True)
    await reader.pilot.pause()
    _assert_harmless(reader, shows="[/x] [bold]no")
