"""What the stages of the parser hand to each other.

``Page`` (a format's reader) → ``Span`` (items) → ``Naming`` (actors) → ``Quotation`` (quotations,
speakers) → records. Offsets are characters into one line, half-open; lines are numbered from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from store.records import Actor, DaySource, Layout, Mention, StatementKind


class LineRole(StrEnum):
    """What a line of the reading text is."""

    TEXT = "text"
    BLANK = "blank"
    HEADING = "heading"
    """A day heading, a section heading, a title."""
    FURNITURE = "furniture"
    """Page text that is no news: captions, credits, bylines, prompts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the reading text."""

    number: int
    text: str
    role: LineRole
    rule: str = ""
    """The rule that gave the role; empty for plain text."""


@dataclass(frozen=True, slots=True)
class DayFact:
    """A day with how it is known.

    ``day`` None means that it is unknown, and ``reason`` says why.
    """

    day: date | None
    source: DaySource | None
    reason: str
    time: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A line at which an item starts, known from the format's own mark-up."""

    line: int
    title: str | None = None
    fact: DayFact | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded document, its lines sorted into text, headings and furniture."""

    name: str
    lines: tuple[Line, ...]
    """All lines, ``lines[n - 1].number == n``."""
    layout: Layout
    outlet: str | None
    title: str | None
    has_source_lines: bool
    fact: DayFact
    """The document's own day, from dateline, metadata or a given day."""
    day_headings: Mapping[int, date] = field(default_factory=dict)
    """Line of a day heading → the day of what stands below it."""
    openings: tuple[Opening, ...] | None = None
    """The items' first lines where the mark-up tells them; None: to be found by the items stage."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of one item (text lines only, in order), before it becomes a record."""

    lines: tuple[int, ...]
    title: str | None
    opened_by: str
    fact: DayFact | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for an actor without naming it.

    An office ("the Ukrainian president"), a metonym ("the Kremlin").
    """

    actor: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is named where in one document."""

    actors: Mapping[str, Actor]
    """Every actor that is mentioned or referred to, listed or found, by id."""
    mentions: Mapping[int, tuple[Mention, ...]]
    """By line, in order of place, not overlapping."""
    references: Mapping[int, tuple[Reference, ...]]
    """By line, in order of place, not overlapping each other."""
    spelt: AbstractSet[str] | None = None
    """What stands between the plain spaces of the text lines, as it is spelt; None: not known."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted span, marks left out, before its speaker is known."""

    line: int
    start: int
    end: int
    kind: StatementKind
    continues: bool = False
    """It runs on from the quotation before it, which had no closing mark."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The speaker of one quotation, and how it was found."""

    speaker: str | None
    speaker_id: str | None
    via: str | None
    cue: str | None
    subject: str | None
    resolved_by: str
