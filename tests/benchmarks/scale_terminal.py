"""What a reader sees at scale, measured in a pseudo terminal: starts, keys, loading, memory.

Programs that are compared take turns, and a first round of each is dropped, so that noise of the
machine hits all alike.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from store.library import Library

from .plain_apps import HELLO
from .terminal import Terminal

APPS = str(Path(__file__).with_name("plain_apps.py"))
LIST_ROWS = 10_000
LOADED = " unread"
"""Stands in the status as soon as everything is read."""
SETTLING = 2
"""First keys of a program that are not counted."""
EVERY = 0.03
"""Seconds between two keys while the library is read."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command and the words that show that its first screen is there."""

    command: tuple[str, ...]
    marker: str
    times: int = 1
    """How often they stand there."""
    settled: str = ""
    """Words that show that nothing is read any more in the background."""


def hello() -> Program:
    """The smallest Textual program."""
    return Program((sys.executable, APPS, "hello"), HELLO)


def plain_list() -> Program:
    """The plain list."""
    return Program((sys.executable, APPS, "list", str(LIST_ROWS)), "000004")


def parley(folder: Path) -> Program:
    """Parley on a copy-free library; the first item stands in its feed and in its text."""
    with Library.open(folder, writing=False) as library:
        first = library.items_of_day(library.days()[0][0])[0]
        words = (first.title or first.text)[:14]
    return Program((sys.executable, "-m", "reader", "--library", str(folder)), words, 2, LOADED)


def forget_place(folder: Path) -> None:
    """Start where a new reader starts: the benchmark's libraries hold no notes."""
    for path in (*folder.glob("notes.*"), folder / "backups"):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def first_screens(programs: Mapping[str, Program], rounds: int) -> dict[str, float]:
    """Median seconds from exec to the first screen."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, program in programs.items():
            with Terminal(program.command) as terminal:
                taken = terminal.wait_for(program.marker, times=program.times) - terminal.started
            if number:
                times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


def loading(program: Program, rounds: int) -> tuple[float, float, float]:
    """Seconds from the first screen until everything is read, alone and under keys; longest wait.

    The longest wait of a key is the longest frozen frame; the median of the rounds' longest.
    """
    alone, under_keys, longest = [], [], []
    for _ in range(rounds):
        with Terminal(program.command) as terminal:
            shown = terminal.wait_for(program.marker, times=program.times)
            alone.append(terminal.wait_for(LOADED) - shown)
        with Terminal(program.command) as terminal:
            shown = terminal.wait_for(program.marker, times=program.times)
            answers = terminal.press_often("down", LOADED, EVERY)
            under_keys.append(time.perf_counter() - shown)
            longest.append(max(answers, default=0.0))
    return median(alone), median(under_keys), median(longest)


def key_times(
    programs: Mapping[str, Program], keys: Sequence[str], presses: int, rounds: int
) -> dict[tuple[str, str], float]:
    """Median seconds from a key to the last byte of its answer, by program and key.

    The programs are pressed in turns, key by key. What a key costs while the library is read is
    the business of ``loading``.
    """
    times: dict[tuple[str, str], list[float]] = {}
    for key in [key for _ in range(rounds) for key in keys]:
        with ExitStack() as stack:
            terminals = {
                name: stack.enter_context(Terminal(program.command))
                for name, program in programs.items()
            }
            for name, terminal in terminals.items():
                terminal.wait_for(programs[name].settled or programs[name].marker)
            for terminal in terminals.values():
                while terminal.read(1.0):
                    pass
            for number in range(presses):
                for name, terminal in terminals.items():
                    _, last, size = terminal.press(key)
                    if size and number >= SETTLING:
                        times.setdefault((name, key), []).append(last)
    return {of: median(taken) for of, taken in times.items()}


def memory(program: Program, is_loaded: str | None) -> float:
    """MiB held after the first screen, or after everything is read."""
    with Terminal(program.command) as terminal:
        terminal.wait_for(program.marker, times=program.times)
        if is_loaded is not None:
            terminal.wait_for(is_loaded)
        while terminal.read(1.0):
            pass
        return terminal.resident()
