"""Stock TinyDB under the same attacks: a harness that finds nothing there is broken."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tinydb import TinyDB

from .kills import ROOT, say


def tear_stock(folder: Path) -> tuple[int, int]:
    """Return how many torn states of one save are damaged, and how many there are.

    Its storage writes in place, so a crash can leave the new bytes up to any page, the old ones
    behind.
    """
    path = folder / "stock.json"
    database = TinyDB(path)
    database.insert_multiple({"n": n, "pad": "z" * 400} for n in range(2_000))
    before = path.read_bytes()
    database.update({"pad": "y" * 900}, doc_ids=[1])
    behind = path.read_bytes()
    database.close()
    sound = (json.loads(before), json.loads(behind))
    states = [behind[:cut] + before[cut:] for cut in range(4096, len(behind), 4096)]
    return sum(not _is_one_of(state, sound) for state in states), len(states)


def _is_one_of(state: bytes, sound: Sequence[object]) -> bool:
    try:
        return json.loads(state) in sound
    except ValueError:
        return False


def fill_stock(path: Path) -> None:
    """Write until the file may not grow, as a child."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    with suppress(OSError), TinyDB(path) as database:
        for number in range(1000):
            database.insert({"n": number, "pad": "w" * 20_000})
            say("note", number)


def write_stock(path: Path, first: int, count: int) -> None:
    """Write notes while another does, as a child."""
    with TinyDB(path) as database:
        for number in range(first, first + count):
            database.insert({"n": number})
            say("note", number)


def _lost(path: Path, told: str) -> int:
    acknowledged = {int(line.split()[1]) for line in told.split("\n")[:-1]}
    try:
        rows = json.loads(path.read_bytes())["_default"].values()
    except (ValueError, KeyError):
        return len(acknowledged)
    held = {int(row["n"]) for row in rows}
    return len(acknowledged - held)


def run_stock(folder: Path) -> tuple[int, int]:
    """Return how many saves stock TinyDB loses on a full disk, and how often two writers fail."""
    words = [sys.executable, "-m", "tests.torture", "--child"]
    path = folder / "full.json"
    told = subprocess.run(
        [*words, "stock-fill", str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False
    ).stdout
    full = _lost(path, told)
    for attempt in range(5):  # two writers may never meet
        found = _write_together(folder / f"two-{attempt}.json", words)
        if found:
            return full, found
    return full, 0


def _write_together(path: Path, words: list[str]) -> int:
    both = [
        subprocess.Popen(
            [*words, "stock-write", str(path), first, "150"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
        )
        for first in ("0", "1000")
    ]  # fmt: skip
    told = "".join(one.communicate()[0] for one in both)
    failed: int = sum(one.returncode != 0 for one in both)
    return _lost(path, told) + failed
