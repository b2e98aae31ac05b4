"""Actors' pages, other tellings, the timeline and the list of decisions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.comparing import CompareScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.timeline import TimelineScreen

from .conftest import Reader, reader_on, seen
from .harbour_week import make_week
from .test_evidence import entries


async def test_capital_a_opens_the_page_of_the_speaker(week: Reader) -> None:
    await week.press("j", ")", "A")
    assert week.top(ActorScreen).actor == "ada"
    assert "harbour minister" in seen(week)
    assert "Also: Holm" in seen(week)
    assert "most on 5 Mar: 2" in seen(week)
    assert "Named with most" in seen(week)


async def test_an_actors_page_leads_to_the_text(week: Reader) -> None:
    await week.press("j", ")", "A", "G", "enter")
    assert week.app.screen is week.screen
    assert week.screen.text.statement


async def test_company_leads_to_another_page_and_back(week: Reader) -> None:
    await week.press("j", ")", "A")
    page = week.top(ActorScreen)
    place = next(n for n, row in enumerate(page._rows.rows) if row.target == "bo")
    page._rows.move_to(place)
    await week.press("enter")
    assert page.actor == "bo"
    await week.press("escape")
    assert page.actor == "ada"


async def test_o_shows_the_other_tellings_with_differing_words(week: Reader) -> None:
    await week.press("j", ")", "o")
    pair = week.top(CompareScreen).pair
    marked = {panel.words[a:b].strip() for panel in (pair.left, pair.right) for a, b in panel.marks}
    assert marked == {"single"}


async def test_o_says_when_nobody_else_tells_it(week: Reader) -> None:
    await week.press("j", ")", ")", "o")
    assert "No other document" in week.said


async def test_a_cell_of_the_timeline_narrows_the_feed(week: Reader) -> None:
    await week.press("T")
    assert "█ 2" in next(row for row in week.picture() if "Berths" in row)
    await week.press("enter")
    assert isinstance(week.app.screen, ReadingScreen)
    narrowing = week.screen.narrowing
    assert (narrowing.point, narrowing.first_day) == (1, date(2031, 3, 5))
    assert len(week.screen.items) == 2


async def test_the_timeline_turns_to_actors(week: Reader) -> None:
    await week.press("T", "tab", "h", "h")
    week.top(TimelineScreen)
    assert any("Bo Lind" in row for row in week.picture())
    await week.press("enter")
    assert week.screen.narrowing.actor == "bo"


async def test_keys_typed_while_the_tracker_is_sorted_are_taken_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.screens.sorting.AT_ONCE", 0)
    async with reader_on(make_week(tmp_path / "week")) as reader:
        for key in ("p", "1", "enter"):
            reader._send(key)
            await reader.pilot._wait_for_screen()
        for _ in range(30):
            await reader.press()
            if len(reader.app.screen_stack) == 4:
                break
        assert len(entries(reader)) == 3


async def test_the_tracker_is_sorted_once_until_something_is_decided(week: Reader) -> None:
    source = week.screen.controllers.tracking.source
    await week.press("p", "escape")
    first = source.tracker
    await week.press("p", "escape")
    assert source.tracker is first
    await week.press("j", ")", "t", "3")
    assert source.tracker is not first


async def test_a_statement_says_which_other_outlets_tell_it(week: Reader) -> None:
    await week.press("p", "escape", "j", ")")
    reading = week.screen.text.reading
    assert reading
    assert list(reading.also_in.values()) == ["North Messenger"]
    assert "also in North" in seen(week)


async def test_decisions_are_listed_and_withdrawn(week: Reader) -> None:
    await week.press("p", "1", "enter", "n", "escape", "escape", "C")
    assert "position rejected" in seen(week)
    await week.press("d")
    assert "No decisions yet" in seen(week)
    await week.press("escape")
    assert len(week.library.positions()) == 6
