"""The reader's place: kept between runs, with the drafts of notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
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
        if item:
            self._find(item, place)
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

    def _find(self, item: str, place: Mapping[str, str]) -> None:
        """Have the library know the item: one that nobody told it of costs reading all documents.

        Its day and its number there are enough, if it is there still; else its document is.
        """
        library, number = self._screen.library, place.get("number", "")
        with suppress(ValueError):
            day = date.fromisoformat(place.get("day", "")) if place.get("day") else None
            _, near = library.items_near(day, int(number))
            if any(one.id == item for one in near):
                return
        with suppress(NotFound):
            library.parsed(place.get("document", ""))

    def keep(self) -> None:
        """Keep the place, if it is another one and the library can be written."""
        screen = self._screen
        if screen.library.is_read_only:
            return
        focused = screen.focused
        place = {
            "item": screen.reading.id if screen.reading else "",
            "document": screen.reading.document if screen.reading else "",
            **self._number(),
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

    def _number(self) -> dict[str, str]:
        """Where the item is in the feed without filters, for ``_find``."""
        item = self._screen.reading
        if item is None:
            return {}
        try:
            number = self._screen.library.place_in_day(item)
        except (NotFound, ValueError):  # another program has changed its document
            return {}
        return {"day": item.day.isoformat() if item.day else "", "number": str(number)}

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
