"""What is done with a selection: it is marked, copied, noted or tied."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.citing import cite
from store.cleaning import clean
from store.errors import FileUnusable

from .prompt import Prompt

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
        screen = self._screen
        words, what = self._chosen()
        if not words:
            return
        screen.app.copy_to_clipboard(words)
        screen.text.clear_selection()
        screen.say(
            f"Sent the {what} ({len(words)} characters) to the terminal's clipboard. "
            "A terminal does not say whether it took it; Y writes to a file."
        )

    def copy_to_file(self) -> None:
        """Add what would be copied to the end of a file."""
        words, what = self._chosen()
        if words:
            self._screen.app.push_screen(
                Prompt(
                    f"Add the {what} to which file?",
                    "A path; what the file holds stays",
                    value=str(Path.cwd() / "parley-copies.txt"),
                ),
                lambda path: self._screen.answer(lambda: self._append(words, what, path or "")),
            )

    def _append(self, words: str, what: str, path: str) -> None:
        if not path.strip():
            return
        target = Path(path.strip()).expanduser()
        try:
            with target.open("a", encoding="utf-8") as file:
                file.write(f"{words}\n\n")
        except OSError as error:
            problem = f"cannot be written ({error.strerror})"
            raise FileUnusable(target, problem, "Name another file.") from error
        self._screen.text.clear_selection()
        self._screen.say(f"Added the {what} to {target}.")

    def _chosen(self) -> tuple[str, str]:
        """What is copied, and what that is."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return "", ""
        span, statement = screen.text.selected_span(), screen.text.statement
        document = screen.library.parsed(item.document).document
        if span:
            return clean(item.text[span[0] : span[1]]), "selection"
        cited = clean(cite(item, statement, None, document))
        if statement:
            return f"“{clean(statement.quote)}”\n{cited}", "statement with its citation"
        return f"{clean(item.text)}\n{cited}", "item with its citation"
