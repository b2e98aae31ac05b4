"""Every quoted span."""

from __future__ import annotations

import re

from store.records import StatementKind

from .model import Page, Quotation, Span

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{2,2000})[”\"]")


def find_quotations(page: Page, spans: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Find the quoted spans of all items, in order of place."""
    return tuple(
        Quotation(number, found.start(1), found.end(1), StatementKind.DIRECT)
        for span in spans
        for number in span.lines
        for found in _QUOTED.finditer(page.lines[number - 1].text)
        if len(found[1].split()) >= 4
    )
