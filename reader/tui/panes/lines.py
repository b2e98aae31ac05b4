"""A view of lines that can be written to the terminal at once, apart from Textual's own pace.

Textual paints what changed through a message to the screen, a timer and a pass over all widgets:
after a key that moves a cursor this takes several times as long as the change itself. A
``LineView`` keeps the looks of its parts, and gives its changed lines as they go to the terminal;
``frames`` writes them. Which pieces stand on a line is left to the subclass; Textual paints the
same pieces when it paints the view itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from .. import content
from ..content import Piece
from ..looks import component_style
from ..sgr import Codes


class LineView(ScrollView):
    """A scrolling view whose lines are made of pieces of text."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._base: Style | None = None
        self._looks: dict[str, Style] = {}
        self._codes = Codes()
        self._painted: dict[int, str] = {}
        """What was written last, by line of the widget; Textual forgets it by painting."""
        self._edges: dict[int, Edge | None] = {}
        self._in_frame: tuple[int, int] | None = None
        """Width of a row and first line in view, while changed lines are taken."""
        self.free_among: object = None
        """The layout of the screen in which nothing stands before the view; for ``frames``."""

    # What a subclass says

    def line_pieces(self, y: int) -> tuple[Sequence[Piece], Style]:
        """The pieces of one line of the view, and the style of what they leave free."""
        raise NotImplementedError

    # Looks

    @property
    def base_style(self) -> Style:
        """The view's own style, worked out once for each look."""
        if self._base is None:
            self._base = self.rich_style
        return self._base

    def style(self, name: str) -> Style:
        """What a component class adds to the view's own style."""
        found = self._looks.get(name)
        if found is None:
            found = self._looks[name] = component_style(self, name)
        return found

    def notify_style_update(self) -> None:
        """Forget what every part looked like."""
        super().notify_style_update()
        self._forget_looks()

    def _forget_looks(self) -> None:
        self._base = None
        self._looks.clear()
        self._codes.clear()
        self._edges.clear()
        self._painted.clear()

    # Textual's way of painting

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        pieces, filler = self.line_pieces(y)
        return content.strip(pieces, self.row_width, filler)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region, for Textual to paint."""
        self._painted.clear()
        return super().render_lines(crop)

    @property
    def row_width(self) -> int:
        """Cells of a row, the scroll bar left out."""
        return self._in_frame[0] if self._in_frame else self.scrollable_content_region.width

    @property
    def top_line(self) -> int:
        """The line at the top of the view."""
        return self._in_frame[1] if self._in_frame else self.scroll_offset.y

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, one that is cheap to paint."""
        if self._vertical_scrollbar is None:
            bar = LineBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar = bar
            bar.display = False
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    # The way of ``frames``

    def take_changed(self, region: Region) -> list[str]:
        """Return the changed lines as they go to the terminal; they count as painted from then on.

        Args:
            region: where the view is on the screen.
        """
        dirty = self._exchange_repaint_regions()
        self._repaint_required = False
        numbers = sorted({y for each in dirty for y in each.line_range})
        if not numbers:
            return []
        self._codes.begin(self)
        top, _, bottom, left = self.gutter
        self._in_frame = self.scrollable_content_region.width, self.scroll_offset.y
        lines = []
        for number in numbers:
            if top <= number < region.height - bottom:
                at, text = left, self.line_codes(number - top)
            elif 0 <= number < region.height:
                at, text = 0, self._border_codes(number, region.width)
            else:
                continue
            if self._painted.get(number) != text:
                self._painted[number] = text
                lines.append(f"\x1b[{region.y + number + 1};{region.x + at + 1}H{text}")
        self._in_frame = None
        return lines

    def line_codes(self, y: int) -> str:
        """One line of the view as it goes to the terminal."""
        pieces, filler = self.line_pieces(y)
        return self.codes_of(pieces, self.row_width, filler)

    def codes_of(self, pieces: Sequence[Piece], width: int, filler: Style) -> str:
        """Pieces of text as they go to the terminal."""
        return self._codes.line(content.fitted(pieces, width, filler))

    def _border_codes(self, number: int, width: int) -> str:
        label = self._border_title if number == 0 else self._border_subtitle
        edge = self._edges.get(number)
        drawn = edge.drawn(label, width, self._codes) if edge else None
        if drawn is None:
            strip = self._styles_cache.render_widget(self, Region(0, number, width, 1))[0]
            self._edges[number] = Edge.of(strip, is_title=number == 0) or edge
            drawn = f"\x1b[0m{strip.render(self.app.console)}"
        return drawn


class Edge(NamedTuple):
    """How an edge with a label is drawn, taken from one that Textual drew."""

    first: Segment
    line: Segment
    label: Style
    last: Segment
    is_title: bool
    """The label stands at the left; otherwise at the right."""

    @classmethod
    def of(cls, strip: Strip, *, is_title: bool) -> Edge | None:
        """Return how a strip is drawn; None where it is not a plain edge with a label."""
        if len(strip) != 5:
            return None
        first, before, label, after, last = strip
        near, far = (before, after) if is_title else (after, before)
        if near.cell_length != 1 or set(far.text) != set(near.text) or far.style != near.style:
            return None
        return cls(first, near, label.style or Style.null(), last, is_title)

    def drawn(self, label: Content | None, width: int, codes: Codes) -> str | None:
        """Return an edge with another label, or none; None where that is cut or has styles."""
        line, style = self.line.text, self.line.style
        if label is None or not label.cell_length:
            middle = [(line * (width - 2), style)]
        else:
            space = width - 4 - label.cell_length
            if label.spans or space < 2:
                return None
            middle = [(line, style), (f" {label.plain} ", self.label), (line * (space - 1), style)]
        ends = (self.first.text, self.first.style), (self.last.text, self.last.style)
        row = [ends[0], *(middle if self.is_title else reversed(middle)), ends[1]]
        return codes.drawn([(text, style or Style.null()) for text, style in row])


class LineBar(ScrollBar):
    """A scroll bar that is painted with the lines beside it."""

    def __init__(self, *, vertical: bool, name: str, thickness: int) -> None:
        super().__init__(vertical=vertical, name=name, thickness=thickness)
        self._cells: list[Segment] = []
        self._shown: tuple[object, ...] = ()
        self._codes = Codes()
        self._painted: dict[int, str] = {}

    def render_line(self, y: int) -> Strip:
        """One cell of the bar."""
        cells = self._rendered()
        return Strip([cells[y]], self.thickness) if y < len(cells) else Strip.blank(self.thickness)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells of a region, for Textual to paint."""
        self._painted.clear()
        return super().render_lines(crop)

    def take_changed(self, region: Region) -> list[str]:
        """Return the changed cells as they go to the terminal."""
        dirty = self._exchange_repaint_regions()
        self._repaint_required = False
        if not dirty:
            return []
        self._codes.begin(self)
        cells = []
        for number, (text, style, _) in enumerate(self._rendered()):
            code = self._codes.line([(text, style or Style.null())])
            if self._painted.get(number) != code:
                self._painted[number] = code
                cells.append(f"\x1b[{region.y + number + 1};{region.x + 1}H{code}")
        return cells

    def notify_style_update(self) -> None:
        """Forget what the bar looked like."""
        super().notify_style_update()
        self._codes.clear()
        self._shown = ()

    def _rendered(self) -> list[Segment]:
        extent, height = self.window_virtual_size, self.size.height
        window = self.window_size if self.window_size < extent else 0
        colours = self._colours(is_needed=bool(window))
        shown = (height, extent, window, self.position, colours)
        if shown != self._shown:
            self._shown = shown
            bar = ScrollBarRender.render_bar(
                size=height,
                virtual_size=extent,
                window_size=window,
                position=self.position,
                thickness=self.thickness,
                back_color=colours[0],
                bar_color=colours[1],
            )
            self._cells = list(bar.segments)
        return self._cells

    def _colours(self, *, is_needed: bool) -> tuple[Color, Color]:
        """Of the track and of the thumb; a bar that is not needed looks like its view."""
        view = self.parent
        assert isinstance(view, ScrollView)
        ground = view.background_colors[1]
        if not is_needed:
            return ground.rich_color, ground.rich_color
        styles = view.styles
        if self.grabbed:
            track, thumb = styles.scrollbar_background_active, styles.scrollbar_color_active
        elif self.mouse_over:
            track, thumb = styles.scrollbar_background_hover, styles.scrollbar_color_hover
        else:
            track, thumb = styles.scrollbar_background, styles.scrollbar_color
        track = ground + track if track.a < 1 else track
        return track.rich_color, (track + thumb).rich_color
