"""Dates as news prints them: found by pattern, read by python-dateutil.

Takes one line or a short text and gives ``Printed`` dates with their place. A date that two
readings understand differently, or whose weekday does not fit, is no date: a wrong one is worse
than none. Which date is a document's day is decided in ``days`` and ``datelines``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from dateutil.parser import ParserError, parser, parserinfo

from ..tables import read_data

_RULES = tomllib.loads(read_data("dates.toml"))
_MONTHS: dict[str, int] = {
    word: number
    for months in _RULES["months"].values()
    for number, forms in enumerate(months, 1)
    for word in forms.split()
}
_AMBIGUOUS: dict[str, list[dict[str, object]]] = _RULES["ambiguous"]
WEEKDAYS: dict[str, int] = {
    word: number
    for days in _RULES["weekdays"].values()
    for number, forms in enumerate(days)
    for word in forms.split()
}
"""Names of days in all languages, lower case → 0 for Monday."""
ENGLISH_WEEKDAYS = {day.split()[0]: n for n, day in enumerate(_RULES["weekdays"]["en"])}
_ZONES = {name: timezone(timedelta(hours=hours), name) for name, hours in _RULES["zones"].items()}

_MONTH = "|".join(sorted(map(re.escape, [*_MONTHS, *_AMBIGUOUS]), key=len, reverse=True))
_WEEKDAY = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_CLOCK = (
    r"(?P<clock>(?<![\d:.])[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?)"
    rf"(?:\s?(?P<zone>{'|'.join(_ZONES)})\b)?"
)
_DATE = re.compile(
    rf"""
    (?:\b(?P<weekday>{_WEEKDAY})\b[.,]{{0,2}}\s{{1,2}}(?:the\s|den\s|le\s|el\s|dne\s)?)?
    (?:
        \b(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b            # 2025-11-27
                                                   # 2025. november 27.
      | \b(?P<y1>{_YEAR})\.?\s(?:m\.\s)?(?P<m1>{_MONTH})\.?\s(?P<d1>[0-3]?\d)\b\.?
      | \b(?P<d2>[0-3]?\d)(?:st|nd|rd|th|er|ης|η|º|ª|\.)?\s{{1,2}}             # 27 November 2025
        (?:de\s|of\s|d['’])?(?P<m2>{_MONTH})\b\.?
        (?:,?\s{{1,2}}(?:de\s|del\s|of\s)?(?P<y2>{_YEAR})\b)?
                                                   # November 27, 2025
      | \b(?P<m3>{_MONTH})\b\.?\s{{1,2}}(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.]\d)
        (?:,?\s{{1,2}}(?P<y3>{_YEAR})\b)?
      | \b(?P<a4>[0-3]?\d)(?P<sep>[./])(?P<b4>[0-3]?\d)(?P=sep)(?P<y4>{_YEAR})\b      # 27.11.2025
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_RELATIVE: dict[str, int] = _RULES["relative"]
_NUMBER = re.compile(r"\b\d")
_NUMERIC = re.compile(rf"\d[./]\d\d?[./]{_YEAR}|{_YEAR}-\d")
"""Stands in every date without a month's name."""
_WORDS = re.compile(r"\w+")
_MONTH_WORDS = frozenset(_WORDS.findall(name.lower())[0] for name in (*_MONTHS, *_AMBIGUOUS))


@dataclass(frozen=True, slots=True)
class Printed:
    """A date in a text."""

    start: int
    end: int
    month: int
    number: int
    """Day of the month."""
    year: int | None
    weekday: int | None
    """As printed beside it, 0 for Monday."""

    @property
    def day(self) -> date | None:
        """The day, if the year is printed."""
        return None if self.year is None else date(self.year, self.month, self.number)

    def in_year(self, year: int) -> date | None:
        """The day in the given year; None if there is none or its printed weekday does not fit."""
        try:
            day = date(year, self.month, self.number)
        except ValueError:
            return None
        return day if self.weekday in (None, day.weekday()) else None


class EuropeanNames(parserinfo):
    """Names of months and weekdays in the languages of ``dates.toml``, day before month."""

    def __init__(self) -> None:
        self.JUMP = [*parserinfo.JUMP, *_RULES["connectives"]]
        # The stubs allow two or three forms of a name; the parser takes any number.
        self.MONTHS = [_forms(_MONTHS, number) for number in range(1, 13)]  # type: ignore[misc]
        self.WEEKDAYS = [_forms(WEEKDAYS, number) for number in range(7)]  # type: ignore[misc]
        super().__init__(dayfirst=True, yearfirst=False)


def _forms(names: dict[str, int], number: int) -> tuple[str, ...]:
    return tuple(word for word, n in names.items() if n == number)


_PARSER = parser(EuropeanNames())
_DEFAULTS = (datetime(2000, 1, 1), datetime(2004, 2, 2))


def find_dates(text: str) -> tuple[Printed, ...]:
    """Find every date in a short text, in order of place."""
    # the pattern is slow; every date has a number of its own, with a month or another number
    if not _NUMBER.search(text):
        return ()
    if not _NUMERIC.search(text) and _MONTH_WORDS.isdisjoint(_WORDS.findall(text.lower())):
        return ()
    return tuple(date for match in _DATE.finditer(text) if (date := _read(match, text)))


def find_time(text: str) -> str | None:
    """Find the first clock time and give it as "HH:MM"."""
    match = _TIME.search(text)
    if not match:
        return None
    clock = match["clock"].lower()
    digits = 2 if clock[1].isdigit() else 1
    hour, minutes = int(clock[:digits]), clock[digits + 1 : digits + 3]
    if clock.rstrip(".").endswith("m"):
        hour = hour % 12 + (12 if "p" in clock else 0)
    return f"{hour:02}:{minutes}" if hour < 24 else None


def find_relative_day(text: str, day: date) -> date | None:
    """Read a line that is only "today", "yesterday" or a weekday, against a document's day.

    A weekday is the last one that is not after the day.
    """
    word = text.strip(" \t*_#:–—-.").lower()
    if word in _RELATIVE:
        return day - timedelta(days=_RELATIVE[word])
    if word not in WEEKDAYS or len(word) < 5:
        return None
    return day - timedelta(days=(day.weekday() - WEEKDAYS[word]) % 7)


def read_stamp(text: str) -> datetime | None:
    """Read a machine's time stamp (ISO 8601 with a time, or an epoch); None if it is none."""
    text = text.strip()
    if text.isdecimal() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return datetime.fromtimestamp(seconds, tz=UTC)
    if not re.match(rf"{_YEAR}-\d\d-\d\d[T ]\d\d:\d\d", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def read_iso_day(text: str) -> date | None:
    """Read the day of an ISO 8601 date or time stamp, as its own zone has it."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _read(match: re.Match[str], text: str) -> Printed | None:
    words = match["weekday"]
    weekday = WEEKDAYS[words.lower()] if words else None
    if match["iso"]:
        day = read_iso_day(match["iso"])
        return _printed(match, day.year, day.month, day.day, weekday) if day else None
    if match["a4"]:
        return _read_numeric(match, weekday)
    year = match["y1"] or match["y2"] or match["y3"]
    month_name = match["m1"] or match["m2"] or match["m3"]
    number = int(match["d1"] or match["d2"] or match["d3"])
    month = _MONTHS.get(month_name.lower()) or _month_by_letters(month_name.lower(), text)
    if month is None or _is_a_word(month_name, year, match):
        return None
    if month_name.lower() in _MONTHS and year:
        day = _parsed(f"{number} {month_name} {year}")
        if day is None or day.month != month or day.day != number:
            return None
    return _printed(match, int(year) if year else None, month, number, weekday)


def _read_numeric(match: re.Match[str], weekday: int | None) -> Printed | None:
    """27.11.2025 is day first; 11/12/2025 could be either and is refused."""
    first, second, year = int(match["a4"]), int(match["b4"]), int(match["y4"])
    if match["sep"] == "/" and first != second and first <= 12 and second <= 12:
        return None
    if second > 12 and match["sep"] == "/":
        first, second = second, first
    day = _parsed(f"{first:02}.{second:02}.{year}")
    return _printed(match, year, day.month, day.day, weekday) if day else None


@lru_cache(maxsize=4096)
def _parsed(text: str) -> date | None:
    """Parse a matched date twice with different defaults: what they fill in is not in the text."""
    try:
        one, other = (
            _PARSER.parse(text, default=default, tzinfos=_ZONES).date() for default in _DEFAULTS
        )
    except (ParserError, OverflowError, ValueError):
        return None
    return one if one == other else None


def _printed(
    match: re.Match[str], year: int | None, month: int, number: int, weekday: int | None
) -> Printed | None:
    found = Printed(match.start(), match.end(), month, number, year, weekday)
    try:
        date(year or 2000, month, number)
    except ValueError:
        return None
    return found if year is None or found.in_year(year) else None


def _month_by_letters(word: str, text: str) -> int | None:
    lower = text.lower()
    for meaning in _AMBIGUOUS.get(word, ()):
        letters = str(meaning["letters"])
        if not letters or any(letter in lower for letter in letters):
            return int(str(meaning["month"]))
    return None


def _is_a_word(name: str, year: str | None, match: re.Match[str]) -> bool:
    """Tell "may 12 people" and "mar 3" from a month: short names need a capital or a year."""
    return not year and name.islower() and len(name) <= 3 and not match["weekday"]
