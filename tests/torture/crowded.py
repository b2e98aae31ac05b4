"""Full disks and two writers: what was acknowledged is there, what was not is told."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from store.checking import check
from store.errors import ParleyError, SaveFailed
from store.library import Library
from tests.store.conftest import make_parsed

from .kills import ROOT, make_library, say


def fill(path: Path) -> None:
    """Write until a file may not grow: as a child, since the limit holds for a whole process."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = sum(file.stat().st_size for file in path.glob("notes.*")) + 300_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    write_until_full(path)


def write_until_full(path: Path) -> None:
    """Write notes and an import until one fails, telling what was acknowledged."""
    with Library.open(path, writing=True) as library:
        key = library.items()[0].id
        with suppress(SaveFailed):
            for _ in range(2000):
                say("note", library.notes.annotate(key, "w" * 20_000).id)
            say("never full")
        with suppress(SaveFailed):
            library.add_all([make_parsed(["x" * 200_000] * 9, name=f"{n}.txt") for n in (1, 2)])
            say("imported")


def count_lost(path: Path, told: str) -> tuple[int, int, int]:
    """Return saves acknowledged, saves lost, and findings with failures to open."""
    words = [line.split() for line in told.split("\n")[:-1]]
    acknowledged = {line[1] for line in words if line[0] == "note"}
    try:
        wrong = len(check(path))
        with Library.open(path, writing=False) as library:
            held = {note.id for note in library.notes.annotations()}
            is_imported = len(library.documents()) == 3
    except ParleyError:
        return len(acknowledged), len(acknowledged), 1
    lost = len(acknowledged - held) + (["imported"] in words and not is_imported)
    return len(acknowledged), lost, wrong + (["never", "full"] in words)


def _run(*words: str) -> str:
    command = [sys.executable, "-m", "tests.torture", "--child", *words]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return run.stdout


def run_into_limit(folder: Path) -> tuple[int, int, int]:
    """Let a child write into a limit for the size of files."""
    path = folder / "limited"
    make_library(path)
    return count_lost(path, _run("fill", str(path)))


def run_into_full_disk(folder: Path) -> tuple[int, int, int] | None:
    """Let a child write until a small file system is full; None where none may be mounted."""
    place = folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        return None
    try:
        make_library(place / "library")
        told = _run("full", str(place / "library"))
        return count_lost(place / "library", told)
    finally:
        subprocess.run(["umount", str(place)], check=False)


def take_turns(path: Path, count: int) -> None:
    """Open, write one note, close, again and again: one of two writers."""
    for _ in range(count):
        with Library.open(path, writing=True, wait=60) as library:
            say("note", library.notes.annotate(library.items()[0].id, "t").id)


def write_together(folder: Path, count: int) -> tuple[int, int, int]:
    """Let two writers write at once, then one after the other."""
    path = folder / "together"
    make_library(path)
    words = [sys.executable, "-m", "tests.torture", "--child", "turns", str(path), str(count)]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in "12"]
    told = "".join(one.communicate()[0] for one in both)
    failed = sum(one.returncode != 0 for one in both)
    told += _run("turns", str(path), str(count // 4)) + _run("turns", str(path), str(count // 4))
    acknowledged, lost, wrong = count_lost(path, told)
    return acknowledged, lost, wrong + failed
