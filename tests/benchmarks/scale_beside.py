"""One durable save beside stock TinyDB and SQLite, each over as many records, in turns."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from tinydb import TinyDB

from .scale_store import floor, save_notes, timed

_ROUNDS = 5
_STOCK_SAVES = 2
"""A round of stock TinyDB's; one costs seconds."""


def saves_beside(library: Path, items: int, place: Path) -> dict[str, float]:
    """Seconds of the floor, and multiples of it: a note, a row of SQLite, one of stock TinyDB.

    SQLite runs with a write-ahead log and synchronous=FULL; stock TinyDB calls no fsync at all.
    """
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        ways: dict[str, Callable[[], list[float]]] = {
            "Parley": lambda: save_notes(library),
            "SQLite, WAL, synchronous=FULL": _sqlite(folder / "rows.sqlite", items),
            "stock TinyDB (no fsync)": _stock(folder / "rows.json", items),
        }
        floors: list[float] = []
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(_ROUNDS):
            floors.append(floor(folder))
            for way, save in ways.items():
                taken[way] += save()
    base = median(floors)
    return {"floor": base} | {way: median(times) / base for way, times in taken.items()}


def _row(number: int) -> dict[str, object]:
    return {"number": number, "text": f"item {number} " + "x" * 400, "day": "2031-05-04"}


def _sqlite(path: Path, items: int) -> Callable[[], list[float]]:
    with closing(sqlite3.connect(path)) as base:
        base.execute("pragma journal_mode=wal")
        base.execute("create table items (id integer primary key, row text)")
        rows = ((json.dumps(_row(number)),) for number in range(items))
        base.executemany("insert into items (row) values (?)", rows)
        base.commit()

    def save() -> list[float]:
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.execute("pragma synchronous=full")
            row = json.dumps(_row(0))
            put = "insert into items (row) values (?)"
            return [timed(lambda: base.execute(put, (row,))) for _ in range(100)]

    return save


def _stock(path: Path, items: int) -> Callable[[], list[float]]:
    with TinyDB(path) as base:
        base.insert_multiple(_row(number) for number in range(items))

    def save() -> list[float]:
        with TinyDB(path) as base:
            base.insert(_row(0))
            return [timed(lambda: base.insert(_row(0))) for _ in range(_STOCK_SAVES)]

    return save
