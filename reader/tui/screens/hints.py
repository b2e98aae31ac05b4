"""The keys that a screen tells the reader of, as the config has them."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.content import Content
from textual.dom import DOMNode

from .. import content
from ..keys import signs_of
from ..screen_keys import every_command
from ..settings import Settings


@runtime_checkable
class _WithSettings(Protocol):
    settings: Settings


def hint(node: DOMNode, words: str) -> Content:
    """Return words for a border, each command's id in braces replaced by its key."""
    app = node.app
    keymap = app.settings.keymap if isinstance(app, _WithSettings) else {}
    return content.title(words.format_map(signs_of(every_command(), keymap)))
