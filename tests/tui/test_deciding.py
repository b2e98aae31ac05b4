"""Decisions over what the program proposes."""

from __future__ import annotations

from reader.tui.screens.tracker import TrackerScreen
from store.records import CorrectionKind, Origin, Stance

from .conftest import Reader, seen
from .harbour import document_id
from .test_evidence import entries


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
    assert cell.evidence[0].position.document == document_id("messenger.txt")


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
