"""Full text search in memory: all words and ``"phrases"``, case and accents folded, best first.

The folded texts are made when first searched and kept until the records change. While a query
grows by a letter only the last hits are looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from .folding import fold, fold_each
from .records import Annotation, Item, Statement

R = TypeVar("R")
_PART = re.compile(r'"([^"]{1,500})"?|([^\s"]{1,200})')
_PHRASE, _TITLE, _WORD = 4, 2, 1


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
    day: date | None


class Index(Generic[R]):
    """Records in order, newest first, with their folded texts."""

    def __init__(self, searched: Iterable[Searched[R]]) -> None:
        self._all = sorted(searched, key=lambda s: (s.day or date.min).toordinal(), reverse=True)
        self._last: tuple[tuple[str, ...], Sequence[Searched[R]]] = ((), self._all)

    def find(self, query: str, tests: Sequence[Callable[[R], bool]] = ()) -> list[tuple[int, R]]:
        """Return rank and record of all that hold every part and pass the tests.

        Best first, then newest; the rank of two indices compares.
        """
        parts = parts_of(query)
        if not parts:
            return []
        hits = [s for s in self._candidates(parts) if _holds(s.text, parts)]
        self._last = (parts, hits)
        for test in tests:
            hits = [s for s in hits if test(s.record)]
        ranked = [(_rank(s, parts), s.record) for s in hits]
        ranked.sort(key=lambda entry: -entry[0])
        return ranked

    def _candidates(self, parts: tuple[str, ...]) -> Sequence[Searched[R]]:
        """Return the last hits when each record that is wanted must be among them."""
        before, hits = self._last
        grows = before and all(any(old in new for new in parts) for old in before)
        return hits if grows else self._all


def index_items(items: Iterable[Item]) -> Index[Item]:
    """Return an index over items: title and text."""
    return Index(
        Searched(item, fold(f"{item.title or ''}\n{item.text}"), fold(item.title or ""), item.day)
        for item in items
    )


def index_statements(statements: Iterable[Statement]) -> Index[Statement]:
    """Return an index over statements: the words quoted, who said them and through whom."""
    return Index(
        Searched(s, fold(f"{s.quote}\n{s.speaker or ''}\n{s.via or ''}"), "", s.day)
        for s in statements
    )


def index_annotations(annotations: Iterable[Annotation]) -> Index[Annotation]:
    """Return an index over notes: what the reader wrote, the passage and its citation."""
    return Index(
        Searched(n, fold(f"{n.text}\n{n.quote}\n{n.citation}"), fold(n.text), n.modified.date())
        for n in annotations
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


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    return all(part in text for part in parts)


def _rank(searched: Searched[R], parts: tuple[str, ...]) -> int:
    rank = 0
    if len(parts) > 1 and " ".join(parts) in searched.text:
        rank += _PHRASE
    for part in parts:
        if part in searched.title:
            rank += _TITLE
        if _stands_alone(part, searched.text):
            rank += _WORD
    return rank


def _stands_alone(part: str, text: str) -> bool:
    """Whether a part stands in the text as whole words."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(part, start + 1)
    return False


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
