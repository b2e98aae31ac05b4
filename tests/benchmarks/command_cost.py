"""What the command line adds: the start of a command, and storing beside parsing.

    python -m tests.benchmarks.command_cost [ITEMS]

Each figure is a ratio measured side by side: the start of commands on the built-in dossier as
multiples of ``python -c pass``; an import of weekly feeds, and of the same items as one file each,
as multiples of parsing them alone.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.cli.libraries import make
from reader.dossier import Dossier, load_dossier
from reader.importing import Importer
from reader.locations import built_in_dossier
from reader.parsing.pipeline import parse_document
from store.library import Library

from .invent import invent_weeks

ROUNDS = 9
COMMANDS = (
    ["--help"],
    ["list", "documents"],
    ["list", "items"],
    ["search", "frozen assets"],
    ["export", "notes"],
)


def measure_starts(library: Path) -> None:
    """Print the start of each command as a multiple of Python's own."""
    environment = {**os.environ, "PARLEY_LIBRARY": str(library)}
    calls = [["-c", "pass"], *(["-m", "reader", *words] for words in COMMANDS)]
    spent: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for times, words in zip(spent, calls, strict=True):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, *words], env=environment, capture_output=True, check=False
            )
            times.append(time.perf_counter() - began)
    floor = statistics.median(spent[0])
    for times, words in zip(spent[1:], COMMANDS, strict=True):
        median = statistics.median(times)
        print(f"{' '.join(words):24} {median * 1000:6.0f} ms {median / floor:6.1f} × python")


def measure_import(folder: Path, name: str, files: list[Path], dossier: Dossier) -> None:
    """Print what an import costs beside parsing alone."""
    parse_document(files[0].read_bytes()[:2000], files[0].name, dossier)
    began = time.perf_counter()
    for path in files:
        parse_document(path.read_bytes(), path.name, dossier)
    parsing = time.perf_counter() - began
    began = time.perf_counter()
    with Library.open(folder / name, writing=True) as library:
        Importer(library, dossier).import_files(files)
    whole = time.perf_counter() - began
    print(f"import {name:17} {whole:6.2f} s  {whole / parsing:6.2f} × parsing, {len(files)} files")


def main(items: int) -> None:
    """Measure and print both."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder / "built-in", built_in_dossier(), with_documents=True)
        measure_starts(folder / "built-in")
        weeks, singles = [], []
        for name, text in invent_weeks(items):
            weeks.append(folder / name)
            weeks[-1].write_text(text, encoding="utf-8")
        for number, line in enumerate(weeks[0].read_text(encoding="utf-8").split("\n")):
            if len(line) > 80:
                singles.append(folder / f"single-{number}.txt")
                singles[-1].write_text(f"4 May 2031\n\n{line}\n", encoding="utf-8")
        dossier = load_dossier(built_in_dossier())
        measure_import(folder, "weekly feeds", weeks, dossier)
        measure_import(folder, "single items", singles, dossier)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
