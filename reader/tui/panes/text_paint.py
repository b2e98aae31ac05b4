"""How one row of the text pane looks: signs in the gutter, and marks over the words.

Takes the layout, the row and the marks that lie over the text; gives pieces with the offsets that
mouse selection needs. Which marks there are is the pane's business.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from rich.style import Style

from store.records import Annotation, Bookmark, NoteState

from ..content import Piece
from ..labels import note_sign
from ..reading import Span
from .text_layout import GUTTER, Block, Kind, Row, TextLayout

MOVED = "?"
"""Beside the sign of a note whose passage was found elsewhere."""

StyleOf = Callable[[str], Style]

BLOCK_STYLES = {
    Kind.HEADLINE: "text--headline",
    Kind.META: "text--meta",
    Kind.RULE: "text--meta",
    Kind.BLANK: "text--body",
    Kind.BODY: "text--body",
    Kind.SPEAKER: "text--speaker",
    Kind.NOTE_HEADING: "text--headline",
    Kind.NOTE: "text--note",
    Kind.NEIGHBOUR: "text--meta",
}


@dataclass(slots=True)
class Marks:
    """What lies over the text of one item, as spans of its text in order."""

    statements: list[tuple[Span, str]] = field(default_factory=list)
    """With the statement's id."""
    notes: list[tuple[Span, Annotation | Bookmark]] = field(default_factory=list)
    """Notes, highlights and bookmarks of passages."""
    bookmarked: frozenset[str] = frozenset()
    bookmarked_by: Mapping[str, str] = field(default_factory=dict)
    hits: list[Span] = field(default_factory=list)
    hit: int | None = None
    """The current one of the hits."""
    current: Span | None = None
    """The current statement."""
    paragraph: int | None = None
    """Block number of the current paragraph."""
    selection: Span | None = None

    @classmethod
    def of(cls, layout: TextLayout) -> Marks:
        """The marks that come with a reading."""
        reading = layout.reading
        placed = [(span, key) for key, span in layout.spans.items()]
        made: list[Annotation | Bookmark] = [*reading.annotations, *reading.marks]
        notes = [(note.anchor, note) for note in made if note.anchor]
        return cls(
            statements=sorted(placed),
            notes=sorted(notes, key=lambda entry: entry[0]),
            bookmarked=reading.bookmarked,
            bookmarked_by=reading.bookmarked_by,
        )

    @property
    def is_plain(self) -> bool:
        """Whether nothing lies over the text but what came with the reading."""
        chosen = (self.current, self.paragraph, self.selection)
        return not self.hits and all(one is None for one in chosen)

    def next_hit(self, step: int, top: int) -> int | None:
        """The number of the hit after or before the current one, or the first from ``top``."""
        if not self.hits:
            return None
        if self.hit is None:
            place = bisect_left(self.hits, (top, top)) if step > 0 else len(self.hits) - 1
            return place if place < len(self.hits) else 0
        target = self.hit + step
        return target if 0 <= target < len(self.hits) else None

    def statement_at(self, offset: int) -> str | None:
        """The id of the statement at an offset, its quotation marks included."""
        for (start, end), key in self.statements:
            if start - 1 <= offset <= end:
                return key
        return None

    def next_statement(self, step: int) -> str | None:
        """The id of the statement after or before the current one."""
        spans = [span for span, _ in self.statements]
        if self.current is None:
            target = 0 if step > 0 else len(spans) - 1
        elif step > 0:
            target = bisect_right(spans, self.current)
        else:
            target = bisect_left(spans, self.current) - 1
        return self.statements[target][1] if 0 <= target < len(spans) else None


def row_pieces(
    layout: TextLayout, number: int, marks: Marks, style_of: StyleOf
) -> list[tuple[str, Style, int]]:
    """One row from left to right: text, style, and its offset in the block (-1: not text)."""
    row = layout.rows[number]
    block = layout.blocks[row.block]
    base = style_of(BLOCK_STYLES[block.kind])
    if block.kind is Kind.BODY:
        return [*_gutter(layout, row, block, marks, style_of), *_body(row, block, marks, style_of)]
    if block.kind is Kind.RULE:
        return [(" " * GUTTER + "─" * layout.width, base, -1)]
    indent = GUTTER + (2 if block.kind in {Kind.SPEAKER, Kind.NOTE} else 0)
    is_current = (
        block.statement is not None
        and marks.current is not None
        and layout.spans.get(block.statement.id) == marks.current
    )
    if is_current:
        base += style_of("text--current")
    sign = "▌" if is_current else " "
    return [
        (sign + " " * (indent - 1), style_of("text--sign"), -1),
        (block.text[row.start : row.end], base, row.start),
    ]


def _overlapping(spans: list[Span], start: int, end: int) -> list[Span]:
    """The spans, which are in order and do not overlap each other, that touch a range."""
    first = max(0, bisect_right(spans, (start, start)) - 1)
    found = []
    for span in spans[first:]:
        if span[0] >= end:
            break
        if span[1] > start:
            found.append(span)
    return found


def _gutter(
    layout: TextLayout, row: Row, block: Block, marks: Marks, style_of: StyleOf
) -> list[tuple[str, Style, int]]:
    start, end = block.start + row.start, block.start + row.end
    current, signs = marks.current, ""
    pointer = " "
    if current and current[0] < end and current[1] > start:
        pointer = "▌"
    elif row.block == marks.paragraph and row.is_first and not current:
        pointer = "›"
    for span, key in marks.statements:
        if start <= span[0] < max(end, start + 1):
            own, others = key in marks.bookmarked, key in marks.bookmarked_by
            signs = "★" if own else "☆" if others else signs
    for span, note in marks.notes:
        if start <= span[0] < max(end, start + 1):
            sign = note_sign(note)
            signs += "" if sign in signs else sign
            signs += MOVED if note.state is NoteState.MOVED else ""
    return [(pointer + signs[: GUTTER - 1].ljust(GUTTER - 1), style_of("text--sign"), -1)]


def _body(row: Row, block: Block, marks: Marks, style_of: StyleOf) -> list[tuple[str, Style, int]]:
    start, end = block.start + row.start, block.start + row.end
    layers: list[tuple[Span, str]] = []
    for span, _ in marks.statements:
        layers.append((span, "text--statement"))
    layers += [(span, _note_style(note)) for span, note in marks.notes]
    if marks.current:
        layers.append((marks.current, "text--current"))
    current_hit = marks.hits[marks.hit] if marks.hit is not None else None
    for span in _overlapping(marks.hits, start, end):
        layers.append((span, "text--hit-current" if span == current_hit else "text--hit"))
    if marks.selection:
        layers.append((marks.selection, "text--selection"))
    layers = [(span, name) for span, name in layers if span[0] < end and span[1] > start]
    cuts = {start, end}
    for span, _ in layers:
        cuts.update(cut for cut in span if start < cut < end)
    edges = sorted(cuts)
    base = style_of("text--body")
    pieces: list[tuple[str, Style, int]] = []
    for left, right in pairwise(edges):
        style = base
        for span, name in layers:
            if span[0] <= left and right <= span[1]:
                style += style_of(name)
        inside = left - block.start
        pieces.append((block.text[inside : right - block.start], style, inside))
    return pieces


def _note_style(note: Annotation | Bookmark) -> str:
    if note.creator:
        return "text--of-another"
    if isinstance(note, Bookmark):
        return "text--noted"
    return "text--noted" if note.text.strip() else "text--highlight"


def plain(pieces: list[tuple[str, Style, int]]) -> list[Piece]:
    """The pieces without their offsets."""
    return [(text, style) for text, style, _ in pieces]
