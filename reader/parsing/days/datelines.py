"""The document's own day, as its text and its metadata give it.

Evidence is collected as ``Claim``s; ``settle`` chooses by the precedence below and refuses where
two claims of the same strength disagree. Days of single items are left to ``days``.

    1. the day that the reader states
    2. the publication stamp in the mark-up (JSON-LD, meta), in the page's own zone
    3. a full date in the page's own address
    4. a full date in a dateline of the text
    5. a date without a year in an agency's dateline, completed
    6. the front matter of a crawled page
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from store.records import DaySource

from ..model import DayFact
from .dates import ENGLISH_WEEKDAYS, Printed, find_dates, find_time

_ADDRESS_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(?:([01]?\d)|([a-z]{3}))[/_-]?([0-3]?\d)(?!\d)", re.IGNORECASE
)
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LABEL = (
    r"(?:first |last |originally )?(?:published|updated|posted|modified|created|date|"
    r"veröffentlicht|stand|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato|"
    r"opublikowano|data|опубликовано|обновлено|опубліковано|оновлено)"
    r"(?: on| at| le| am| el| il| o)?"
)
_LABELLED = re.compile(rf"\W{{0,4}}{_LABEL}\b\W{{0,4}}", re.IGNORECASE)
_AGENCY = re.compile(
    r"^\W{0,3}(?:[A-ZÀ-Þ][\w.’'/, -]{1,60}?[,–—-]\s?)?(?=[A-Z0-9])[^()\n]{3,40}"
    r"\((?:Reuters|AP|AFP|PA|DPA|dpa|TASS|Tass|UPI|EFE|Interfax|ANSA|Xinhua|CNN|Ukrinform)\)\s?[-–—]"
)
_PLACE_AND_DAY = re.compile(r"^\W{0,3}[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,40}, [^—–\n]{4,30}\s[-–—]{1,2}\s")
_WEEKDAY = re.compile(rf"\b({'|'.join(ENGLISH_WEEKDAYS)})\b", re.IGNORECASE)
_ONLY_ORNAMENT = re.compile(
    r"[\s\d:.,;|·•()/–—-]*(?:[ap]\.?m\.?|[A-Z]{2,4}T?|at|um|à|às|alle)?[\s\d:.,;|·•()/–—-]*"
)
_OF_AN_UPDATE = re.compile(
    r"\W{0,4}(?:last )?(?:updated|modified|aktualisiert|mis à jour)", re.IGNORECASE
)
_LONGEST_DATELINE = 120
_TOP = 25
_BOTTOM = 4


class Strength(IntEnum):
    """The precedence of claims, the strongest first."""

    GIVEN = 1
    MARKUP = 2
    ADDRESS = 3
    DATELINE = 4
    AGENCY = 5
    FRONT_MATTER = 6


@dataclass(frozen=True, slots=True)
class Claim:
    """One piece of evidence for a document's day."""

    strength: Strength
    day: date
    reason: str
    time: str | None = None
    published: datetime | None = None

    @property
    def source(self) -> DaySource:
        """How the library shows it."""
        match self.strength:
            case Strength.GIVEN:
                return DaySource.GIVEN
            case Strength.DATELINE | Strength.AGENCY:
                return DaySource.DATELINE
            case _:
                return DaySource.METADATA


@dataclass(frozen=True, slots=True)
class TextDates:
    """What the first and last lines of a text say about its day."""

    claims: tuple[Claim, ...]
    yearless: tuple[tuple[Printed, int], ...]
    """Agency datelines without a year, with their line number."""
    lines: tuple[int, ...]
    """Numbers of the lines that hold nothing but a date."""


def settle(claims: Sequence[Claim]) -> tuple[DayFact, tuple[str, ...]]:
    """Choose the document's day by precedence; give warnings about dates that were refused."""
    if not claims:
        return DayFact(None, None, "The document does not say its day."), ()
    best = min(claim.strength for claim in claims)
    strongest = [claim for claim in claims if claim.strength == best]
    days = {claim.day for claim in strongest}
    if len(days) > 1:
        shown = " and ".join(sorted(day.isoformat() for day in days))
        reason = f"The document gives two days, {shown}, and nothing tells which is right."
        return DayFact(None, None, reason), (reason,)
    chosen = strongest[0]
    # Updated after midnight, or stamped in another zone: one day apart is no contradiction.
    others = [c for c in claims if abs((c.day - chosen.day).days) > 1]
    warnings = tuple(
        f"A date was refused ({c.day}): {c.reason} The day is {chosen.day}: {chosen.reason}"
        for c in others
        if best is not Strength.GIVEN
    )
    stamp = next((c for c in claims if c.published and c.day == chosen.day), chosen)
    return (
        DayFact(chosen.day, chosen.source, chosen.reason, chosen.time or None, stamp.published),
        warnings,
    )


def claim_of_address(address: str) -> Claim | None:
    """Read the day in a page's address: /2025/11/27/, /2025/nov/27/, …-2025-11-27."""
    path = re.sub(r"^[a-z]+://[^/]+", "", address)
    for match in _ADDRESS_DAY.finditer(path):
        year, number, name, day = match.groups()
        if name and name.lower() not in _SHORT_MONTHS:
            continue
        month = _SHORT_MONTHS.index(name.lower()) + 1 if name else int(number)
        try:
            found = date(int(year), month, int(day))
        except ValueError:
            continue
        return Claim(Strength.ADDRESS, found, f"The page's address has the day: {match[0]}.")
    return None


def read_text_dates(texts: Sequence[str], skipped: Container[int] = ()) -> TextDates:
    """Look for datelines in the first and last lines that are not blank.

    Args:
        texts: the lines.
        skipped: numbers of lines that are known to be something else.
    """
    filled = [n for n, text in enumerate(texts, 1) if text.strip() and n not in skipped]
    claims, yearless, lines = [], [], []
    for number in dict.fromkeys(filled[:_TOP] + filled[-_BOTTOM:]):
        text = texts[number - 1]
        is_agency = bool(_AGENCY.match(text) or _PLACE_AND_DAY.match(text))
        head = text[:_LONGEST_DATELINE] if is_agency else text
        if len(head) > _LONGEST_DATELINE:
            continue
        found = find_dates(head)
        if not found:
            continue
        if is_agency:
            first = found[0]
            if first.day:
                claims.append(Claim(Strength.DATELINE, first.day, _reason(number, head, first)))
            else:
                yearless.append((first, number))
        elif is_dateline(head, found):
            lines.append(number)
            days = {d.day for d in found if d.day}
            if len(days) == 1 and not (claims and _OF_AN_UPDATE.match(text)):
                day = days.pop()
                reason = f'The dateline in line {number}: "{head.strip()[:60]}".'
                claims.append(
                    Claim(Strength.DATELINE, day, reason, find_time(_without(head, found)))
                )
    return TextDates(tuple(claims), tuple(yearless), tuple(lines))


def is_dateline(text: str, found: Sequence[Printed]) -> bool:
    """Tell whether a short line is there to give the date: nothing else in it, or so labelled."""
    if not any(date.day for date in found):
        return False
    return bool(_LABELLED.match(text)) or is_bare(text, found)


def is_bare(text: str, found: Sequence[Printed]) -> bool:
    """Tell whether a line holds nothing but a date, at most with a time."""
    return bool(_ONLY_ORNAMENT.fullmatch(_without(text, found)))


def complete(printed: Printed, near: Sequence[date], opening: str, line: int) -> Claim | None:
    """Give an agency's dateline its year.

    The year comes from other dates of the document; where the weekdays in the opening contradict
    it, the year before is tried. Without a sure year there is no claim.
    """
    weekdays = {ENGLISH_WEEKDAYS[w.lower()] for w in _WEEKDAY.findall(opening)}
    for reference in near:
        days = [day for y in (reference.year, reference.year - 1) if (day := printed.in_year(y))]
        close = [day for day in days if abs((day - reference).days) <= 3]
        exact = [day for day in days if day.weekday() in weekdays]
        if not close or (weekdays and not _fits(close[0], weekdays)):
            # The same day of the month a year off is what a side bar's date looks like.
            chosen = exact if len(exact) == 1 else []
        elif exact and close[0] not in exact:
            chosen = []
        else:
            chosen = close
        if chosen:
            reason = f"The agency's dateline in line {line}, its year from {reference.isoformat()}."
            return Claim(Strength.AGENCY, chosen[0], reason)
    return None


def _fits(day: date, weekdays: set[int]) -> bool:
    """An agency names the day of its report; one weekday of the opening is that day or the eve."""
    return bool({day.weekday(), (day - timedelta(days=1)).weekday()} & weekdays)


def _reason(line: int, text: str, printed: Printed) -> str:
    return f'The agency\'s dateline in line {line}: "{text[printed.start : printed.end]}".'


def _without(text: str, found: Sequence[Printed]) -> str:
    for printed in reversed(found):
        text = text[: printed.start] + text[printed.end :]
    return text
