"""Full text search in memory: all words and ``"phrases"``, case and accents folded, best first.

What holds a query is one byte for each record, so that sets are met, weighed and walked through
without a step of Python for every record. The hits of the last queries are kept: a query that
grows by a letter looks at those of the shorter one only, one that comes again at none.
"""

from __future__ import annotations

import re
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress, islice, repeat
from operator import contains, itemgetter
from typing import Generic, TypeVar

from .folding import fold, fold_each
from .records import Annotation, Item, Statement

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Mask = bytes
"""A byte for each record: 1 where it is wanted, 0 where not."""

_PART = re.compile(r'"([^"]{1,500})"?|([^\s"]{1,200})')
_PHRASE, _TITLE, _WORD = 4, 2, 1
_MOST_WEIGHED = 40
"""Parts of a query that are weighed; a weight has to fit a byte."""
_NEWEST_PHRASES, _NEWEST_WORDS = 10_000, 300
"""Hits in which the whole phrase, and whole words, are looked for."""
_KEPT = 24
"""Queries whose hits are kept."""
_LEVELS = [bytes(int(byte == level) for byte in range(256)) for level in range(256)]
"""For each weight the table that makes it 1 and every other 0."""


def parts_of(query: str) -> tuple[str, ...]:
    """Return the folded words and phrases of a query; an open quotation mark ends with it."""
    parts = (fold(m.group(1) or m.group(2) or "").strip() for m in _PART.finditer(query))
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Sheet(Generic[R_co]):
    """Records with what is searched of them, in the same order."""

    records: Sequence[R_co]
    texts: list[str]
    """Folded, the titles included."""
    titles: dict[int, str]
    """Place of a record → its folded title."""
    days: array[int]
    """Each record's day as an ordinal; 0 where it is unknown."""


class Index(Generic[R]):
    """Records newest first, with their folded texts and the hits of the last queries."""

    def __init__(self, sheets: Sequence[Sheet[R]]) -> None:
        days = array("l", chain.from_iterable(sheet.days for sheet in sheets))
        order = sorted(range(len(days)), key=days.__getitem__, reverse=True)
        self.days: Sequence[int] = _taken(days, order)
        self.records: Sequence[R] = _taken([r for s in sheets for r in s.records], order)
        self._texts: Sequence[str] = _taken([t for s in sheets for t in s.texts], order)
        self._titles = self._placed(sheets, order)
        self._all: Mask = b"\x01" * len(order)
        self._hits: OrderedDict[frozenset[str], Mask] = OrderedDict()
        self._in_titles: OrderedDict[str, Mask] = OrderedDict()

    @staticmethod
    def _placed(sheets: Sequence[Sheet[R]], order: Sequence[int]) -> Sequence[str]:
        """The title of each record, or no titles at all where none has one."""
        if not any(sheet.titles for sheet in sheets):
            return ()
        titles = [sheet.titles.get(n, "") for sheet in sheets for n in range(len(sheet.texts))]
        return _taken(titles, order)

    def find(self, query: str, allowed: Mask | None = None) -> tuple[R, ...]:
        """Return all records that hold every part, those allowed, the heaviest first.

        Of equal ones the newest is first.
        """
        parts = parts_of(query)
        if not parts:
            return ()
        hits = self._holding(parts)
        weights = self._weigh(hits if allowed is None else both(hits, allowed), parts)
        heaviest = 1 + _PHRASE + (_TITLE + _WORD) * min(len(parts), _MOST_WEIGHED)
        levels = [level for level in range(heaviest, 0, -1) if level in weights]
        return tuple(
            chain.from_iterable(
                compress(self.records, weights.translate(_LEVELS[level])) for level in levels
            )
        )

    def _holding(self, parts: tuple[str, ...]) -> Mask:
        """Return the records that hold every part, starting from the fewest that can."""
        key = frozenset(parts)
        if key in self._hits:
            self._hits.move_to_end(key)
            return self._hits[key]
        known: frozenset[str] = frozenset()
        hits, count = self._all, len(self._all) + 1
        for old, mask in self._hits.items():
            if all(any(one in part for part in parts) for one in old):
                held = mask.count(1)
                if held <= count:
                    known, hits, count = old, mask, held
        for part in parts:
            if part not in known:
                hits = self._narrowed(hits, part)
        return _kept(self._hits, key, hits)

    def _narrowed(self, hits: Mask, part: str) -> Mask:
        """Return those of the hits whose text holds a part."""
        count = hits.count(1)
        if 2 * count > len(hits):
            found = bytes(map(contains, self._texts, repeat(part)))
            return found if count == len(hits) else both(hits, found)
        places = list(places_of(hits))
        held = map(contains, compress(self._texts, hits), repeat(part))
        return mask_of(compress(places, held), len(hits))

    def _weigh(self, hits: Mask, parts: tuple[str, ...]) -> bytes:
        """Return a byte for each record, 0 where it is no hit: the phrase, titles, whole words.

        Phrase and whole words are looked for in the newest hits only: nobody reads on to the
        others, and with many hits the look would cost as much as the search.
        """
        total = inside = int.from_bytes(hits, "little")
        parts, texts = parts[:_MOST_WEIGHED], self._texts
        for part in parts if self._titles else ():
            total += _TITLE * (int.from_bytes(self._titled(part), "little") & inside)
        weights = bytearray(total.to_bytes(len(hits), "little"))
        has_phrase = len(parts) > 1
        most = _NEWEST_PHRASES if has_phrase else _NEWEST_WORDS
        newest = list(islice(places_of(hits), most))
        if has_phrase:
            phrase = " ".join(parts)
            for place in newest:
                if phrase in texts[place]:
                    weights[place] += _PHRASE
        for place in newest[:_NEWEST_WORDS]:
            text = texts[place]
            weights[place] += sum([_WORD for part in parts if _stands_alone(part, text)])
        return bytes(weights)

    def _titled(self, part: str) -> Mask:
        """Return the records whose title holds a part."""
        if part in self._in_titles:
            self._in_titles.move_to_end(part)
            return self._in_titles[part]
        return _kept(self._in_titles, part, bytes(map(contains, self._titles, repeat(part))))


K = TypeVar("K")
V = TypeVar("V")


def _kept(cache: OrderedDict[K, Mask], key: K, mask: Mask) -> Mask:
    cache[key] = mask
    while len(cache) > _KEPT:
        cache.popitem(last=False)
    return mask


def _taken(values: Sequence[V], order: Sequence[int]) -> Sequence[V]:
    """Return values in another order."""
    return itemgetter(*order)(values) if len(order) > 1 else tuple(values)


def places_of(mask: Mask) -> Iterator[int]:
    """Give the places of a mask in order."""
    if 8 * mask.count(1) > len(mask):
        yield from compress(range(len(mask)), mask)
        return
    place = mask.find(1)
    while place >= 0:
        yield place
        place = mask.find(1, place + 1)


def mask_of(places: Iterable[int], count: int) -> Mask:
    """Return the mask of some places."""
    mask = bytearray(count)
    for place in places:
        mask[place] = 1
    return bytes(mask)


def both(one: Mask, other: Mask) -> Mask:
    """Return where two masks agree that a record is wanted."""
    met = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return met.to_bytes(len(one), "little")


def item_sheet(items: Sequence[Item]) -> Sheet[Item]:
    """Return items with what is searched of them: title and text."""
    titles = {place: fold(item.title) for place, item in enumerate(items) if item.title}
    texts = [fold(item.text) for item in items]
    for place, title in titles.items():
        texts[place] = f"{title} {texts[place]}"
    return Sheet(items, texts, titles, _ordinals(item.day for item in items))


def statement_sheet(statements: Sequence[Statement]) -> Sheet[Statement]:
    """Return statements with what is searched of them: words, speaker, through whom."""
    texts = [fold(f"{s.quote}\n{s.speaker or ''}\n{s.via or ''}") for s in statements]
    return Sheet(statements, texts, {}, _ordinals(one.day for one in statements))


def index_annotations(annotations: Iterable[Annotation]) -> Index[Annotation]:
    """Return an index over notes: what the reader wrote, the passage and its citation."""
    notes = tuple(annotations)
    texts = [fold(f"{note.text}\n{note.quote}\n{note.citation}") for note in notes]
    titles = {place: fold(note.text) for place, note in enumerate(notes)}
    return Index([Sheet(notes, texts, titles, _ordinals(note.modified for note in notes))])


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


def _stands_alone(part: str, text: str) -> bool:
    """Whether a part stands in the text as whole words."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not (start and text[start - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        start = text.find(part, start + 1)
    return False


def _ordinals(days: Iterable[date | None]) -> array[int]:
    return array("l", (0 if day is None else day.toordinal() for day in days))


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
