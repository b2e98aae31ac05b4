"""Make the README's picture of the reader: the built-in dossier at 140×45, as the program draws it.

python tests/gate/picture.py .github/reader.svg
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from reader.cli.libraries import ensure
from reader.tui.app import ParleyApp, open_library

SIZE = (140, 45)
KEYS = ("]", "]", "j", "j", "j", "enter", ")")
"""To the third day, an item further down, and its first statement."""


async def draw(library: Path) -> str:
    """Open the reader on a library, press the keys, and return its picture as SVG."""
    app = ParleyApp(lambda: open_library(library))
    async with app.run_test(size=SIZE) as pilot:
        while not (app.reading and app.reading.reading):
            await pilot.pause(0.05)
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause()
        picture = app.export_screenshot(title="Parley")
    return re.sub(r"terminal-\d+-", "reader-", picture)


def main(path: Path) -> None:
    """Make a library from the built-in dossier and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        ensure(Path(folder) / "library")
        picture = asyncio.run(draw(Path(folder) / "library"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
