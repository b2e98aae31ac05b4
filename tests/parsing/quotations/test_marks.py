from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.quotations.marks import pair_marks


def inside(text: str) -> list[str]:
    return [text[span.start : span.end] for span in pair_marks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“one two,” he said", ["one two,"]),
        ('"one two," he said', ["one two,"]),
        ("”one two,” he said", ["one two,"]),
        ("he said “one two“ then", ["one two"]),
        ("sagte er: „eins zwei“ dann", ["eins zwei"]),
        ("« un deux », dit-il", ["un deux"]),
        ("»eins zwei« sagte er", ["eins zwei"]),
        ("“one,” he said. “Two.”", ["one,", "Two."]),
        ('"one," he said. "Two."', ["one,", "Two."]),
        ("“one “two” three,” he said", ["one “two” three,"]),
        ('a "dear one":"Two three," he', ["dear one", "Two three,"]),
        ('**"One two," she said**', ["One two,"]),
        ("one two” he said", []),
        ("“one two", ["one two"]),
        ('a 5\'10" man said "one two" here', ["one two"]),
        ("no marks at all", []),
    ],
)
def test_marks_pair_by_their_neighbours(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_missing_closing_mark_ends_where_the_next_span_opens() -> None:
    assert inside("“one two. “Three four,” he said") == ["one two.", "Three four,"]


def test_unclosed_span_is_told_apart() -> None:
    assert [span.is_closed for span in pair_marks("“one” and “two")] == [True, False]


@given(st.text(alphabet="“”\"'«»„‘’ ab.,", max_size=80))
@settings(deadline=None, max_examples=200)
def test_spans_are_in_order_and_inside_the_line(text: str) -> None:
    spans = pair_marks(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))
