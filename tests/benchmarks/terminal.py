"""A program in a pseudo terminal: when a text is on its screen, and how fast it answers keys.

Takes a command, gives times in seconds and sizes in bytes; what is compared is the callers'
business. Works where there are pseudo terminals: not on Windows.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, ROWS = 100, 30
KEYS = {"down": b"\x1b[B", "page down": b"\x1b[6~", "end": b"\x1b[F"}
_SILENCE = 0.12
"""Seconds without a byte after which an answer has ended."""
_CONTROL = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[()*+][0-9A-Z]|[=>78cM])"
)
_BLANK = re.compile(rb"\s+")


def squash(data: bytes) -> bytes:
    """What is left on the screen, without control sequences and blanks."""
    return _BLANK.sub(b"", _CONTROL.sub(b"", data))


class Terminal:
    """One run of a program, from its start to its end by force."""

    def __init__(self, command: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self.started = time.perf_counter()
        self._pid, self._descriptor = pty.fork()
        if self._pid == 0:
            size = {"COLUMNS": str(COLUMNS), "LINES": str(ROWS), "TERM": "xterm-256color"}
            os.execvpe(command[0], list(command), {**os.environ, **size, **(environment or {})})
        size_set = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, size_set)
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._descriptor)

    def wait_for(self, text: str, timeout: float = 120, times: int = 1) -> float:
        """Return the time at which a text was written, so many times. Raises: TimeoutError."""
        wanted, ends = squash(text.encode()), time.perf_counter() + timeout
        while time.perf_counter() < ends:
            moment = self.read(0.5)
            if moment and squash(self._seen).count(wanted) >= times:
                self._seen = b""
                return moment
        raise TimeoutError(f"{text!r} was not written: {squash(self._seen)[-300:]!r}")

    def has_written(self, text: str) -> bool:
        """Whether a text was written since the last one that was waited for."""
        return squash(text.encode()) in squash(self._seen)

    def press(self, key: str) -> tuple[float, float, int]:
        """Press a key; return the seconds to the first and the last byte, and the bytes."""
        pressed = time.perf_counter()
        os.write(self._descriptor, KEYS[key])
        before, first, last = len(self._seen), 0.0, 0.0
        while moment := self.read(_SILENCE if first else 3.0):
            first, last = first or moment, moment
        return first - pressed, last - pressed, len(self._seen) - before

    def press_often(self, key: str, until: str, pause: float, timeout: float = 60) -> list[float]:
        """Press a key again and again until a text is written; return the seconds to each answer.

        A key that is not answered before the next one is due delays that one.
        """
        answers: list[float] = []
        ends = time.perf_counter() + timeout
        while not self.has_written(until) and time.perf_counter() < ends:
            pressed = time.perf_counter()
            os.write(self._descriptor, KEYS[key])
            moment = self.read(3.0)
            if not moment:
                break
            answers.append(moment - pressed)
            while (left := pressed + pause - time.perf_counter()) > 0:
                self.read(left)
        return answers

    def read(self, wait: float) -> float | None:
        """Read what comes within so many seconds; return when it came, None for nothing."""
        ready, _, _ = select.select([self._descriptor], [], [], wait)
        if not ready:
            return None
        try:
            data = os.read(self._descriptor, 1 << 16)
        except OSError:
            return None
        moment = time.perf_counter()
        if b"\x1b[6n" in data:
            os.write(self._descriptor, b"\x1b[1;1R")
        self._seen += data
        return moment

    def resident(self) -> float:
        """Return the memory that the program holds, in MiB."""
        pages = int(Path(f"/proc/{self._pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
