"""Chooses the reader for a file and gives its page."""

from __future__ import annotations

import re
from datetime import date

from store.cleaning import clean
from store.records import DaySource, Layout

from ..model import DayFact, Line, LineRole, Page

_DAY_HEADING = re.compile(r"(\d{1,2}) November (\d{4})")


def read_page(raw: bytes, name: str, *, given_day: date | None, given_outlet: str | None) -> Page:
    """Decode a file and sort its lines into text, headings and furniture."""
    lines, day_headings = [], {}
    for number, text in enumerate(clean(raw.decode("utf-8").replace("\r\n", "\n")).split("\n"), 1):
        heading = _DAY_HEADING.fullmatch(text.strip())
        if heading:
            day_headings[number] = date(int(heading[2]), 11, int(heading[1]))
        role = LineRole.HEADING if heading else LineRole.TEXT if text.strip() else LineRole.BLANK
        lines.append(Line(number, text, role))
    fact = DayFact(given_day, DaySource.GIVEN if given_day else None, "")
    return Page(
        name,
        tuple(lines),
        Layout.FEED,
        given_outlet,
        None,
        has_source_lines=True,
        fact=fact,
        day_headings=day_headings,
    )
