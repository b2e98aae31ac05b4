"""Kills a program that writes to a library, again and again, and looks what is left.

Usage: python tests/torture/kill_writer.py [--trials 100]

A child adds and deletes notes, compacts the journal, or imports a feed that changes, and tells
each change after it was acknowledged; it is killed with SIGKILL at a random moment. Then the
library must be sound and hold all that was acknowledged. The same is done to a file of stock
TinyDB as a control: a harness that finds nothing there is broken.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from store.checking import check  # noqa: E402
from store.errors import ParleyError  # noqa: E402
from store.library import Library  # noqa: E402

_WORKS = ("notes", "imports")
_WINDOW = 0.25


def _made() -> Any:
    spec = importlib.util.spec_from_file_location("made", ROOT / "tests/store/conftest.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tests/store/conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def _write_notes(library: Library) -> None:
    items = [item.id for item in library.items()]
    for count in range(10**6):
        note = library.notes.annotate(items[count % len(items)], "x" * (count * 37 % 3000))
        _say("note", note.id)
        if count % 5 == 4:
            oldest = library.notes.annotations()[0].id
            _say("deleting", oldest)
            library.notes.delete([oldest])
            _say("deleted", oldest)
        if count % 17 == 16:
            library._notebook._journal.compact()


def _import(library: Library) -> None:
    made = _made()
    for _ in range(10**6):
        version = time.time_ns()
        library.add(*made.make_parsed([f"Version {version} of the top.", *made.TEXTS]))
        _say("version", version)


def _child(work: str, path: Path) -> None:
    with Library.open(path, writing=True, wait=10) as library:
        _write_notes(library) if work == "notes" else _import(library)


def _killed(work: str, path: Path, rnd: random.Random) -> list[tuple[str, str]]:
    """Let a child work, kill it, return what it acknowledged."""
    arguments = [sys.executable, __file__, "--child", work, str(path)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as child:
        if child.stdout is None:
            return []
        first = child.stdout.readline()
        time.sleep(rnd.random() * _WINDOW)
        child.send_signal(signal.SIGKILL)
        lines = (first + child.stdout.read()).split("\n")
    return [(line.split()[0], line.split()[1]) for line in lines if line.count(" ") == 1]


@dataclass(slots=True)
class Tally:
    """What was found."""

    acknowledged: int = 0
    notes: set[str] = field(default_factory=set)
    version: int = 0
    lost: int = 0
    unsound: int = 0

    def take(self, told: list[tuple[str, str]]) -> None:
        """Note what a child acknowledged; what it began to delete may or may not be there."""
        for word, value in told:
            self.acknowledged += word != "deleting"
            if word == "note":
                self.notes.add(value)
            elif word in ("deleting", "deleted"):
                self.notes.discard(value)
            elif word == "version":
                self.version = int(value)

    def compare(self, path: Path) -> None:
        """Open the library and look whether everything is there."""
        try:
            self.unsound += len(check(path))
            with Library.open(path, writing=False) as library:
                held = {note.id for note in library.notes.annotations()}
                top = [i.text.split()[1] for i in library.items() if i.text.startswith("Version")]
        except ParleyError as error:
            print(f"does not open: {error}")
            self.unsound += 1
            return
        self.lost += len(self.notes - held)
        self.notes = held
        newest = max(map(int, top), default=0)
        self.lost += newest < self.version
        self.version = newest


def main() -> int:
    """Run the trials; exit with 1 when anything is lost or unsound."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(options.child[0], Path(options.child[1]))
    rnd = random.Random()
    made, tally = _made(), Tally()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "library"
        with Library.open(path, writing=True) as library:
            library.set_dossier(made.PLAN, made.ACTORS, {})
            library.add(*made.make_parsed(made.TEXTS))
        for trial in range(options.trials):
            tally.take(_killed(_WORKS[trial % 2], path, rnd))
            tally.compare(path)
        torn, states = _torn_stock(Path(name) / "stock.json")
    print(
        f"{options.trials} kills, {tally.acknowledged} acknowledged changes: {tally.lost} lost, "
        f"{tally.unsound} findings.\nControl: {torn} of {states} torn states of one save of stock "
        "TinyDB are damaged."
    )
    return 1 if tally.lost or tally.unsound or not torn else 0


def _torn_stock(path: Path) -> tuple[int, int]:
    """Return how many torn states of one save of stock TinyDB are damaged, and how many there are.

    Its storage writes in place, so a crash can leave the new bytes up to any page, the old ones
    behind.
    """
    from tinydb import TinyDB

    database = TinyDB(path)
    database.insert_multiple({"n": n, "pad": "z" * 400} for n in range(2_000))
    before = path.read_bytes()
    database.update({"pad": "y" * 900}, doc_ids=[1])
    behind = path.read_bytes()
    database.close()
    sound = (json.loads(before), json.loads(behind))
    states = [behind[:cut] + before[cut:] for cut in range(4096, len(behind), 4096)]
    return sum(not _is_one_of(state, sound) for state in states), len(states)


def _is_one_of(state: bytes, sound: tuple[object, ...]) -> bool:
    try:
        return json.loads(state) in sound
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main())
