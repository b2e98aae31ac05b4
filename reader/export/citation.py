"""Where a passage comes from, in one line: speaker, via, outlet, day, document and line."""

from __future__ import annotations

from .model import Excerpt, Source


def cite(excerpt: Excerpt) -> str:
    """Return ``Speaker, via X — Outlet, 27 November 2025, file.txt line 12`` as plain text."""
    return _cite_source(excerpt.source) if excerpt.source else excerpt.citation


def _cite_source(source: Source) -> str:
    said = [source.speaker] if source.speaker else []
    if source.via:
        said.append(f"via {source.via}")
    line = f" line {source.line}" if source.line is not None else ""
    place = ", ".join(filter(None, (source.outlet, _day(source), f"{source.document}{line}")))
    return f"{', '.join(said)} — {place}" if said else place


def _day(source: Source) -> str:
    if not source.day:
        return "day unknown"
    time = f" {source.time}" if source.time else ""
    how = " (inferred)" if source.day_source == "inferred" else ""
    return f"{source.day.day} {source.day:%B %Y}{time}{how}"
