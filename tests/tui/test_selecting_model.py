"""A selection as a value: units of text, and motions of its two ends."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.tui.selecting import (
    TextSelection,
    paragraphs,
    sentences,
    step,
    unit_at,
    words,
)

TEXT = "One two three. “Four five!” said Six.\nSeven eight? Nine."


def test_sentences_keep_their_closing_marks() -> None:
    assert [TEXT[start:end] for start, end in sentences(TEXT)] == [
        "One two three.",
        "“Four five!”",
        "said Six.",
        "Seven eight?",
        "Nine.",
    ]


def test_paragraphs_leave_out_empty_lines() -> None:
    assert paragraphs("a\n\n b ") == [(0, 1), (4, 5)]


def test_unit_at_takes_the_next_one_from_a_gap() -> None:
    assert unit_at([(0, 3), (5, 8)], 4) == (5, 8)
    assert unit_at([(0, 3), (5, 8)], 9) == (5, 8)
    assert unit_at([], 9) is None


def test_words_grow_the_selection_and_shrink_it_again() -> None:
    selection = TextSelection(0, 3)
    grown = step(words(TEXT), selection, 1)
    assert TEXT[slice(*grown.span)] == "One two"
    grown = step(words(TEXT), grown, 1)
    assert TEXT[slice(*grown.span)] == "One two three"
    assert TEXT[slice(*step(words(TEXT), grown, -1).span)] == "One two"


def test_going_back_past_the_beginning_grows_to_the_left() -> None:
    selection = TextSelection(4, 7)
    assert TEXT[slice(*step(words(TEXT), selection, -1).span)] == "One "


def test_the_other_end_moves_after_a_swap() -> None:
    selection = TextSelection(4, 13).swapped()
    assert TEXT[slice(*step(words(TEXT), selection, -1).span)] == "One two three"


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="ab .!?\n“”é漢", max_size=60),
    st.lists(st.tuples(st.sampled_from([words, sentences, paragraphs]), st.sampled_from([1, -1]))),
)
def test_motions_never_leave_the_text(text: str, motions: list[tuple[object, int]]) -> None:
    start = unit_at(words(text), 0)
    if start is None:
        return
    selection = TextSelection(*start)
    for units, direction in motions:
        assert callable(units)
        selection = step(units(text), selection, direction)
        first, last = selection.span
        assert 0 <= first <= last <= len(text)
