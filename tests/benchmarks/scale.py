"""Parley at a hundred thousand items, each figure beside one measured in the same call.

    python -m tests.benchmarks.scale [--place DIR] [--rounds 7] [--only NAME …]

Libraries are made in DIR when they are not there (minutes for the largest) and left there; by
default in a folder that goes with the call. Names: first, loading, keys, search, save,
beside, import, memory, large.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import scale_store, scale_terminal
from .invent import invent_week
from .scale_beside import saves_beside
from .scale_terminal import Program, first_screens, forget_place, hello, parley, plain_list

INVENTED = {1_000: 800, 10_000: 7_800, 100_000: 77_600}
"""Items in a library → updates to invent: the parser takes a second voice for an item of its own.
"""
KEYS = ("page down", "down")


class Bench:
    """The libraries, and one method for every part of the table."""

    def __init__(self, place: Path, rounds: int) -> None:
        self._place, self._rounds = place, rounds

    def library(self, items: int) -> Path:
        """A library with so many items."""
        folder = self._place / f"items-{items}"
        if not folder.exists():
            script = str(Path(__file__).with_name("invent.py"))
            command = [sys.executable, script, str(folder), str(INVENTED[items])]
            subprocess.run(command, check=True, capture_output=True, env=_environment())
        forget_place(folder / "library")
        return folder / "library"

    def built_in(self) -> Path:
        """A library of the built-in dossier."""
        return self._import("built-in", None)

    def large_document(self) -> Path:
        """A library of one document of 10 MB."""
        text = "\n".join(invent_week(number) for number in range(80))
        path = self._place / "large.txt"
        path.write_text(text, encoding="utf-8")
        return self._import("large", path)

    def _import(self, name: str, path: Path | None) -> Path:
        folder = self._place / name
        words = ["import", str(path)] if path else ["list", "documents"]
        if not folder.exists():
            command = [sys.executable, "-m", "reader", "--library", str(folder), *words]
            subprocess.run(command, check=True, capture_output=True)
        forget_place(folder)
        return folder

    def first(self) -> None:
        """From exec to the first list screen."""
        programs: dict[str, Program] = {"hello": hello(), "built-in": parley(self.built_in())}
        programs |= {f"{n:,}": parley(self.library(n)) for n in (10_000, 100_000)}
        times = first_screens(programs, self._rounds)
        _say("hello", times["hello"] * 1000, "ms")
        for name, goal in (("built-in", 1.5), ("10,000", 1.75), ("100,000", 2.5)):
            _say(f"first screen, {name}", times[name] / times["hello"], "x hello", goal)

    def loading(self) -> None:
        """Everything after the first screen."""
        program = parley(self.library(100_000))
        alone, under_keys, longest = scale_terminal.loading(program, max(3, self._rounds // 2))
        _say("everything loaded, 100,000", alone, "s", 1.5)
        _say("the same while keys are pressed", under_keys, "s")
        _say("longest wait of a key meanwhile", longest * 1000, "ms", 50)

    def keys(self) -> None:
        """Key to last byte."""
        names = {"list": plain_list()}
        names |= {f"{n:,}": parley(self.library(n)) for n in (1_000, 10_000, 100_000)}
        times = scale_terminal.key_times(names, KEYS, 25, max(2, self._rounds // 3))
        for key in KEYS:
            _say(f"{key} in the plain list", times["list", key] * 1000, "ms")
            ratio = times["10,000", key] / times["list", key]
            _say(f"{key}, 10,000", ratio, "x list", 2)
            ratio = times["100,000", key] / times["1,000", key]
            _say(f"{key}, 100,000 against 1,000", ratio, "x", 1.2)

    def search(self) -> None:
        """One keystroke of a query."""
        found = scale_store.search(self.library(100_000))
        _say("scan of all texts", found.scan * 1000, "ms")
        _say("search keystroke, median", found.median, "x scan", 1)
        _say("search keystroke, worst", found.worst, "x scan", 2)

    def save(self) -> None:
        """A durable note."""
        small, large = self.library(1_000), self.library(100_000)
        floor, few, many = scale_store.saves(small, large, self._place)
        _say("append + fdatasync", floor * 1000, "ms")
        _say("durable note, 100,000", many / floor, "x floor", 50)
        _say("durable note, 100,000 against 1,000", many / few, "x", 1.5)

    def beside(self) -> None:
        """A durable save beside stock TinyDB and SQLite."""
        for items in (1_000, 10_000, 100_000):
            found = saves_beside(self.library(items), items, self._place)
            _say(f"append + fdatasync, {items:,}", found.pop("floor") * 1000, "ms")
            for way, ratio in found.items():
                _say(f"{way}, {items:,}", ratio, "x floor")

    def importing(self) -> None:
        """An import against parsing alone."""
        with tempfile.TemporaryDirectory(dir=self._place) as name:
            feeds = scale_store.importing(Path(name), 8_000)
            singles = scale_store.single_items(Path(name), 1_000)
        for found, what in ((feeds, "feeds"), (singles, "items, a file each")):
            _say(f"import of {found.files} {what}", found.time, "x parsing", 1.5)
            _say("the same in processor time", found.processor, "x parsing", 1.5)

    def memory(self) -> None:
        """Resident size."""
        folder = self.library(100_000)
        plain = scale_terminal.memory(hello(), None)
        held = scale_terminal.memory(parley(folder), scale_terminal.LOADED)
        size = scale_store.size(folder)
        _say("size of the library", size, "MiB")
        _say("memory above hello", held - plain, "MiB")
        _say("memory above hello", (held - plain) / size, "x library", 3)
        _say("of it the list", scale_store.list_memory(folder), "MiB", 10)

    def large(self) -> None:
        """The first screen of a document of 10 MB."""
        programs = {"hello": hello(), "large": parley(self.large_document())}
        times = first_screens(programs, self._rounds)
        _say("first screen, 10 MB document", times["large"] / times["hello"], "x hello", 3)


def keep_bytecode(place: Path) -> None:
    """Let programs start from bytecode, as installed ones do, whatever the environment says."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(place / "bytecode")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def _say(name: str, value: float, unit: str, goal: float | None = None) -> None:
    verdict = "" if goal is None else f"goal {goal:g} {'held' if value <= goal else 'MISSED'}"
    print(f"{name:40} {value:9.2f} {unit:10} {verdict}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--place", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        place = options.place or Path(name)
        place.mkdir(parents=True, exist_ok=True)
        keep_bytecode(place)
        bench = Bench(place, options.rounds)
        parts: dict[str, Callable[[], None]] = {
            "first": bench.first,
            "loading": bench.loading,
            "keys": bench.keys,
            "search": bench.search,
            "save": bench.save,
            "beside": bench.beside,
            "import": bench.importing,
            "memory": bench.memory,
            "large": bench.large,
        }
        for part, measure in parts.items():
            if not options.only or part in options.only:
                measure()


if __name__ == "__main__":
    main()
