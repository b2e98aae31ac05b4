"""The reader's place: kept between runs, with the drafts of notes."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from store.errors import NotFound, ParleyError

from ..drafts import Draft
from ..narrowing import Narrowing

if TYPE_CHECKING:
    from .reading import ReadingScreen

DRAFT = "draft."


class Places:
    """Keeps where the reader is, and what is being written."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._drafts: dict[str, Draft] = {}
        self._kept: dict[str, str] = {}

    def restore(self) -> None:
        """Go to where the reader was when the program ended."""
        screen = self._screen
        place = self._kept = dict(screen.library.notes.place())
        for name, value in place.items():
            if name.startswith(DRAFT):
                self._drafts[name.removeprefix(DRAFT)] = _read_draft(value)
        theme = place.get("theme", "")
        if theme in screen.app.available_themes:
            screen.app.theme = theme
        item = place.get("item")
        # The item is found at once in a document that is read, and only after all others elsewhere.
        with suppress(NotFound):
            screen.library.parsed(place.get("document", ""))
        narrowing = Narrowing.restored(place)
        if narrowing.order or item:
            screen.narrow(narrowing, keep=item)
        if item and item in screen.indexes and place.get("statement"):
            screen.text.go_to_statement(place["statement"])
        pane, scroll = place.get("pane", "feed"), place.get("scroll", "0")
        if pane in {"feed", "text", "actors", "points"}:
            screen.focus_pane(pane)
        if item and item in screen.indexes and scroll.isdecimal():
            screen.call_after_refresh(screen.text.scroll_to, y=int(scroll), animate=False)
        drafts = len(self._drafts)
        if drafts:
            screen.say(f"{drafts} unfinished note(s) kept; a on the same place goes on with it.")

    def keep(self) -> None:
        """Keep the place, if it is another one and the library can be written."""
        screen = self._screen
        if screen.library.is_read_only:
            return
        focused = screen.focused
        place = {
            "item": screen.reading.id if screen.reading else "",
            "document": screen.reading.document if screen.reading else "",
            "statement": screen.text.statement.id if screen.text.statement else "",
            "pane": focused.id if focused and focused.id else screen.left_pane,
            "scroll": str(screen.text.scroll_offset.y),
            "theme": screen.app.theme,
            **screen.loader.wanted(screen.narrowing).saved(),
            **{DRAFT + key: _written(draft) for key, draft in self._drafts.items() if draft.text},
        }
        if place == self._kept:
            return
        try:
            screen.library.notes.keep_place(place)
        except ParleyError as error:
            screen.say(str(error), is_error=True)
        else:
            self._kept = place

    # Drafts

    def draft(self, key: str) -> Draft | None:
        """The draft of this name."""
        return self._drafts.get(key)

    def hold(self, key: str, draft: Draft) -> None:
        """Hold a draft in memory."""
        self._drafts[key] = draft

    def keep_draft(self, key: str, draft: Draft) -> None:
        """Hold a draft and write it down; an empty one is dropped."""
        if draft.text or draft.points:
            self._drafts[key] = draft
        else:
            self._drafts.pop(key, None)
        self.keep()

    def drop_draft(self, key: str) -> None:
        """Forget a draft."""
        if self._drafts.pop(key, None):
            self.keep()


def _written(draft: Draft) -> str:
    return json.dumps([draft.text, *draft.points])


def _read_draft(value: str) -> Draft:
    try:
        text, *points = json.loads(value)
        return Draft(str(text), tuple(int(number) for number in points))
    except (ValueError, TypeError):
        return Draft(value)
