from __future__ import annotations

from datetime import date

from textual.widgets import Input

from reader.tui.screens.picker import Picker
from store.records import DaySource

from .conftest import Reader


async def _state(reader: Reader, day: str) -> None:
    await reader.press("D")
    reader.app.screen.query_one(Input).value = day
    await reader.press("enter")


async def test_day_of_a_feeds_item_is_corrected_and_taken_back(reader: Reader) -> None:
    await reader.press("j")
    assert reader.screen.reading is not None
    key = reader.screen.reading.id
    await _state(reader, "2031-03-01")
    item = reader.library.item(key)
    assert item.day == date(2031, 3, 1)
    assert item.day_source is DaySource.GIVEN
    assert reader.screen.reading.id == key
    await reader.press("u")
    assert reader.library.item(key).day == date(2031, 3, 5)


async def test_day_of_a_live_blog_is_corrected_for_all_its_items(reader: Reader) -> None:
    assert reader.screen.reading is not None
    document = reader.screen.reading.document
    await _state(reader, "2031-03-03")
    reader.top(Picker)
    await reader.press("enter")
    days = {item.day for item in reader.library.items() if item.document == document}
    assert days == {date(2031, 3, 3)}


async def test_day_can_be_corrected_for_one_item_only(reader: Reader) -> None:
    assert reader.screen.reading is not None
    key = reader.screen.reading.id
    await _state(reader, "")
    await reader.write("only")
    await reader.press("enter")
    assert reader.library.item(key).day is None
    assert reader.library.notes.corrections()[-1].target == key


async def test_a_day_that_is_none_is_refused_in_words(reader: Reader) -> None:
    await _state(reader, "nonsense")
    assert "Write the day as" in "\n".join(reader.picture())
    await reader.press("escape")
    assert reader.library.notes.corrections() == ()
