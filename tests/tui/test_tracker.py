"""The tracker: points × sides, points × versions, the as-of day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.tui.screens.comparing import CompareScreen
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.tracker import TrackerScreen
from store.records import Stance

from .conftest import Reader, reader_on, seen
from .harbour_week import make_week
from .test_evidence import entries


# Points × sides
async def test_p_shows_points_by_sides_with_sign_word_and_count(wide: Reader) -> None:
    await wide.press("p")
    wide.top(TrackerScreen)
    assert "+ supports 1" in seen(wide)
    assert "− opposes 1" in seen(wide)


async def test_a_quotation_in_two_outlets_counts_once(week: Reader) -> None:
    await week.press("p", "l", "enter")
    evidence = week.top(EvidenceScreen)._rows.entries
    assert [one.cited.outlets for one in evidence] == [("Sound Gazette", "North Messenger")]
    assert "told 2 times" in seen(week)


async def test_a_changed_position_is_marked_in_its_cell(week: Reader) -> None:
    await week.press("p")
    assert "±›− opposes 2" in seen(week)


async def test_points_nobody_has_spoken_to_stay_visible(week: Reader) -> None:
    await week.press("p")
    row = next(row for row in week.picture() if "Winter ice" in row)
    assert row.count("·") == 2


async def test_rows_say_when_a_point_was_touched(week: Reader) -> None:
    await week.press("p")
    assert "today" in next(row for row in week.picture() if "Berths" in row)
    assert "3 d" in next(row for row in week.picture() if "Pilots" in row)


async def test_typing_a_number_goes_to_that_point(week: Reader) -> None:
    await week.press("p", "1", "2")
    matrix = week.top(TrackerScreen).matrix
    assert matrix.row
    assert matrix.row.point.number == 12
    await week.press("3")
    assert matrix.row.point.number == 3


async def test_a_side_opens_into_its_voices(week: Reader) -> None:
    await week.press("p", "l", "o")
    columns = week.top(TrackerScreen).matrix.table.columns
    assert [one.actor.id for one in columns if one.is_voice] == ["ada"]
    await week.press("o")
    assert not any(one.is_voice for one in week.top(TrackerScreen).matrix.table.columns)


async def test_rows_are_sorted_in_three_ways(wide: Reader) -> None:
    await wide.press("p")
    screen = wide.top(TrackerScreen)

    def numbers() -> list[int]:
        return [row.point.number for row in screen.matrix.table.rows]

    assert numbers() == [1, 2, 3, 12, 21]
    await wide.press("s")
    assert numbers()[-1] == 12
    await wide.press("s")
    assert numbers()[0] == 1


async def test_tracker_works_at_80_columns(reader: Reader) -> None:
    await reader.press("p", "l", "h", "j", "k", "G")
    reader.top(TrackerScreen)
    assert any("Estmark" in row for row in reader.picture())
    await reader.press("escape")
    assert reader.app.screen is reader.screen


async def test_a_cell_is_chosen_by_mouse(week: Reader) -> None:
    await week.press("p")
    matrix = week.top(TrackerScreen).matrix
    place = (matrix.widths(matrix.row_width)[0] + 3, 1)
    await week.pilot.click(matrix, offset=place)
    assert matrix.column == 1
    await week.pilot.click(matrix, offset=place)
    assert entries(week) == [("ada", Stance.SUPPORTS)]


# Points × versions
async def test_tab_shows_what_each_draft_says(week: Reader) -> None:
    await week.press("p", "tab")
    assert "Second draft, 4 Mar" in seen(week)
    assert "2 reports differ" in seen(week)
    assert "Half of the berths. ‖ A third" in seen(week)


async def test_contradicting_reports_stand_side_by_side_with_sources(week: Reader) -> None:
    await week.press("p", "tab", "l", "l", "enter")
    pair = week.top(CompareScreen).pair
    assert (pair.left.words, pair.right.words) == ("Half of the berths.", "A third of the berths.")
    assert "Source: North Messenger" in seen(week)
    await week.press("[")
    assert week.top(CompareScreen).pair.left.words == "Berths"


# History and the as-of day
async def test_c_shows_both_dated_passages_side_by_side(week: Reader) -> None:
    await week.press("p", "l", "l", "c")
    pair = week.top(CompareScreen).pair
    assert pair.left.heads[0] == "± conditional · Mon 3 Mar 2031"
    assert pair.right.heads[0] == "− opposes · Wed 5 Mar 2031"
    await week.press("h", "enter")
    assert week.screen.text.statement
    assert week.screen.text.statement.quote.startswith("Berths can")


async def test_history_works_at_80_columns(tmp_path: Path) -> None:
    async with reader_on(make_week(tmp_path / "week")) as reader:
        await reader.press("p", "l", "l", "c")
        assert "± conditional · Mon 3 Mar 2031" in seen(reader)
        assert "− opposes · Wed 5 Mar 2031" in seen(reader)


async def test_as_of_day_goes_in_and_comes_back(wide: Reader) -> None:
    await wide.press(",", "p", "l")
    screen = wide.top(TrackerScreen)
    assert screen.as_of == date(2031, 3, 4)
    assert screen.matrix.cell
    assert screen.matrix.cell.stance is None
    await wide.press("[", "escape")
    assert wide.screen.narrowing.as_of == date(2031, 3, 2)


async def test_stepping_the_day_plays_the_week(week: Reader) -> None:
    await week.press("p", "l", "l")
    cell = [week.top(TrackerScreen).matrix.cell]
    for _ in range(3):
        await week.press(",")
        cell.append(week.top(TrackerScreen).matrix.cell)
    assert [one.stance for one in cell if one] == [
        Stance.OPPOSES,
        Stance.CONDITIONAL,
        Stance.CONDITIONAL,
        None,
    ]


async def test_at_sign_chooses_the_day(week: Reader) -> None:
    await week.press("p", "@")
    await week.write("3 mar")
    await week.press("enter")
    assert week.top(TrackerScreen).as_of == date(2031, 3, 3)
