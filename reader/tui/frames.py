"""Writes the changed lines of views to the terminal at once, in one frame.

Textual would paint them up to two of its own frames later, after a pass over every widget. Where
anything else is due, a layout or a widget in front, this is left to Textual: what is not written
here stays marked as changed there.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import sleep

from rich.console import Console, ConsoleOptions, RenderResult
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from .panes.lines import LineBar, LineView

_GIVE_WAY = 0.00002
"""Seconds; the shortest wait there is will do."""


class LinesUpdate(CompositorUpdate):
    """Lines that are ready to be written."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """For the type alone: Textual writes what ``render_segments`` returns."""
        return ()

    def render_segments(self, console: Console) -> str:
        """All of them, each with its place; the last one's style is switched off."""
        return "".join([*self._lines, "\x1b[0m"])


def paint(screen: Screen[None], views: Iterable[LineView]) -> None:
    """Write what changed in views of the screen that is shown."""
    app = screen.app
    is_shown = screen.is_current and app.screen is screen and not app.is_inline
    if not is_shown or app._batch_count or screen._layout_required or screen._scroll_required:
        return
    shown = screen._compositor.visible_widgets
    lines: list[str] = []
    for view in views:
        if _is_free(view, shown):
            lines += view.take_changed(shown[view][0])
            bar = view._vertical_scrollbar
            if isinstance(bar, LineBar) and bar in shown:
                lines += bar.take_changed(shown[bar][0])
    if lines:
        app._display(screen, LinesUpdate(lines))
        # Textual writes from a thread, which waits for this one to give way.
        sleep(_GIVE_WAY)


def _is_free(view: LineView, shown: dict[Widget, tuple[Region, Region]]) -> bool:
    """Whether a view is in view whole, with nothing but its scroll bar in front of it.

    The compositor lists what is in front first.
    """
    if view.free_among is shown:
        return not view._layout_required
    if view not in shown or view._layout_required:
        return False
    region, clip = shown[view]
    if not clip.contains_region(region):
        return False
    for widget, (place, its_clip) in shown.items():
        if widget is view:
            break
        if widget.parent is not view and region.overlaps(place.intersection(its_clip)):
            return False
    view.free_among = shown
    return True
