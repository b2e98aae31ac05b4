"""Dates are matched by pattern, read twice, and refused when in doubt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.days.dates import find_dates, find_relative_day, find_time, read_stamp

_DAY = date(2025, 11, 27)


@pytest.mark.parametrize(
    "text",
    [
        "27 November 2025",
        "Thursday, 27 November 2025",
        "27 NOV 2025 12:16",
        "November 27, 2025",
        "Nov. 27, 2025",
        "27th of November 2025",
        "27 de noviembre, 2025",
        "jueves 27 de noviembre de 2025",
        "jeudi 27 novembre 2025",
        "Donnerstag, 27. November 2025",
        "27 novembre 2025",
        "27 de novembro de 2025",
        "27 listopada 2025, źródło",
        "27. listopadu 2025",
        "27 листопада 2025",
        "27 ноября 2025 г.",
        "27 ноември 2025",
        "2025. november 27.",
        "27 noiembrie 2025",
        "27. marraskuuta 2025",
        "27 Kasım 2025",
        "27 Νοεμβρίου 2025",
        "2025 m. lapkričio 27 d.",
        "27. novembris 2025",
        "torsdag den 27 november 2025",
        "2025-11-27",
        "27.11.2025",
        "27/11/2025",
        "11/27/2025",
    ],
)
def test_a_printed_date_is_read(text: str) -> None:
    assert [found.day for found in find_dates(text)] == [_DAY]


@pytest.mark.parametrize(
    "text",
    [
        "Friday, 27 November 2025",  # it was a Thursday
        "31 February 2025",
        "11/12/2025",  # two readings
        "27 listopada 2025",  # October in Croatian, November in Polish
        "the 28-point plan",
        "you may 12 times",
        "it cost 27.11 euros",
        "10.5 per cent",
        "Thursday",
        "May",
        "in 2025",
    ],
)
def test_a_doubtful_date_is_none(text: str) -> None:
    assert find_dates(text) == ()


def test_a_date_without_a_year_is_found_but_has_no_day() -> None:
    (found,) = find_dates("MOSCOW, Feb 10 (Agency) - The minister")
    assert (found.month, found.number, found.day) == (2, 10, None)


def test_a_year_is_refused_where_the_weekday_contradicts_it() -> None:
    (found,) = find_dates("Monday, 10 February")
    assert found.in_year(2025) == date(2025, 2, 10)
    assert found.in_year(2026) is None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("24 NOV 2025 12:16", "12:16"),
        ("5:44 PM UTC", "17:44"),
        ("12.34 BST", "12:34"),
        ("12:05 a.m.", "00:05"),
        ("99:10", None),
        ("a ratio of 3:1", None),
    ],
)
def test_clock_times_are_read(text: str, time: str | None) -> None:
    assert find_time(text) == time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Today", _DAY),
        ("Yesterday:", date(2025, 11, 26)),
        ("Tuesday", date(2025, 11, 25)),
        ("Thursday", _DAY),
        ("vendredi", date(2025, 11, 21)),
        ("On Tuesday", None),
        ("Sun", None),
    ],
)
def test_relative_days_are_read_against_the_document_s(text: str, day: date | None) -> None:
    assert find_relative_day(text, _DAY) == day


@pytest.mark.parametrize("text", ["2025-11-27", "27 November", "soon", "", "2025-13-40T10:00Z"])
def test_what_is_no_machine_time_is_none(text: str) -> None:
    assert read_stamp(text) is None


def test_machine_times_keep_their_offset() -> None:
    stamp = read_stamp("2025-11-27T23:30:00-05:00")
    assert stamp is not None
    assert stamp.utcoffset() == timedelta(hours=-5)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (f"{day:%A}, {day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day}"):
        assert [found.day for found in find_dates(text)] == [day]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 .,/-:novembermaideMONTH", max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize("text", ["room12 of 3", "maybe 27 people", "27 of them, 2025"])
def test_numbers_without_a_month_are_no_date(text: str) -> None:
    assert find_dates(text) == ()
