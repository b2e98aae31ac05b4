"""What Line API widgets share: the look of a part of a row, and how far they scroll."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """Return what a component class sets and nothing else.

    Colours are taken from the full style, where a theme's relative ones ("60 % of the text") are
    worked out against the widget's background.
    """
    full = widget.get_component_rich_style(name)
    partial = widget.get_component_rich_style(name, partial=True)
    return _set_by(full, partial)


@lru_cache(maxsize=512)
def _set_by(full: Style, partial: Style) -> Style:
    return (
        Style(
            color=full.color if partial.color else None,
            bgcolor=full.bgcolor if partial.bgcolor else None,
        )
        + partial.without_color
    )


def set_subtitle(widget: Widget, subtitle: Content) -> None:
    """Write into the lower border.

    Assigning ``border_subtitle`` paints the whole widget again, not the border alone.
    """
    if not (widget.is_attached and widget.outer_size):
        widget.border_subtitle = subtitle
        return
    widget._border_subtitle = subtitle
    width, height = widget.outer_size
    widget.refresh(Region(0, height - 1, width, 1).translate(-widget.content_offset))


def set_extent(view: ScrollView, extent: Size) -> None:
    """Say how much there is to scroll over.

    Assigning ``virtual_size`` lays the whole screen out anew, which takes longer than painting it.
    Where neither size nor scroll bar of the view depend on it, its scroll bar is all that changes.
    """
    if view.styles.is_auto_height or not view.is_attached:
        view.virtual_size = extent
        return
    view.set_reactive(ScrollView.virtual_size, extent)
    view._scroll_update(extent)
