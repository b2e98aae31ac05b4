"""The line that filters the list of notes: plain words and ``key:value`` words; and its orders.

``day:2025-11-24..2025-11-26 actor:"Ada Holm" -state:moved #money ice`` keeps what fits all of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .folding import fold
from .note_entries import NoteEntry

_WORD = re.compile(r'(-?)(?:([a-z]{2,9}):)?(?:"([^"]{0,200})"?|([^\s"]{1,200}))', re.IGNORECASE)
NOBODY = "me"
"""What stands for the reader after ``by:``."""
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the line."""

    key: str
    """Empty: a plain word."""
    value: str
    """Folded."""
    is_not: bool = False


def _fits_day(entry: NoteEntry, value: str) -> bool:
    if entry.day is None:
        return UNKNOWN.startswith(value)
    day = entry.day.isoformat()
    first, is_range, last = value.partition("..")
    if not is_range:
        return day.startswith(value)
    return day[: len(first)] >= first and (not last or day[: len(last)] <= last)


def _fits_actor(entry: NoteEntry, value: str) -> bool:
    return any(value == key or value in fold(name) for key, name in entry.actors)


def _fits_by(entry: NoteEntry, value: str) -> bool:
    creator = entry.note.creator
    return value == NOBODY if creator is None else value in fold(creator)


_FITS: Mapping[str, Callable[[NoteEntry, str], bool]] = {
    "": lambda entry, value: value in entry.searched,
    "day": _fits_day,
    "actor": _fits_actor,
    "point": lambda entry, value: value in map(str, entry.points),
    "outlet": lambda entry, value: value in fold(entry.outlet),
    "document": lambda entry, value: value in fold(entry.document),
    "tag": lambda entry, value: any(fold(tag).startswith(value) for tag in entry.tags),
    "state": lambda entry, value: entry.state.value.startswith(value),
    "kind": lambda entry, value: entry.kind.startswith(value),
    "by": _fits_by,
}
KEYS = tuple(key for key in _FITS if key)

_BEGUN = frozenset(f"{key}:" for key in KEYS)
"""Words that are being written still."""

_VALUES: Mapping[str, Callable[[NoteEntry], Iterable[str]]] = {
    "tag": lambda entry: entry.tags,
    "state": lambda entry: (entry.state.value,),
    "kind": lambda entry: (entry.kind,),
    "day": lambda entry: (entry.day.isoformat() if entry.day else UNKNOWN,),
    "point": lambda entry: map(str, entry.points),
    "actor": lambda entry: (name for _, name in entry.actors),
    "outlet": lambda entry: (entry.outlet,) if entry.outlet else (),
    "document": lambda entry: (entry.document,) if entry.document else (),
    "by": lambda entry: (entry.note.creator or NOBODY,),
}
"""What there is to filter by, as the picker lists it."""


def read_terms(line: str) -> tuple[list[Term], str]:
    """Return the words of a line, and what is wrong with it."""
    terms, problem = [], ""
    for match in _WORD.finditer(line.replace("“", '"').replace("”", '"')):
        sign, key, phrase, word = match.groups()
        value, key = phrase if phrase is not None else word, (key or "").lower()
        if not key and value.lower() in _BEGUN:
            continue
        if key and key not in _FITS:
            problem = f"{key}: is no filter"
            key, value = "", f"{key}:{value}"
        elif not key and value.startswith("#") and len(value) > 1:
            key, value = "tag", value[1:]
        if value:
            terms.append(Term(key, fold(value), bool(sign)))
    return terms, problem


def keep(entries: Sequence[NoteEntry], terms: Iterable[Term]) -> list[NoteEntry]:
    """Return the entries that fit every term.

    A tag that is one as it stands is meant as it stands; else those that begin with it.
    """
    kept = list(entries)
    tags = {fold(tag) for entry in entries for tag in entry.tags}
    for term in terms:
        fits = _FITS[term.key]
        if term.key == "tag" and term.value in tags:
            fits = _has_tag
        kept = [one for one in kept if fits(one, term.value) is not term.is_not]
    return kept


def _has_tag(entry: NoteEntry, value: str) -> bool:
    return any(fold(tag) == value for tag in entry.tags)


def tag_counts(entries: Iterable[NoteEntry]) -> list[tuple[str, int]]:
    """The tags with how many notes carry them, most used first."""
    counts = Counter(tag for entry in entries for tag in entry.tags)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def words_for(entries: Sequence[NoteEntry]) -> list[tuple[str, int]]:
    """Every ``key:value`` that fits something, with how many entries it fits."""
    found: list[tuple[str, int]] = []
    for key, values in _VALUES.items():
        counts = Counter(value for entry in entries for value in set(values(entry)))
        order = sorted(counts, key=lambda value: (not value.isdecimal(), value.zfill(4)))
        found += [(f"{key}:{_quoted(value)}", counts[value]) for value in order]
    return found


def _quoted(value: str) -> str:
    plain = value.replace('"', "")
    return f'"{plain}"' if " " in plain else plain


def _by_day(entry: NoteEntry) -> tuple[bool, int, tuple[str, int, int]]:
    return entry.day is None, -entry.day.toordinal() if entry.day else 0, entry.place


def _by_point(entry: NoteEntry) -> tuple[int, int, tuple[bool, int, tuple[str, int, int]]]:
    first = min(entry.points) if entry.points else 0
    return not entry.points, first, _by_day(entry)


ORDERS: Mapping[str, Callable[[list[NoteEntry]], list[NoteEntry]]] = {
    "newest first": lambda entries: sorted(entries, key=lambda one: one.changed, reverse=True),
    "by day of the text": lambda entries: sorted(entries, key=_by_day),
    "by document": lambda entries: sorted(entries, key=lambda one: (not one.document, one.place)),
    "by point": lambda entries: sorted(entries, key=_by_point),
}
"""In the order in which a key goes through them."""
