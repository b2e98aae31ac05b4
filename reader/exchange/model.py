"""Notes on their way in or out: records of the store, and the reading of untrusted fields.

What comes from elsewhere is cleaned and checked field by field: a note that is not whole is left
out and told of, never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import blake2b

import orjson

from store.citing import tags_of
from store.cleaning import clean, clean_line
from store.errors import FileUnusable
from store.records import Annotation, Bookmark, Correction, NoteState, Selector

MOST_VERSIONS = 500
"""Versions that one note may have been made from."""
LONGEST_TEXT = 200_000
"""Characters of one note or quotation; what is longer is refused as broken."""
_ID = re.compile(r"[A-Za-z0-9]{1,40}")
_TARGET = re.compile(r"[\w.-]{1,120}")
"""Ids of actors and positions as well: words of other scripts, parted by dashes."""
_FORMS = (
    "%Y-%m-%d %H:%M:%S %Z",
    "%B %d, %Y %I:%M %p",
    "%B %d, %Y %I:%M:%S %p",
    "%d %B %Y %I:%M:%S %p",
    "%d %B %Y %H:%M:%S",
    "%d %b %Y %I:%M:%S %p",
    "%m/%d/%Y %H:%M",
    "%B %d, %Y",
    "%A, %B %d, %Y, %I:%M %p",
    "%A, %b %d, %Y, %I:%M %p",
    "%a, %b %d, %Y, %I:%M %p",
    "%b %d, %Y, %I:%M %p",
    "%B %d, %Y, %I:%M %p",
    "%b %d, %Y",
)
"""How programs write a moment that is not ISO 8601."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Notes and bookmarks from one file."""

    label: str
    """What kind of file it is, for messages."""
    annotations: tuple[Annotation, ...]
    bookmarks: tuple[Bookmark, ...] = ()
    refused: tuple[str, ...] = ()
    """What could not be read, a line each: where and why."""
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Note → titles, addresses and file names of the document that it was made on."""
    is_parley: bool = False
    """Parley wrote it: who made the notes is to be said when they are taken in."""
    corrections: tuple[Correction, ...] = ()
    """Decisions over what the program proposed."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all notes, bookmarks and decisions."""
        return (
            *(note.id for note in self.annotations),
            *(mark.id for mark in self.bookmarks),
            *(decision.id for decision in self.corrections),
        )


class NotRead(ValueError):
    """One note that is not whole; ``str(error)`` says why."""


def note_from_elsewhere(
    exact: str,
    text: str,
    *,
    origin: str,
    made: datetime | None,
    modified: datetime | None = None,
    prefix: str = "",
    suffix: str = "",
    tags: Sequence[str] = (),
    creator: str | None = None,
    citation: str = "",
) -> Annotation:
    """Make an annotation of a passage that is known by its words alone.

    Args:
        exact: the passage, as the other program has it.
        text: the note; empty for a highlight.
        origin: what tells the note from all others in its program: its id there, or its content.
        made: when; None where the other program does not say.
        modified: when it was changed last; None for never.
        prefix: words before the passage, if known.
        suffix: words after it, if known.
        tags: tags without ``#``.
        creator: who made it; None for the reader.
        citation: where the other program says that it stands.

    Raises:
        NotRead: there is no passage to look for.
    """
    passage = clean(exact).strip()
    if not passage:
        raise NotRead("it has no passage")
    if max(len(passage), len(text)) > LONGEST_TEXT:
        raise NotRead(f"it is longer than {LONGEST_TEXT:,} characters")
    moment = made or datetime.fromtimestamp(0, UTC)
    text = clean(text).strip()
    return Annotation(
        id="n" + digest_of(origin),
        target="",
        item="",
        document="",
        selector=Selector(passage, clean(prefix)[-32:], clean(suffix)[:32], 0, len(passage)),
        anchor=None,
        quote=passage,
        citation=clean_line(citation),
        text=text,
        points=(),
        tags=tuple(dict.fromkeys([*filter(None, map(clean_line, tags)), *tags_of(text)])),
        created=moment,
        modified=max(moment, modified or moment),
        state=NoteState.ORPHANED,
        creator=clean_line(creator) if creator else None,
    )


def digest_of(content: str) -> str:
    """Return ten hexadecimal digits that stand for a content."""
    return blake2b(content.encode("utf-8", "replace"), digest_size=5).hexdigest()


def decode_text(raw: bytes, name: str) -> str:
    """Return UTF-8 text, line ends evened. Raises: FileUnusable."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise FileUnusable(name, "is not UTF-8 text", "Export it again as UTF-8.") from error


def load_json(raw: bytes | str, name: str) -> object:
    """Read JSON. Raises: FileUnusable."""
    try:
        loaded: object = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise FileUnusable(name, f"is not JSON ({error})", "Export it again.") from error
    return loaded


def mapping(value: object) -> Mapping[str, object]:
    """Return a JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> Sequence[object]:
    """Return a JSON array; a single value is an array of one, null an empty one."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def text_of(fields: Mapping[str, object], *names: str) -> str:
    """Return the first of the fields that is a string, or an empty one."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            return value
    return ""


def id_in(fields: Mapping[str, object], name: str) -> str:
    """Return the id of a record: letters and digits. Raises: NotRead."""
    value = text_of(fields, name)
    if not _ID.fullmatch(value):
        raise NotRead(f"its {name} is no id of letters and digits")
    return value


def place_in(fields: Mapping[str, object], name: str) -> str:
    """Return the id of what a note is on: empty where it was on no document. Raises: NotRead."""
    return id_in(fields, name) if fields.get(name) != "" else ""


def target_in(fields: Mapping[str, object], name: str) -> str:
    """Return the id of any record, an actor's for one. Raises: NotRead."""
    value = text_of(fields, name)
    if not _TARGET.fullmatch(value):
        raise NotRead(f"its {name} is no id")
    return value


def creator_in(fields: Mapping[str, object]) -> str | None:
    """Return who made a record; None for the reader. Raises: NotRead."""
    return None if fields.get("creator") is None else text_in(fields, "creator") or None


def day_in(fields: Mapping[str, object], name: str) -> date:
    """Return a day of a record. Raises: NotRead."""
    try:
        return date.fromisoformat(text_of(fields, name))
    except ValueError as error:
        raise NotRead(f"its {name} is no day") from error


def text_in(fields: Mapping[str, object], name: str) -> str:
    """Return a text of a record, cleaned. Raises: NotRead."""
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise NotRead(f"its {name} is no text, or too long")
    return clean(value)


def moment_in(fields: Mapping[str, object], name: str) -> datetime:
    """Return a moment of a record. Raises: NotRead."""
    moment = moment_of(text_of(fields, name))
    if moment is None:
        raise NotRead(f"its {name} is no time")
    return moment


def moments_in(fields: Mapping[str, object], name: str) -> tuple[datetime, ...]:
    """Return the moments of a record. Raises: NotRead."""
    told = listed(fields.get(name))
    if len(told) > MOST_VERSIONS:
        raise NotRead(f"its {name} is longer than any")
    return tuple(moment_in({name: one}, name) for one in told)


def numbers_in(fields: Mapping[str, object], name: str) -> tuple[int, ...]:
    """Return the numbers of a record. Raises: NotRead."""
    return tuple(map(number_of, listed(fields.get(name))))


def number_of(value: object) -> int:
    """Return a number from 0 to a milliard. Raises: NotRead."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise NotRead("one of its numbers is none")
    return value


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text tells, in UTC; None where it tells none."""
    text = text.strip()
    try:
        return _in_utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    for form in _FORMS:
        try:
            return _in_utc(datetime.strptime(text, form).replace(tzinfo=UTC))
        except (ValueError, OverflowError):
            continue
    return None


def _in_utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
