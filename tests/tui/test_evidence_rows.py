from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.panes.evidence_rows import PASSAGE_LINES, lead_in


def test_a_passage_whose_cue_is_in_view_is_shown_from_its_start() -> None:
    assert lead_in("Rivia must get a quota", (6, 10), 20) == ("", 0)


def test_a_passage_is_shown_from_the_words_before_a_late_cue() -> None:
    passage = "and so on " * 20 + "Rivia must get a quota"
    head, begin = lead_in(passage, (206, 210), 20)
    assert head
    assert passage[begin:206] == "on Rivia "


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab ", max_size=300), st.integers(0, 300), st.integers(1, 9))
def test_the_cue_is_always_in_view(passage: str, start: int, length: int) -> None:
    room, end = 20, min(start + length, len(passage))
    if start < end:
        head, begin = lead_in(passage, (start, end), room)
        assert begin <= start
        assert len(head) + end - begin <= PASSAGE_LINES * room
