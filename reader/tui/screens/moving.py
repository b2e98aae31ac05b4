"""Moving over panes, items, days, statements and earlier places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Item

from ..jumps import Jump, JumpList
from ..trails import EvidencePlace

if TYPE_CHECKING:
    from .reading import ReadingScreen

PANES = ("feed", "text", "actors", "points")


class Moving:
    """Brings the reader somewhere."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._jumps = JumpList()

    # Panes

    def pane(self, step: int) -> None:
        """Focus the next pane."""
        focused = self._screen.focused
        here = focused.id if focused and focused.id in PANES else "feed"
        self._screen.focus_pane(PANES[(PANES.index(here) + step) % len(PANES)])

    def zen(self) -> None:
        """Show only the text, or everything again."""
        screen = self._screen
        is_zen = not screen.has_class("-zen")
        screen.focus_pane("text" if is_zen else "feed")
        screen.set_class(is_zen, "-zen")

    def back(self) -> None:
        """Undo the nearest of: selection, placing, statement, filter, pane."""
        screen = self._screen
        text = screen.text
        if text.clear_selection():
            return
        if screen.controllers.placing.stop():
            return
        if screen.has_class("-zen"):
            self.zen()
        elif text.statement and screen.focused is text:
            text.go_to_statement(None)
        elif screen.focused is not screen.feed:
            screen.focus_pane("feed")
        elif screen.narrowing.order:
            screen.narrow(screen.narrowing.without_last())

    # Items

    def open_item(self, item: Item) -> None:
        """Read an item: it counts as read, and the text has the focus."""
        screen = self._screen
        screen.show_item(item)
        screen.controllers.marking.mark_read(item)
        screen.focus_pane("text")

    def item(self, step: int) -> None:
        """Go to the next item of the feed and count it as read."""
        screen = self._screen
        target = screen.feed.index + step
        if not 0 <= target < len(screen.items):
            screen.say("The feed ends here." if step > 0 else "The feed begins here.")
            return
        screen.feed.go_to(target)
        screen.show_item(screen.items[target])
        if step > 0:
            screen.controllers.marking.mark_read(screen.items[target])

    def neighbour(self, step: int) -> None:
        """Go to an item before or after in the same document."""
        reading = self._screen.text.reading
        if reading and step > 0 and len(reading.after) >= step:
            self.jump(reading.after[step - 1].id)
        elif reading and step < 0 and reading.before:
            self.jump(reading.before.id)
        else:
            self._screen.say("The document ends here." if step > 0 else "It begins here.")

    def unread(self) -> None:
        """Go to the next item that was not read, from the cursor on and round."""
        screen = self._screen
        notes, count = screen.library.notes, len(screen.items)
        here = screen.feed.index
        if screen.reading and not notes.is_read(screen.reading.id):
            screen.controllers.marking.mark_read(screen.reading)
        for away in range(1, count + 1):
            target = screen.items[(here + away) % count]
            if not notes.is_read(target.id):
                self.jump(target.id)
                screen.controllers.marking.mark_read(target)
                return
        screen.say("Nothing unread here.")

    def day(self, step: int) -> None:
        """Go to another day of the feed."""
        screen = self._screen
        here = screen.here
        if screen.feed.go_to_day(step):
            self._jumps.leave(here)
            if screen.feed.item:
                screen.show_item(screen.feed.item)
        else:
            screen.say("No earlier day here." if step > 0 else "No later day here.")

    # Inside the text

    def paragraph(self, step: int) -> None:
        """Go to another paragraph."""
        if not self._screen.text.step_paragraph(step):
            self._screen.say("No more paragraphs; J is the next item, K the one before.")

    def statement(self, step: int) -> None:
        """Go to another statement, on to the next item that has one."""
        screen = self._screen
        if screen.text.step_statement(step):
            return
        index = screen.feed.index + step
        while 0 <= index < len(screen.items):
            found = screen.library.statements_of(screen.items[index].id)
            if found:
                self.jump(screen.items[index].id, found[0 if step > 0 else -1].id)
                screen.controllers.marking.mark_read(screen.items[index])
                return
            index += step
        screen.say("No more statements in this direction.")

    # Jumps

    def jump(self, item: str, statement: str | None = None) -> None:
        """Go somewhere and remember where the reader was."""
        here = self._screen.here
        self._screen.go_to(item, statement)
        self._jumps.leave(here)

    def leave_trail(self, trail: EvidencePlace) -> None:
        """Let the next jump back lead to evidence that was left for the text."""
        here = self._screen.here
        if here:
            self._jumps.leave(Jump(here.item, here.statement, trail))

    def jump_back(self) -> None:
        """Go back to where the reader was."""
        self._take(self._jumps.back(self._screen.here), "Nowhere to go back to.")

    def jump_forward(self) -> None:
        """Go forward again."""
        self._take(self._jumps.forward(self._screen.here), "Nowhere to go forward to.")

    def _take(self, place: Jump | None, otherwise: str) -> None:
        if place is None:
            self._screen.say(otherwise)
        else:
            self._screen.go_to(place.item, place.statement)
            if place.trail:
                self._screen.controllers.tracking.reopen(place.trail)
