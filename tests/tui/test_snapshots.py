"""Pictures of the main views on the invented negotiation; read a changed one before taking it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from .conftest import Reader, reader_on

SMALL, LARGE = (80, 24), (140, 45)


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Snapshots kept as SVG."""
    return snapshot.use_extension(SvgExtension)


async def _picture(reader: Reader) -> bytes:
    await reader.pilot.pause()
    svg = reader.app.export_screenshot(title="Parley")
    return re.sub(r"terminal-\d+", "terminal", svg).encode()


async def _marked(reader: Reader) -> None:
    """A bookmarked statement, a note, a filter's chip."""
    await reader.press("j", ")", "b", "a")
    await reader.write("Who pays for the north pier? #money")
    await reader.press("ctrl+s", "2")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x45"])
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("j", id="start"),
        pytest.param("j ) a R e a l l y ?", id="note"),
        pytest.param("3 j enter 2 )", id="narrowed"),
        pytest.param("p l", id="tracker"),
        pytest.param("?", id="help"),
    ],
)
async def test_picture(
    folder: Path, pictures: SnapshotAssertion, keys: str, size: tuple[int, int]
) -> None:
    async with reader_on(folder, size) as reader:
        await reader.press(*keys.split())
        for area in reader.app.screen.query("TextArea"):
            area.cursor_blink = False  # type: ignore[attr-defined] # of TextArea
        assert await _picture(reader) == pictures


async def test_picture_of_marks_in_the_light_theme(
    folder: Path, pictures: SnapshotAssertion
) -> None:
    async with reader_on(folder, LARGE) as reader:
        await _marked(reader)
        await reader.press("ctrl+t")
        assert await _picture(reader) == pictures


async def test_picture_of_the_list_of_notes(folder: Path, pictures: SnapshotAssertion) -> None:
    async with reader_on(folder, SMALL) as reader:
        await _marked(reader)
        await reader.press("B")
        assert await _picture(reader) == pictures


async def test_picture_of_the_evidence(folder: Path, pictures: SnapshotAssertion) -> None:
    async with reader_on(folder, SMALL) as reader:
        await reader.press("p", "enter")
        assert await _picture(reader) == pictures
