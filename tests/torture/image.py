"""Power cuts on a real file system: an image is copied as it is below the page cache.

A child writes to a library on an ext4 image that is mounted as a loop device. At a random moment
it is stopped, the image's file is copied, which holds what has reached the device and nothing of
what waits in memory, and the copy is mounted and looked at. Needs root; without it nothing is done.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.library import Library

from .kills import Tally, killed, make_library, work

_SIZE = 32 * 2**20
_WINDOW = 0.3
_NAMES = ("insert", "update", "import", "shrink")
UNSYNCED = "unsynced-"
"""Before the name of a work whose synchronisations are left out: the control."""


def work_unsynced(name: str, path: Path) -> None:
    """Do what a child does, without any synchronisation."""
    os.fsync = os.fdatasync = lambda _: None  # type: ignore[assignment]
    work(name, path)


@contextmanager
def _mounted(image: Path, place: Path) -> Iterator[None]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True, capture_output=True)


def _fill(path: Path) -> None:
    """Make a library with notes that can be edited, all of it on the device."""
    shutil.rmtree(path, ignore_errors=True)
    make_library(path)
    with Library.open(path, writing=True) as library:
        for item in library.items():
            library.notes.annotate(item.id, "x" * 2500)
    os.sync()


def _copied(name: str, path: Path, image: Path, copy: Path, dice: random.Random) -> list[list[str]]:
    """Let a child work, copy the image while it is stopped, return what it had told."""

    def stop_and_copy(child: subprocess.Popen[str]) -> None:
        child.send_signal(signal.SIGSTOP)
        shutil.copyfile(image, copy)

    return killed(name, path, dice.random() * _WINDOW, stop_and_copy)


def cut_image(folder: Path, cuts: int, seed: int, unsynced: str = "") -> Tally | None:
    """Cut the power so many times; None where no image can be mounted."""
    image, copy = folder / "image", folder / "copy"
    with image.open("wb") as file:
        file.truncate(_SIZE)
    made = shutil.which("mkfs.ext4") and os.geteuid() == 0
    if not made or subprocess.run(["mkfs.ext4", "-q", str(image)], check=False).returncode:
        return None
    dice, tally = random.Random(seed), Tally()
    with suppress(subprocess.CalledProcessError), _mounted(image, folder / "disk"):
        path = folder / "disk" / "library"
        for trial in range(cuts):
            name = _NAMES[trial % len(_NAMES)]
            _fill(path)
            one = Tally()
            with Library.open(path, writing=False) as library:
                one.begin(library)
            one.take(_copied(unsynced + name, path, image, copy, dice))
            with _mounted(copy, folder / "cut"):
                one.compare(folder / "cut" / "library")
            tally.add(one)
        return tally
    return None
