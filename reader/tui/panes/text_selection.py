"""Selecting in the text pane from the keyboard: which key moves which end by which unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from ..selecting import Span, TextSelection, paragraphs, sentences, step, unit_at, words

if TYPE_CHECKING:
    from .text import TextPane

Units = Callable[[str], list[Span]]

_MOTIONS: dict[str, tuple[Units, int]] = {
    "w": (words, 1),
    "b": (words, -1),
    ")": (sentences, 1),
    "(": (sentences, -1),
    "}": (paragraphs, 1),
    "{": (paragraphs, -1),
}
_WHOLE: dict[str, Units] = {"s": sentences, "p": paragraphs}
_USES = {"a": "annotate", "y": "copy", "t": "tie", "enter": "highlight", "m": "bookmark"}
_MOUSE_USES = {"enter", "m"}
"""Keys that belong to a selection of the mouse; the others are the screen's own."""
_CHARACTERS = {"l": 1, "right": 1, "h": -1, "left": -1}
_ROWS = {"j": 1, "down": 1, "k": -1, "up": -1}


class SelectionMode:
    """The selection of one text pane, while there is one."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self.selection: TextSelection | None = None

    def start(self) -> TextSelection | None:
        """Begin with what the mouse selected, or the statement, or a sentence of the paragraph."""
        pane, layout = self._pane, self._pane.layout_of
        if layout is None:
            return None
        if span := pane.mouse_span():
            pane.screen.clear_selection()
            self._set(TextSelection(*span))
            return self.selection
        unit = pane.marks.current
        if unit is None:
            number = pane.marks.paragraph
            if number is not None:
                offset = layout.blocks[number].start
            else:
                offset = layout.offset_at(pane.scroll_offset.y)
            unit = unit_at(sentences(self._text), offset)
        if unit is not None:
            self._set(TextSelection(*unit))
        return self.selection

    def stop(self) -> None:
        """Drop the selection."""
        if self.selection:
            self._set(None)

    @property
    def _text(self) -> str:
        return self._pane.reading.item.text if self._pane.reading else ""

    def _set(self, selection: TextSelection | None) -> None:
        self.selection = selection
        if selection:
            self._pane.reveal((selection.shown, selection.shown + 1))
            self._pane.border_subtitle = f"{selection.span[1] - selection.span[0]} selected"
        self._pane.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take the keys of the selection; let all others pass."""
        key = event.character if event.is_printable and event.character else event.key
        if self.selection is None:
            is_used = key in _MOUSE_USES and self._pane.mouse_span() is not None
        elif self._moved(self.selection, key):
            event.stop()
            event.prevent_default()
            return
        else:
            is_used = key in _USES
        if is_used:
            event.stop()
            event.prevent_default()
            self._pane.use_selection(_USES[key])

    def _moved(self, selection: TextSelection, key: str) -> bool:
        if key in _MOTIONS:
            units, direction = _MOTIONS[key]
            self._set(step(units(self._text), selection, direction))
        elif key in _WHOLE:
            unit = unit_at(_WHOLE[key](self._text), selection.shown)
            self._set(TextSelection(*unit) if unit else selection)
        elif key in _CHARACTERS:
            self._set(self._by_character(selection, _CHARACTERS[key]))
        elif key in _ROWS:
            self._set(self._by_row(selection, _ROWS[key]))
        elif key == "o":
            self._set(selection.swapped())
        elif key == "v":
            self._pane.clear_selection()
        else:
            return False
        return True

    def _by_character(self, selection: TextSelection, direction: int) -> TextSelection:
        head = selection.head + direction
        if head == selection.anchor:
            head += direction
        return selection.to(head) if 0 <= head <= len(self._text) else selection

    def _by_row(self, selection: TextSelection, direction: int) -> TextSelection:
        layout = self._pane.layout_of
        if layout is None:
            return selection
        row = layout.row_at(selection.shown) + direction
        while 0 <= row < len(layout.rows):
            entry = layout.rows[row]
            block = layout.blocks[entry.block]
            if block.start >= 0 and block.text[entry.start : entry.end].strip():
                inside = entry.end if selection.head > selection.anchor else entry.start
                return selection.to(block.start + inside)
            row += direction
        return selection
