"""Points × sides as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reader.tracking.matrix import Order, Tracker
from reader.tracking.tellings import Tellings
from store.records import Actor, ActorKind, Origin, Plan, Point, Position, Stance

MONDAY, TUESDAY, WEDNESDAY = (date(2030, 3, n) for n in (4, 5, 6))
PLAN = Plan("fish", "Fishing", (), tuple(Point(n, f"Point {n}", (), ()) for n in (1, 2, 3)))


def actor(key: str, side: str | None = None, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(key, key.title(), kind, None, side, (), is_listed=True)


ACTORS = {
    record.id: record
    for record in (
        actor("north", kind=ActorKind.STATE),
        actor("south", kind=ActorKind.STATE),
        actor("county", "north", ActorKind.STATE),
        actor("ann", "county"),
        actor("bo", "south"),
    )
}


def position(
    who: str,
    stance: Stance,
    day: date | None,
    *,
    point: int = 1,
    statement: str | None = None,
    document: str = "d1",
) -> Position:
    return Position(
        id=f"p{who}{stance}{day}{document}",
        actor=who,
        side=None,
        point=point,
        stance=stance,
        document=document,
        item="i1",
        statement=statement,
        line=1,
        start=0,
        end=4,
        passage="text",
        cue="",
        day=day,
        origin=Origin.RULE,
    )


def tracker(positions: Sequence[Position], touched: dict[int, list[date]] | None = None) -> Tracker:
    spread = [*positions]
    for side in ("north", "south"):
        spread += [position(side, Stance.PROPOSES, None, point=3)] * 3
    return Tracker(PLAN, ACTORS, spread, touched or {}, Tellings(()))


def test_an_actor_counts_for_the_end_of_its_chain_of_sides() -> None:
    found = tracker([position("ann", Stance.OPPOSES, MONDAY)])
    assert found.cell(1, "north").stance is Stance.OPPOSES


def test_the_latest_stance_stands_in_the_cell() -> None:
    found = tracker(
        [position("ann", Stance.CONDITIONAL, TUESDAY), position("ann", Stance.OPPOSES, MONDAY)]
    )
    assert found.cell(1, "north").stance is Stance.CONDITIONAL


def test_a_changed_position_is_a_path() -> None:
    found = tracker(
        [position("ann", Stance.OPPOSES, MONDAY), position("ann", Stance.CONDITIONAL, TUESDAY)]
    )
    assert [turn.stance for turn in found.cell(1, "north").path] == ["opposes", "conditional"]


def test_a_later_day_is_not_known_yet() -> None:
    found = tracker(
        [position("ann", Stance.OPPOSES, MONDAY), position("ann", Stance.SUPPORTS, WEDNESDAY)]
    )
    assert found.cell(1, "north", as_of=TUESDAY).stance is Stance.OPPOSES


def test_the_undated_is_left_out_of_a_day() -> None:
    found = tracker([position("ann", Stance.OPPOSES, None)])
    assert found.cell(1, "north", as_of=WEDNESDAY).stance is None


def test_two_tellings_are_one_piece_of_evidence() -> None:
    first = position("ann", Stance.OPPOSES, MONDAY, statement="s1")
    again = position("ann", Stance.OPPOSES, MONDAY, statement="s2", document="d2")

    class OneAct(Tellings):
        def act(self, statement: str) -> str:
            return "s1"

    found = Tracker(PLAN, ACTORS, [first, again], {}, OneAct(()))
    assert [len(e.tellings) for e in found.cell(1, "north").evidence] == [2]


def test_evidence_is_newest_first() -> None:
    found = tracker(
        [position("ann", Stance.OPPOSES, MONDAY), position("ann", Stance.OPPOSES, TUESDAY)]
    )
    assert [e.position.day for e in found.cell(1, "north").evidence] == [TUESDAY, MONDAY]


def test_a_point_that_nobody_spoke_to_stays_visible() -> None:
    rows = tracker([]).matrix().rows
    assert [cell.stance for cell in rows[0].cells] == [None, None]


def test_days_since_counts_from_the_as_of_day() -> None:
    found = tracker([], {1: [MONDAY], 2: [WEDNESDAY]})
    assert [row.days_since for row in found.matrix(as_of=WEDNESDAY).rows] == [2, 0, None]


def test_disagreement_comes_first_when_asked_for() -> None:
    found = tracker(
        [
            position("ann", Stance.OPPOSES, MONDAY, point=2),
            position("bo", Stance.SUPPORTS, MONDAY, point=2),
        ]
    )
    assert found.matrix(order=Order.DISAGREEMENT).rows[0].point.number == 2


def test_activity_sorts_the_latest_touched_first() -> None:
    found = tracker([], {1: [MONDAY], 2: [WEDNESDAY]})
    assert [r.point.number for r in found.matrix(order=Order.ACTIVITY).rows] == [2, 1, 3]


def test_both_stances_on_the_latest_day_are_mixed() -> None:
    found = tracker(
        [position("ann", Stance.OPPOSES, MONDAY), position("county", Stance.SUPPORTS, MONDAY)]
    )
    assert found.cell(1, "north").is_mixed


def test_a_side_opens_into_its_voices() -> None:
    found = tracker([position("ann", Stance.OPPOSES, MONDAY)])
    assert {voice.id for voice in found.voices("north")} == {"north", "ann"}


def test_a_circle_of_sides_ends() -> None:
    actors = {"a": actor("a", "b"), "b": actor("b", "a")}
    assert Tracker(PLAN, actors, [], {}, Tellings(())).side_of("a") == "b"


def test_two_stances_of_one_day_are_one_turn_for_an_actor_as_for_its_side() -> None:
    found = tracker(
        [
            position("ann", Stance.OPPOSES, MONDAY),
            position("ann", Stance.CONDITIONAL, TUESDAY),
            position("ann", Stance.SUPPORTS, TUESDAY, document="d2"),
        ]
    )
    assert [turn.stance for turn in found.cell_of_actor(1, "ann").path] == ["opposes", "supports"]
    assert found.cell_of_actor(1, "ann").path == found.cell(1, "north").path


def test_what_has_no_day_comes_first_in_a_path() -> None:
    found = tracker(
        [
            position("ann", Stance.OPPOSES, None),
            position("ann", Stance.OPPOSES, MONDAY),
            position("ann", Stance.SUPPORTS, TUESDAY),
        ]
    )
    assert [turn.day for turn in found.cell(1, "north").path] == [None, TUESDAY]
    assert [turn.day for turn in found.cell(1, "north", TUESDAY).path] == [MONDAY, TUESDAY]
