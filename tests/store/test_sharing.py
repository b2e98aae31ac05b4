"""Several programs on one library, each a real process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.errors import LibraryLocked, LibraryReadOnly
from store.library import Library
from store.records import Parsed

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from store.library import Library
with Library.open(Path(sys.argv[1]), writing=True, wait=20) as library:
    print("ready", flush=True)
    for line in sys.stdin:
        print(library.notes.annotate(library.items()[0].id, line.strip()).id, flush=True)
"""


@contextmanager
def writer(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program that writes a note for each line it is given."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "ready\n"
        yield child
        child.kill()


def write(child: subprocess.Popen[str], text: str) -> str:
    assert child.stdout is not None
    assert child.stdin is not None
    child.stdin.write(text + "\n")
    child.stdin.flush()
    return child.stdout.readline().strip()


def test_a_second_program_reads_and_says_who_writes(folder: Path) -> None:
    with writer(folder) as child, Library.open(folder, writing=False) as library:
        assert f"process {child.pid} " in library.writer
        with pytest.raises(LibraryLocked, match=f"process {child.pid} .*is writing"):
            Library.open(folder, writing=True)
        with pytest.raises(LibraryReadOnly):
            library.notes.toggle_bookmark(library.items()[0].id)


def test_what_another_program_wrote_appears(folder: Path) -> None:
    with writer(folder) as child, Library.open(folder, writing=False) as library:
        assert not library.follow()
        key = write(child, "from the other")
        assert library.follow()
        assert library.notes.annotation(key).text == "from the other"
        assert not library.follow()


def test_what_another_program_left_alone_is_not_read_again(
    folder: Path, making: Callable[..., tuple[Parsed, bytes]]
) -> None:
    with Library.open(folder, writing=True) as one:
        one.add(*making(["The lagoon is dry."], name="tide.txt"))
        with Library.open(folder, writing=False) as other:
            before = {item.id: item for item in other.items()}
            assert other.search("lagoon")
            one.add(*making(["The fog is thick."], name="fog.txt"))
            one.remove("tide.txt")
            after = {item.id: item for item in other.items()}
            assert [after[key].text for key in after.keys() - before.keys()] == [
                "The fog is thick."
            ]
            assert [before[key].text for key in before.keys() - after.keys()] == [
                "The lagoon is dry."
            ]
            assert all(before[key] is after[key] for key in before.keys() & after.keys())
            assert other.search("fog")
            assert not other.search("lagoon")


def test_a_reader_takes_over_when_the_writer_ends(folder: Path) -> None:
    with writer(folder) as child, Library.open(folder, writing=False) as library:
        key = write(child, "the last one")
        with pytest.raises(LibraryLocked):
            library.take_over()
        assert library.is_read_only
        assert child.stdin is not None
        child.stdin.close()
        child.wait()
        library.take_over()
        assert not library.is_read_only
        assert library.notes.annotation(key).text == "the last one"
        library.notes.annotate(library.items()[0].id, "mine")
        with pytest.raises(LibraryLocked, match=str(os.getpid())):
            Library.open(folder, writing=True)
    with Library.open(folder, writing=False) as library:
        texts = [note.text for note in library.notes.annotations()]
        assert texts[-2:] == ["the last one", "mine"]


def test_the_lock_dies_with_its_process(folder: Path) -> None:
    with writer(folder) as child:
        child.send_signal(signal.SIGKILL)
        child.wait()
        with Library.open(folder, writing=True) as library:
            assert library.writer == ""


def test_one_that_waits_writes_when_the_other_ends(folder: Path) -> None:
    with writer(folder) as first, subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as second:  # fmt: skip
        key = write(first, "one")
        assert first.stdin is not None
        first.stdin.close()
        assert second.stdout is not None
        assert second.stdout.readline() == "ready\n"
        other = write(second, "two")
        assert second.stdin is not None
        second.stdin.close()
    with Library.open(folder, writing=False) as library:
        assert {note.id for note in library.notes.annotations()} >= {key, other}
