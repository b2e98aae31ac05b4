"""Lines that are written at once: one frame a key, and the same cells as Textual would paint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from reader.tui.app import ParleyApp
from reader.tui.frames import LinesUpdate

from .conftest import Reader, reader_on

WIDE, NARROW = (140, 40), (80, 24)
Frames = list[CompositorUpdate]


class Seen:
    """What a terminal shows of everything that was written."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.frames: Frames = []
        width, height = reader.app.size
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self._screen)

    def take(self, update: CompositorUpdate) -> None:
        """Write one frame."""
        self.frames.append(update)
        self._stream.feed(update.render_segments(self._reader.app.console))

    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell as it is seen: of a blank one without lines, its ground."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        return [[_seen(self._screen.buffer[y][x]) for x in columns] for y in rows]


@contextmanager
def watched(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Follow what is written from a whole picture on."""
    seen = Seen(reader)
    seen.take(reader.app.screen._compositor.render_full_update())
    seen.frames.clear()

    def display(_app: ParleyApp, _screen: Screen[object], update: RenderableType | None) -> None:
        if isinstance(update, CompositorUpdate):
            seen.take(update)

    with monkeypatch.context() as patch:
        patch.setattr(ParleyApp, "_display", display)
        yield seen


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    has_lines = cell.underscore or cell.reverse or cell.strikethrough
    return (" ", cell.bg) if cell.data == " " and not has_lines else tuple(cell)


def repainted(reader: Reader) -> list[list[tuple[object, ...]]]:
    """The cells that Textual would paint now."""
    seen = Seen(reader)
    seen.take(reader.app.screen._compositor.render_full_update())
    return seen.cells()


async def settle(reader: Reader) -> None:
    """Let Textual paint what is left to its timer without waiting for that."""
    for _ in range(3):
        reader.app.screen._on_timer_update()
        await reader.pilot._wait_for_screen()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("j j k pagedown pagedown pageup end home j b j r k", id="feed"),
        pytest.param("2 j j 1 j ctrl+t j 3 j enter 1 j j", id="panes"),
        pytest.param("/ p i e r enter n j j", id="hits"),
    ],
)
async def test_lines_written_at_once_are_those_that_textual_paints(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], keys: str
) -> None:
    async with reader_on(folder, size) as reader:
        with watched(reader, monkeypatch) as seen:
            for key in keys.split():
                await reader.press(key)
                await settle(reader)
                assert seen.cells() == repainted(reader), key


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("key", ["j", "pagedown", "end"])
async def test_feed_and_text_follow_a_key_in_one_frame(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], key: str
) -> None:
    async with reader_on(folder, size) as reader:
        await reader.press("j", "k")  # what the start left to be painted
        with watched(reader, monkeypatch) as seen:
            await reader.press(key)
            assert [type(frame) for frame in seen.frames] == [LinesUpdate]


async def test_a_moved_cursor_writes_two_rows_of_the_feed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader_on(folder, WIDE) as reader:
        await reader.press("j", "k", "j", "k")
        with watched(reader, monkeypatch) as seen:
            await reader.press("j")
            left = reader.screen.feed.content_region.x + 1
            written = seen.frames[0].render_segments(reader.app.console)
            assert written.count(f";{left}H") == 2 * reader.screen.feed.row_height


async def test_lines_behind_another_widget_are_left_to_textual(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reader_on(folder, NARROW) as reader:
        reader.screen.say("Something happened.\nIn three\nlines.")
        await reader.pilot.pause()
        with watched(reader, monkeypatch) as seen:
            reader.screen.feed.cursor += 1
            await reader.pilot.pause()
            await settle(reader)
            assert seen.cells() == repainted(reader)
            assert LinesUpdate not in {type(frame) for frame in seen.frames[:1]}


async def test_a_chord_is_finished_before_a_movement_is_answered(folder: Path) -> None:
    async with reader_on(folder) as reader:
        await reader.press("j", "j", "g", "g")
        assert reader.screen.feed.index == 0
        await reader.press("j", "g", "j")
        assert reader.screen.feed.index == 2


async def test_remapped_movements_are_answered(folder: Path) -> None:
    async with reader_on(folder, keymap={"down": "f"}) as reader:
        await reader.press("f")
        assert reader.screen.feed.index == 1
        await reader.press("j")
        assert reader.screen.feed.index == 1
