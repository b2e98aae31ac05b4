from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .conftest import reader_on

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from store.library import Library
with Library.open(Path(sys.argv[1]), writing=True, wait=20) as library:
    print("ready", flush=True)
    for line in sys.stdin:
        print(library.notes.toggle_bookmark(library.items()[0].id).id, flush=True)
"""


async def test_a_second_reader_follows_the_writer_and_takes_over(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as child:  # fmt: skip
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "ready\n"
        async with reader_on(folder, (140, 45)) as reader:
            assert f"process {child.pid}" in reader.said
            assert "reading only" in reader.picture()[0]
            assert "★" not in "\n".join(reader.picture())
            child.stdin.write("mark\n")
            child.stdin.flush()
            child.stdout.readline()
            reader.screen.following.look()
            await reader.pilot.pause()
            assert "★" in "\n".join(reader.picture())
            assert reader.library.is_read_only
            child.stdin.close()
            child.wait()
            reader.screen.following.look()
            await reader.pilot.pause()
            assert "kept again" in reader.said
            assert "reading only" not in reader.picture()[0]
            await reader.press("b")
            assert not reader.library.notes.bookmarks()
