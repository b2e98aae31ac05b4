from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from store.library import Library

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_screen_and_keeps_the_place(
    folder: Path, ending: signal.Signals
) -> None:
    program = (
        "import sys; from pathlib import Path; from reader.tui.app import run_reader; "
        f"sys.exit(run_reader(Path({str(folder)!r})))"
    )
    child = pexpect.spawn(
        sys.executable,
        ["-c", program],
        cwd=str(REPOSITORY),
        dimensions=(24, 80),
        timeout=20,
        encoding="utf-8",
        env={**os.environ, "TERM": "xterm-256color", "XDG_CONFIG_HOME": str(folder)},
    )
    child.expect("Ice over the harbour")
    child.expect("Help")
    child.send("]")
    child.expect("It must be lit")
    child.kill(ending)
    child.expect(pexpect.EOF)
    child.wait()
    assert "\x1b[?1049l" in (child.before or "")
    assert child.exitstatus == 128 + ending
    with Library.open(folder, writing=False) as library:
        place = library.notes.place()
        assert library.item(place["item"]).text.startswith("Bo Lind has seen")
