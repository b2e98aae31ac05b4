"""The day of every item.

The order: a day that the reader states, the item's own stamp in the mark-up, the day heading above
(text above the first heading belongs to it), the document's own day. What none of these knows may
be inferred later from other documents (``inference``).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from store.records import DaySource

from ..model import DayFact, Page, Span


def assign_days(page: Page, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give every span its ``fact``."""
    headings = sorted(page.day_headings)
    times = {o.line: o.fact for o in page.openings or () if o.fact}
    return tuple(replace(span, fact=_fact(page, span, headings, times)) for span in spans)


def _fact(page: Page, span: Span, headings: list[int], openings: dict[int, DayFact]) -> DayFact:
    first = span.lines[0] if span.lines else 0
    own = span.fact or openings.get(first)
    time = own.time if own else None
    published = own.published if own else None
    if page.fact.source is DaySource.GIVEN:
        kept = published if published and published.date() == page.fact.day else None
        return replace(page.fact, time=time, published=kept)
    if own and own.day:
        return own
    if headings and first:
        return replace(_heading_fact(page, headings, first), time=time)
    if own is None:
        return page.fact
    return replace(page.fact, time=time or page.fact.time, published=published)


def _heading_fact(page: Page, headings: list[int], first: int) -> DayFact:
    place = bisect_right(headings, first)
    line = headings[max(0, place - 1)]
    where = "above it" if place else "of the feed, below it"
    text = page.lines[line - 1].text.strip()
    return DayFact(
        page.day_headings[line],
        DaySource.HEADING,
        f'The first day heading {where}: "{text}" (line {line}).'
        if not place
        else f'The day heading {where}: "{text}" (line {line}).',
    )
