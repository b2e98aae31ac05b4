"""Marks, ties and corrected days; undo and redo of every change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from store.records import CorrectionKind, Item, Layout, Statement

from ..drafts import note_at, toggled_points
from ..labels import day_label, day_reason, numbers_label
from .hints import undoing
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Marking:
    """Changes what the reader made."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    @property
    def target(self) -> Item | Statement | None:
        """What a mark is put on: the current statement, else the item."""
        return self._screen.text.statement or self._screen.reading

    # Read and unread

    def mark_read(self, item: Item) -> None:
        """Count an item as read, if the library can be written."""
        screen = self._screen
        if screen.library.is_read_only or screen.library.notes.is_read(item.id):
            return
        screen.library.notes.come_by([item.id])
        screen.marks_changed()

    def toggle_read(self) -> None:
        """Read becomes unread and the other way."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        was_read = screen.library.notes.is_read(item.id)
        screen.library.notes.mark_read([item.id], read=not was_read)
        screen.marks_changed()
        screen.say("Unread." if was_read else "Read.")

    # Bookmarks

    def bookmark(self) -> None:
        """Mark the selection, the current statement or the item, or take the mark away."""
        screen, item = self._screen, self._screen.reading
        span = screen.text.selected_span()
        if span and item:
            made = screen.library.notes.toggle_bookmark(item.id, span=span)
            what = "Passage" if made is None or made.is_on_passage else "Statement"
        elif self.target:
            made = screen.library.notes.toggle_bookmark(self.target.id)
            what = "Statement" if isinstance(self.target, Statement) else "Item"
        else:
            screen.say("Nothing to bookmark here.")
            return
        screen.text.clear_selection()
        screen.notes_changed()
        screen.say(f"{what} bookmarked." if made else f"{what}: bookmark taken off; u sets it.")

    # Points

    def tie(self) -> None:
        """Wait for the number of a plan point."""
        screen = self._screen
        numbers = [point.number for point in screen.library.plan.points]
        if not numbers or self.target is None:
            screen.say("Nothing to tie here.")
            return
        screen.chords.await_number(numbers)
        screen.show_pending()

    def tie_hint(self) -> str:
        """What the digits so far would do."""
        digits = self._screen.chords.digits
        if digits is None:
            return ""
        tied = self._tied()
        if not digits:
            held = f"; tied to {numbers_label(tied)}" if tied else ""
            return f"type its number, Esc leaves{held}"
        titles = {str(point.number): point.title for point in self._screen.library.plan.points}
        found = titles.get(digits)
        if found is None:
            return "one more digit"
        does = "unties, it is tied already" if int(digits) in tied else "ties"
        return f"{found} · Enter {does}"

    def _tied(self) -> tuple[int, ...]:
        """The points of what a number would tie or untie."""
        screen, target, item = self._screen, self.target, self._screen.reading
        span = screen.text.selected_span()
        if span and item:
            held = note_at(screen.library.notes, item, span)
            return held.points if held else ()
        return target.points if target else ()

    def untied(self) -> None:
        """Say that a key that is no digit ended the tying."""
        self._screen.say("Nothing tied.")

    def tie_to(self, number: int) -> None:
        """Tie the selection, statement or item to a point, or untie it."""
        screen, target, item = self._screen, self.target, self._screen.reading
        titles = {point.number: point.title for point in screen.library.plan.points}
        if number not in titles or target is None or item is None:
            screen.say(f"The plan has no point {number}.", is_error=True)
            return
        span = screen.text.selected_span()
        if span:
            is_tied = self._tie_passage(item, span, number)
            screen.text.clear_selection()
            screen.notes_changed()
            self._tell_tie("selection", number, titles[number], is_tied=is_tied)
            return
        points = toggled_points(target.points, number)
        screen.library.notes.correct(CorrectionKind.POINTS, target.id, ",".join(map(str, points)))
        screen.records_changed()
        what = "statement" if isinstance(target, Statement) else "item"
        self._tell_tie(what, number, titles[number], is_tied=number in points)

    def _tell_tie(self, what: str, number: int, title: str, *, is_tied: bool) -> None:
        if is_tied:
            back = undoing(self._screen)
            self._screen.say(f"✓ Tied the {what} to point {number}, {title}; {back}.")
        else:
            self._screen.say(f"✗ Untied the {what} from point {number}, {title}; u ties it again.")

    def _tie_passage(self, item: Item, span: tuple[int, int], number: int) -> bool:
        notes = self._screen.library.notes
        held = note_at(notes, item, span)
        if held is None:
            notes.annotate(item.id, "", span=span, points=(number,))
            return True
        points = toggled_points(held.points, number)
        notes.edit(held.id, points=points)
        return number in points

    # Days

    def correct_day(self) -> None:
        """Let the reader state the day of the item."""
        screen, item = self._screen, self._screen.reading
        if item is None:
            return
        screen.app.push_screen(
            Prompt(
                "The item's day",
                f"YYYY-MM-DD, or empty for unknown. {day_label(item.day)}: {day_reason(item)}.",
                value=item.day.isoformat() if item.day else "",
                check=_no_day,
            ),
            lambda value: screen.answer(lambda: self._day_stated(item, value)),
        )

    def _day_stated(self, item: Item, value: str | None) -> None:
        if value is None:
            return
        screen, day = self._screen, value.strip() or None
        document = screen.library.parsed(item.document).document
        if document.item_count == 1 or document.layout is Layout.FEED:
            self._correct_day(item.id, day)
            return
        choices = [
            Choice(document.id, f"All {document.item_count} items of {document.name}"),
            Choice(item.id, "Only this item"),
        ]
        screen.app.push_screen(
            Picker("The day of what?", choices),
            lambda target: (
                screen.answer(lambda: self._correct_day(target, day)) if target else None
            ),
        )

    def _correct_day(self, target: str, day: str | None) -> None:
        self._screen.library.notes.correct(CorrectionKind.DAY, target, day)
        self._screen.records_changed()
        self._screen.say(f"Day corrected; {undoing(self._screen)}.")

    # Undo

    def _moved(self, move: Callable[[], str | None]) -> str | None:
        """Undo or redo; records are read anew only where a decision over them changed."""
        notes = self._screen.library.notes
        before = notes.corrections()
        label = move()
        if notes.corrections() == before:
            self._screen.notes_changed()
        else:
            self._screen.records_changed()
        return label

    def undo(self) -> None:
        """Take the latest change back."""
        undone = self._moved(self._screen.library.notes.undo)
        self._screen.say(f"Undone: {undone}." if undone else "Nothing to undo.")

    def redo(self) -> None:
        """Make it again."""
        redone = self._moved(self._screen.library.notes.redo)
        self._screen.say(f"Done again: {redone}." if redone else "Nothing to do again.")


def _no_day(value: str) -> str:
    try:
        if value.strip():
            date.fromisoformat(value.strip())
    except ValueError:
        return "Write the day as 2025-11-24, or leave it empty."
    return ""
