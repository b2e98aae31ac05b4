"""The editor of a note: quotation and citation above, the text, the points it is tied to.

A draft is told to the caller while it is written; Esc asks before a changed draft is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static, TextArea

from .. import content
from ..drafts import Draft, NoteSubject, read_points
from ..keys import bindings_of
from ..screen_keys import EDITOR
from .confirm import Confirm

KEEP_EVERY = 2.0
"""Seconds between two savings of a draft."""


class NoteEditor(ModalScreen[Draft | None]):
    """Gives the note as it is to be kept, or None when it was dropped."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(EDITOR)
    DEFAULT_CSS = """
    NoteEditor { align: center middle; }
    NoteEditor > Vertical { width: 90; max-width: 96%; height: 90%; max-height: 34; padding: 0 1;
        border: round $border; border-title-color: $text-primary; background: $surface; }
    NoteEditor VerticalScroll { height: auto; max-height: 30%; border-left: thick $accent;
        padding: 0 1; }
    NoteEditor .citation { color: $text-muted; height: auto; margin-bottom: 1; }
    NoteEditor TextArea { height: 1fr; min-height: 3; padding: 0; }
    NoteEditor TextArea, NoteEditor TextArea:focus { border: none; }
    NoteEditor .points { height: 1; }
    NoteEditor .points Static { width: auto; color: $text-muted; margin-right: 1; }
    NoteEditor .points Input { width: 1fr; }
    NoteEditor .titles { height: auto; max-height: 2; color: $text-muted; }
    """

    def __init__(
        self,
        subject: NoteSubject,
        draft: Draft | None,
        titles: Mapping[int, str],
        on_draft: Callable[[str, Draft], None],
    ) -> None:
        super().__init__()
        self._subject, self._titles, self._on_draft = subject, titles, on_draft
        self._begun = draft or Draft("")
        self._kept = self._begun

    def compose(self) -> ComposeResult:
        """Quotation, citation, text, points."""
        with Vertical() as box:
            box.border_title = "Change the note" if self._subject.note else "Write a note"
            with VerticalScroll(can_focus=False):
                yield Static(content.content(self._subject.quote[:4000]))
            yield Static(content.content(self._subject.citation), classes="citation")
            area = TextArea(self._begun.text, soft_wrap=True, show_line_numbers=False)
            area.placeholder = "Your note; #words become tags. Ctrl+s keeps it."
            yield area
            with Horizontal(classes="points"):
                yield Static("Plan points (numbers):")
                yield Input(" ".join(map(str, self._begun.points)), compact=True)
            yield Static("", classes="titles", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Write at the end; keep the draft from time to time."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)
        self.set_interval(KEEP_EVERY, self.keep_draft)
        self._points_typed()

    def draft(self) -> Draft | None:
        """What is written now; None when a point is unknown."""
        points = read_points(self.query_one(Input).value, tuple(self._titles))
        if points is None:
            return None
        return Draft(self.query_one(TextArea).text, points)

    def keep_draft(self) -> None:
        """Tell the caller what is written so far."""
        draft = self.draft()
        if draft and draft != self._kept:
            self._kept = draft
            self._on_draft(self._subject.key, draft)

    def action_keep(self) -> None:
        """Keep the note."""
        draft = self.draft()
        if draft is None:
            self.notify("The plan has no such point.", severity="error", markup=False)
            self.query_one(Input).focus()
        elif not draft.text.strip() and not draft.points and not self._subject.span:
            self.notify("Nothing is written yet. Esc leaves.", markup=False)
        else:
            self.dismiss(draft)

    @on(Input.Changed)
    def _points_typed(self) -> None:
        """Show what the points are called."""
        points = read_points(self.query_one(Input).value, tuple(self._titles))
        if points is None:
            known = f"{min(self._titles)} to {max(self._titles)}" if self._titles else "none"
            words = f"The plan's points are {known}."
        else:
            words = " · ".join(f"{number} {self._titles[number]}" for number in points)
        self.query_one(".titles", Static).update(content.content(words))

    @on(Input.Submitted)
    def _points_submitted(self) -> None:
        self.action_keep()

    def action_points(self) -> None:
        """Between text and points."""
        field = self.query_one(Input)
        (self.query_one(TextArea) if field.has_focus else field).focus()

    def action_leave(self) -> None:
        """Leave; a changed draft is dropped only on a yes."""
        if self.draft() == self._begun:
            self.dismiss(None)
        else:
            self.app.push_screen(
                Confirm("Drop what you wrote?", "drop it", "write on"), self._dropped
            )

    def _dropped(self, is_sure: bool | None) -> None:
        if is_sure:
            self._on_draft(self._subject.key, Draft(""))
            self.dismiss(None)
