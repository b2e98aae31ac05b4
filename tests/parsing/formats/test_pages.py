"""Plain text and Markdown become pages: layout, outlet, day, openings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.parsing.days.days import assign_days
from reader.parsing.formats.reading import read_page
from reader.parsing.model import LineRole, Page, Span
from store.errors import FileUnusable
from store.records import DaySource, Layout

NEWS = "The harbour minister said that talks about the port would go on for another week in Oslo."
MORE = "Her colleague from the north was less hopeful, and said that the ships had left already."
BODY = "\n".join([NEWS, MORE] * 4)


def page(text: str, name: str = "saved.txt", day: date | None = None) -> Page:
    return read_page(text.encode(), name, given_day=day, given_outlet=None)


def rules(of: Page) -> dict[int, str]:
    return {line.number: line.rule for line in of.lines if line.rule}


def days(of: Page, *lines: int) -> list[date | None]:
    spans = tuple(Span((line,), None, "test") for line in lines)
    return [span.fact.day if span.fact else None for span in assign_days(of, spans)]


FEED = f"{NEWS}\n27 November 2025\n{NEWS}\n{MORE}\n26 November 2025\n{NEWS}\n"


def test_day_headings_make_a_feed() -> None:
    assert page(FEED).layout is Layout.FEED


def test_text_above_the_first_day_heading_belongs_to_it() -> None:
    assert days(page(FEED), 1, 3, 6) == [date(2025, 11, 27), date(2025, 11, 27), date(2025, 11, 26)]


def test_day_headings_without_a_year_take_it_from_the_others() -> None:
    feed = page(f"Thursday 27 November 2025\n{NEWS}\nWednesday 26 November\n{MORE}\n")
    assert days(feed, 4) == [date(2025, 11, 26)]


def test_dates_out_of_order_are_no_headings() -> None:
    text = f"{NEWS}\n3 May 2021\n{NEWS}\n9 June 2023\n{NEWS}\n1 April 2022\n{MORE}\n"
    assert page(text).layout is Layout.ARTICLE


def test_a_date_at_the_top_is_a_dateline() -> None:
    article = page(f"Port talks go on\n24 NOV 2025 12:16\n{BODY}")
    assert (article.layout, article.fact.day, article.fact.time) == (
        Layout.ARTICLE,
        date(2025, 11, 24),
        "12:16",
    )
    assert article.lines[1].role is LineRole.HEADING


def test_a_labelled_dateline_in_two_languages_is_one_day() -> None:
    article = page(f"date 2025-11-21 Published by Ana Ruiz 21 de noviembre, 2025\n\n{BODY}")
    assert (article.fact.day, article.fact.source) == (date(2025, 11, 21), DaySource.DATELINE)


def test_two_different_datelines_give_no_day() -> None:
    article = page(f"Port talks go on\n3 May 2024\n{BODY}\nPublished 2 May 2023\n")
    assert article.fact.day is None
    assert article.warnings


def test_published_comes_before_updated() -> None:
    article = page(f"Port talks go on\nPublished 3 May 2024\nUpdated 9 August 2024\n{BODY}")
    assert article.fact.day == date(2024, 5, 3)


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    assert page(f"The port was shut on 3 May 2024, the minister said.\n{BODY}").fact.day is None


def test_the_given_day_beats_all() -> None:
    stated = date(2020, 1, 2)
    feed = page(FEED, day=stated)
    assert days(feed, 3, 6) == [stated, stated]
    assert feed.fact.source is DaySource.GIVEN


def test_the_reason_is_a_sentence() -> None:
    (span,) = assign_days(page(FEED), (Span((6,), None, "test"),))
    assert span.fact is not None
    assert span.fact.reason == 'The day heading above it: "26 November 2025" (line 5).'


def test_clock_times_open_updates() -> None:
    live = page(f"12:30\n{NEWS}\n{MORE}\n12:05\n{NEWS}\n11:40 GMT\n{MORE}\n")
    assert live.layout is Layout.LIVE
    assert [(o.line, o.fact and o.fact.time) for o in live.openings or ()] == [
        (2, "12:30"),
        (5, "12:05"),
        (7, "11:40"),
    ]


def test_clock_times_stay_with_the_day_heading() -> None:
    live = page(f"3 May 2025\n14:00\n{NEWS}\n13:00\n{MORE}\n2 May 2025\n12:00\n{NEWS}\n")
    spans = tuple(Span((o.line,), None, "test", o.fact) for o in live.openings or ())
    facts = [span.fact for span in assign_days(live, spans) if span.fact]
    assert [(f.day, f.time) for f in facts][2] == (date(2025, 5, 2), "12:00")


def test_numbers_that_look_like_times_open_nothing() -> None:
    lines = [f"{n} Prices rose again in the harbour town, the minister said." for n in
             ("10.50", "2.30", "21.10", "4.55", "19.20", "3.15")]  # fmt: skip
    assert page("\n".join([NEWS, *lines])).openings is None


def test_a_page_that_says_so_is_live() -> None:
    assert page(f"{NEWS}\nThis live feed has ended.\n{BODY}").layout is Layout.LIVE


def test_one_connected_text_is_an_article() -> None:
    assert page(BODY).layout is Layout.ARTICLE


def test_many_introductions_make_a_live_blog() -> None:
    post = (
        "Prime minister Anna Bell has said that the port must open, Reuters reports.\n"
        "Bell said that nothing else would do for the northern towns and their people.\n"
        "Foreign minister Carl Dunn has warned that the ships may not come back at all.\n"
        "Dunn said he had told his colleagues so in a letter that nobody had answered.\n"
    )
    assert page(post * 5).layout is Layout.LIVE


def test_a_text_of_furniture_is_refused() -> None:
    with pytest.raises(FileUnusable, match="no news text"):
        page("Tags\nRelated Reads\nShare\n")


CRAWLED = """---
title: "Port talks go on | Reuters"
source: https://reuters.com/world/{path}
date: 2026-02-10
---

World Business Markets
* Another story about ships
{body}
Sign up here for our newsletter
* A third story
"""


def test_front_matter_and_what_lies_around_the_body_are_furniture() -> None:
    crawled = page(CRAWLED.format(path="port", body=BODY), "saved.md")
    texts = [line.text for line in crawled.lines if line.role is LineRole.TEXT]
    assert set(texts) == {NEWS, MORE} or texts == BODY.split("\n")[:2]
    assert (crawled.outlet, crawled.title) == ("Reuters", "Port talks go on")


def test_the_address_beats_the_front_matter() -> None:
    crawled = page(CRAWLED.format(path="port-2025-02-10", body=BODY), "saved.md")
    assert crawled.fact.day == date(2025, 2, 10)
    assert "2026-02-10" in crawled.warnings[0]


def test_weekdays_as_headings_are_read_against_the_page_s_day() -> None:
    body = f"Yesterday\n{NEWS}\n{MORE}\nMonday\n{NEWS}\n{BODY}"
    feed = page(CRAWLED.format(path="port-live-2026-02-11", body=f"{NEWS}\n{body}"), "saved.md")
    assert sorted(feed.day_headings.values()) == [date(2026, 2, 9), date(2026, 2, 10)]


def test_a_page_is_not_older_than_its_pictures() -> None:
    body = f"{NEWS}\nIn this photo a ship leaves Oslo, March 4, 2026.\n{BODY}"
    assert page(CRAWLED.format(path="port", body=body), "saved.md").fact.day is None


def test_a_dateline_beats_the_front_matter() -> None:
    body = f"Published 10 February 2025\n{BODY}"
    assert page(CRAWLED.format(path="port", body=body), "saved.md").fact.day == date(2025, 2, 10)


def test_an_agency_dateline_without_a_year_is_completed() -> None:
    body = f"OSLO, Feb 10 (Reuters) - {NEWS} She spoke on Tuesday.\n{BODY}"
    assert page(CRAWLED.format(path="port", body=body), "saved.md").fact.day == date(2026, 2, 10)


def test_a_year_that_the_weekday_contradicts_is_not_believed() -> None:
    body = f"OSLO, Feb 10 (Reuters) - {NEWS} She spoke on Monday.\n{BODY}"
    assert page(CRAWLED.format(path="port", body=body), "saved.md").fact.day != date(2026, 2, 10)


def test_a_page_of_headlines_is_refused() -> None:
    teasers = "\n".join(f"Minister number {n} says no to port" for n in range(30))
    with pytest.raises(FileUnusable, match="headlines and links"):
        page(CRAWLED.format(path="home", body=teasers), "saved.md")


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
@example(b"<html><body><p>", "a.html")
@example(b"---\ntitle: x\n---\n", "a.md")
def test_no_bytes_break_the_reader(raw: bytes, name: str) -> None:
    try:
        read = read_page(raw, name, given_day=None, given_outlet=None)
    except FileUnusable:
        return
    assert any(line.role is LineRole.TEXT for line in read.lines)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([NEWS, MORE, "", "12:30", "3 May 2025", "Tags", "A heading"]), max_size=20
    )
)
def test_lines_are_those_of_the_file(texts: list[str]) -> None:
    text = "\n".join(texts)
    try:
        read = page(text)
    except FileUnusable:
        return
    assert len(read.lines) == text.count("\n") + 1
    assert [line.text for line in read.lines] == text.split("\n")
