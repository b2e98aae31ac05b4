"""The first screen comes from the summaries; everything else is read behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.tui.feed_items import all_items, items_by_day
from reader.tui.panes.feed_rows import FeedRows
from reader.tui.screens.gathering import Gathering
from store.errors import LibraryDamaged
from store.filters import Filter
from store.library import Library
from store.records import Item

from .conftest import reader_on
from .harbour import make_library


@pytest.fixture
def library(folder: Path) -> Library:
    return Library.open(folder, writing=False)


@pytest.mark.parametrize("where", [Filter(), Filter(outlet="The Gazette"), Filter(document="x")])
def test_a_feed_by_day_shows_the_same_rows(library: Library, where: Filter) -> None:
    lazy, whole = items_by_day(library, where), all_items(library.items(where))
    assert list(lazy.days) == list(whole.days)
    rows, expected = FeedRows(lazy.items, lazy.days), FeedRows(whole.items, whole.days)
    assert [rows.at(n) for n in range(len(rows))] == [expected.at(n) for n in range(len(expected))]


def test_a_feed_by_day_finds_items_by_id(library: Library) -> None:
    lazy = items_by_day(library, Filter())
    for index, item in enumerate(library.items()):
        assert lazy.indexes[item.id] == index
    assert "nothing" not in lazy.indexes


def test_a_day_is_read_when_a_row_of_it_is_asked_for(library: Library) -> None:
    lazy = items_by_day(library, Filter())
    assert not any(library._shelf.is_loaded(one.id) for one in library.documents())
    first = lazy.items[0]
    loaded = [one.id for one in library.documents() if library._shelf.is_loaded(one.id)]
    assert first.document in loaded


async def test_counts_fill_in_when_everything_is_read(folder: Path) -> None:
    async with reader_on(folder) as reader:
        assert reader.screen.gathering.is_ready
        assert reader.screen.actors.summaries == reader.library.actors()
        assert reader.screen.points.summaries == reader.library.points()
        assert "unread" in reader.picture()[0]


async def test_a_filter_that_needs_everything_waits_for_it(folder: Path) -> None:
    async with reader_on(folder) as reader:
        screen = reader.screen
        screen.gathering.is_ready = False
        point = screen.narrowing.with_value("point", 2)
        screen.narrow(point)
        assert screen.narrowing.point is None
        screen.loader.finish()
        assert screen.narrowing.point == 2


async def test_a_document_that_cannot_be_read_ends_the_reader(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    next((folder / "documents").iterdir()).write_bytes(b"{")
    async with reader_on(folder) as reader:
        await reader.pilot.pause()
    assert isinstance(reader.app.refusal, LibraryDamaged)


async def test_the_first_screen_asks_for_no_item_by_a_name_it_lacks(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    item = Library.item

    def ask(library: Library, key: str) -> Item:
        asked.append(key)
        return item(library, key)

    monkeypatch.setattr(Library, "item", ask)
    monkeypatch.setattr(Gathering, "read_everything", lambda _: iter(()))
    async with reader_on(folder):
        known = {one.id for one in Library.open(folder, writing=False).items()}
        assert set(asked) <= known
