"""What is done with a selection: it is marked, copied, noted or tied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.citing import cite
from store.cleaning import clean

if TYPE_CHECKING:
    from .reading import ReadingScreen


KEYS = "Select: w ) } l j on · b ( { h k back · o other end · a note · y copy · t tie"


class Copying:
    """Uses what is selected in the text."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def select(self) -> None:
        """Begin a selection in the text."""
        screen = self._screen
        screen.focus_pane("text")
        if screen.text.start_selection() is None:
            screen.say("No text to select from.")
        else:
            screen.say(KEYS)

    def use_selection(self, use: str) -> None:
        """Do what a key of the selection asks for."""
        if use == "annotate":
            self._screen.controllers.noting.annotate()
        elif use == "copy":
            self.copy()
        elif use == "tie":
            self._screen.controllers.marking.tie()
        else:
            self._highlight()

    def _highlight(self) -> None:
        screen, item = self._screen, self._screen.reading
        span = screen.text.selected_span()
        if item is None or span is None:
            return
        screen.library.notes.annotate(item.id, "", span=span)
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say("Passage marked.")

    def copy(self) -> None:
        """Send the selection, or a statement or item with its citation, to the clipboard."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        span = screen.text.selected_span()
        statement = screen.text.statement
        document = screen.library.parsed(item.document).document
        words = f"{item.text}\n{cite(item, None, None, document)}"
        what = "item with its citation"
        if span:
            words, what = item.text[span[0] : span[1]], "selection"
        elif statement:
            words = f"“{statement.quote}”\n{cite(item, statement, None, document)}"
            what = "statement with its citation"
        screen.app.copy_to_clipboard(clean(words))
        screen.text.clear_selection()
        screen.say(
            f"Sent the {what} ({len(words)} characters) to the terminal's clipboard. "
            "A terminal does not say whether it took it; x writes a file."
        )
