from collections.abc import Callable
from datetime import date

import pytest

from store.errors import NotFound, UsageError
from store.filters import Filter
from store.library import Library
from store.records import CorrectionKind, DaySource, Origin, Parsed, Stance

Make = Callable[..., tuple[Parsed, bytes]]


def test_a_corrected_day_moves_item_statements_and_positions(filled: Library) -> None:
    statement = filled.statements()[0]
    filled.notes.correct(CorrectionKind.DAY, statement.item, "2031-06-01")
    june = date(2031, 6, 1)
    item = filled.items()[0]
    assert (item.id, item.day, item.day_source) == (statement.item, june, DaySource.GIVEN)
    assert "corrected" in item.day_reason
    assert filled.statement(statement.id).day == june
    assert [p.day for p in filled.positions(Filter(first_day=june))] == [june]
    assert filled.days()[0] == (june, 1)
    assert filled.documents()[0].day == june


def test_a_corrected_day_of_a_document_is_that_of_its_items(filled: Library) -> None:
    hills = filled.document("hills.txt")
    special = filled.parsed(hills.id).items[0].id
    filled.notes.correct(CorrectionKind.DAY, special, "2031-05-07")
    filled.notes.correct(CorrectionKind.DAY, hills.id, None)
    assert [item.day for item in filled.parsed(hills.id).items] == [date(2031, 5, 7), None]


def test_a_corrected_speaker_is_named_and_takes_the_position_along(filled: Library) -> None:
    statement = filled.statements()[0]
    filled.notes.correct(CorrectionKind.SPEAKER, statement.id, "belen-marsh")
    held = filled.statement(statement.id)
    assert (held.speaker_id, held.speaker) == ("belen-marsh", "Belen Marsh")
    assert [p.actor for p in filled.positions(Filter(actor="belen-marsh"))] == ["belen-marsh"]


def test_an_unknown_speaker_has_no_position(filled: Library) -> None:
    statement = filled.statements()[0]
    filled.notes.correct(CorrectionKind.SPEAKER, statement.id, None)
    assert filled.statement(statement.id).speaker is None
    assert statement.id not in {p.statement for p in filled.positions()}


def test_corrected_points_of_an_item_hold_for_its_statements(filled: Library) -> None:
    statement = filled.statements()[0]
    filled.notes.correct(CorrectionKind.POINTS, statement.item, "3,1")
    assert filled.item(statement.item).points == (1, 3)
    assert filled.statement(statement.id).points == (1, 3)
    filled.notes.correct(CorrectionKind.POINTS, statement.id, "")
    assert filled.statement(statement.id).points == ()


def test_a_position_is_confirmed_changed_and_rejected(filled: Library) -> None:
    position = filled.positions()[0]
    filled.notes.correct(CorrectionKind.POSITION, position.id, "confirmed")
    assert filled.position(position.id).origin is Origin.USER
    filled.notes.correct(CorrectionKind.POSITION, position.id, "norland 3 opposes")
    changed = filled.positions()[0]
    assert (changed.actor, changed.point, changed.stance) == ("norland", 3, Stance.OPPOSES)
    filled.notes.correct(CorrectionKind.POSITION, position.id, None)
    assert position.id not in {p.id for p in filled.positions()}
    assert filled.position(position.id) == position


def test_the_reader_adds_positions_to_a_statement(filled: Library) -> None:
    statement = filled.statements()[0]
    value = "belen-marsh 1 conditional; norland 2 proposes"
    filled.notes.correct(CorrectionKind.POSITION, statement.id, value)
    own = [p for p in filled.positions() if p.origin is Origin.USER]
    assert [(p.actor, p.side, p.point, p.stance) for p in own] == [
        ("belen-marsh", "norland", 1, Stance.CONDITIONAL),
        ("norland", None, 2, Stance.PROPOSES),
    ]
    assert {p.passage for p in own} == {statement.quote}


def test_a_merged_actor_is_one_with_the_other(filled: Library) -> None:
    filled.notes.correct(CorrectionKind.ACTOR, "belen-marsh", "ilse-orsa")
    assert {s.actor.id for s in filled.actors()} == {"ilse-orsa", "norland"}
    assert filled.actors()[0].mentions == 6
    assert len(filled.items(Filter(actor="belen-marsh"))) == 4
    assert filled.actor("belen-marsh").id == "ilse-orsa"
    filled.notes.undo()
    assert len(filled.items(Filter(actor="belen-marsh"))) == 2


def test_merges_in_a_ring_end(filled: Library) -> None:
    filled.notes.correct(CorrectionKind.ACTOR, "belen-marsh", "ilse-orsa")
    filled.notes.correct(CorrectionKind.ACTOR, "ilse-orsa", "belen-marsh")
    assert filled.actors()


def test_the_later_decision_holds_and_withdrawing_brings_the_one_before(filled: Library) -> None:
    item = filled.items()[0].id
    filled.notes.correct(CorrectionKind.DAY, item, "2031-05-01")
    later = filled.notes.correct(CorrectionKind.DAY, item, "2031-05-02")
    assert filled.item(item).day == date(2031, 5, 2)
    filled.notes.withdraw(later.id)
    assert filled.item(item).day == date(2031, 5, 1)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CorrectionKind.DAY, "yesterday"),
        (CorrectionKind.POINTS, "one"),
        (CorrectionKind.POSITION, "norland supports"),
        (CorrectionKind.POSITION, "norland 1 loves"),
        (CorrectionKind.ACTOR, "ilse-orsa"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    filled: Library, kind: CorrectionKind, value: str
) -> None:
    target = "ilse-orsa" if kind is CorrectionKind.ACTOR else filled.statements()[0].id
    with pytest.raises(UsageError):
        filled.notes.correct(kind, target, value)
    assert filled.notes.corrections() == ()


def test_a_decision_on_nothing_is_refused(filled: Library) -> None:
    for kind in CorrectionKind:
        with pytest.raises(NotFound):
            filled.notes.correct(kind, "nothing-such", None)
    with pytest.raises(UsageError):
        filled.notes.correct(CorrectionKind.SPEAKER, filled.items()[0].id, None)


def test_decisions_survive_a_new_import(library: Library, making: Make, texts: list[str]) -> None:
    library.add(*making(texts))
    statement, position = library.statements()[1], library.positions()[1]
    library.notes.correct(CorrectionKind.SPEAKER, statement.id, "belen-marsh")
    library.notes.correct(CorrectionKind.DAY, statement.item, "2031-05-02")
    library.notes.correct(CorrectionKind.POSITION, position.id, "confirmed")
    library.add(*making(["A new item on top.", *texts]))
    held = library.statement(statement.id)
    assert (held.speaker_id, held.day) == ("belen-marsh", date(2031, 5, 2))
    assert library.position(position.id).origin is Origin.USER
