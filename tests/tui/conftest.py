from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from reader.tui.app import ParleyApp, open_library
from reader.tui.screens.reading import ReadingScreen
from reader.tui.settings import Settings
from store.library import Library

from .harbour import make_library
from .harbour_week import make_week

ROUNDS = 6
"""How often the queues are emptied after a key."""
ScreenType = TypeVar("ScreenType", bound=Screen[Any])


@dataclass
class Reader:
    """A running reader, as a test drives it."""

    app: ParleyApp
    pilot: Pilot[None]

    @property
    def screen(self) -> ReadingScreen:
        """The reading screen."""
        assert self.app.reading is not None
        return self.app.reading

    @property
    def library(self) -> Library:
        """The open library."""
        return self.screen.library

    @property
    def said(self) -> str:
        """What the status line says."""
        return self.screen.status.words

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything is answered.

        Pilot waits for an idle processor after each key, at least 40 ms; here every message queue
        is emptied instead, a few times over for messages that beget messages.
        """
        for key in keys:
            self._send(key)
            for _ in range(ROUNDS):
                await self.pilot._wait_for_screen()
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def _send(self, key: str) -> None:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        event = events.Key(name, key if len(key) == 1 else " " if key == "space" else None)
        event.set_sender(self.app)
        assert self.app._driver is not None
        self.app._driver.send_message(event)

    async def write(self, text: str) -> None:
        """Type a text."""
        await self.press(*text)

    def top(self, kind: type[ScreenType]) -> ScreenType:
        """The screen on top, which must be of this kind."""
        screen: object = self.app.screen
        assert isinstance(screen, kind), screen
        return screen

    def picture(self) -> list[str]:
        """What is on the screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        rows = ["".join(segment.text for segment in strip) for strip in strips]
        return [row.replace("\u00a0", " ") for row in rows]


def seen(reader: Reader) -> str:
    """The whole screen as text."""
    return "\n".join(reader.picture())


@asynccontextmanager
async def reader_on(
    folder: Path, size: tuple[int, int] = (80, 24), keymap: dict[str, str] | None = None
) -> AsyncIterator[Reader]:
    """Run a reader on a library."""
    app = ParleyApp(lambda: open_library(folder), Settings(keymap or {}))
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Reader(app, pilot)
    if app.library:
        app.library.close()


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    terminal = ("TERM_PROGRAM", "TMUX", "STY")
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "COLORTERM", *terminal):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are made a minute apart, from a fixed moment on."""
    minutes = count()
    start = datetime(2031, 3, 9, 12, 0, tzinfo=UTC)
    for clock in ("store.notes._now", "store.bookmarking.now"):
        monkeypatch.setattr(clock, lambda: start + timedelta(minutes=next(minutes)))
    monkeypatch.setattr("reader.tui.labels.ZONE", UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library on the invented negotiation."""
    return make_library(tmp_path / "library")


@pytest.fixture
async def reader(folder: Path) -> AsyncIterator[Reader]:
    """A reader at 80×24."""
    async with reader_on(folder) as running:
        yield running


@pytest.fixture
async def wide(folder: Path) -> AsyncIterator[Reader]:
    """A reader at 140×45."""
    async with reader_on(folder, (140, 45)) as running:
        yield running


@pytest.fixture
async def week(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader at 140×45 on three outlets."""
    async with reader_on(make_week(tmp_path / "week"), (140, 45)) as running:
        yield running
