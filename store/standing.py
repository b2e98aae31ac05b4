"""Positions of the reader's own: how a decision is written, and the records that it makes.

Takes corrections of kind ``position`` on statements and items; gives ``Position`` records. What is
decided over the parser's positions is left to ``correcting``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .citing import line_at
from .records import Correction, Item, Origin, Position, Stance, Statement

BY_READER = "corrected by the reader"
AsCounted = Callable[[str], tuple[str, str | None]]
"""The actor that an id stands for, mergers applied, and its side."""


class Stand(NamedTuple):
    """A position of the reader's own, as it is written in a correction."""

    actor: str
    point: int
    stance: Stance
    start: int = 0
    """Offset into the item's text where the passage stood when it was chosen."""
    words: str = ""
    """The passage; empty on a statement, which is its own passage."""

    def written(self) -> str:
        """Return it as ``parse_stands`` reads it."""
        passage = f" {self.start} {self.words.encode().hex()}" if self.words else ""
        return f"{self.actor} {self.point} {self.stance.value}{passage}"


def parse_stands(value: str) -> list[Stand]:
    """Return what ``actor point stance`` says, several parted by ``;``.

    On an item, where the passage starts and its words in hexadecimal UTF-8 follow.

    Raises:
        ValueError: it says something else.
    """
    stands = []
    for part in value.split(";"):
        actor, point, stance, *passage = part.split()
        start, words = passage or ("0", "")
        stands.append(
            Stand(actor, int(point), Stance(stance), int(start), bytes.fromhex(words).decode())
        )
    return stands


class _Passage(NamedTuple):
    statement: str | None
    line: int
    start: int
    end: int
    words: str


def own_positions(
    statement: Statement, decision: Correction, as_counted: AsCounted
) -> list[Position]:
    """The reader's own positions on a statement, which is their passage."""
    place = statement.line, statement.start, statement.end
    passage = _Passage(statement.id, *place, statement.quote)
    return [
        _position(f"{decision.id}-{number}", stand, passage, statement, as_counted)
        for number, stand in enumerate(parse_stands(decision.value or ""), 1)
    ]


def own_passages(item: Item, decision: Correction, as_counted: AsCounted) -> list[Position]:
    """The reader's own positions on passages of an item; one whose words are gone rests."""
    result = []
    for number, stand in enumerate(parse_stands(decision.value or ""), 1):
        place = _nearest(item.text, stand.words, stand.start)
        if place is None or not item.lines:
            continue
        start = place - (item.text.rfind("\n", 0, place) + 1)
        end = start + len(stand.words.split("\n", 1)[0])
        words = stand.words.replace("\n", " ")
        passage = _Passage(None, line_at(item, place), start, end, words)
        result.append(_position(f"{decision.id}-{number}", stand, passage, item, as_counted))
    return result


def _position(
    key: str, stand: Stand, passage: _Passage, held: Item | Statement, as_counted: AsCounted
) -> Position:
    actor, side = as_counted(stand.actor)
    return Position(
        id=key,
        actor=actor,
        side=side,
        point=stand.point,
        stance=stand.stance,
        document=held.document,
        item=held.id if isinstance(held, Item) else held.item,
        statement=passage.statement,
        line=passage.line,
        start=passage.start,
        end=passage.end,
        passage=passage.words,
        cue=BY_READER,
        day=held.day,
        origin=Origin.USER,
    )


def _nearest(text: str, words: str, start: int) -> int | None:
    """Return where words stand nearest to an offset; None where they do not."""
    if not words:
        return None
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - start)) if places else None
