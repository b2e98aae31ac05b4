"""What a note, a bookmark or a decision is about: the records behind an id, and their words."""

from __future__ import annotations

from datetime import date

from .citing import cite, first_words, offsets_of, touched
from .correcting import CONFIRMED, parse_points
from .errors import NotFound, UsageError
from .records import CorrectionKind, Item, Setting, Statement
from .shelf import Shelf
from .standing import parse_stands
from .surroundings import setting_of


class Targets:
    """Ids looked up in the documents."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def find(self, key: str) -> tuple[Item, Statement | None]:
        """Return an item, or a statement with its item. Raises: NotFound."""
        item = self._shelf.item(key)
        if item is not None:
            return item, None
        statement = self._shelf.statement(key)
        held = None if statement is None else self._shelf.item(statement.item)
        if held is None:
            raise NotFound(f"{key}: there is no item or statement with this id")
        return held, statement

    def passage(
        self, target: str, span: tuple[int, int] | None
    ) -> tuple[Item, Statement | None, tuple[int, int] | None]:
        """Return a target with the offsets of its passage; a statement brings its own.

        Raises:
            NotFound: there is no such record.
            UsageError: the passage is not within the item's text.
        """
        item, statement = self.find(target)
        if span is None and statement is not None:
            span = offsets_of(statement, item)
        if span is not None and not 0 <= span[0] < span[1] <= len(item.text):
            raise UsageError(f"{target}: the passage {span} is not within the text")
        return item, statement, span

    def statement_at(self, item: Item, span: tuple[int, int]) -> Statement | None:
        """Return the statement of an item that stands exactly at these offsets."""
        said = self._shelf.loaded(item.document).said_in.get(item.id, ())
        return next((one for one in said if offsets_of(one, item) == span), None)

    def cite(self, item: Item, statement: Statement | None, span: tuple[int, int] | None) -> str:
        """Return speaker, via, outlet, day, document and line in one line.

        A passage of an item has the speaker of the statement that it touches.
        """
        loaded = self._shelf.loaded(item.document)
        if statement is None and span is not None:
            statement = touched(loaded.said_in.get(item.id, ()), item, span)
        return cite(item, statement, span, loaded.parsed.document)

    def setting(self, item: Item) -> Setting:
        """Return what stands around the passages of an item."""
        loaded = self._shelf.loaded(item.document)
        return setting_of(item, loaded.said_in.get(item.id, ()), loaded.parsed.document)

    def decided(self, kind: CorrectionKind, target: str, value: str | None) -> tuple[str, str]:
        """Check a decision; return the document and the words that it is about.

        Raises:
            NotFound: there is no such record.
            UsageError: the value is none of its kind, or the kind is none of the record's.
        """
        check_value(kind, value)
        if kind is CorrectionKind.ACTOR:
            if value == target:
                raise UsageError(f"{target}: an actor cannot be merged into itself")
            return "", self._shelf.name_of(target)
        if kind is CorrectionKind.DAY and self._shelf.has(target):
            return target, self._shelf.loaded(target).parsed.document.name
        if kind is CorrectionKind.POSITION:
            position = self._shelf.position(target)
            if position is not None:
                return position.document, position.passage
        item, statement = self.find(target)
        if statement is None and kind is CorrectionKind.SPEAKER:
            raise UsageError(f"{target}: a speaker is corrected on a statement")
        if statement is None and kind is CorrectionKind.POSITION and value:
            return item.document, _passages(item, value)
        return item.document, first_words(item) if statement is None else statement.quote


def _passages(item: Item, value: str) -> str:
    """Return the words of an item that a position of the reader's own is about."""
    words = [stand.words for stand in parse_stands(value)]
    for passage in words:
        if not passage or passage not in item.text:
            raise UsageError(f"{item.id}: a position is put on a statement or on words of the text")
    return words[-1]


def check_value(kind: CorrectionKind, value: str | None) -> None:
    """Check what a decision says. Raises: UsageError."""
    try:
        if value is None:
            return
        if kind is CorrectionKind.DAY:
            date.fromisoformat(value)
        elif kind is CorrectionKind.POINTS:
            parse_points(value)
        elif kind is CorrectionKind.POSITION and value != CONFIRMED:
            parse_stands(value)
    except ValueError as error:
        raise UsageError(f"{value!r} is no {kind.value}: {error}") from error
