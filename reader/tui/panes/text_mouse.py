"""What the mouse does in the text pane: clicks, and selections as spans of the item's text."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Offset
from textual.selection import Selection

from ..messages import NeighbourRequested, NoteOpened
from ..reading import Span
from .text_layout import Kind, TextLayout

if TYPE_CHECKING:
    from .text import TextPane


def click(pane: TextPane, event: events.Click) -> None:
    """Make a statement the current one, or open a neighbour or a note."""
    offset, layout = event.get_content_offset(pane), pane.layout_of
    if offset is None or layout is None:
        return
    number = offset.y + pane.scroll_offset.y
    if not 0 <= number < len(layout.rows):
        return
    row = layout.rows[number]
    block = layout.blocks[row.block]
    if block.kind is Kind.NEIGHBOUR:
        pane.post_message(NeighbourRequested(block.step))
    elif block.note:
        pane.post_message(NoteOpened(block.note))
    elif block.statement:
        pane.go_to_statement(block.statement.id)
    elif block.kind is Kind.BODY:
        pane.marks.paragraph = row.block
        place = event.style.meta.get("offset")
        at = block.start + place[0] if place else None
        pane.go_to_statement(pane.marks.statement_at(at) if at is not None else None)


def span_of(layout: TextLayout | None, selection: Selection) -> Span | None:
    """Return a selection over blocks as a span of the item's text, what is no text left out."""
    if layout is None or not layout.body:
        return None
    start = _offset_of(layout, selection.start) if selection.start else 0
    end = _offset_of(layout, selection.end) if selection.end else len(layout.reading.item.text)
    return (start, end) if end > start else None


def _offset_of(layout: TextLayout, place: Offset) -> int:
    """The offset into the item's text of a character in a block; the next text if it is none."""
    if 0 <= place.y < len(layout.blocks) and layout.blocks[place.y].kind is Kind.BODY:
        block = layout.blocks[place.y]
        return block.start + min(place.x, len(block.text))
    following = bisect_left(layout.body, place.y)
    if following >= len(layout.body):
        return len(layout.reading.item.text)
    return layout.blocks[layout.body[following]].start
