from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

ROOT = Path(__file__).parents[2]
ROWS, COLUMNS = 30, 110
LONGEST = 40.0
"""Seconds until a screen must be there, on a machine that is busy."""


class Terminal:
    """The program in a pseudo-terminal: every byte it writes, and the screen a person would see."""

    def __init__(self, words: list[str], folder: Path, **environment: str) -> None:
        self.raw = b""
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("TEXTUAL", "NO_"))}
        places = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "CACHE")}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            words,
            cwd=str(ROOT),
            dimensions=(ROWS, COLUMNS),
            env=kept | places | {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | environment,
            timeout=LONGEST,
        )

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    def read(self, seconds: float) -> bool:
        """Read what is written within some time; tell whether there was anything."""
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def wait(self, words: str) -> None:
        """Read until the screen shows the words."""
        self.until(lambda: words in self.text, words)

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Read until something is so."""
        end = time.monotonic() + LONGEST
        while not is_so():
            self.read(0.1)
            assert time.monotonic() < end, f"{what!r} did not come:\n{self.text}"

    def press(self, *keys: str) -> None:
        """Press keys, each after the screen has come to rest."""
        for key in keys:
            self.child.send(key)
            end = time.monotonic() + LONGEST
            # Textual takes Esc and a key within a tenth of a second for one key with Alt.
            rest = 0.25 if key == "\x1b" else 0.05
            while self.read(rest) and time.monotonic() < end:
                pass

    def hang_up(self) -> int:
        """Close the terminal under the program; return its exit code, or minus the signal."""
        process = vars(self.child)["ptyproc"]
        process.fileobj.close()
        process.closed = self.child.closed = True
        return os.waitstatus_to_exitcode(os.waitpid(int(process.pid), 0)[1])

    def end(self) -> int:
        """Read to the end; return the exit code, or minus the signal."""
        self.until(lambda: not self.child.isalive(), "the end of the program")
        while self.read(0.1):
            pass
        self.child.close()
        code = self.child.exitstatus
        return code if code is not None else -int(self.child.signalstatus or 0)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Return a function that starts the program on a library in a pseudo-terminal."""
    running: list[Terminal] = []

    def run(library: Path, *words: str, **environment: str) -> Terminal:
        command = ["-m", "reader", "--library", str(library), *words]
        running.append(Terminal(command, tmp_path / "home", **environment))
        return running[-1]

    yield run
    for terminal in running:
        if not terminal.child.closed:
            terminal.child.close(force=True)


SEQUENCES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
    rb"|\x1b[=>78()][0B]?"
)
"""What the program itself writes to paint."""
