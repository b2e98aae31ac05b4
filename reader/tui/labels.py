"""How days, times, counts, speakers and stances are worded on the screen.

Takes records and plain values, gives short strings; they are cleaned where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from store.records import (
    ActorKind,
    Annotation,
    Bookmark,
    DaySource,
    Document,
    Item,
    NoteState,
    Stance,
    Statement,
)

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip

ZONE: tzinfo | None = None
"""The zone of what the reader made; None: the machine's."""

STANCE_SIGNS = {
    Stance.SUPPORTS: "+",
    Stance.OPPOSES: "−",
    Stance.CONDITIONAL: "±",
    Stance.PROPOSES: "→",
}
KIND_SIGNS = {
    ActorKind.PERSON: "p",
    ActorKind.STATE: "S",
    ActorKind.ORGANISATION: "o",
    ActorKind.OUTLET: "n",
}
DAY_SOURCES = {
    DaySource.HEADING: "from a day heading",
    DaySource.DATELINE: "from the dateline",
    DaySource.METADATA: "from the page's metadata",
    DaySource.GIVEN: "given on import or by you",
    DaySource.INFERRED: "inferred",
}
STATE_WORDS = {
    NoteState.ANCHORED: "",
    NoteState.MOVED: "moved",
    NoteState.ORPHANED: "orphaned",
}


def day_label(day: date | None) -> str:
    """Return "Mon 24 Nov 2025", or "Unknown day"."""
    if day is None:
        return "Unknown day"
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date | None, *, with_year: bool = False) -> str:
    """Return "24 Nov" or "24 Nov 2025", or "no day"."""
    if day is None:
        return "no day"
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"


def span_years(days: Iterable[tuple[date | None, int]]) -> bool:
    """Tell whether days with their counts lie in more than one year, so that it must be named."""
    return len({day.year for day, _ in days if day}) > 1


def moment_label(moment: datetime) -> str:
    """Return "24 Nov 2025 14:05" in the reader's zone."""
    local = moment.astimezone(ZONE)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year} {local:%H:%M}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 item" or "2 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def outlet_label(document: Document) -> str:
    """Return the outlet, or the document's name where none is known."""
    return document.outlet or document.name


def place_label(item: Item, document: Document) -> str:
    """Return outlet, day and time in few words."""
    parts = (outlet_label(document), short_day(item.day), item.time)
    return " · ".join(part for part in parts if part)


def headline(item: Item) -> str:
    """Return the item's title, or its first words."""
    return item.title or item.text[:400].replace("\n", " ").strip() or "(no text)"


def day_reason(item: Item) -> str:
    """Say how the day of an item is known."""
    if item.day_source is None:
        return f"Day unknown: {item.day_reason}" if item.day_reason else "Day unknown"
    known = DAY_SOURCES[item.day_source]
    if item.day_source in {DaySource.INFERRED, DaySource.GIVEN} and item.day_reason:
        return f"Day {known}: {item.day_reason}"
    return f"Day {known}"


def speaker_label(statement: Statement, outlet: str | None = None) -> str:
    """Return "Speaker, via Channel", saying so where no speaker is named.

    Args:
        statement: who said it.
        outlet: whose text it stands in; as a channel that goes without saying.
    """
    speaker = statement.speaker or "speaker not named"
    is_news = statement.via and statement.via != outlet
    return f"{speaker}, via {statement.via}" if is_news else speaker


def numbers_label(numbers: tuple[int, ...]) -> str:
    """Return "point 6" or "points 6 7 21"."""
    word = "point" if len(numbers) == 1 else "points"
    return f"{word} {' '.join(map(str, numbers))}"


def note_summary(note: Annotation) -> str:
    """Return a note's own words, or what it does instead of having some."""
    if note.text.strip():
        return note.text
    return f"tied to {numbers_label(note.points)}" if note.points else "highlight"


def note_sign(note: Annotation | Bookmark) -> str:
    """Return the sign of a bookmark, a note or a highlight; hollow for somebody else's."""
    if isinstance(note, Bookmark):
        return "☆" if note.creator else "★"
    if note.text.strip():
        return "✐" if note.creator else "✎"
    return "◇" if note.creator else "◆"
