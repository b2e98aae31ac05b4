from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("The U.S. President left. He slept.", ["The U.S. President left.", "He slept."]),
        ("It is in the U.S. The rest is not.", ["It is in the U.S.", "The rest is not."]),
        ("Mr. Ash met J.D. Birch on Nov. 3 there.", ["Mr. Ash met J.D. Birch on Nov. 3 there."]),
        ("It rose by 3.5 percent. Good.", ["It rose by 3.5 percent.", "Good."]),
        ("", []),
        ("   ", []),
        ("no stop at all", ["no stop at all"]),
        ("The talks are over.He left the room.", ["The talks are over.", "He left the room."]),
    ],
)
def test_full_stops_split_and_abbreviations_do_not(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_sentences_inside_one_quotation_stay_together() -> None:
    text = "“We came. We saw,” Ash said. Birch left."
    assert split(text) == ["“We came. We saw,” Ash said.", "Birch left."]


def test_question_with_its_attribution_is_one_sentence() -> None:
    text = "“Can you see it?” Ash said at noon. “Look there.”"
    assert split(text) == ["“Can you see it?” Ash said at noon.", "“Look there.”"]


def test_full_stop_before_closing_mark_ends_the_sentence() -> None:
    text = 'He said: "We will go." The rest stayed.'
    assert split(text) == ['He said: "We will go."', "The rest stayed."]


@given(st.text(alphabet=" .!?“”\"'«»AbcD,\t…Mr", max_size=120))
@settings(deadline=None, max_examples=150)
def test_sentences_are_in_order_and_hold_all_words(text: str) -> None:
    spans = split_sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_many_opening_marks_do_not_slow_it_down() -> None:
    assert split_sentences("“a. " * 30_000)
