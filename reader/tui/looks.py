"""The look of a part of a Line API widget, to be laid over the row it stands in."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
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
