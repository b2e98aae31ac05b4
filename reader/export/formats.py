"""The formats that notes and the tracker can be written in, by name: the place to add another one.

A format is a function to text, and the way in which its files carry a mark of Parley, so that a
later export knows its own file again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from store.errors import FileUnusable

from ..exchange.model import Parcel
from ..exchange.notelines import render_note_lines
from ..exchange.webannotation import render_web_annotations
from ..tracking.report import Report
from .jsonlines import render_json_lines
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
    has_blocks: bool = False
    """It is written in blocks that a later export renews one by one."""
    is_own: Callable[[str], bool] | None = None
    """Whether a text is exactly what Parley wrote in this format."""


def _markdown(collection: Collection) -> str:
    from .markdown import render_markdown  # templates cost a start that exports nothing

    return render_markdown(collection)


def _lines(collection: Collection) -> str:
    return render_note_lines(collection.annotations, collection.bookmarks, collection.corrections)


def _json_ld(collection: Collection) -> str:
    return render_web_annotations(collection.annotations, collection.bookmarks)


def _is_own(render: Callable[[Parcel], str], text: str) -> bool:
    """Whether reading a text and writing it again gives the same."""
    from ..exchange.reading import read_notes

    try:
        parcel = read_notes(text.encode("utf-8"), "")
    except FileUnusable:
        return False
    return parcel.is_parley and render(parcel) == text


def _lines_of(parcel: Parcel) -> str:
    return render_note_lines(parcel.annotations, parcel.bookmarks, parcel.corrections)


def _json_ld_of(parcel: Parcel) -> str:
    return render_web_annotations(parcel.annotations, parcel.bookmarks)


_MARKDOWN_COMMENT = ("<!-- ", " -->")

NOTES: Mapping[str, Format[Collection]] = {
    one.name: one
    for one in (
        Format("md", _markdown, None, has_blocks=True),
        Format("json", render_json_lines, None),
        Format("jsonl", _lines, None, is_own=partial(_is_own, _lines_of)),
        Format("jsonld", _json_ld, None, is_own=partial(_is_own, _json_ld_of)),
    )
}
TRACKER: Mapping[str, Format[Report]] = {
    one.name: one
    for one in (
        Format("md", render_tracker_markdown, _MARKDOWN_COMMENT),
        Format("csv", render_tracker_csv, None),
    )
}
