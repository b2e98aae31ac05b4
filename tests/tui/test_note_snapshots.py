"""Pictures of selecting, of the list of notes, of placing; read a changed one first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from .conftest import reader_on
from .test_note_list import fill_notes

SMALL, LARGE = (80, 24), (140, 45)


class SvgExtension(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        pytest.param("2 ( v ) w", SMALL, id="selection"),
        pytest.param("j B j space space", SMALL, id="list-80x24"),
        pytest.param("j B j space space s", LARGE, id="list-140x45"),
        pytest.param("j B j space * d u", SMALL, id="bulk-undone"),
        pytest.param("j B / l o s t enter o 2 } v", SMALL, id="placing"),
        pytest.param("j j j 2", LARGE, id="marks"),
        pytest.param("j 2 v w m", SMALL, id="bookmarked-passage"),
        pytest.param("B f", SMALL, id="filter-picker"),
        pytest.param("B / k i n d :", SMALL, id="filter-line"),
        pytest.param("x", SMALL, id="export"),
        pytest.param("j t 1", SMALL, id="tying"),
    ],
)
async def test_picture(
    folder: Path, snapshot: SnapshotAssertion, keys: str, size: tuple[int, int]
) -> None:
    fill_notes(folder)
    async with reader_on(folder, size) as reader:
        await reader.press(*keys.split())
        await reader.pilot.pause()
        svg = reader.app.export_screenshot(title="Parley")
        picture = re.sub(r"terminal-\d+", "terminal", svg).encode()
        assert picture == snapshot.use_extension(SvgExtension)
