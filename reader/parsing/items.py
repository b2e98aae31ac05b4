"""Where items start and end."""

from __future__ import annotations

from .model import LineRole, Naming, Page, Span


def split_items(page: Page, naming: Naming) -> tuple[Span, ...]:
    """Group the text lines of a page into items."""
    return tuple(
        Span((line.number,), None, "every line")
        for line in page.lines
        if line.role is LineRole.TEXT
    )
