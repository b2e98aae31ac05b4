"""Selecting in the text pane from the keyboard: which key moves which end by which unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import events

from ..keys import SELECTION, ids_by_key
from ..messages import SelectionTurned
from ..selecting import Span, TextSelection, paragraphs, sentences, step, unit_at, words

if TYPE_CHECKING:
    from .text import TextPane

Units = Callable[[str], list[Span]]

_MOTIONS: dict[str, tuple[Units, int]] = {
    "select_word": (words, 1),
    "select_word_back": (words, -1),
    "select_sentence": (sentences, 1),
    "select_sentence_back": (sentences, -1),
    "select_paragraph": (paragraphs, 1),
    "select_paragraph_back": (paragraphs, -1),
}
_WHOLE: dict[str, Units] = {
    "select_whole_sentence": sentences,
    "select_whole_paragraph": paragraphs,
}
_USES = {
    "annotate": "annotate",
    "copy": "copy",
    "tie": "tie",
    "select_highlight": "highlight",
    "select_bookmark": "bookmark",
}
_MOUSE_USES = {"select_highlight", "select_bookmark"}
"""Commands that belong to a selection of the mouse; the others are the screen's own."""
_CHARACTERS = {"select_character": 1, "select_character_back": -1}
_ROWS = {"select_row": 1, "select_row_back": -1}


class SelectionMode:
    """The selection of one text pane, while there is one."""

    def __init__(self, pane: TextPane) -> None:
        self._pane = pane
        self.selection: TextSelection | None = None
        self._commands: dict[str, str] = {}
        self.remap({})

    def remap(self, keymap: Mapping[str, str]) -> None:
        """Listen to the keys that the reader gave the commands of a selection."""
        self._commands = ids_by_key(SELECTION, keymap)

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
        is_on = selection is not None
        if is_on is (self.selection is None):
            self._pane.post_message(SelectionTurned(is_on=is_on))
        self.selection = selection
        if selection:
            self._pane.reveal((selection.shown, selection.shown + 1))
            self._pane.border_subtitle = f"{selection.span[1] - selection.span[0]} selected"
        self._pane.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take the keys of the selection; let all others pass."""
        if self.run(self._commands.get(event.key, "")):
            event.stop()
            event.prevent_default()

    def run(self, command: str) -> bool:
        """Do what a command of the table means for the selection; say whether it means anything."""
        if self.selection is None:
            is_use = command in _MOUSE_USES and self._pane.mouse_span() is not None
        elif self._moved(self.selection, command):
            return True
        else:
            is_use = command in _USES
        if is_use:
            self._pane.use_selection(_USES[command])
        return is_use

    def _moved(self, selection: TextSelection, command: str) -> bool:
        if command in _MOTIONS:
            units, direction = _MOTIONS[command]
            self._set(step(units(self._text), selection, direction))
        elif command in _WHOLE:
            unit = unit_at(_WHOLE[command](self._text), selection.shown)
            self._set(TextSelection(*unit) if unit else selection)
        elif command in _CHARACTERS:
            self._set(self._by_character(selection, _CHARACTERS[command]))
        elif command in _ROWS:
            self._set(self._by_row(selection, _ROWS[command]))
        elif command == "select_swap":
            self._set(selection.swapped())
        elif command == "select":
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
