"""The store at scale: search, durable saves, imports, each beside what it is measured against."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from reader.dossier import load_dossier
from reader.importing import Importer, set_up
from reader.locations import built_in_dossier
from reader.parsing.pipeline import parse_document
from reader.tui.feed_items import all_items
from reader.tui.panes.feed import FeedPane
from reader.tui.panes.feed_rows import FeedRows
from store.filters import Filter
from store.library import Library

from .invent import invent_weeks

TYPED = ("h", "he", "her", "herr", "herring", "herring quota", '"joint patrol"', "clara", "zzz")
SAVES = 100
TURNS = 3


@dataclass(frozen=True, slots=True)
class Keystrokes:
    """Search times as multiples of a scan of all texts with ``in``."""

    median: float
    worst: float
    scan: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A whole import as a multiple of parsing the same files."""

    files: int
    time: float
    processor: float
    """The same in processor time, of all threads and of the system: another program that writes
    to the disk does not count."""


def timed(action: Callable[[], object]) -> float:
    """Seconds of one call."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def search(folder: Path) -> Keystrokes:
    """Type queries letter by letter, also under a filter of an actor and of a point."""
    with Library.open(folder, writing=False) as library:
        for _ in library.load_all():
            pass
        library.prepare_search()
        texts = [item.text.casefold() for item in library.items()]
        texts += [one.quote.casefold() for one in library.statements()]
        actor = library.actors()[0].actor.id
        filters = (Filter(), Filter(actor=actor), Filter(point=1))
        ratios, scans = [], []
        for where in filters:
            for query in TYPED:
                word = query.split()[0].strip('"')
                scans.append(timed(lambda w=word: [t for t in texts if w in t]))  # type: ignore[misc]
                taken = timed(lambda q=query, f=where: library.search(q, f))  # type: ignore[misc]
                ratios.append(taken / scans[-1])
    return Keystrokes(median(ratios), max(ratios), median(scans))


def floor(folder: Path) -> float:
    """Seconds of one append of 700 bytes with fdatasync."""
    descriptor = os.open(folder / "floor", os.O_WRONLY | os.O_CREAT, 0o600)
    data = b"x" * 700

    def append() -> None:
        os.write(descriptor, data)
        os.fdatasync(descriptor)

    taken = median(timed(append) for _ in range(SAVES))
    os.close(descriptor)
    return taken


def saves(small: Path, large: Path, place: Path) -> tuple[float, float, float]:
    """Seconds of: the floor, a durable note in the small library, one in the large; in turns."""
    floors: list[float] = []
    times: dict[Path, list[float]] = {small: [], large: []}
    for _ in range(5):
        floors.append(floor(place))
        for folder, taken in times.items():
            taken += save_notes(folder)
    return median(floors), median(times[small]), median(times[large])


def save_notes(folder: Path) -> list[float]:
    """Seconds of each of many durable notes."""
    with Library.open(folder, writing=True) as library:
        item = library.items_of_day(library.days()[0][0])[0].id
        library.notes.annotate(item, "the first")
        texts = iter(f"note {number} " + "x" * 200 for number in range(SAVES))
        return [timed(lambda: library.notes.annotate(item, next(texts))) for _ in range(SAVES)]


def importing(place: Path, items: int) -> Imported:
    """Import weekly feeds."""
    feeds = place / "imported"
    feeds.mkdir()
    for name, text in invent_weeks(items):
        (feeds / name).write_text(text, encoding="utf-8")
    return compare_import(place, sorted(feeds.iterdir()))


def single_items(place: Path, count: int) -> Imported:
    """Import files of one item each, every tenth without a day."""
    singles = place / "singles"
    singles.mkdir()
    lines = [line for _, text in invent_weeks(4 * count) for line in text.split("\n")]
    for number, line in enumerate([line for line in lines if len(line) > 80][:count]):
        day = f"{number % 28 + 1} May 2031\n\n" if number % 10 else ""
        path = singles / f"single-{number:06}.txt"
        path.write_text(f"{day}{line}\n", encoding="utf-8")
    return compare_import(place, sorted(singles.iterdir()))


def compare_import(place: Path, files: Sequence[Path]) -> Imported:
    """Parse files, then import them into a library that is made for it, in turns after a first."""
    dossier = load_dossier(built_in_dossier())
    times: list[tuple[float, float, float, float]] = []
    for number in range(1 + TURNS):
        began, used = time.perf_counter(), time.process_time()
        for path in files:
            parse_document(path.read_bytes(), path.name, dossier)
        parsing, parsing_used = time.perf_counter() - began, time.process_time() - used
        folder = place / f"{files[0].stem}-{number}"
        with Library.open(folder, writing=True) as library:
            set_up(library, dossier)
            began, used = time.perf_counter(), time.process_time()
            Importer(library, dossier).import_files(files)
            whole, whole_used = time.perf_counter() - began, time.process_time() - used
        # Left there: ext4 is slow to make files where many were deleted within a few minutes.
        times.append((parsing, whole, parsing_used, whole_used))
    parsing, whole, parsing_used, whole_used = (
        median(each) for each in zip(*times[1:], strict=True)
    )
    return Imported(len(files), whole / parsing, whole_used / parsing_used)


def list_memory(folder: Path) -> float:
    """MiB that the list of all items takes beside the records themselves."""
    with Library.open(folder, writing=False) as library:
        items = library.items()
        tracemalloc.start()
        listed = all_items(items)
        pane = FeedPane()
        pane.rows = FeedRows(listed.items, listed.days)
        taken = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
    return taken / 2**20


def size(folder: Path) -> float:
    """MiB of a library's files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
