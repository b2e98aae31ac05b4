from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.items.items import split_items
from reader.parsing.model import DayFact, Line, LineRole, Naming, Opening, Page, Span
from store.records import Layout

NOBODY = Naming({}, {}, {})

OPENER = "Spanish Foreign Minister Eva Ruiz has said that the talks will go on in Vienna."
OTHER = "Kremlin spokesman Anton Weiss has rejected the offer, the Evening Herald has reported."


def make_page(
    lines: Sequence[str],
    roles: Mapping[int, LineRole] | None = None,
    *,
    layout: Layout = Layout.LIVE,
    openings: tuple[Opening, ...] | None = None,
    day_headings: Mapping[int, date] | None = None,
    rules: Mapping[int, str] | None = None,
) -> Page:
    known = roles or {}

    def role(number: int, text: str) -> LineRole:
        return known.get(number, LineRole.TEXT if text.strip() else LineRole.BLANK)

    return Page(
        name="page.txt",
        lines=tuple(
            Line(n, text, role(n, text), (rules or {}).get(n, ""))
            for n, text in enumerate(lines, 1)
        ),
        layout=layout,
        outlet=None,
        title="The whole story",
        has_source_lines=True,
        fact=DayFact(None, None, ""),
        day_headings=day_headings or {},
        openings=openings,
    )


def starts(spans: Sequence[Span]) -> list[int]:
    return [span.lines[0] for span in spans]


def split(*lines: str, layout: Layout = Layout.LIVE) -> list[int]:
    return starts(split_items(make_page(lines, layout=layout), NOBODY))


def test_an_article_is_one_item_with_the_pages_title() -> None:
    page = make_page([OPENER, OTHER, "He added that it was late."], layout=Layout.ARTICLE)
    assert split_items(page, NOBODY) == (
        Span((1, 2, 3), "The whole story", "an article is one item"),
    )


def test_a_page_without_text_has_no_items() -> None:
    assert split_items(make_page(["", " "]), NOBODY) == ()


def test_openings_of_the_markup_are_taken_as_they_are() -> None:
    fact = DayFact(date(2024, 5, 2), None, "time stamp")
    openings = (Opening(1, "First", fact), Opening(3, "Second"))
    page = make_page([OPENER, OTHER, "He added that.", "And so on."], openings=openings)
    assert split_items(page, NOBODY) == (
        Span((1, 2), "First", "the page's mark-up", fact),
        Span((3, 4), "Second", "the page's mark-up", None),
    )


def test_text_above_the_first_opening_is_an_item() -> None:
    page = make_page(["A summary.", OPENER], openings=(Opening(2),))
    assert starts(split_items(page, NOBODY)) == [1, 2]


def test_an_opening_without_text_makes_no_item() -> None:
    page = make_page([OPENER, "", OTHER], openings=(Opening(1), Opening(2), Opening(3)))
    assert starts(split_items(page, NOBODY)) == [1, 3]


def test_a_section_heading_ends_an_item_and_gives_the_next_its_title() -> None:
    page = make_page(
        [OPENER, "Troops leave the border", "He said so on Monday."], {2: LineRole.HEADING}
    )
    spans = split_items(page, NOBODY)
    assert [(span.lines, span.title) for span in spans] == [
        ((1,), None),
        ((3,), "Troops leave the border"),
    ]


def test_a_day_heading_ends_an_item_and_is_no_title() -> None:
    page = make_page(
        [OPENER, "2 May 2024", "He said so on Monday."],
        {2: LineRole.HEADING},
        day_headings={2: date(2024, 5, 2)},
    )
    spans = split_items(page, NOBODY)
    assert [(span.lines, span.title) for span in spans] == [((1,), None), ((3,), None)]


def test_the_title_of_the_page_is_no_items_title() -> None:
    page = make_page(["The whole story", OPENER], {1: LineRole.HEADING})
    assert [span.title for span in split_items(page, NOBODY)] == [None]


def test_a_byline_opens_an_item() -> None:
    page = make_page(
        [OPENER, "Ann Reporter", "He said so on Monday."],
        {2: LineRole.FURNITURE},
        rules={2: "byline"},
    )
    assert [span.opened_by for span in split_items(page, NOBODY)][1] == "under a byline"


def test_a_caption_between_paragraphs_is_left_out_and_opens_nothing() -> None:
    page = make_page(
        [OPENER, "The minister in Vienna", "She added that she was hopeful."],
        {2: LineRole.FURNITURE},
        rules={2: "caption"},
    )
    assert [span.lines for span in split_items(page, NOBODY)] == [(1, 3)]


def test_title_full_name_and_reporting_verb_open_an_item() -> None:
    assert split(OPENER, "She added that she was hopeful.", OTHER) == [1, 3]


@pytest.mark.parametrize(
    "line",
    [
        "“We are close to an agreement,” she said.",
        "According to the minister, both sides are tired of waiting.",
        "Ruiz added that nobody should expect too much of the week.",
        "However, nothing has been signed, and no day has been set for it.",
        "The minister also warned that the offer would not stand for ever.",
        "The agency did not say who else was in the room.",
        "Madrid has repeatedly said that it wants to be heard.",
        "– a longer pause in the north",
        "Last month the assembly refused a bill of the same kind.",
        "Her remarks come after weeks of silence.",
    ],
)
def test_a_line_that_leans_goes_on(line: str) -> None:
    assert split(OPENER, line, OTHER) == [1, 3]


@pytest.mark.parametrize(
    "line",
    [
        "A draft of the treaty will be shown on Friday, Reuters has reported, citing two envoys.",
        "Former Italian President Carla Verdi has called the offer a mistake.",
        "Germany will send no soldiers, Defence Minister Otto Kahn has said.",
        "Brussels is ready to pay, according to Bloomberg.",
        "An unnamed official has told Politico that the pause may come soon.",
    ],
)
def test_a_line_that_stands_alone_opens_an_item(line: str) -> None:
    assert split(OPENER, "She added that she was hopeful.", line) == [1, 3]


def test_a_block_quotation_without_marks_stays_with_its_introduction() -> None:
    assert split(
        OPENER,
        "Ruiz said:",
        "We have come a long way and we are not going to give up.",
        "It was a good day for all of us.",
        OTHER,
    ) == [1, 5]


def test_a_quotation_over_two_paragraphs_stays_in_one_item() -> None:
    assert split(
        OPENER,
        "“We have come a long way, and it was a good day.",
        "“We are not going to give up,” she said.",
    ) == [1]


def test_a_statement_of_somebody_introduced_below_is_an_item_of_its_own() -> None:
    assert split(
        "Ruiz has said that the border will be open by the end of the year.",
        "Ruiz has warned that the price of bread will rise if the harvest fails.",
        "Speaking in Vienna, Foreign Minister Eva Ruiz has said that the talks will go on.",
    ) == [1, 2, 3]


def test_the_text_under_a_headline_that_was_taken_for_text_goes_on() -> None:
    assert split("Ruiz hopeful in Vienna", OPENER) == [1]


def test_blank_lines_that_stand_between_some_paragraphs_part_items() -> None:
    lines = ("Rain fell.", "Wind blew.", "", "Snow fell.", "Ice came.", "", "Sun rose.", "It set.")
    assert split(*lines) == [1, 4, 7]


def test_blank_lines_between_all_paragraphs_tell_nothing() -> None:
    assert split("Rain fell.", "", "Wind blew.", "", "Snow fell.", "", "Ice came.") == [1]


def test_the_rule_and_its_score_are_told() -> None:
    spans = split_items(make_page([OPENER, "She added that.", OTHER]), NOBODY)
    assert spans[0].opened_by == "first line of the text"
    reason = "opener: somebody speaks, a full name that is not above, in the perfect or present"
    assert spans[1].opened_by.startswith(reason)


PIECES = st.sampled_from(
    [
        OPENER,
        OTHER,
        "She added that she was hopeful.",
        "“We go on,” Ruiz said.",
        "Ruiz said:",
        "",
        "2 May 2024",
        "– one",
        '’s “ ” " ;',
        "According to",
        "A.",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=80)), max_size=14),
    st.lists(st.sampled_from(list(LineRole)), max_size=14),
    st.sampled_from(list(Layout)),
)
def test_every_text_line_is_in_exactly_one_span_in_order(
    lines: list[str], roles: list[LineRole], layout: Layout
) -> None:
    page = make_page(lines, dict(enumerate(roles, 1)), layout=layout)
    spans = split_items(page, NOBODY)
    assert [number for span in spans for number in span.lines] == [
        line.number for line in page.lines if line.role is LineRole.TEXT
    ]
    assert all(span.lines for span in spans)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=8), st.sets(st.integers(-1, 10), max_size=5))
def test_any_openings_keep_every_line(lines: list[str], numbers: set[int]) -> None:
    page = make_page(lines, openings=tuple(Opening(n) for n in numbers))
    spans = split_items(page, NOBODY)
    assert [number for span in spans for number in span.lines] == [
        line.number for line in page.lines if line.role is LineRole.TEXT
    ]
