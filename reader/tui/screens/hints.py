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
    return content.title(words.format_map(_signs(node)))


def undoing(node: DOMNode) -> str:
    """Return "u takes it back", with the reader's key for it."""
    return f"{_signs(node)['undo']} takes it back"


def _signs(node: DOMNode) -> dict[str, str]:
    app = node.app
    keymap = app.settings.keymap if isinstance(app, _WithSettings) else {}
    return signs_of(every_command(), keymap)
