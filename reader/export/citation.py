"""Where a passage comes from, in one line: speaker, via, outlet, day, document and line."""

from __future__ import annotations

from .model import Excerpt, Source


def cite(excerpt: Excerpt) -> str:
    """Return ``Speaker, via X — Outlet, 27 November 2025, file.txt line 12`` as plain text."""
    return _cite_source(excerpt.source) if excerpt.source else excerpt.citation


def cite_published(source: Source) -> str:
    """Return what stands before the document: ``Speaker, via X — Outlet, 27 November 2025``."""
    said = [source.speaker] if source.speaker else []
    if source.via:
        said.append(f"via {source.via}")
    published = ", ".join(filter(None, (source.outlet, _day(source))))
    return f"{', '.join(said)} — {published}" if said else published


def cite_place(source: Source) -> str:
    """Return document and line: ``file.txt line 12``."""
    line = f" line {source.line}" if source.line is not None else ""
    return f"{source.document}{line}"


def _cite_source(source: Source) -> str:
    return f"{cite_published(source)}, {cite_place(source)}"


def _day(source: Source) -> str:
    if not source.day:
        return "day unknown"
    time = f" {source.time}" if source.time else ""
    how = " (inferred)" if source.day_source == "inferred" else ""
    return f"{source.day.day} {source.day:%B %Y}{time}{how}"
