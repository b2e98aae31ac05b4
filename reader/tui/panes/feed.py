"""The feed: items by day with counts, latest day first.

Shows ``FeedRows``; posts ``ItemHighlighted`` and ``ItemOpened``. What is read, bookmarked or noted
is asked for when a row is drawn, so a mark shows without rebuilding anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

from rich.cells import cell_len
from textual import on
from textual.geometry import Region
from textual.reactive import reactive

from store.records import Item

from .. import content
from ..content import Piece
from ..labels import counted, day_label, headline
from ..looks import set_subtitle
from ..messages import ItemHighlighted, ItemOpened
from ..wrapping import wrap
from .feed_rows import DayHeading, FeedRows
from .rows import RowView


class ItemMarks(NamedTuple):
    """What a row of the feed says about an item besides its words."""

    outlet: str
    is_read: bool = False
    is_bookmarked: bool = False
    notes: int = 0
    statements: int = 0


INDENT = 3
"""Cells before the words: pointer, unread sign, space."""

MOST_KEPT = 500
"""Lines that are kept as they were written."""

MarksOf = Callable[[Item], ItemMarks]


def _signs(marks: ItemMarks) -> str:
    signs = [
        "★" if marks.is_bookmarked else "",
        f"✎{marks.notes}" if marks.notes else "",
        f"“{marks.statements}”" if marks.statements else "",
    ]
    return "".join(f" {sign}" for sign in signs if sign)


def place_words(item: Item, marks: ItemMarks, room: int) -> str:
    """Time and outlet if both fit, else what tells the item from its neighbours.

    That is the time of an entry in a running page, which has no title, and else the outlet.
    """
    both = " ".join(one for one in (item.time, marks.outlet) if one)
    if not both or cell_len(both) <= room:
        return both
    if item.time and not (item.title and marks.outlet):
        return item.time
    return content.shorten(marks.outlet, room)


def _no_marks(_item: Item) -> ItemMarks:
    return ItemMarks("")


class FeedPane(RowView):
    """The list of items."""

    DEFAULT_CSS = """
    FeedPane > .feed--unread { color: $foreground; }
    """
    COMPONENT_CLASSES = RowView.COMPONENT_CLASSES | {"feed--unread"}
    row_height = 2
    empty_text = "No items.\n\nEsc takes filters off,\nI imports files."
    reading: reactive[str | None] = reactive(None, repaint=False)
    """The id of the item that the text pane shows."""

    def __init__(self, *, id: str | None = None) -> None:
        self._kept: dict[tuple[int, int, bool, int], str] = {}
        super().__init__(id=id)
        self.rows = FeedRows((), ())
        self.marks_of: MarksOf = _no_marks

    def show(self, rows: FeedRows, marks_of: MarksOf, index: int = 0) -> None:
        """Show other rows, with the cursor on the item of this number."""
        self.rows, self.marks_of = rows, marks_of
        self.rows_changed(rows.row_of(index) if len(rows) else 0)

    @property
    def index(self) -> int:
        """The number of the item under the cursor."""
        return self.rows.index_at(self.cursor) if len(self.rows) else 0

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        found = self.rows.at(self.cursor) if 0 <= self.cursor < len(self.rows) else None
        return found if isinstance(found, Item) else None

    def go_to(self, index: int) -> None:
        """Bring the cursor to an item by its number."""
        self.move_to(self.rows.row_of(index))

    def go_to_day(self, step: int) -> bool:
        """Bring the cursor to the first item of a day further on; say whether there is one."""
        if not len(self.rows):
            return False
        day = self.rows.day_at(self.cursor)
        first = self.rows.first_row_of_day(day)
        target = day + step if step > 0 or self.cursor == first else day
        if not 0 <= target < len(self.rows.days):
            return False
        self.cursor = self.rows.first_row_of_day(target)
        return True

    def row_count(self) -> int:
        """Headings and items."""
        return len(self.rows)

    def is_stop(self, row: int) -> bool:
        """The cursor passes over headings."""
        return 0 <= row < len(self.rows) and not self.rows.is_heading(row)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """A heading under a rule, or an item in two lines."""
        entry = self.rows.at(row)
        if isinstance(entry, DayHeading):
            return self._heading_pieces(entry, part, width)
        return self._item_pieces(entry, part, width, is_current)

    def _heading_pieces(self, heading: DayHeading, part: int, width: int) -> Sequence[Piece]:
        if part == 0:
            return []
        count = counted(heading.items, "item")
        label = content.shorten(day_label(heading.day), max(1, width - len(count) - 3))
        line = "─" * max(0, width - len(label) - len(count) - 3)
        return [
            (f"{label} ", self.style("rows--heading")),
            (f"{line} {count} ", self.style("rows--muted")),
        ]

    def _item_pieces(self, item: Item, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        marks = self.marks_of(item)
        room = max(4, width - INDENT - 1)
        text = content.one_line(headline(item)[: 4 * room])
        first, *rest = wrap(text, room)
        words = self.style("rows--muted" if marks.is_read else "feed--unread")
        sign = " " if marks.is_read or part else "•"
        lead = [("▌" if is_current else " ", self.style("rows--mark"))]
        lead.append((f"{sign} ", self.style("rows--mark")))
        if part == 0:
            return [*lead, (text[slice(*first)], words)]
        signs = _signs(marks)
        place = place_words(item, marks, room // 3 if rest else room - cell_len(signs) - 2)
        left = room - cell_len(place) - cell_len(signs) - 1
        second = text[rest[0][0] :] if rest else ""
        return [
            *lead,
            (content.fit(second, left), words),
            (f" {place}", self.style("rows--muted")),
            (signs, self.style("rows--mark")),
        ]

    def tell_moved(self, row: int) -> None:
        """Tell the screen, past all that is between: the text is to follow in the same frame."""
        self._tell_place()
        if self.item:
            self.screen.post_message(ItemHighlighted(self.item))

    # Lines as they were written last, by row, part, cursor and width

    def line_codes(self, y: int) -> str:
        """One line; a row that only scrolled is not made again."""
        row, part = divmod(y + self.top_line, self.row_height)
        if row >= len(self.rows):
            return super().line_codes(y)
        return self._row_codes(row, part, row == self.cursor)

    def prepare(self, index: int) -> None:
        """Have the lines of an item ready, with the cursor on it, and those of the cursor's row."""
        row = self.rows.row_of(index)
        for part in range(self.row_height):
            self._row_codes(row, part, True)
            self._row_codes(self.cursor, part, False)

    def _row_codes(self, row: int, part: int, is_current: bool) -> str:
        width = self.row_width
        key = (row, part, is_current, width)
        codes = self._kept.get(key)
        if codes is None:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            pieces, filler = self.styled_pieces(row, part, is_current)
            codes = self._kept[key] = self.codes_of(pieces, width, filler)
        return codes

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint regions again, or the whole: then what it shows may have changed."""
        if not regions:
            self._kept.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Forget the lines too."""
        super().notify_style_update()
        self._kept.clear()

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        event.stop()
        if self.item:
            self.post_message(ItemOpened(self.item))

    def rows_changed(self, cursor: int = 0) -> None:
        """Say in the border where the cursor is."""
        super().rows_changed(cursor)
        self._tell_place()

    def _tell_place(self) -> None:
        total = len(self.rows.items)
        place = f"{self.index + 1:,} of {total:,}" if total else ""
        set_subtitle(self, content.title(place))
