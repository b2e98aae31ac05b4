from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from store.codec import Tables
from store.errors import LibraryDamaged
from store.files import Folder, MemoryFiles
from store.library import Library
from store.pages import LEAST, SIZE, read_index, read_page, seal_paged
from store.records import CorrectionKind, Item
from store.shelf import encode_parsed
from store.storage import unseal

from .conftest import DAY, make_parsed

COUNT = 7 * SIZE + 3


def _texts(count: int = COUNT) -> list[str]:
    said = [" Orsa said “berth {} is taken” there.", ""]
    return [f"Boat {n} came in.{said[n % 3 % 2].format(n)}" for n in range(count)]


def _days(count: int = COUNT) -> list[date | None]:
    """Two weeks, the last one first; some items in the middle have no day."""
    return [None if n % 50 == 20 else DAY - timedelta(days=n // 9) for n in range(count)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library of a document worth pages and a small one of the same days."""
    path = tmp_path / "library"
    with Library.open(path, writing=True) as library:
        library.add(*make_parsed(_texts(), days=_days()))
        library.add(*make_parsed(["Fog.", "Rain."], name="a.txt", days=[DAY, DAY - timedelta(2)]))
    return path


@pytest.fixture
def whole(place: Path) -> Iterator[Library]:
    with Library.open(place, writing=False) as library:
        library.items()
        yield library


@pytest.fixture
def large(place: Path) -> str:
    """The file of the document worth pages, in the library."""
    return max((place / "documents").iterdir(), key=lambda path: path.stat().st_size).name


@pytest.fixture
def untouched(place: Path, large: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The library, in which the large document may not be read whole."""
    read = Folder.read

    def refuse(files: Folder, name: str) -> bytes | None:
        assert not name.endswith(large)
        return read(files, name)

    with Library.open(place, writing=False) as library, monkeypatch.context() as patch:
        patch.setattr(Folder, "read", refuse)
        yield library


def _feed(library: Library) -> dict[date | None, list[Item]]:
    return {day: list(items) for day, items in groupby(library.items(), lambda item: item.day)}


def _read_all(library: Library) -> None:
    for day, count in library.days():
        for number in range(count):
            library.items_near(day, number)
    library.items()


def _tables(count: int = COUNT) -> Tables:
    return encode_parsed(make_parsed(_texts(count), days=_days(count))[0])


def test_a_file_in_pages_holds_the_same_tables() -> None:
    tables, held = _tables(), unseal(seal_paged(_tables()))
    assert {name: held[name] for name in tables} == tables


def test_pages_hold_all_items_in_order() -> None:
    files, tables = MemoryFiles(), _tables()
    files.replace("file", seal_paged(tables))
    read = [read_page(files, "file", page) for page in read_index(files, "file")]
    assert [item.id for page in read if page for item in page.items] == list(tables["items"])
    said = [one.id for page in read if page for one in page.statements]
    assert said == list(tables["statements"])


def test_a_small_document_has_no_pages() -> None:
    files = MemoryFiles()
    files.replace("file", seal_paged(_tables(LEAST - 1)))
    assert read_index(files, "file") == ()


def test_a_document_whose_statements_are_in_another_order_has_no_pages() -> None:
    files, tables = MemoryFiles(), _tables()
    tables["statements"] = dict(reversed(tables["statements"].items()))
    files.replace("file", seal_paged(tables))
    assert read_index(files, "file") == ()
    assert unseal(files.content["file"])["statements"] == tables["statements"]


def test_every_place_of_the_feed_is_read_without_the_whole(
    whole: Library, untouched: Library
) -> None:
    for day, items in _feed(whole).items():
        for place, item in enumerate(items):
            first, near = untouched.items_near(day, place)
            assert near[place - first] == item
            assert near == tuple(items[first : first + len(near)])
            assert untouched.place_in_day(item) == place


def test_what_stands_around_an_item_is_the_same_without_the_whole(
    whole: Library, untouched: Library
) -> None:
    for day, items in _feed(whole).items():
        for place, item in enumerate(items):
            untouched.items_near(day, place)
            assert untouched.around(item, 12) == whole.around(item, 12)
            assert untouched.statements_of(item.id) == whole.statements_of(item.id)
            assert untouched.item(item.id) == item


def test_a_document_read_whole_takes_the_place_of_its_pages(place: Path) -> None:
    with Library.open(place, writing=False) as library:
        _, near = library.items_near(DAY, 3)
        before = library.around(near[0], 3)
        for _ in library.load_all():
            pass
        assert library.around(near[0], 3) == before
        assert library.items_near(DAY, 3) == (1, library.items_of_day(DAY)[1:])


def test_a_corrected_document_is_read_whole(place: Path) -> None:
    with Library.open(place, writing=True) as library:
        _, near = library.items_near(DAY, 3)
        moved = near[1]
        library.notes.correct(CorrectionKind.DAY, moved.id, "2030-01-01")
        assert moved.id not in {item.id for item in library.items_near(DAY, 3)[1]}
        assert [item.id for item in library.items_near(date(2030, 1, 1), 0)[1]] == [moved.id]


@pytest.mark.parametrize("part", [0.05, 0.4, 0.98])
def test_damage_in_a_page_or_in_their_list_is_told(place: Path, large: str, part: float) -> None:
    path = place / "documents" / large
    data = bytearray(path.read_bytes())
    at = data.index(b'"items"') if part < 0.1 else round(len(data) * part)
    data[at + 40] ^= 0x01
    path.write_bytes(data)
    with Library.open(place, writing=False) as library, pytest.raises(LibraryDamaged):
        _read_all(library)
