from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.quotations.blocks import MARKED_UP
from reader.parsing.quotations.quotations import find_quotations
from store.records import StatementKind

from ..attributing import make_page, make_span, quotes, words


def test_quotation_excludes_marks_and_keeps_its_comma() -> None:
    assert quotes("“We shall see about that,” Ash said.") == ["We shall see about that,"]


def test_quotation_interrupted_by_its_attribution_is_two() -> None:
    assert quotes("“We shall go,” Ash said, “and then we shall return.”") == [
        "We shall go,",
        "and then we shall return.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They drew a “red line” there.",
        "She read “The Long Road to Peace” twice.",
        "The so-called “Friends of the valley” met.",
        "It hung on the “State Opera House Berlin” wall.",
        '<a title="one two three four five">',
    ],
)
def test_scare_quotes_titles_and_markup_are_no_statements(text: str) -> None:
    assert quotes(text) == []


def test_short_utterance_is_a_statement() -> None:
    assert quotes("“We agree now,” Ash said.") == ["We agree now,"]


def test_nested_marks_stay_inside_the_outer_span() -> None:
    text = "“They say ‘no deal at all’ every day,” Ash said."
    assert quotes(text) == ["They say ‘no deal at all’ every day,"]


def test_apostrophes_open_nothing() -> None:
    assert quotes("The envoys' talks and Ash's plan and the '90s rules went on.") == []


def test_single_marks_count_where_they_read_as_speech() -> None:
    assert quotes("‘We are ready to talk again,’ said Ash.") == ["We are ready to talk again,"]
    assert quotes("The ‘coalition of the very willing’ met.") == []


def test_paragraph_that_runs_on_is_marked() -> None:
    page = make_page("“One two three four.", "“Five six seven eight,” Ash said.")
    found = find_quotations(page, (make_span(page),))
    assert [quotation.continues for quotation in found] == [False, True]


def test_block_quotation_after_introduction() -> None:
    page = make_page(
        "Ash told reporters on Monday:",
        "I hope that the talks go on this week.",
        "We are ready for them.",
        "The meeting was held in Oslo on Tuesday.",
    )
    found = find_quotations(page, (make_span(page),))
    assert [(quotation.line, quotation.kind) for quotation in found] == [
        (2, StatementKind.BLOCK),
        (3, StatementKind.BLOCK),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("The agenda has three points:", "Borders and the army of the country."),
        ("Ash said the following tasks remain:", "Sell the plan to the voters there."),
        ("Ash said:", "• one point that stands in a list"),
    ],
)
def test_lists_after_a_colon_are_no_block_quotations(lines: tuple[str, ...]) -> None:
    assert quotes(*lines) == []


def test_mark_up_tells_how_far_a_block_quotation_goes() -> None:
    page = make_page(
        "Ash said:",
        "The border stays where it is for now.",
        "The army goes home in spring.",
        "We were in Oslo that day.",
    )
    shown = [replace(x, rule=MARKED_UP) if x.number in (2, 3) else x for x in page.lines]
    page = replace(page, lines=tuple(shown))
    found = find_quotations(page, (make_span(page),))
    assert [quotation.line for quotation in found] == [2, 3]


def test_marked_paragraph_after_a_colon_is_direct() -> None:
    page = make_page("Ash said:", "“We go on with the talks.”")
    (found,) = find_quotations(page, (make_span(page),))
    assert found.kind is StatementKind.DIRECT
    assert words(page, found) == "We go on with the talks."


LINE = st.text(alphabet="“”\"'‘’«» abcAsh.,:!", max_size=60)


@given(st.lists(LINE, min_size=1, max_size=6))
@settings(deadline=None, max_examples=150)
def test_spans_lie_in_their_line_and_do_not_overlap(lines: list[str]) -> None:
    page = make_page(*lines)
    span = make_span(page)
    found = find_quotations(page, (span,) if span.lines else ())
    for quotation in found:
        text = page.lines[quotation.line - 1].text
        assert 0 <= quotation.start < quotation.end <= len(text)
        assert words(page, quotation) == words(page, quotation).strip()
    places = [(q.line, q.start, q.end) for q in found]
    assert places == sorted(places)
    assert all(a[0] < b[0] or a[2] <= b[1] for a, b in pairwise(places))


def test_many_opening_marks_in_one_line_are_read() -> None:
    assert quotes("“" * 100_000) == []
