"""Full text search in memory: all words and ``"phrases"``, case and accents folded, best first.

The folded texts are made when first searched and kept until the records change. While a query
grows by a letter only the last hits are looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from typing import Generic, TypeVar

from .folding import fold, fold_each
from .records import Annotation, Item, Statement

R = TypeVar("R")
_PART = re.compile(r'"([^"]{1,500})"?|([^\s"]{1,200})')
_ABOVE_DAYS = 1 << 22
"""More than any day's ordinal."""
_PHRASE, _TITLE, _WORD = 4 * _ABOVE_DAYS, 2 * _ABOVE_DAYS, _ABOVE_DAYS
_WEIGHED = 2_000


def parts_of(query: str) -> tuple[str, ...]:
    """Return the folded words and phrases of a query; an open quotation mark ends with it."""
    parts = (fold(m.group(1) or m.group(2) or "").strip() for m in _PART.finditer(query))
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Searched(Generic[R]):
    """A record with its folded text."""

    record: R
    text: str
    title: str
    day: int
    """The day's ordinal; 0 where it is unknown."""


class Index(Generic[R]):
    """Records in order, newest first, with their folded texts."""

    def __init__(self, searched: Iterable[Searched[R]]) -> None:
        self._all = sorted(searched, key=attrgetter("day"), reverse=True)
        self._last: tuple[tuple[str, ...], list[Searched[R]]] = ((), self._all)

    def find(self, query: str, tests: Sequence[Callable[[R], bool]] = ()) -> list[tuple[int, R]]:
        """Return weight and record of all that hold every part and pass the tests.

        The heaviest first, the newest of equal ones; weights of two indices compare.
        """
        parts = parts_of(query)
        if not parts:
            return []
        hits = self._candidates(parts)
        for part in parts:
            hits = [s for s in hits if part in s.text]
        self._last = (parts, hits)
        for test in tests:
            hits = [s for s in hits if test(s.record)]
        ranked = list(zip(_weigh(hits, parts), [s.record for s in hits], strict=True))
        ranked.sort(key=itemgetter(0), reverse=True)
        return ranked

    def _candidates(self, parts: tuple[str, ...]) -> list[Searched[R]]:
        """Return the last hits when each record that is wanted must be among them."""
        before, hits = self._last
        grows = before and all(any(old in new for new in parts) for old in before)
        return hits if grows else self._all


def searched_item(item: Item) -> Searched[Item]:
    """Return an item with what is searched of it: title and text."""
    title = fold(item.title) if item.title else ""
    text = fold(item.text)
    return Searched(item, f"{title} {text}" if title else text, title, _ordinal(item.day))


def searched_statement(statement: Statement) -> Searched[Statement]:
    """Return a statement with what is searched of it: its words, the speaker, through whom."""
    text = fold(f"{statement.quote}\n{statement.speaker or ''}\n{statement.via or ''}")
    return Searched(statement, text, "", _ordinal(statement.day))


def index_annotations(annotations: Iterable[Annotation]) -> Index[Annotation]:
    """Return an index over notes: what the reader wrote, the passage and its citation."""
    return Index(
        Searched(
            note,
            fold(f"{note.text}\n{note.quote}\n{note.citation}"),
            fold(note.text),
            note.modified.toordinal(),
        )
        for note in annotations
    )


def find_hits(query: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the parts of a query stand in a text: offsets, half-open, not overlapping."""
    parts = parts_of(query)
    if not parts:
        return ()
    folded, places = fold_each(text)
    spans: list[tuple[int, int]] = []
    for part in parts:
        start = folded.find(part)
        while start >= 0:
            spans.append((places[start], places[start + len(part) - 1] + 1))
            start = folded.find(part, start + len(part))
    return _merged(sorted(spans))


def _weigh(hits: Sequence[Searched[R]], parts: tuple[str, ...]) -> list[int]:
    """Return what orders the hits: the whole phrase, the title, whole words, then the day.

    Whole words are looked for in the newest hits only: the look costs ten times the search, and
    nobody reads on to the others.
    """
    weights = [s.day for s in hits]
    if len(parts) > 1:
        phrase = " ".join(parts)
        for n, s in enumerate(hits):
            if phrase in s.text:
                weights[n] += _PHRASE
    for n, s in enumerate(hits):
        if s.title:
            weights[n] += sum([_TITLE for part in parts if part in s.title])
    for n, s in enumerate(hits[:_WEIGHED]):
        weights[n] += sum([_WORD for part in parts if _stands_alone(part, s.text)])
    return weights


def _stands_alone(part: str, text: str) -> bool:
    """Whether a part stands in the text as whole words."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(part, start + 1)
    return False


def _ordinal(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
