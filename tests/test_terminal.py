"""The installed command in a real pseudo-terminal, from the first screen to the exported notes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ROWS, COLUMNS = 24, 80
LONGEST = 40.0
"""Seconds until a screen must be there; it is there in one, on a machine that is not busy."""


class Terminal:
    """A program in a pseudo-terminal, with the screen that a person would see."""

    def __init__(self, command: str, library: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "NO_"))}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command,
            ["--library", str(library)],
            dimensions=(ROWS, COLUMNS),
            env=environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"},
            timeout=LONGEST,
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def wait(self, holds: Callable[[str], bool]) -> str:
        """Read what the program writes until the screen is as wanted; return it."""
        while not holds(self.text):
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=LONGEST))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"the screen stayed as it is:\n{self.text}") from error
        return self.text

    def press(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def end(self) -> int | None:
        """Press q and wait for the end; return the exit code."""
        self.press("q")
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def parley() -> str:
    found = shutil.which("parley", path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip("the command parley is not installed beside this Python")
    return found


@pytest.fixture
def start(parley: str, tmp_path: Path) -> Iterator[Callable[[], Terminal]]:
    opened: list[Terminal] = []

    def open_reader() -> Terminal:
        opened.append(Terminal(parley, tmp_path / "library"))
        return opened[-1]

    yield open_reader
    for terminal in opened:
        terminal.child.close(force=True)


def test_marks_made_in_a_terminal_are_exported_after_the_program_is_opened_again(
    parley: str, start: Callable[[], Terminal], tmp_path: Path
) -> None:
    reader = start()
    feed = reader.wait(lambda text: "27 Nov 2025" in text and "items" in text)
    assert "Feed" in feed

    reader.press(")")
    reader.wait(lambda text: "statement 1" in text)
    reader.press("b")
    reader.wait(lambda text: "★" in text)
    reader.press("a")
    reader.wait(lambda text: "Ctrl+s" in text or "ctrl+s" in text)
    reader.press("To be asked about #again")
    reader.wait(lambda text: "#again" in text)
    reader.press("\x13")
    reader.wait(lambda text: "✎" in text)
    assert reader.end() == 0

    again = start()
    again.wait(lambda text: "★" in text and "✎" in text)
    assert again.end() == 0

    exported = subprocess.run(
        [parley, "--library", str(tmp_path / "library"), "export", "notes"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "★" in exported
    assert "To be asked about" in exported
