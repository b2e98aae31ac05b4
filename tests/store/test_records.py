from __future__ import annotations

from dataclasses import replace

import pytest

from store.codec import decode, encode
from store.records import Origin, Position, Stance

POSITION = Position(
    "p1", "rivia", None, 1, Stance.SUPPORTS, "d1", "i1", None, 1, 0, 40,
    "Sarn must pay, and Rivia must get a quota", "must", None, Origin.RULE, 25, 29,
)  # fmt: skip


def test_a_position_tells_which_of_two_equal_words_shows_it() -> None:
    assert POSITION.cue_span == (25, 29)


def test_a_row_of_an_older_parser_falls_back_on_the_first_place() -> None:
    row = encode(POSITION)
    del row["cue_start"], row["cue_end"]
    assert decode(Position, row).cue_span == (5, 9)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (25, 400), (None, 4)])
def test_offsets_outside_the_passage_are_not_believed(start: int | None, end: int) -> None:
    assert replace(POSITION, cue_start=start, cue_end=end).cue_span == (5, 9)


def test_words_that_do_not_stand_in_the_passage_have_no_place() -> None:
    assert replace(POSITION, cue="by the reader", cue_start=None).cue_span is None
