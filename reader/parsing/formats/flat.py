"""A page out of a text with one paragraph a line: what plain text and Markdown have in common.

Takes the lines and what the format's own reader knows of them; gives the ``Page``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from store.errors import FileUnusable
from store.records import DaySource, Layout

from ..days.datelines import Claim, Strength, TextDates, complete, read_text_dates, settle
from ..days.dates import find_dates
from ..days.dayheadings import find_clock_lines, find_day_headings
from ..model import DayFact, Line, LineRole, Opening, Page
from ..page.layout import choose_layout, says_live
from ..page.lines import sort_lines
from ..page.outlets import find_outlet

Known = dict[int, tuple[LineRole, str]]


@dataclass(frozen=True, slots=True)
class FlatSource:
    """What a format's reader knows before the lines are looked at."""

    name: str
    texts: Sequence[str]
    known: Mapping[int, tuple[LineRole, str]] = field(default_factory=dict)
    title: str | None = None
    full_title: str | None = None
    """With the outlet behind it."""
    address: str | None = None
    claims: tuple[Claim, ...] = ()
    given_day: date | None = None
    given_outlet: str | None = None
    is_crawled: bool = False
    """One page saved by a program: an article unless it calls itself live."""
    warnings: tuple[str, ...] = ()


def flat_page(source: FlatSource) -> Page:
    """Make the page.

    Raises:
        FileUnusable: no line of the text is news.
    """
    dates = read_text_dates(source.texts, source.known)
    near = [claim.day for claim in (*source.claims, *dates.claims)]
    headings = find_day_headings(source.texts, near[0] if near else None)
    own_times, head_times = find_clock_lines(source.texts)
    known: Known = {
        **dict.fromkeys(own_times, (LineRole.FURNITURE, "clock time")),
        **dict.fromkeys(dates.lines, (LineRole.HEADING, "dateline")),
        **dict.fromkeys(headings, (LineRole.HEADING, "day heading")),
        **source.known,
    }
    lines = sort_lines(source.texts, known, has_day_headings=bool(headings), title=source.title)
    refuse_if_nothing_to_read(source.name, lines)
    fact, warnings = _settle(source, dates, lines, bool(headings))
    is_live = bool(own_times or head_times) or says_live(
        source.address, source.full_title or source.title, lines
    )
    layout = choose_layout(lines, has_day_headings=bool(headings), is_live=is_live)
    if source.is_crawled and layout is Layout.LIVE and not is_live:
        layout = Layout.ARTICLE
    openings = None
    if layout is not Layout.ARTICLE:
        openings = _timed_openings(lines, own_times, head_times, headings)
    return Page(
        source.name,
        lines,
        layout,
        source.given_outlet or _outlet(source, lines),
        source.title or _title(lines),
        has_source_lines=True,
        fact=fact,
        day_headings=headings,
        openings=openings,
        warnings=(*source.warnings, *warnings),
    )


def refuse_if_nothing_to_read(name: str, lines: Sequence[Line]) -> None:
    """Raise ``FileUnusable`` where no line is text."""
    if not any(line.role is LineRole.TEXT for line in lines):
        raise FileUnusable(
            name,
            "there is no news text in it, only headings or page furniture",
            "Open the article or live blog itself, save it as text or HTML, and import that file",
        )


def _settle(
    source: FlatSource, dates: TextDates, lines: Sequence[Line], has_headings: bool
) -> tuple[DayFact, tuple[str, ...]]:
    if source.given_day:
        return DayFact(source.given_day, DaySource.GIVEN, "You stated this day on import."), ()
    latest = _latest_picture(lines)
    claims = [
        claim
        for claim in (*source.claims, *(dates.claims if not has_headings else ()))
        if not (latest and claim.strength is Strength.FRONT_MATTER and claim.day < latest)
    ]
    for printed, number in dates.yearless:
        opening = " ".join(source.texts[number - 1 : number + 3])
        claim = complete(printed, [c.day for c in claims], opening, number)
        if claim:
            claims.append(claim)
            continue
        kept = [c for c in claims if c.strength is not Strength.FRONT_MATTER]
        if len(kept) < len(claims) and not any(_agrees(c.day, printed.number) for c in kept):
            claims = kept
    return settle(claims)


def _latest_picture(lines: Sequence[Line]) -> date | None:
    """The latest day in a caption: a page is not older than its pictures."""
    captions = (line.text for line in lines if line.rule.startswith("caption"))
    return max((d.day for text in captions for d in find_dates(text) if d.day), default=None)


def _agrees(day: date, number: int) -> bool:
    return abs(day.day - number) <= 1


def _outlet(source: FlatSource, lines: Sequence[Line]) -> str | None:
    return find_outlet(
        source.address, (), source.full_title or source.title, (x.text for x in lines if x.text)
    )


def _title(lines: Sequence[Line]) -> str | None:
    """The first heading at the top that is a title."""
    for line in lines[:40]:
        if line.role is LineRole.HEADING and "title" in line.rule:
            return line.text.strip().strip("#*_ ")
        if line.role is LineRole.TEXT:
            return None
    return None


def _timed_openings(
    lines: Sequence[Line],
    own: Mapping[int, str],
    heads: Mapping[int, str],
    headings: Mapping[int, date],
) -> tuple[Opening, ...] | None:
    """Every clock time opens an update; text above the first one is an update as well."""
    if not own and not heads:
        return None
    waiting: str | None = ""
    openings = []
    for line in lines:
        if line.number in own:
            waiting = own[line.number]
        elif line.number in headings:
            waiting = waiting or ""
        elif line.role is LineRole.TEXT:
            time = heads.get(line.number) or waiting
            if line.number in heads or waiting is not None:
                fact = DayFact(None, None, "", time=time) if time else None
                openings.append(Opening(line.number, None, fact))
            waiting = None
    return tuple(openings)
