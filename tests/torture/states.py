"""Every state in which a crash or a bad disk can leave the files of a library.

The calls that change files are written down while notes are made and documents imported; then the
library is rebuilt up to each call, with each 4 KiB step of the call that was cut short, and looked
at. Bits are flipped one at a time in every file. Clocks jump.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from store.checking import check
from store.errors import ParleyError
from store.library import Library
from store.repairing import repair
from tests.store.conftest import TEXTS, make_parsed

from .kills import make_library

_STEP = 4096


@dataclass(slots=True)
class Looks:
    """What was found in how many states."""

    states: int = 0
    unopened: int = 0
    silent: int = 0


def contents(path: Path) -> tuple[object, ...] | None:
    """Return everything a library holds, or None when it does not open."""
    try:
        with Library.open(path, writing=False) as library:
            notes = library.notes
            return (
                library.documents(), library.items(), library.statements(), library.positions(),
                notes.annotations(), notes.bookmarks(), notes.corrections(), notes.read_items(),
            )  # fmt: skip
    except ParleyError:
        return None


@dataclass(frozen=True, slots=True)
class _Written:
    """One write: the file, the place, and the bytes there before and behind."""

    path: Path
    place: int
    data: bytes


@contextmanager
def _recorded(calls: list[_Written]) -> Iterator[None]:
    real_write, real_open, real_lseek = os.write, os.open, os.lseek
    paths: dict[int, Path] = {}
    places: dict[int, int] = {}

    def write(descriptor: int, data: bytes) -> int:
        count = real_write(descriptor, data)
        if descriptor in paths:
            place = places.get(descriptor, 0)
            calls.append(_Written(paths[descriptor], place, bytes(data[:count])))
            places[descriptor] = place + count
        return count

    def opened(path: str | Path, flags: int, *rest: int) -> int:
        descriptor = real_open(path, flags, *rest)
        paths[descriptor], places[descriptor] = Path(path), 0
        return descriptor

    def seek(descriptor: int, place: int, how: int) -> int:
        places[descriptor] = place
        return real_lseek(descriptor, place, how)

    with patch("os.write", write), patch("os.open", opened), patch("os.lseek", seek):
        yield


def tear(folder: Path) -> Looks:
    """Cut every write of a few saves at every 4 KiB; the old state or the new one must be there."""
    looks, path = Looks(), folder / "torn"
    make_library(path)
    saves: list[Callable[[Library], object]] = [
        lambda one: one.notes.annotate(one.items()[0].id, "n" * 150_000),
        lambda one: one.notes.edit(one.notes.annotations()[0].id, text="m" * 20_000),
        lambda one: one._notebook._journal.compact(),
        lambda one: one.add_all(
            [make_parsed([*TEXTS, "x" * 60_000], name=name) for name in ("a.txt", "b.txt")]
        ),
        lambda one: one.remove("a.txt"),
    ]
    for save in saves:
        before_files, before = folder / "before", contents(path)
        shutil.rmtree(before_files, ignore_errors=True)
        shutil.copytree(path, before_files)
        calls: list[_Written] = []
        with Library.open(path, writing=True) as library, _recorded(calls):
            save(library)
        sound = (before, contents(path))
        for state in _torn_states(calls, path, before_files, folder / "state"):
            _look(state, sound, looks)
    return looks


def _torn_states(calls: list[_Written], path: Path, start: Path, at: Path) -> Iterator[Path]:
    """Yield the library with each write cut short; what a write tears is only its own file."""
    for call in calls:
        if not call.path.is_relative_to(path):
            continue
        for cut in (*range(0, len(call.data), _STEP), len(call.data) - 1, len(call.data)):
            for tail in (b"", b"\0" * (len(call.data) - cut)):
                shutil.rmtree(at, ignore_errors=True)
                shutil.copytree(start, at)
                torn = at / call.path.relative_to(path)
                torn.parent.mkdir(parents=True, exist_ok=True)
                held = torn.read_bytes() if torn.exists() else b""
                kept = held[: call.place].ljust(call.place, b"\0")
                torn.write_bytes(kept + call.data[:cut] + tail)
                yield at


def _look(path: Path, sound: tuple[object, ...], looks: Looks) -> None:
    looks.states += 1
    held = contents(path)
    if held is None:
        looks.unopened += 1
    elif held not in sound:
        looks.silent += not check(path)


def flip_bits(folder: Path, flips: int, seed: int) -> Looks:
    """Flip one bit of one file; the library is as it was, or the check tells, and repair mends."""
    looks, path, dice = Looks(), folder / "flipped", random.Random(seed)
    make_library(path)
    with Library.open(path, writing=True) as library:
        for item in library.items():
            library.notes.annotate(item.id, "a note")
        library._notebook._journal.compact()
        library.notes.toggle_bookmark(library.items()[0].id)
    before = contents(path)
    files = [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")]
    for _ in range(flips):
        at = folder / "state"
        shutil.rmtree(at, ignore_errors=True)
        shutil.copytree(path, at)
        file = at / dice.choice(files).relative_to(path)
        data = bytearray(file.read_bytes())
        if not data:
            continue
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        file.write_bytes(data)
        looks.states += 1
        told = check(at)
        looks.silent += contents(at) != before and not told
        looks.silent += not told
        if any(finding.is_repairable for finding in told):
            repair(at)
            looks.unopened += contents(at) is None
    return looks


def jump_clocks(folder: Path) -> Looks:
    """Write notes while the clock jumps years back and forth."""
    looks, path = Looks(), folder / "clock"
    make_library(path)
    start = datetime(2031, 1, 1, tzinfo=UTC)
    for years in (0, -30, 20, -1, 60, 0):
        moment = start + timedelta(days=365 * years)
        clock = patch("store.notes._now", lambda now=moment: now)
        with clock, Library.open(path, writing=True) as library:
            note = library.notes.annotate(library.items()[0].id, f"in {moment.year}")
            for held in library.notes.annotations():
                library.notes.edit(held.id, text=f"{held.text}, {moment.year}")
            library._notebook._journal.compact()
        looks.states += 1
        looks.silent += len(check(path))
        with Library.open(path, writing=False) as library:
            kept = library.notes.annotations()
            looks.unopened += note.id not in {one.id for one in kept}
            looks.silent += any(one.modified < one.created for one in kept)
    return looks
