"""Commands that write wait for another writer for a while, then say who it is."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from .conftest import Parley

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from store.library import Library
with Library.open(Path(sys.argv[1]), writing=True, wait=20):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def hold(library: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(library)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def test_a_command_says_who_writes_when_it_has_waited(
    parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.libraries._WAIT", 0.1)
    key = str(parley("list", "items", "--json").records[0]["id"])
    with hold(library) as child:
        for words in (["note", key, "x"], ["bookmark", key], ["remove", "harbour.txt"]):
            run = parley(*words)
            assert run.code == 1
            assert f"process {child.pid} " in run.err
        assert parley("list", "items").code == 0
        child.kill()


def test_a_command_writes_when_the_other_ends_meanwhile(parley: Parley, library: Path) -> None:
    key = str(parley("list", "items", "--json").records[0]["id"])
    with hold(library) as child:
        ending = threading.Timer(0.2, child.kill)
        ending.start()
        assert parley("bookmark", key).code == 0
        ending.join()
