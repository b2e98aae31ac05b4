"""Plain text: one paragraph a line, nothing known beforehand."""

from __future__ import annotations

from datetime import date

from ..model import Page
from ..page.decoding import Decoded, split_lines
from .flat import FlatSource, flat_page


def read_plain(
    decoded: Decoded, name: str, *, given_day: date | None, given_outlet: str | None
) -> Page:
    """Make a page of a plain text; its lines are the file's."""
    return flat_page(
        FlatSource(
            name,
            split_lines(decoded.text),
            given_day=given_day,
            given_outlet=given_outlet,
            warnings=decoded.warnings,
        )
    )
