"""The evidence behind a cell of the tracker."""

from __future__ import annotations

from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.tracker import TrackerScreen
from store.records import Stance

from .conftest import Reader, seen


def entries(reader: Reader) -> list[tuple[str, Stance]]:
    """Who takes which position in the evidence that is shown."""
    rows = reader.top(EvidenceScreen)._rows.entries
    return [(one.position.actor, one.position.stance) for one in rows]


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
