"""A list of any length on Textual's Line API: only the rows in view are made.

A subclass says how many rows there are and what one looks like; this class moves the cursor, keeps
it in view, and posts what happens to it. Every row has the same height.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.actions import parse
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive

from ..content import Piece
from ..keys import movement_bindings
from ..looks import set_extent
from .lines import LineView


class RowView(LineView, can_focus=True, inherit_bindings=False):
    """A list with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = movement_bindings()
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--muted",
        "rows--plain",
        "rows--strong",
        "rows--mark",
        "rows--heading",
        "rows--empty",
    }
    DEFAULT_CSS = """
    RowView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        & > .rows--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
        }
        &:focus > .rows--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & > .rows--muted { color: $text-muted; }
        & > .rows--plain { color: $foreground; }
        & > .rows--strong { text-style: bold; }
        & > .rows--mark { color: $text-accent; text-style: bold; }
        & > .rows--heading { color: $text-primary; text-style: bold; }
        & > .rows--empty { color: $text-muted; }
    }
    """

    ALLOW_SELECT = False
    row_height = 1
    empty_text = "Nothing here."
    chooses_on_click = False
    """One click chooses; otherwise the first click moves the cursor and a click on it chooses."""
    cursor: reactive[int] = reactive(0, repaint=False)

    class Moved(Message):
        """The cursor came to another row."""

        def __init__(self, view: RowView, row: int) -> None:
            super().__init__()
            self.view, self.row = view, row

        @property
        def control(self) -> RowView:
            """The list."""
            return self.view

    class Chosen(Message):
        """Enter, or a click, on a row."""

        def __init__(self, view: RowView, row: int) -> None:
            super().__init__()
            self.view, self.row = view, row

        @property
        def control(self) -> RowView:
            """The list."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._is_quiet = False
        self.may_answer: Callable[[events.Key], bool] | None = None
        """Says whether a key may be answered here before the screen has seen it."""

    # What a subclass says

    def row_count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """One line of a row, from left to right.

        Args:
            row: the row, from 0.
            part: the line inside the row, from 0.
            width: cells there are.
            is_current: the cursor is on it.
        """
        raise NotImplementedError

    def is_stop(self, row: int) -> bool:
        """Whether the cursor may rest on this row."""
        return 0 <= row < self.row_count()

    # What the owner calls

    def rows_changed(self, cursor: int = 0) -> None:
        """Take other rows over: the cursor goes to ``cursor`` without a message."""
        self._is_quiet = True
        self._measure()
        self.set_reactive(RowView.cursor, self._nearest_stop(cursor, 1))
        self._is_quiet = False
        self._show_cursor()
        self.refresh()

    def move_to(self, row: int) -> None:
        """Bring the cursor to a row, or to the nearest that it may rest on."""
        self.cursor = self._nearest_stop(row, 1 if row >= self.cursor else -1)

    # Painting

    def refresh_rows(self, *rows: int) -> None:
        """Paint these rows again, those of them that are in view."""
        top, height = self.scroll_offset.y, self.row_height
        view = self.scrollable_content_region.reset_offset
        lines = (Region(0, row * height - top, view.width, height) for row in rows)
        regions = [each.intersection(view) for each in lines if each.overlaps(view)]
        if not regions:
            return
        if self in self.screen._compositor.visible_widgets:
            self.refresh(*regions)
        else:
            # A widget that is not shown costs the screen a look at the whole layout.
            self._set_dirty()

    def line_pieces(self, y: int) -> tuple[Sequence[Piece], Style]:
        """What stands on one line of the view."""
        row, part = divmod(y + self.top_line, self.row_height)
        if self.row_count() == 0:
            return self._empty_pieces(y), self.base_style
        if row >= self.row_count():
            return (), self.base_style
        return self.styled_pieces(row, part, row == self.cursor)

    def styled_pieces(self, row: int, part: int, is_current: bool) -> tuple[Sequence[Piece], Style]:
        """One line of a row over the view's own style, and that of the cursor."""
        base = self.base_style
        pieces = self.row_pieces(row, part, self.row_width, is_current)
        if not is_current:
            return [(text, base + style) for text, style in pieces], base
        over = self.style("rows--cursor")
        return [(text, base + style + over) for text, style in pieces], base + over

    def _empty_pieces(self, y: int) -> Sequence[Piece]:
        lines = self.empty_text.split("\n")
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        return [(f" {text}", self.base_style + self.style("rows--empty"))]

    def on_resize(self, _event: events.Resize) -> None:
        """Measure again."""
        self._measure()
        self._show_cursor()

    def _measure(self) -> None:
        set_extent(self, Size(self.row_width, self.row_count() * self.row_height))

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Answer a movement at once where the screen lets it.

        Otherwise the key first goes through every widget above, a message each.
        """
        if self.may_answer is None:
            return
        bindings, keymap = self._bindings, self.app._keymap
        if keymap:
            bindings = bindings.copy()
            bindings.apply_keymap(keymap)
        found = [one for one in bindings.key_to_bindings.get(event.key, ()) if not one.priority]
        if found and self.may_answer(event):
            event.stop()
            event.prevent_default()
            _, name, parameters = parse(found[0].action)
            getattr(self, f"action_{name}")(*parameters)

    # The cursor

    def _nearest_stop(self, row: int, step: int) -> int:
        """The first row from ``row`` in the step's direction where the cursor may rest."""
        count = self.row_count()
        row = max(0, min(row, count - 1))
        for direction in (step, -step):
            candidate = row
            while 0 <= candidate < count:
                if self.is_stop(candidate):
                    return candidate
                candidate += direction
        return 0

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and tell the owner."""
        self._show_cursor()
        self.refresh_rows(before, after)
        if before != after and not self._is_quiet:
            self.tell_moved(after)

    def tell_moved(self, row: int) -> None:
        """Tell the owner that the cursor came to another row."""
        self.post_message(self.Moved(self, row))

    def _show_cursor(self) -> None:
        height = self.scrollable_content_region.height
        if not height or not self.row_count():
            return
        top, bottom = self.cursor * self.row_height, (self.cursor + 1) * self.row_height
        # A heading just above the cursor is kept in view with it.
        if self.cursor and not self.is_stop(self.cursor - 1):
            top -= self.row_height
        offset = self.scroll_offset.y
        if top < offset:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > offset + height:
            self.scroll_to(y=bottom - height, animate=False, force=True)

    def _page_rows(self) -> int:
        return max(1, self.scrollable_content_region.height // self.row_height - 1)

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor = self._nearest_stop(self.cursor + rows, rows)

    def action_half(self, direction: int) -> None:
        """Move by half a page."""
        self.action_move(direction * max(1, self._page_rows() // 2))

    def action_page(self, direction: int) -> None:
        """Move by a page."""
        self.action_move(direction * self._page_rows())

    def action_edge(self, direction: int) -> None:
        """Move to the first or the last row."""
        self.cursor = self._nearest_stop(0 if direction < 0 else self.row_count() - 1, -direction)

    def action_choose(self) -> None:
        """Choose the row of the cursor."""
        if self.row_count() and self.is_stop(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse, or choose it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = (offset.y + self.scroll_offset.y) // self.row_height
        if not self.is_stop(row):
            return
        was_there = row == self.cursor
        self.cursor = row
        if self.chooses_on_click or was_there or event.chain > 1:
            self.action_choose()
