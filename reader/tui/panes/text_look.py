"""The look of the text pane: one component class for each thing that a run of text can be."""

from __future__ import annotations

from typing import ClassVar

from .lines import LineView


class TextLook(LineView):
    """A view whose rows are styled by component classes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text--headline",
        "text--meta",
        "text--body",
        "text--statement",
        "text--current",
        "text--speaker",
        "text--noted",
        "text--highlight",
        "text--of-another",
        "text--note",
        "text--hit",
        "text--hit-current",
        "text--selection",
        "text--sign",
    }
    DEFAULT_CSS = """
    TextLook {
        height: 1fr; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        & > .text--headline { text-style: bold; color: $text-primary; }
        & > .text--meta { color: $text-muted; }
        & > .text--body { color: $foreground; }
        & > .text--statement { color: $text-accent; }
        & > .text--current { text-style: bold; background: $accent-muted; color: $text-accent; }
        & > .text--speaker { color: $text-muted; text-style: italic; }
        & > .text--noted { text-style: underline; }
        & > .text--highlight { text-style: underline; background: $warning-muted; }
        & > .text--of-another { text-style: underline italic; }
        & > .text--note { color: $text-success; }
        & > .text--hit { text-style: bold underline; color: $text-warning; }
        & > .text--hit-current { text-style: bold reverse; color: $text-warning; }
        & > .text--selection { text-style: reverse; }
        & > .text--sign { color: $text-accent; text-style: bold; }
    }
    """
