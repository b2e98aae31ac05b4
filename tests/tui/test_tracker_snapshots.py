"""Pictures of the tracker's views on the invented negotiation; read a changed one first."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from .conftest import reader_on
from .harbour_week import make_week
from .test_snapshots import LARGE, SMALL, SvgExtension, _picture


@pytest.fixture
def pictures(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Snapshots kept as SVG."""
    return snapshot.use_extension(SvgExtension)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "140x45"])
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param("p l l o", id="sides"),
        pytest.param("p tab l l", id="versions"),
        pytest.param("p 1 enter y j n", id="evidence"),
        pytest.param("p l l c", id="history"),
        pytest.param("j ) A", id="actor"),
        pytest.param("j ) o", id="tellings"),
        pytest.param("T", id="timeline"),
    ],
)
async def test_picture(
    tmp_path: Path, pictures: SnapshotAssertion, keys: str, size: tuple[int, int]
) -> None:
    async with reader_on(make_week(tmp_path / "week"), size) as reader:
        await reader.press(*keys.split())
        assert await _picture(reader) == pictures
