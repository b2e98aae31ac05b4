"""The formats that notes and the tracker can be written in, by name: the place to add another one.

A format is a function to text, and the way in which its files carry a mark of Parley, so that a
later export knows its own file again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..exchange.notelines import render_note_lines
from ..exchange.webannotation import render_web_annotations
from ..tracking.report import Report
from .jsonlines import render_json_lines
from .markdown import render_markdown
from .model import Collection
from .tracker import render_tracker_csv, render_tracker_markdown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format(Generic[T]):
    """One way to write something."""

    name: str
    """As given to ``--format``."""
    render: Callable[[T], str]
    comment: tuple[str, str] | None
    """What opens and closes a comment line of this format; None where it has none."""


_MARKDOWN_COMMENT = ("<!-- ", " -->")

NOTES: Mapping[str, Format[Collection]] = {
    one.name: one
    for one in (
        Format("md", render_markdown, _MARKDOWN_COMMENT),
        Format("json", render_json_lines, None),
        Format("jsonl", lambda c: render_note_lines(c.annotations, c.bookmarks), None),
        Format("jsonld", lambda c: render_web_annotations(c.annotations, c.bookmarks), None),
    )
}
TRACKER: Mapping[str, Format[Report]] = {
    one.name: one
    for one in (
        Format("md", render_tracker_markdown, _MARKDOWN_COMMENT),
        Format("csv", render_tracker_csv, None),
    )
}
