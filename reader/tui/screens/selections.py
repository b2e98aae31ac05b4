"""What is done with a selection: it is marked, copied, noted or tied."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events

from store.citing import cite
from store.cleaning import clean
from store.errors import FileUnusable

from ..clipboards import copy_verdict
from ..drafts import note_at
from ..jumps import Jump
from ..keys import COMMANDS, EVERYWHERE, MOVEMENTS, SELECTION, ids_by_key, signs_of
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen


MOTIONS = (
    "{select_word} {select_sentence} {select_paragraph} {select_character} {select_row} on"
    " · {select_word_back} {select_sentence_back} {select_paragraph_back} {select_character_back}"
    " {select_row_back} back · {select_swap} other end · {select_whole_sentence}"
    " {select_whole_paragraph} whole"
)
KEYS = f"Select: {MOTIONS}"
"""Stays while a selection grows; what can be done with it stands in the lowest line."""
REFUSAL = (
    f"A selection is on, with keys of its own: {MOTIONS} · {{select_highlight}} {{select_bookmark}}"
    " {annotate} {copy} {tie} {copy_to_file} {position_own} use it · {back} ends it"
)


class Selections:
    """Uses what is selected in the text."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._copied: tuple[Jump | None, str, str] = (None, "", "")
        """Where, what, and what that is."""

    def select(self) -> None:
        """Begin a selection in the text."""
        screen = self._screen
        screen.focus_pane("text")
        if screen.text.start_selection() is None:
            screen.say("No text to select from.")
        else:
            screen.say(KEYS.format_map(signs_of(SELECTION, screen.settings.keymap)))

    def refuses(self, event: events.Key) -> bool:
        """Whether a key rests because the reader is selecting; then it is said which do not.

        Scrolling the text and what changes nothing go on; so does what is no key of the screen.
        """
        screen, keymap = self._screen, self._screen.settings.keymap
        if screen.focused is not screen.text:
            return False
        open_ones = [one for one in COMMANDS if one.id in EVERYWHERE]
        if event.key in ids_by_key((*SELECTION, *MOVEMENTS, *open_ones), keymap):
            return False
        if not event.is_printable and event.key not in ids_by_key(COMMANDS, keymap):
            return False
        screen.say(REFUSAL.format_map(signs_of(SELECTION, keymap)))
        return True

    def use_selection(self, use: str) -> None:
        """Do what a key of the selection asks for."""
        controllers = self._screen.controllers
        uses = {
            "annotate": controllers.noting.annotate,
            "copy": self.copy,
            "tie": controllers.marking.tie,
            "bookmark": controllers.marking.bookmark,
            "highlight": self._highlight,
        }
        uses[use]()

    def _highlight(self) -> None:
        """Highlight the selection, or take its highlight off."""
        screen, item = self._screen, self._screen.reading
        span = screen.text.selected_span()
        if screen.controllers.placing.put() or item is None or span is None:
            return
        notes = screen.library.notes
        held = note_at(notes, item, span)
        if held is None:
            notes.annotate(item.id, "", span=span)
            words = "Highlighted; the same again takes it off."
        elif held.text.strip() or held.points:
            words = "This passage has a note already; e edits it."
        else:
            notes.delete([held.id])
            words = "Highlight taken off."
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say(words)

    def copy(self) -> None:
        """Send the selection, or a statement or item with its citation, to the clipboard."""
        screen = self._screen
        words, what = self._chosen()
        if not words:
            return
        screen.app.copy_to_clipboard(words)
        screen.text.clear_selection()
        self._copied = (screen.here, words, what)
        verdict = copy_verdict(os.environ, len(words.encode()))
        screen.say(
            f"Sent the {what} ({len(words)} characters) to the terminal's clipboard. {verdict}"
        )

    def copy_to_file(self) -> None:
        """Add what was copied here, or would be, to the end of a file."""
        words, what = self._chosen()
        here, copied, was = self._copied
        if here == self._screen.here and not self._screen.text.selected_span():
            words, what = copied or words, was or what
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
