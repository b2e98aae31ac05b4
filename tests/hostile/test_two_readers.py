"""Two readers on one library, each in a terminal of its own."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.tui.harbour import make_library

from .conftest import Start

pytestmark = pytest.mark.hostile


def test_the_second_reader_follows_the_first_and_takes_over(tmp_path: Path, start: Start) -> None:
    library = make_library(tmp_path / "library")
    first = start(library)
    first.wait("Ice over the harbour")
    first.wait("Help")
    second = start(library)
    second.wait("reading only")
    second.wait(f"process {first.child.pid}")
    first.press("b")
    first.wait("★")
    second.wait("★")
    first.child.kill(signal.SIGKILL)
    first.end()
    second.wait("kept again")
    assert "reading only" not in second.text
    second.press("b")
    second.until(lambda: "★" not in second.text, "the bookmark taken off")
    second.press("q")
    assert second.end() == 0
