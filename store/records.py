"""The records of a library: what one document holds, and what a reader made of it.

Every record is frozen; sequences are tuples; a day is a ``date`` without zone. Offsets are
characters into one line of the document's reading text, half-open; line numbers are 1-based. This
module imports nothing but the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DaySource(StrEnum):
    """How the day of an item is known."""

    HEADING = "heading"
    DATELINE = "dateline"
    METADATA = "metadata"
    GIVEN = "given"
    INFERRED = "inferred"


class Layout(StrEnum):
    """The kind of a document."""

    FEED = "feed"
    """Updates under day headings."""
    LIVE = "live"
    """A live blog: updates of one day, or of a few, without day headings."""
    ARTICLE = "article"
    """One text, one item."""


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    OUTLET = "outlet"


class StatementKind(StrEnum):
    """How a statement stands in the text."""

    DIRECT = "direct"
    """Between quotation marks."""
    BLOCK = "block"
    """A paragraph of its own without marks, after an introduction such as "X said:"."""


class Stance(StrEnum):
    """Where an actor stands on a point, as the point is worded in the plan's reference version."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    PROPOSES = "proposes"


class Origin(StrEnum):
    """Who made a record: a rule of the parser, or the reader."""

    RULE = "rule"
    USER = "user"


class NoteState(StrEnum):
    """Where an annotation's passage is now."""

    ANCHORED = "anchored"
    MOVED = "moved"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text where an actor is named."""

    actor: str
    """The actor's id."""
    name: str
    """The words used here."""
    kind: ActorKind
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One update of a live blog, or one article."""

    id: str
    document: str
    """The document's id."""
    number: int
    """Place in the document, from 1, in the order of the text."""
    day: date | None
    day_source: DaySource | None
    day_reason: str
    """Why this day, or why none: one sentence for the reader."""
    time: str | None
    """Clock time "HH:MM" as printed."""
    published: datetime | None
    """With offset; only where the document gives a full time stamp."""
    title: str | None
    text: str
    """The item's lines joined with newlines, furniture left out."""
    lines: tuple[int, ...]
    """Numbers of these lines in the document's reading text."""
    points: tuple[int, ...]
    mentions: tuple[Mention, ...]
    opened_by: str
    """The rule that opened the item, with its score where it has one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One quoted span with its speaker."""

    id: str
    item: str
    document: str
    line: int
    start: int
    end: int
    quote: str
    kind: StatementKind
    speaker: str | None
    """The actor's name, or the words used for an unnamed one."""
    speaker_id: str | None
    """Only for a known actor."""
    via: str | None
    """The outlet, person or channel that reported it."""
    day: date | None
    points: tuple[int, ...]
    cue: str | None
    """The reporting verb or phrase."""
    subject: str | None
    """The words that name the speaker, as they stand in the text."""
    resolved_by: str
    """The rule that found the speaker, or why there is none."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, organisation or outlet."""

    id: str
    name: str
    kind: ActorKind
    role: str | None
    side: str | None
    """The id of the actor (a state or body) on whose side this one speaks."""
    aliases: tuple[str, ...]
    is_listed: bool
    """In the dossier's list; otherwise found in the text."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on a point, with the passage that shows it."""

    id: str
    actor: str
    side: str | None
    point: int
    stance: Stance
    document: str
    item: str
    statement: str | None
    """The statement that is the evidence, if it is one."""
    line: int
    start: int
    end: int
    passage: str
    cue: str
    """The words that triggered the rule."""
    day: date | None
    origin: Origin
    cue_start: int | None = None
    cue_end: int | None = None
    """Where these words stand in the passage, half-open; None in a library of an older parser."""

    @property
    def cue_span(self) -> tuple[int, int] | None:
        """Where the cue stands in the passage; where that is not recorded, its first place."""
        start, end = self.cue_start, self.cue_end
        if start is None or end is None or not 0 <= start < end <= len(self.passage):
            start = self.passage.find(self.cue) if self.cue else -1
            end = start + len(self.cue)
        return (start, end) if start >= 0 else None


@dataclass(frozen=True, slots=True)
class Wording:
    """What one version of the plan says about one point."""

    version: str
    says: str
    change: str
    """Against the version before: ``same``, ``changed``, ``dropped``, ``new`` or ``unknown``."""
    source: str


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point of the plan."""

    number: int
    title: str
    terms: tuple[str, ...]
    """What a reader would search for; the parser's own terms stand in the dossier as well."""
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One draft of the plan."""

    id: str
    name: str
    day: date | None
    proposed_by: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The text under negotiation."""

    id: str
    title: str
    versions: tuple[Version, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of one saved file; its content is in ``Parsed``."""

    id: str
    name: str
    """The file's name, without folder."""
    outlet: str | None
    title: str | None
    layout: Layout
    day: date | None
    """The latest day of its items."""
    day_source: DaySource | None
    digest: str
    """SHA-256 of the file, in hexadecimal."""
    has_source_lines: bool
    """Line numbers are those of the file; false for HTML, whose reading text has lines of its
    own."""
    parser: int
    """Version of the parser that read it."""
    imported: datetime
    """When, in UTC."""
    item_count: int
    warnings: tuple[str, ...]
    """What a reader must know: text shortened, marks replaced, a date that was refused."""
    given_day: date | None = None
    """The day that the reader stated on import, kept for parsing again."""
    given_outlet: str | None = None
    """The outlet that the reader stated on import, kept for parsing again."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One document with everything that the parser found in it.

    Every non-blank line is in exactly one item, or in ``headings``, or in ``furniture``.
    """

    document: Document
    lines: tuple[str, ...]
    """The reading text: the file's lines, or those taken out of HTML; cleaned one to one."""
    headings: tuple[int, ...]
    furniture: tuple[int, ...]
    items: tuple[Item, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    actors: tuple[Actor, ...]
    """The actors found in the text that the dossier does not list."""


@dataclass(frozen=True, slots=True)
class Selector:
    """What an annotation points at, after the W3C Web Annotation model.

    ``exact``, ``prefix`` and ``suffix`` are a TextQuoteSelector, ``start`` and ``end`` a
    TextPositionSelector: character offsets into the item's text, half-open.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Setting:
    """What stood around a passage when it was marked: orphans are found by it."""

    document: str
    """The file's name."""
    outlet: str | None
    day: date | None
    actors: tuple[str, ...]
    """The ids of those that the item mentions or quotes."""
    speakers: tuple[str, ...]
    """The ids of those that it quotes."""
    points: tuple[int, ...]
    """The points that the item is about."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A reader's note on an item or on a passage of it."""

    id: str
    target: str
    """The id of an item or a statement."""
    item: str
    document: str
    selector: Selector | None
    """None: the note is on the whole item."""
    anchor: tuple[int, int] | None
    """Where the passage is now: offsets into the item's text; None for the whole item or when
    orphaned."""
    quote: str
    """The passage, or the item's first words: kept so that the note is readable without the
    document."""
    citation: str
    """Speaker, via, outlet, day, document and line in one line, kept for the same reason."""
    text: str
    points: tuple[int, ...]
    tags: tuple[str, ...]
    created: datetime
    modified: datetime
    state: NoteState
    """Made anew against the text whenever a library is opened or a document is imported."""
    creator: str | None
    """None for the reader; the name of another for notes that were merged in."""
    taken: datetime | None = field(default=None, compare=False)
    """When the version that was taken in from elsewhere had been changed; None for a note that was
    written here. It tells an edit of the reader's from one that came along."""
    history: tuple[datetime, ...] = ()
    """When the versions were changed that this one was made from, oldest first; the latest ones.
    Notes that are merged are compared by it."""
    setting: Setting | None = None
    """None: made before settings were kept, or elsewhere."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A marked item, statement or passage."""

    id: str
    target: str
    """The id of an item or a statement; that of the item for any other passage."""
    item: str
    document: str
    quote: str
    citation: str
    created: datetime
    creator: str | None
    selector: Selector | None = None
    """None: it is on the whole item, or on a statement that is known by its id alone."""
    anchor: tuple[int, int] | None = None
    """Where the passage is now, as in an annotation."""
    state: NoteState = NoteState.ANCHORED
    """Made anew against the text, as in an annotation."""
    tags: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    """What the reader tied a passage to; items and statements carry their points themselves."""
    modified: datetime | None = None
    """When tags or points were changed last, if they were."""
    setting: Setting | None = None
    """As in an annotation."""

    @property
    def changed(self) -> datetime:
        """When it was changed last."""
        return self.modified or self.created

    @property
    def is_on_passage(self) -> bool:
        """Whether it marks words that are neither the whole item nor a statement of it."""
        return self.selector is not None and self.target == self.item


class CorrectionKind(StrEnum):
    """What a reader's own decision replaces."""

    DAY = "day"
    """Target: an item or a document. Value: ISO day, or None for unknown."""
    SPEAKER = "speaker"
    """Target: a statement. Value: an actor's id, or None for unknown."""
    POINTS = "points"
    """Target: an item or a statement. Value: comma-separated point numbers."""
    POSITION = "position"
    """Target: a position, or a statement or item with positions of the reader's own.

    Value: ``actor point stance``; on an item, where its passage starts and the passage follow
    (``store.correcting.Stand``);
    None rejects it; ``confirmed`` confirms it as it is."""
    ACTOR = "actor"
    """Target: an actor. Value: the id of the actor that it is merged into."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's decision over what the program proposed; it survives every new import."""

    id: str
    kind: CorrectionKind
    target: str
    value: str | None
    quote: str
    """The words it is about, so that it is readable without the document."""
    created: datetime
    document: str = ""
    """The id of the document that it is about; empty for an actor."""
    creator: str | None = None
    """None for the reader; the name of another for decisions that were merged in."""
