"""Signals, a closed terminal and crashes: what was written is kept, the screen is given back."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from store.library import Library
from tests.tui.harbour import make_library

from .conftest import Start, Terminal

pytestmark = pytest.mark.hostile

LEAVES_SCREEN = b"\x1b[?1049l"
WORDS = "halfofathought"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


def write_half_a_note(terminal: Terminal) -> None:
    terminal.wait("Ice over the harbour")
    terminal.wait("Help")
    terminal.press("a")
    terminal.wait("Write a note")
    terminal.press(WORDS)
    terminal.wait(WORDS)


def drafts(library: Path) -> list[str]:
    with Library.open(library, writing=False) as held:
        return [value for name, value in held.notes.place().items() if name.startswith("draft.")]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_draft_and_restores_the_screen(
    library: Path, start: Start, ending: signal.Signals
) -> None:
    terminal = start(library)
    write_half_a_note(terminal)
    terminal.child.kill(ending)
    assert terminal.end() == 128 + ending
    assert LEAVES_SCREEN in terminal.raw
    assert WORDS in "".join(drafts(library))


def test_a_closed_terminal_keeps_the_draft(library: Path, start: Start) -> None:
    terminal = start(library)
    write_half_a_note(terminal)
    assert terminal.hang_up() not in {0, -signal.SIGKILL}
    assert WORDS in "".join(drafts(library))
    with Library.open(library, writing=True):
        pass  # the lock was given back


def test_a_kill_loses_at_most_two_seconds_of_a_draft(library: Path, start: Start) -> None:
    terminal = start(library)
    write_half_a_note(terminal)
    terminal.until(lambda: WORDS in "".join(drafts(library)), "the draft on disk")
    terminal.child.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL
    again = start(library)
    again.wait("unfinished note")
    again.press("a")
    again.wait(WORDS)


def test_a_crash_exits_with_an_error_and_restores_the_screen(library: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from reader.tui.screens.noting import Noting\n"
        "Noting.annotate = lambda self: 1 / 0\n"
        "from reader.cli.app import main\n"
        f"sys.exit(main(['--library', {str(library)!r}]))"
    )
    terminal = Terminal(["-c", program], tmp_path / "home")
    terminal.wait("Ice over the harbour")
    terminal.wait("Help")
    terminal.press("a")
    assert terminal.end() not in {0, -signal.SIGKILL}
    assert LEAVES_SCREEN in terminal.raw
    assert b"ZeroDivisionError" in terminal.raw
