"""Day headings and clock lines of a feed: lines that say when what stands below was published.

Takes the lines of a plain text, gives line numbers with days or times. A single date at the top is
a dateline and belongs to ``datelines``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from .datelines import is_bare
from .dates import Printed, find_dates, find_relative_day, find_time

_LONGEST = 60
_LONGEST_WORD = 16
_FEWEST_TIMES = 3
_IN_ORDER = 0.7
_LONGEST_SPAN = 400
"""Days between the first and the last heading; over that the lines are no headings of one feed."""
_HAS_DIGIT = re.compile(r"\d")
_CLOCK = (
    r"[0-2]?\d[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?\(?(?:GMT|UTC|CET|CEST|EET|EEST|MSK|BST|ET|EST|EDT|PT|PST|PDT|TRT)\)?)?"
)
_CLOCK_LINE = re.compile(
    rf"\W{{0,4}}(?:(?:posted|published|updated)(?: at)? )?(?P<clock>{_CLOCK})\W{{0,4}}",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    rf"\W{{0,4}}(?P<clock>{_CLOCK})\s{{0,2}}[-–—:|]?\s{{1,3}}[\"“‘'A-ZÀ-ÞА-Я]"
)


def find_day_headings(texts: Sequence[str], near: date | None = None) -> dict[int, date]:
    """Find the day headings: at least two different days, in order of time up or down.

    Args:
        texts: the lines.
        near: a day of the document known otherwise, for headings without a year.
    """
    found: list[tuple[int, Printed]] = []
    for number, text in enumerate(texts, 1):
        if not 4 < len(text) <= _LONGEST:
            continue
        if _HAS_DIGIT.search(text):
            dates = find_dates(text)
            if len(dates) == 1 and _is_bare(text, dates[0]):
                found.append((number, dates[0]))
        elif near and len(text) <= _LONGEST_WORD and (day := find_relative_day(text, near)):
            found.append((number, Printed(0, len(text), day.month, day.day, day.year, None)))
    years = {d.year for _, d in found if d.year} or ({near.year} if near else set())
    headings: dict[int, date] = {}
    for number, printed in found:
        day = printed.day or (printed.in_year(max(years)) if years else None)
        if day:
            headings[number] = day
    return headings if _is_feed(list(headings.values())) else {}


def find_clock_lines(texts: Sequence[str]) -> tuple[Mapping[int, str], Mapping[int, str]]:
    """Find clock times that open updates: on lines of their own, and at the head of a line.

    Gives line number → "HH:MM" for both, empty where there are fewer than three.
    """
    own: dict[int, str] = {}
    heads: dict[int, str] = {}
    for number, text in enumerate(texts, 1):
        head = text[:8].lstrip("*_#•-–— \t")[:1]
        if not (head.isdigit() or (len(text) < 40 and _HAS_DIGIT.search(text))):
            continue
        match = _CLOCK_LINE.fullmatch(text) if len(text) < 40 else None
        target = own if match else heads
        match = match or _CLOCK_FIRST.match(text)
        time = find_time(match["clock"].replace("h", ":")) if match else None
        if time:
            target[number] = time
    return own if _is_sequence(own) else {}, heads if _is_sequence(heads) else {}


def _is_bare(text: str, printed: Printed) -> bool:
    rest = text[: printed.start] + text[printed.end :]
    return not any(c.isalnum() for c in rest) or is_bare(text, (printed,))


def _is_sequence(times: Mapping[int, str]) -> bool:
    """Times of updates run up or down; numbers that only look like times do not."""
    pairs = list(pairwise(times.values()))
    down, up = sum(a >= b for a, b in pairs), sum(a <= b for a, b in pairs)
    return len(times) >= _FEWEST_TIMES and max(down, up) >= _IN_ORDER * len(pairs)


def _is_feed(days: Sequence[date]) -> bool:
    if len(set(days)) < 2 or abs((days[0] - days[-1]).days) > _LONGEST_SPAN:
        return False
    pairs = list(pairwise(days))
    return all(a >= b for a, b in pairs) or all(a <= b for a, b in pairs)
