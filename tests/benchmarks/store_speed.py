"""How fast the store is on a large library, each figure beside one measured in the same run.

Usage: python tests/benchmarks/store_speed.py [--items 20000] [--stock]

Makes a library of invented feeds in a temporary folder (100,000 items take about 20 seconds) and
prints a table. ``--stock`` adds TinyDB's own storage with the same items in one file.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from store.library import Filter, Library  # noqa: E402

_PER_DOCUMENT = 400
_FIRST_DAY = date(2031, 1, 1)


def _fixtures() -> Any:
    """The store tests' maker of invented documents."""
    spec = importlib.util.spec_from_file_location("made", ROOT / "tests/store/conftest.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("tests/store/conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _documents(count: int) -> Iterator[tuple[list[str], list[date]]]:
    rnd = random.Random(1)
    words = [f"word{n}" for n in range(3000)] + ["harbour", "island", "council", "budget"] * 20
    for number in range(count):
        texts, days = [], []
        for place in range(_PER_DOCUMENT):
            opening = "Orsa met Marsh. " if place % 3 == 0 else ""
            said = " ".join(rnd.choices(words, k=20))
            texts.append(
                f"{opening}{' '.join(rnd.choices(words, k=60))}.\nOrsa said “{said}” and left."
            )
            days.append(_FIRST_DAY + timedelta(days=number * 7 + 6 - place * 7 // _PER_DOCUMENT))
        yield texts, days


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def _median(action: Callable[[int], object], count: int) -> float:
    return statistics.median([_timed(lambda n=n: action(n)) for n in range(count)])  # type: ignore[misc]


def _resident() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _line(name: str, value: float, unit: str, against: str = "") -> None:
    print(f"{name:46s} {value:10.2f} {unit:4s} {against}", flush=True)


def _floor(folder: Path) -> float:
    descriptor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT)
    data = b"x" * 700

    def append(_: int) -> None:
        os.write(descriptor, data)
        os.fsync(descriptor) if not hasattr(os, "fdatasync") else os.fdatasync(descriptor)

    result = _median(append, 200)
    os.close(descriptor)
    return result


def _fill(folder: Path, items: int) -> None:
    made = _fixtures()
    storing = 0.0
    with Library.open(folder, writing=True) as library:
        library.set_dossier(made.PLAN, made.ACTORS, {})
        for number, (texts, days) in enumerate(_documents(items // _PER_DOCUMENT)):
            parsed, raw = made.make_parsed(texts, name=f"feed{number}.txt", days=days)
            storing += _timed(lambda p=parsed, r=raw: library.add(p, r))  # type: ignore[misc]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    _line("size of the library", size / 2**20, "MiB")
    _line("storing one import of 400 items", storing * _PER_DOCUMENT / items, "ms")


def _reading(folder: Path) -> None:
    before = _resident()
    start = time.perf_counter()
    library = Library.open(folder, writing=False)
    days = library.days()
    first = library.items_of_day(days[0][0])
    _line(
        f"open, {len(days)} days, first {len(first)} items",
        1000 * (time.perf_counter() - start),
        "ms",
    )
    _line("everything loaded and searchable", _timed(lambda: list(library.load_all())), "ms")
    _line("memory", _resident() - before, "MiB")
    _line(
        "items under a filter of an actor",
        _median(lambda _: library.items(Filter(actor="belen-marsh")), 5),
        "ms",
    )
    texts = [item.text.casefold() for item in library.items()]
    scan = _median(lambda n: [t for t in texts if "harbour" in t], 5)
    _line("full `in` scan", scan, "ms")
    library.search("zzzz")
    for query in ("h", "ha", "har", "harb", "harbour", "harbour isl", '"harbour island"', "orsa"):
        taken = _timed(lambda q=query: library.search(q))  # type: ignore[misc]
        _line(f"search {query}", taken, "ms", f"{taken / scan:5.2f} x scan")
    library.close()


def _writing(folder: Path, floor: float) -> None:
    with Library.open(folder, writing=True) as library:
        item = library.items_of_day(library.days()[0][0])[0].id
        library.notes.annotate(item, "the first")
        saves = {
            "note": lambda n: library.notes.annotate(item, f"note {n} " + "x" * 200),
            "bookmark": lambda n: library.notes.toggle_bookmark(item),
            "read mark": lambda n: library.notes.mark_read([item], read=n % 2 == 0),
        }
        for name, save in saves.items():
            taken = _median(save, 200)
            _line(f"durable save of a {name}", taken, "ms", f"{taken / floor:5.2f} x append + sync")


def _stock(folder: Path, items: int) -> None:
    from tinydb import TinyDB

    rows = [
        {"text": text, "day": day.isoformat()}
        for texts, days in _documents(items // _PER_DOCUMENT)
        for text, day in zip(texts, days, strict=True)
    ]
    with TinyDB(folder / "stock.json") as database:
        database.insert_multiple(rows)
        _line("stock TinyDB: one insert", _median(lambda n: database.insert({"n": n}), 3), "ms")
        _line("stock TinyDB: open and count", _timed(lambda: len(database)), "ms")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--stock", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        floor = _floor(folder)
        _line("append 700 bytes + fdatasync", floor, "ms")
        _fill(folder / "library", options.items)
        _reading(folder / "library")
        _writing(folder / "library", floor)
        if options.stock:
            _stock(folder, options.items)


if __name__ == "__main__":
    main()
