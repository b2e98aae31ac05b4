"""Where a passage comes from, in one line; how it is worded is told in ``store.citing``."""

from __future__ import annotations

from store.citing import cite_day
from store.citing import cite_place as place_of
from store.citing import cite_published as published_of

from .model import Excerpt, Source

_INFERRED = "inferred"


def cite(excerpt: Excerpt) -> str:
    """Return ``Speaker, via X — Outlet, 27 November 2025, file.txt line 12`` as plain text."""
    source = excerpt.source
    return f"{cite_published(source)}, {cite_place(source)}" if source else excerpt.citation


def cite_published(source: Source) -> str:
    """Return what stands before the document: ``Speaker, via X — Outlet, 27 November 2025``."""
    is_inferred = source.day_source == _INFERRED
    return published_of(
        speaker=source.speaker,
        via=source.via,
        outlet=source.outlet,
        when=cite_day(source.day, source.time, is_inferred=is_inferred),
    )


def cite_place(source: Source) -> str:
    """Return document and line: ``file.txt line 12``."""
    return place_of(source.document, source.line)
