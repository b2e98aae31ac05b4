"""``parley`` without a command: the reader, or, where no terminal is, a day-by-day digest."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from store.library import Library
from store.records import Item

from .libraries import ensure, is_whole, open_for_reading
from .output import counted, is_terminal, write_line, write_paragraphs


def open_reader_or_digest(folder: Path) -> int:
    """Open the reader on a terminal; otherwise print the digest."""
    if sys.stdin.isatty() and is_terminal():
        # What is made until the first screen stays; to look through it for garbage is in vain.
        gc.disable()
        if not Library.exists(folder):
            ensure(folder)
        return _load_reader()(folder, _open_whole)
    with open_for_reading(folder) as library:
        print_digest(library)
    return 0


def _load_reader() -> Callable[[Path, Callable[[Path], Library]], int]:
    """Load the reader, leaving out what asyncio loads for encrypted connections: it makes none."""
    is_left_out = "ssl" not in sys.modules
    if is_left_out:
        sys.modules["ssl"] = None  # type: ignore[assignment] # as the import system defines it
    try:
        from ..tui.app import run_reader
    finally:
        if is_left_out:
            del sys.modules["ssl"]
    return run_reader


def _open_whole(folder: Path) -> Library:
    """Open a library, making one whole whose making was cut short. Raises: ParleyError."""
    from ..tui.app import open_library

    library = open_library(folder)
    if not is_whole(library):
        library.close()
        ensure(folder)
        library = open_library(folder)
    return library


def print_digest(library: Library) -> None:
    """Print every day with its items, the latest first."""
    from .listing import shorten  # the reader on a terminal need not load it

    outlets = {document.id: document.outlet or document.name for document in library.documents()}
    counts: dict[str, int] = {}
    for statement in library.statements():
        counts[statement.item] = counts.get(statement.item, 0) + 1
    for place, (day, group) in enumerate(groupby(library.items(), lambda item: item.day)):
        items = list(group)
        if place:
            write_line()
        write_line(f"{day:%A} {day.isoformat()}" if day else "Day unknown")
        for item in items:
            write_line()
            write_line(f"  {_head(item, outlets[item.document], counts.get(item.id, 0))}")
            write_paragraphs(shorten(item.text), indent=2)


def _head(item: Item, outlet: str, statements: int) -> str:
    parts = [item.time, outlet]
    if item.points:
        points = ", ".join(map(str, item.points))
        parts.append(f"{'points' if len(item.points) > 1 else 'point'} {points}")
    if statements:
        parts.append(counted(statements, "statement"))
    return " · ".join(part for part in (*parts, item.id) if part)
