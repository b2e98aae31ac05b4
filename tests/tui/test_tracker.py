from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from reader.tui.screens.actor import ActorScreen
from reader.tui.screens.comparing import CompareScreen
from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.timeline import TimelineScreen
from reader.tui.screens.tracker import TrackerScreen
from store.records import CorrectionKind, Origin, Stance

from .conftest import Reader, reader_on
from .harbour_week import make_week


@pytest.fixture
async def week(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader at 140×45 on three outlets."""
    async with reader_on(make_week(tmp_path / "week"), (140, 45)) as running:
        yield running


def entries(reader: Reader) -> list[tuple[str, Stance]]:
    """Who takes which position in the evidence that is shown."""
    rows = reader.top(EvidenceScreen)._rows.entries
    return [(one.position.actor, one.position.stance) for one in rows]


def seen(reader: Reader) -> str:
    """The whole screen as text."""
    return "\n".join(reader.picture())


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


# Evidence


async def test_three_keys_tell_what_everybody_said_on_a_point(week: Reader) -> None:
    await week.press("p", "1", "enter")
    assert entries(week) == [
        ("ada", Stance.SUPPORTS),
        ("bo", Stance.OPPOSES),
        ("bo", Stance.CONDITIONAL),
    ]
    assert "± conditional 3 Mar › − opposes 5 Mar" in seen(week)


async def test_the_evidence_that_turned_a_side_is_marked(week: Reader) -> None:
    await week.press("p", "1", "enter")
    row = next(row for row in week.picture() if "Bo Lind" in row)
    assert "±›− opposes" in row


async def test_evidence_leads_to_the_place_in_the_text_and_h_back_to_it(week: Reader) -> None:
    start = week.screen.reading
    await week.press("p", "1", "enter", "j", "j", "enter")
    assert week.app.screen is week.screen
    assert week.screen.text.statement
    assert week.screen.text.statement.quote.startswith("Berths can")
    await week.press("H")
    entry = week.top(EvidenceScreen)._rows.entry
    assert entry
    assert entry.position.stance is Stance.CONDITIONAL
    await week.press("escape")
    row = week.top(TrackerScreen).matrix.row
    assert row
    assert row.point.number == 1
    await week.press("escape", "H")
    assert week.screen.reading == start


async def test_an_empty_cell_says_so(wide: Reader) -> None:
    await wide.press("p", "j", "l", "enter")
    assert "has not spoken" in wide.top(TrackerScreen).status.words


async def test_statement_opens_the_evidence_of_its_speaker(wide: Reader) -> None:
    await wide.press("j", ")", "2", "enter")
    await wide.write("supports")
    await wide.press("enter")
    assert entries(wide) == [("ada", Stance.SUPPORTS)]


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
    assert wide.screen.narrowing.as_of == date(2031, 3, 3)


async def test_stepping_the_day_plays_the_week(week: Reader) -> None:
    await week.press("p", "l", "l")
    cell = [week.top(TrackerScreen).matrix.cell]
    for _ in range(4):
        await week.press(",")
        cell.append(week.top(TrackerScreen).matrix.cell)
    assert [one.stance for one in cell if one] == [
        Stance.OPPOSES,
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


# Decisions


async def test_a_proposal_looks_proposed_until_it_is_confirmed(week: Reader) -> None:
    await week.press("p", "l", "enter")
    assert "? proposed, by “said”" in seen(week)
    await week.press("y")
    assert "✓ confirmed by you" in seen(week)
    assert week.library.positions()[0].origin is Origin.USER
    await week.press("u")
    assert "? proposed, by “said”" in seen(week)


async def test_a_rejected_position_leaves_the_tracker_but_stays_in_sight(week: Reader) -> None:
    await week.press("p", "l", "enter", "n")
    assert "rejected by you" in seen(week)
    await week.press("escape")
    cell = week.top(TrackerScreen).matrix.cell
    assert cell
    assert cell.evidence[0].position.document == "dmes"


async def test_a_stance_is_changed(week: Reader) -> None:
    await week.press("p", "1", "enter", "j", "e")
    await week.write("conditional")
    await week.press("enter")
    assert entries(week)[1] == ("bo", Stance.CONDITIONAL)
    assert "✓ changed by you" in seen(week)


async def test_the_speaker_of_evidence_is_corrected(week: Reader) -> None:
    await week.press("p", "1", "enter", "j", "S")
    await week.write("cay")
    await week.press("enter")
    assert entries(week)[1] == ("cay", Stance.OPPOSES)


async def test_a_position_of_ones_own_is_added_to_a_statement(week: Reader) -> None:
    await week.press("j", ")", "P", "enter")
    await week.write("pilots")
    await week.press("enter")
    await week.write("proposes")
    await week.press("enter")
    own = [one for one in week.library.positions() if one.origin is Origin.USER]
    assert [(one.actor, one.point, one.stance) for one in own] == [("ada", 12, Stance.PROPOSES)]
    await week.press("u")
    assert not [one for one in week.library.positions() if one.origin is Origin.USER]


async def test_a_position_of_ones_own_is_added_to_a_passage(week: Reader) -> None:
    await week.press("j", "enter", "v", "s", "P")
    await week.write("ferry")
    await week.press("enter")
    await week.write("lighthouse")
    await week.press("enter")
    await week.write("opposes")
    await week.press("enter")
    own = [one for one in week.library.positions() if one.origin is Origin.USER]
    assert [(one.actor, one.point, one.stance) for one in own] == [("ferry", 3, Stance.OPPOSES)]
    assert own[0].passage in week.library.item(own[0].item).text
    assert own[0].statement is None


async def test_the_current_speaker_is_corrected(week: Reader) -> None:
    await week.press("j", ")", "S")
    await week.write("eli moe")
    await week.press("enter")
    assert week.screen.text.statement
    assert week.screen.text.statement.speaker_id == "eli"
    assert "u takes it back" in week.said


async def test_an_actor_is_merged_into_another(week: Reader) -> None:
    await week.press("j", ")", "M")
    await week.write("cay berg")
    await week.press("enter")
    assert week.library.actor("ada").id == "cay"
    assert [one.kind for one in week.library.notes.corrections()] == [CorrectionKind.ACTOR]


# Actors, tellings, days


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
