"""What the panes tell the screen: facts in the past tense, wishes as ``…Requested``.

Messages carry records; who answers them and from where the records come is the screen's business.
"""

from __future__ import annotations

from textual.message import Message

from store.errors import ParleyError
from store.records import Actor, Item, Statement


class LibraryRead(Message):
    """Every document is read, and counted."""


class LibraryUnreadable(Message):
    """A file of the library cannot be read."""

    def __init__(self, error: ParleyError) -> None:
        super().__init__()
        self.error = error


class ItemHighlighted(Message):
    """The feed's cursor came to an item."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item


class ItemOpened(Message):
    """The reader wants to read an item."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item


class ActorHighlighted(Message):
    """The cursor of the actor list came to an actor whose name and role do not fit its row."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor


class ActorChosen(Message):
    """The feed is to be narrowed to an actor, or widened again."""

    def __init__(self, actor: Actor) -> None:
        super().__init__()
        self.actor = actor


class PointChosen(Message):
    """The feed is to be narrowed to a plan point, or widened again."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class StatementReached(Message):
    """The text's current statement is another one, or none."""

    def __init__(self, statement: Statement | None) -> None:
        super().__init__()
        self.statement = statement


class StatementOpened(Message):
    """Enter or a click on a statement's line."""

    def __init__(self, statement: Statement) -> None:
        super().__init__()
        self.statement = statement


class NeighbourRequested(Message):
    """The item before (-1) or after (1) in the same document is wanted."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class NoteOpened(Message):
    """A note below the text was chosen."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note


class TextEnded(Message):
    """Paging went past the end (1) or the beginning (-1) of the text."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step


class SelectionTurned(Message):
    """A selection was begun with the keyboard, or is over."""

    def __init__(self, *, is_on: bool) -> None:
        super().__init__()
        self.is_on = is_on


class SelectionUsed(Message):
    """A selection in the text is to be used: ``annotate``, ``copy``, ``tie`` or ``highlight``."""

    def __init__(self, use: str) -> None:
        super().__init__()
        self.use = use


class ChipDropped(Message):
    """A filter's chip was clicked away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PaneRequested(Message):
    """A tab of the left pane was clicked."""

    def __init__(self, pane: str) -> None:
        super().__init__()
        self.pane = pane
