"""The text pane's page: blocks of text in order, broken into rows for a width.

Takes a ``Reading``; gives blocks (headline, where and when, paragraphs, a speaker's line under a
paragraph, notes, neighbours) and rows as offsets into blocks. How a row looks is left to the pane.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len

from store.citing import in_marks
from store.records import Annotation, Bookmark, DaySource, Item, Position, Statement

from .. import content
from ..labels import (
    STANCE_SIGNS,
    STATE_WORDS,
    counted,
    day_label,
    day_reason,
    headline,
    moment_label,
    note_sign,
    note_summary,
    numbers_label,
    short_day,
    speaker_label,
)
from ..reading import Reading, Span, paragraph_starts, statement_span
from ..wrapping import wrap

LOOK_AHEAD = 600
"""Characters of an item that are shown before it is its turn."""
TEXT_WIDTH = 88
"""Cells of the longest row of text."""
GUTTER = 3
"""Cells left of the text for signs."""


PLAIN_SOURCES = {DaySource.HEADING, DaySource.DATELINE, DaySource.METADATA}
"""Ways to know a day that need no further reason."""


class Kind(Enum):
    """What a block is."""

    HEADLINE = auto()
    META = auto()
    RULE = auto()
    BLANK = auto()
    BODY = auto()
    SPEAKER = auto()
    NOTE_HEADING = auto()
    NOTE = auto()
    NEIGHBOUR = auto()


class Block(NamedTuple):
    """One run of text that is wrapped as a whole."""

    kind: Kind
    text: str = ""
    start: int = -1
    """Offset of a paragraph in the item's text."""
    statement: Statement | None = None
    note: str | None = None
    """Id of the annotation shown here."""
    step: int = 0
    """For a neighbour: before (-1) or after (1)."""


class Row(NamedTuple):
    """One row: a part of a block."""

    block: int
    start: int
    end: int
    is_first: bool


class TextLayout:
    """Blocks and rows of one reading at one width."""

    def __init__(self, reading: Reading, width: int, height: int = 0) -> None:
        self.reading = reading
        self.width = max(8, min(width - GUTTER - 1, TEXT_WIDTH))
        self.starts = paragraph_starts(reading.item)
        self.spans: dict[str, Span] = {}
        """Place of each statement in the item's text."""
        for statement in reading.statements:
            if span := statement_span(reading.item, self.starts, statement):
                self.spans[statement.id] = span
        self.blocks = list(self._blocks())
        self.body = [number for number, block in enumerate(self.blocks) if block.kind is Kind.BODY]
        self.rows: list[Row] = []
        self._first_rows: list[int] = []
        for number in range(len(self.blocks)):
            self._break(number)
        self._fill(height)

    def _break(self, number: int) -> None:
        block = self.blocks[number]
        self._first_rows.append(len(self.rows))
        width = self.width - 2 if block.kind in {Kind.SPEAKER, Kind.NOTE} else self.width
        for part, (start, end) in enumerate(wrap(block.text, width)):
            self.rows.append(Row(number, start, end, part == 0))

    def _fill(self, height: int) -> None:
        """Show what follows in the document: in one line, or as much as fits below a short item."""
        for step, item in enumerate(self.reading.after, 1):
            room = height - len(self.rows) - 1
            if step > 1 and room < 2:
                break
            told = (item.title or item.text[:LOOK_AHEAD]).replace("\n", " ")
            words = f"↓ {item.time or short_day(item.day)} {told}"
            spans = wrap(words, self.width)
            if room < 2:
                words = content.shorten(words, self.width)
            elif len(spans) > room:
                words = words[: spans[room - 1][1] - 1].rstrip() + "…"
            if self.blocks[-1].kind is not Kind.BLANK:
                self._add(Block(Kind.BLANK))
            self._add(Block(Kind.NEIGHBOUR, words, step=step))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
        self._break(len(self.blocks) - 1)

    # Blocks

    def _blocks(self) -> Iterator[Block]:
        reading, item = self.reading, self.reading.item
        if reading.before:
            yield self._neighbour(reading.before)
        if item.title:
            yield Block(Kind.HEADLINE, item.title)
        yield from self._about(item)
        yield Block(Kind.RULE)
        yield from self._paragraphs()
        yield from self._notes()

    def _about(self, item: Item) -> Iterator[Block]:
        document = self.reading.document
        when = day_label(item.day) + (f", {item.time}" if item.time else "")
        known = f" ({item.day_source.value})" if item.day_source else ""
        outlet = f"{document.outlet} · " if document.outlet else ""
        sign = self._stars(item.id)
        yield Block(Kind.META, f"{sign}{outlet}{when}{known}")
        line = f":{item.lines[0]}" if item.lines else ""
        place = f"item {item.number} of {document.item_count} · {document.name}{line}"
        yield Block(Kind.META, content.shorten(place, self.width))
        if document.warnings:
            words = "! " + "; ".join(map(content.one_line, document.warnings))
            whole = item.number == 1  # the other items only remind of it
            yield Block(Kind.META, words if whole else content.shorten(words, self.width))
        if item.day_source not in PLAIN_SOURCES:
            yield Block(Kind.META, day_reason(item))
        if item.points:
            titles = self.reading.point_titles
            named = (f"{number} {titles.get(number, '')}".strip() for number in item.points)
            words = "Plan: " + " · ".join(named)
            fits = cell_len(words) <= self.width
            yield Block(Kind.META, words if fits else f"Plan: {numbers_label(item.points)}")

    def _neighbour(self, item: Item) -> Block:
        words = f"↑ {item.time or short_day(item.day)} {headline(item)}"
        return Block(Kind.NEIGHBOUR, content.shorten(words, self.width), step=-1)

    def _paragraphs(self) -> Iterator[Block]:
        by_line: dict[int, list[Statement]] = {}
        for statement in self.reading.statements:
            by_line.setdefault(statement.line, []).append(statement)
        lines = self.reading.item.lines
        for number, text in enumerate(self.reading.item.text.split("\n")):
            yield Block(Kind.BODY, text, start=self.starts[number])
            if number < len(lines):
                statements = by_line.get(lines[number], [])
                for statement in statements:
                    label = self._speaker(statement, is_only=len(statements) == 1)
                    yield Block(Kind.SPEAKER, label, statement=statement)
            yield Block(Kind.BLANK)

    def _speaker(self, statement: Statement, *, is_only: bool) -> str:
        words = statement.quote.replace("\n", " ")
        parts = [speaker_label(statement, self.reading.document.outlet)]
        if not is_only:
            parts[0] = f"“{words[:24].rstrip()}{'…' if len(words) > 24 else ''}” {parts[0]}"
        shown = [at for at in self.reading.positions if at.statement == statement.id]
        rest = set(statement.points) - {at.point for at in shown}
        parts.extend(_stance(at) for at in shown)
        if rest:
            parts.append(_together(numbers_label(tuple(sorted(rest)))))
        if statement.id in self.reading.also_in:
            parts.append(f"also in {self.reading.also_in[statement.id]}")
        return f"{self._stars(statement.id)}— {' · '.join(parts)}"

    def _stars(self, key: str) -> str:
        """The reader's bookmark, and those of others with their names."""
        by = self.reading.bookmarked_by.get(key)
        return f"{'★ ' if key in self.reading.bookmarked else ''}{f'☆ {by} ' if by else ''}"

    def _notes(self) -> Iterator[Block]:
        notes, marks = self.reading.annotations, self.reading.marks
        if not notes and not marks:
            return
        written = sum(bool(note.text.strip()) for note in notes)
        counts = (
            (written, "note"),
            (len(notes) - written, "highlight"),
            (len(marks), "bookmarked passage"),
        )
        heading = ", ".join(counted(count, word) for count, word in counts if count)
        yield Block(Kind.NOTE_HEADING, heading)
        for note in notes:
            about = _about_note(note)
            yield Block(Kind.META, about, note=note.id)
            for line in note_summary(note).split("\n"):
                yield Block(Kind.NOTE, line, note=note.id)
            yield Block(Kind.BLANK)
        for mark in marks:
            yield Block(Kind.META, _about_note(mark))
        if marks:
            yield Block(Kind.BLANK)

    # Places

    def block_at(self, offset: int) -> int:
        """The paragraph that holds an offset of the item's text."""
        place = bisect_right(self.starts, max(0, offset)) - 1
        return self.body[min(place, len(self.body) - 1)]

    def row_at(self, offset: int) -> int:
        """The row that shows an offset of the item's text."""
        number = self.block_at(offset)
        inside = offset - self.blocks[number].start
        row = self._first_rows[number]
        while (
            row + 1 < len(self.rows)
            and self.rows[row + 1].block == number
            and self.rows[row + 1].start <= inside
        ):
            row += 1
        return row

    def offset_at(self, row: int) -> int:
        """The offset of the first text shown at or below a row."""
        for entry in self.rows[max(0, row) :]:
            block = self.blocks[entry.block]
            if block.kind is Kind.BODY:
                return block.start + entry.start
        return len(self.reading.item.text)

    def label_row(self, statement: str) -> int | None:
        """The row of a statement's speaker."""
        for number, block in enumerate(self.blocks):
            if block.statement and block.statement.id == statement:
                return self._first_rows[number]
        return None


def _about_note(note: Annotation | Bookmark) -> str:
    """Sign, time, whose it is, where its passage is, and the passage."""
    moment = note.modified if isinstance(note, Annotation) else note.created
    state = STATE_WORDS[note.state]
    by = f" · by {note.creator}" if note.creator else ""
    about = f"{note_sign(note)} {moment_label(moment)}{by}"
    about += f" · {state}" if state else ""
    if note.selector or note.target != note.item:
        words = note.quote.replace("\n", " ")
        about += f" · on {in_marks(words[:60].rstrip() + ('…' if len(words) > 60 else ''))}"
    if note.points:
        about += f" · {numbers_label(note.points)}"
    tags = note.tags if isinstance(note, Bookmark) else ()  # a note has them in its words
    return " · ".join([about, *(f"#{tag}" for tag in tags)])


def _stance(position: Position) -> str:
    words = f"{STANCE_SIGNS[position.stance]} {position.stance.value} {position.point}"
    return _together(words)


def _together(words: str) -> str:
    """The words with spaces at which no row is broken."""
    return words.replace(" ", "\u00a0")
