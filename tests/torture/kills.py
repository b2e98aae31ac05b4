"""Kills a program that writes to a library, again and again, and looks what is left.

A child writes notes, edits them longer and shorter, compacts the journal, imports two feeds that
change together, or exports, and tells each change after it was acknowledged; it is killed with
SIGKILL at a random moment. Then the library must be sound and hold all that was acknowledged.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from store.checking import check
from store.errors import ParleyError
from store.library import Library
from tests.store.conftest import ACTORS, PLAN, TEXTS, make_parsed

ROOT = Path(__file__).parents[2]
_WINDOW = 0.25
_FEEDS = ("one.txt", "two.txt")


def make_library(path: Path) -> None:
    """Make the library that everything is done to."""
    with Library.open(path, writing=True) as library:
        library.set_dossier(PLAN, ACTORS, {})
        library.add(*make_parsed(TEXTS))


def say(*words: object) -> None:
    """Tell the parent, at once and whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _insert(library: Library) -> None:
    items = [item.id for item in library.items()]
    for count in range(10**6):
        note = library.notes.annotate(items[count % len(items)], "x" * (count * 37 % 3000))
        say("note", note.id, len(note.text))
        if count % 17 == 16:
            library._notebook._journal.compact()


def _update(library: Library) -> None:
    notes = [note.id for note in library.notes.annotations()]
    for count in range(10**6):
        key, length = notes[count % len(notes)], 3000 + count
        say("editing", key, length)
        library.notes.edit(key, text="y" * length)
        say("note", key, length)


def _shrink(library: Library) -> None:
    for note in library.notes.annotations():
        length = len(note.text) // 3
        say("editing", note.id, length)
        library.notes.edit(note.id, text="z" * length)
        say("note", note.id, length)
        if length < 20:
            say("editing", note.id, -1)
            library.notes.delete([note.id])
            say("note", note.id, -1)


def _import(library: Library) -> None:
    for _ in range(10**6):
        version = time.time_ns()
        texts = [f"Version {version} of the top.", *TEXTS]
        say("importing", version)
        library.add_all([make_parsed([f"In {name}.", *texts], name=name) for name in _FEEDS])
        say("version", version)


def _export(library: Library) -> None:
    from reader.cli.app import main

    library.close()
    target = library.path.parent / "notes.json"
    for count in range(10**6):
        library = Library.open(library.path, writing=True, wait=5)
        library.notes.annotate(library.items()[0].id, "e" * (count * 91 % 5000))
        library.close()
        words = ["--library", str(library.path), "export", "notes", "--format", "json"]
        if main([*words, "--to", str(target), "--force"]) == 0:
            say("exported", count)


WORKS: dict[str, Callable[[Library], None]] = {
    "insert": _insert,
    "update": _update,
    "shrink": _shrink,
    "import": _import,
    "export": _export,
}


def work(name: str, path: Path) -> None:
    """Do what a child does."""
    with Library.open(path, writing=True, wait=10) as library:
        WORKS[name](library)


def killed(
    name: str,
    path: Path,
    seconds: float,
    before: Callable[[subprocess.Popen[str]], object] = lambda _: None,
) -> list[list[str]]:
    """Let a child work for a while, do something with it, kill it, return what it told."""
    words = [sys.executable, "-m", "tests.torture", "--child", name, str(path)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT
    ) as child:
        if child.stdout is None:
            return []
        first = child.stdout.readline()
        time.sleep(seconds)
        before(child)
        child.send_signal(signal.SIGKILL)
        told = first + child.stdout.read()
    return [line.split() for line in told.split("\n")[:-1]]


@dataclass(slots=True)
class Tally:
    """What was found."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unopened: int = 0
    damaged: int = 0
    torn: int = 0
    """Journals that end in half a line, which was never acknowledged: told, and no damage."""
    _notes: dict[str, int] = field(default_factory=dict)
    _pending: dict[str, int] = field(default_factory=dict)
    _version: int = 0
    _next: int = 0

    def begin(self, library: Library) -> None:
        """Take what a library holds as acknowledged."""
        self._notes = {note.id: len(note.text) for note in library.notes.annotations()}

    def add(self, other: Tally) -> None:
        """Add what was found elsewhere."""
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.lost += other.lost
        self.unopened += other.unopened
        self.damaged += other.damaged
        self.torn += other.torn

    def take(self, told: Iterable[list[str]]) -> None:
        """Note what a child acknowledged; what it had begun may or may not be there."""
        for word, value, *rest in told:
            self.acknowledged += word in ("note", "version", "exported")
            if word == "note":
                self._notes[value] = int(rest[0])
            elif word == "editing":
                self._pending[value] = int(rest[0])
            elif word == "importing":
                self._next = int(value)
            elif word == "version":
                self._version = int(value)

    def compare(self, path: Path) -> None:
        """Open the library and look whether everything is there."""
        self.kills += 1
        try:
            findings = [finding.problem for finding in check(path)]
            self.torn += sum("half a line" in problem for problem in findings)
            self._damaged([problem for problem in findings if "half a line" not in problem])
            with Library.open(path, writing=False) as library:
                self._compare_notes(library)
                self._compare_versions(library)
        except ParleyError as error:
            print(f"does not open: {error}")
            self.unopened += 1
        self._compare_export(path.parent / "notes.json")

    def _compare_notes(self, library: Library) -> None:
        held = {note.id: len(note.text) for note in library.notes.annotations()}
        for key, length in self._notes.items():
            allowed = {length, self._pending.get(key, length)}
            self.lost += held.get(key, -1) not in allowed
        self._notes, self._pending = held, {}

    def _compare_versions(self, library: Library) -> None:
        tops = [i.text.split()[1] for i in library.items() if i.text.startswith("Version")]
        versions = set(map(int, tops))
        if self._version or versions:
            self.lost += not versions & {self._version, self._next}
            if len(versions) > 1:
                self._damaged(["one of two files of one import"])
        self._version = max(versions, default=0)

    def _compare_export(self, path: Path) -> None:
        data = path.read_bytes() if path.exists() else b""
        try:
            for line in data.split(b"\n")[:-1]:
                orjson.loads(line)
        except orjson.JSONDecodeError as error:
            self._damaged([f"the export does not parse: {error}"])
        if data and not data.endswith(b"\n"):
            self._damaged(["the export is cut off"])

    def _damaged(self, problems: list[str]) -> None:
        for problem in problems:
            print(f"damaged: {problem}", flush=True)
        self.damaged += len(problems)


def kill_often(folder: Path, kills: int, seed: int) -> Tally:
    """Kill a child in each kind of work in turn."""
    dice, tally, path = random.Random(seed), Tally(), folder / "library"
    make_library(path)
    names = list(WORKS)
    for trial in range(kills):
        tally.take(killed(names[trial % len(names)], path, dice.random() * _WINDOW))
        tally.compare(path)
    return tally
