"""The day of every item."""

from __future__ import annotations

from dataclasses import replace

from store.records import DaySource

from .model import DayFact, Page, Span


def assign_days(page: Page, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give every span its ``fact``.

    From its opening, a heading above it, or the document's own day.
    """
    dated = []
    for span in spans:
        fact = span.fact or page.fact
        above = [line for line in page.day_headings if line < span.lines[0]]
        if above and not fact.day:
            fact = DayFact(page.day_headings[max(above)], DaySource.HEADING, "day heading above")
        dated.append(replace(span, fact=fact))
    return tuple(dated)
