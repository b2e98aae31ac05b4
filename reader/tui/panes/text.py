"""The text of one item with its statements, notes and hits.

Shows a ``Reading`` row by row on the Line API; keeps the current statement, paragraph, hit and
selection; posts what was reached, opened or wanted. Offsets are into the item's text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.selection import Selection

from store.cleaning import clean
from store.records import Statement

from .. import content
from ..folding import find_hits
from ..keys import movement_bindings
from ..labels import place_label
from ..looks import set_extent
from ..messages import SelectionUsed, StatementOpened, StatementReached, TextEnded
from ..reading import Reading, Span
from ..selecting import TextSelection
from .text_layout import TextLayout
from .text_lines import TextLines
from .text_mouse import click, span_of
from .text_paint import Marks
from .text_selection import SelectionMode


class TextPane(TextLines, can_focus=True, inherit_bindings=False):
    """The text of the item being read."""

    BINDINGS: ClassVar[list[BindingType]] = movement_bindings()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reading: Reading | None = None
        self.statement: Statement | None = None
        self.mode = SelectionMode(self)

    # What the screen calls

    def show(self, reading: Reading | None) -> None:
        """Show an item from its top, or the same item with other marks where it was."""
        same = bool(reading and self.reading and reading.item.id == self.reading.item.id)
        self.reading = reading
        if not same:
            self.mode.stop()
            self.marks.current = self.marks.paragraph = self.marks.hit = None
            self.statement = None
        elif self.statement and reading:
            kept = [one for one in reading.statements if one.id == self.statement.id]
            self.statement = kept[0] if kept else None
        self._lay_out()
        if not same and self.scroll_y:
            self.scroll_to(y=0, animate=False, force=True)
        where = place_label(reading.item, reading.document) if reading else "Text"
        self.border_title = content.title(f"2 {content.shorten(where, 60)}")
        self._tell_place()

    def highlight(self, query: str) -> None:
        """Mark the words of a search in the text."""
        self.query_text = query
        self._find_hits()
        self.refresh()

    def step_hit(self, step: int) -> bool:
        """Go to another hit; say whether there is one."""
        top = self.layout_of.offset_at(self.scroll_offset.y) if self.layout_of else 0
        target = self.marks.next_hit(step, top)
        if target is None:
            return False
        self.marks.hit = target
        self.reveal(self.marks.hits[target])
        return True

    def step_statement(self, step: int) -> bool:
        """Go to another statement of the item; say whether there is one."""
        target = self.marks.next_statement(step)
        if target is None:
            return False
        self.go_to_statement(target)
        return True

    def go_to_statement(self, key: str | None) -> None:
        """Make a statement of the item the current one, or none."""
        reading, layout = self.reading, self.layout_of
        found = [one for one in reading.statements if one.id == key] if reading else []
        self.statement = found[0] if found else None
        self.marks.current = layout.spans.get(key) if layout and key and found else None
        if self.marks.current and layout and key:
            self.marks.paragraph = layout.block_at(self.marks.current[0])
            self.reveal(self.marks.current, label=layout.label_row(key))
        self.refresh()
        self._tell_place()
        self.post_message(StatementReached(self.statement))

    def step_paragraph(self, step: int) -> bool:
        """Go to another paragraph; say whether there is one."""
        layout = self.layout_of
        if layout is None:
            return False
        filled = [number for number in layout.body if layout.blocks[number].text.strip()]
        if self.marks.paragraph is None:
            target = 0 if step > 0 else -1
        else:
            target = bisect_left(filled, self.marks.paragraph) + step
        if not 0 <= target < len(filled):
            return False
        self.marks.paragraph = filled[target]
        block = layout.blocks[filled[target]]
        self.reveal((block.start, block.start + len(block.text)), at_top=True)
        self.refresh()
        return True

    def selected_span(self) -> Span | None:
        """What is selected by keyboard or mouse, as a span of the item's text."""
        if self.mode.selection:
            return self.mode.selection.span
        return self.mouse_span()

    def clear_selection(self) -> bool:
        """Drop the selection; say whether there was one."""
        had = self.selected_span() is not None
        self.mode.stop()
        if self.text_selection is not None:
            self.screen.clear_selection()
        if had:
            self._tell_place()
        return had

    def reveal(self, span: Span, *, label: int | None = None, at_top: bool = False) -> None:
        """Bring a span into view."""
        layout = self.layout_of
        height = self.scrollable_content_region.height
        if layout is None or not height:
            return
        first, last = layout.row_at(span[0]), layout.row_at(max(span[0], span[1] - 1))
        last = max(last, label or 0)
        top = self.scroll_offset.y
        if at_top or first < top or last >= top + height:
            away = 1 if at_top else max(1, (height - (last - first + 1)) // 3)
            self.scroll_to(y=max(0, first - away), animate=False, force=True)
        self.refresh()

    # Layout and painting

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Break the text for the frame that shows the new size, not for the one after it."""
        is_other = super()._size_updated(size, virtual_size, container_size, layout)
        self._fit()
        return is_other

    def on_resize(self, _event: events.Resize) -> None:
        """Break the text anew where something else than the size made more room or less."""
        self._fit()

    def _fit(self) -> None:
        """Break the text anew for another room, keeping what is at the top."""
        if self.scrollable_content_region.size == self._room:
            return
        top = self.layout_of.offset_at(self.scroll_offset.y) if self.layout_of else 0
        was_scrolled = self.scroll_offset.y > 0
        self._lay_out()
        if was_scrolled and self.layout_of:
            self.scroll_to(y=self.layout_of.row_at(top), animate=False, force=True)

    def _lay_out(self) -> None:
        self._room = self.scrollable_content_region.size
        self._width = self._room.width
        if self.reading is None or not self._width:
            self.layout_of = None
            set_extent(self, Size(self._width, 0))
            self.refresh()
            return
        is_ready = self.ahead is not None and self.ahead.is_of(self.reading, self._room)
        layout = self.ahead.layout if self.ahead and is_ready else None
        layout = self.layout_of = layout or TextLayout(self.reading, *self._room)
        kept, self.marks = self.marks, Marks.of(layout)
        self.marks.paragraph, self.marks.selection = kept.paragraph, kept.selection
        self.marks.hits, self.marks.hit = kept.hits, kept.hit
        if self.statement:
            self.marks.current = layout.spans.get(self.statement.id)
        self._find_hits()
        set_extent(self, Size(self._width, len(layout.rows)))
        self.refresh()

    def _find_hits(self) -> None:
        text = self.reading.item.text if self.reading else ""
        hits = find_hits(text, self.query_text) if self.query_text else []
        if hits != self.marks.hits:
            self.marks.hits, self.marks.hit = hits, None

    def _tell_place(self) -> None:
        layout = self.layout_of
        parts = []
        if self.marks.current and layout:
            number = [span for span, _ in self.marks.statements].index(self.marks.current) + 1
            parts.append(f"statement {number} of {len(self.marks.statements)}")
        elif self.marks.statements:
            count = len(self.marks.statements)
            parts.append(f"{count} statement{'s' if count > 1 else ''}")
        if layout and self.max_scroll_y > 0:
            parts.append(f"{round(100 * self.scroll_offset.y / self.max_scroll_y)} %")
        self.border_subtitle = content.title(" · ".join(parts))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say in the border how far the reader is."""
        super().watch_scroll_y(old_value, new_value)
        self._tell_place()

    # Movement

    def action_move(self, rows: int) -> None:
        """Scroll by rows."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def action_half(self, direction: int) -> None:
        """Scroll by half a page."""
        self.action_move(direction * max(1, self.size.height // 2))

    def action_page(self, direction: int) -> None:
        """Scroll by a page; past the end, ask for the next item."""
        at_edge = (
            self.scroll_offset.y >= self.max_scroll_y
            if direction > 0
            else self.scroll_offset.y <= 0
        )
        if at_edge and not self.mode.selection:
            self.post_message(TextEnded(direction))
        else:
            self.action_move(direction * max(1, self.size.height - 2))

    def action_edge(self, direction: int) -> None:
        """Scroll to the top or the bottom."""
        self.scroll_to(y=0 if direction < 0 else self.max_scroll_y, animate=False, force=True)

    def action_choose(self) -> None:
        """Open the current statement."""
        if self.statement:
            self.post_message(StatementOpened(self.statement))

    # Selection and mouse

    def on_key(self, event: events.Key) -> None:
        """While a selection grows, keys belong to it."""
        self.mode.on_key(event)

    def on_click(self, event: events.Click) -> None:
        """A statement becomes the current one; a neighbour or a note opens."""
        if self.mouse_span() is None:
            click(self, event)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words under a mouse selection."""
        span = span_of(self.layout_of, selection)
        if span is None or self.reading is None:
            return None
        return clean(self.reading.item.text[span[0] : span[1]]), "\n"

    def mouse_span(self) -> Span | None:
        """What is selected with the mouse."""
        selection = self.text_selection if self.is_attached else None
        return span_of(self.layout_of, selection) if selection else None

    def use_selection(self, use: str) -> None:
        """Ask the screen to do something with the selection."""
        self.post_message(SelectionUsed(use))

    def start_selection(self) -> TextSelection | None:
        """Begin a selection at the current statement, paragraph, or what is at the top."""
        return self.mode.start()
