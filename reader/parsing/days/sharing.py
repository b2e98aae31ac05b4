"""Quotations that a text shares with dated items: runs of the same words in a row.

One side at least must have the run between quotation marks. Takes lines and items, gives
``Match``es with the first day on which the run was in the news; what follows from them is decided
in ``inference``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from store.records import Item

_NAME = re.compile(r"(?<=[a-z,’'] )[A-Z][^\W\d_]{4,24}\b")
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{4,24}\b")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_QUOTED = re.compile(
    r"[“”«„\"]([^“”«»„\"]{20,1500})[”»“\"]"
)  # opening marks are often turned wrong
_SHORT = re.compile(r"[“‘\"]([^“”‘’\"]{5,70}?)[,.]?[”’\"]")
_SMALL = frozenset(
    word
    for line in (
        "a an and are as at be been but by can could did do for from had has have he her his i if",
        "in is it its more not of on or our said she so than that the their there they this to up",
        "was we were what when which who will with would you",
    )
    for word in line.split()
)
_RUN = 5
"""Words in a row that two texts must share; at least ``_CONTENT`` of them are no small words."""
_CONTENT = 3
_LONG_RUN = 12
_LONG_WORD = 8
"""Letters of a word that is a quotation by itself."""
_REPEATED = 3
"""Lines of the document that have a name before it tells anything."""
_REPEATED_FOR = 3
"""Days; a phrase that is in use for longer is no quotation of one day."""

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A run of words that the document shares with dated items."""

    words: int
    day: date
    """The first day on which a dated item has it: a quotation is as old as that at least."""
    item: Item
    text: str


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("’", "'"))]


def _runs(text: str) -> Iterable[tuple[int, Run]]:
    return _runs_of(_words(text))


def _runs_of(words: Sequence[str]) -> Iterable[tuple[int, Run]]:
    for start in range(len(words) - _RUN + 1):
        run = tuple(words[start : start + _RUN])
        if sum(word not in _SMALL for word in run) >= _CONTENT:
            yield start, run


class DatedItems:
    """Dated items, with where they have the words of the undated documents that are asked about.

    All documents of an import are asked about at once, so that every item is looked through once
    and not once for each of them.

    Args:
        items: items of other documents; those without a day are left out.
        asked: the lines of each undated document.
    """

    def __init__(self, items: Iterable[Item], asked: Iterable[Sequence[str]]) -> None:
        self.items = [item for item in items if item.day is not None]
        self._counts = Counter(item.document for item in self.items)
        self._asked = tuple(asked)
        self._names: dict[str, list[int]] | None = None
        self._runs: dict[Run, list[int]] = defaultdict(list)
        self._quoted: dict[Run, list[int]] = defaultdict(list)
        self._fragments: dict[str, list[int]] = defaultdict(list)
        self._look_through()

    def count(self, without: str) -> int:
        """Return the number of items that are not of a document."""
        return len(self.items) - self._counts[without]

    def with_run(self, run: Run, without: str) -> list[Item]:
        """Return the items that have a run of words, except those of a document."""
        return self._at(self._runs.get(run, ()), without)

    def is_quoted(self, run: Run, without: str) -> bool:
        """Tell whether an item of another document has a run between quotation marks."""
        return bool(self._at(self._quoted.get(run, ()), without))

    def with_fragment(self, fragment: str, without: str) -> list[Item]:
        """Return the items that quote just these words, except those of a document."""
        return self._at(self._fragments.get(fragment, ()), without)

    def with_name(self, name: str, without: str) -> list[Item]:
        """Return the items that have a name that an asked document repeats."""
        if self._names is None:
            self._names = defaultdict(list)
            wanted = {name for texts in self._asked for name in repeated_names(texts)}
            for place, item in enumerate(self.items):
                for found in wanted.intersection(_NAME.findall(item.text)):
                    self._names[found].append(place)
        return self._at(self._names.get(name, ()), without)

    def _at(self, places: Iterable[int], without: str) -> list[Item]:
        found = (self.items[place] for place in places)
        return [item for item in found if item.document != without]

    def _look_through(self) -> None:
        runs = {run for texts in self._asked for text in texts for _, run in _runs(text)}
        pairs = {run[:2] for run in runs}
        fragments = {found for texts in self._asked for found in _fragments(texts)}
        for place, item in enumerate(self.items):
            words = _words(item.text)
            # Most items of a large library have not even two of the words in a row.
            if not pairs.isdisjoint(pairwise(words)):
                shared = {run for _, run in _runs_of(words) if run in runs}
                for run in shared:
                    self._runs[run].append(place)
                for run in _quoted_runs(item.text.split("\n"), shared) if shared else ():
                    self._quoted[run].append(place)
            if fragments:
                for fragment in fragments & _fragments(item.text.split("\n")):
                    self._fragments[fragment].append(place)


def repeated_names(texts: Iterable[str]) -> set[str]:
    """Find the names that stand in several lines of a document."""
    lines = tuple(texts)
    names = {name for text in lines for name in _NAME.findall(text)}
    counts = Counter(name for text in lines for name in names.intersection(_CAPITAL.findall(text)))
    return {name for name, count in counts.items() if count >= _REPEATED}


def shared_runs(texts: Sequence[str], dated: DatedItems, document: str) -> list[Match]:
    """Find the runs of words that lines share with dated items, each at its full length.

    Args:
        texts: the lines of the document.
        dated: the items, looked through for these lines.
        document: the id of the document, whose own items do not count.
    """
    wanted = dict.fromkeys(run for text in texts for _, run in _runs(text))
    quoted = _quoted_runs(texts, wanted)
    first: dict[Run, Item] = {}
    stock: set[Run] = set()
    for run in wanted:
        having = dated.with_run(run, document)
        if having:
            first[run] = _first(having)
            if _latest(having) - _day(first[run]) > _REPEATED_FOR:
                stock.add(run)
            if dated.is_quoted(run, document):
                quoted.add(run)
    return [match for match in _joined(texts, first, quoted) if not _is_stock(match, stock)]


def shared_fragments(texts: Sequence[str], dated: DatedItems, document: str) -> list[Match]:
    """Find the short quotations, one long word to eight words, that both sides quote just so.

    Outlets pick the same telling words out of a speech. Words that are quoted for longer than
    three days are left out.
    """
    matches = []
    for fragment in sorted(_fragments(texts)):
        having = dated.with_fragment(fragment, document)
        if having and _latest(having) - _day(_first(having)) <= _REPEATED_FOR:
            item = _first(having)
            day = item.day or date.max
            matches.append(Match(len(fragment.split()), day, item, fragment))
    return matches


def _day(item: Item) -> int:
    return (item.day or date.max).toordinal()


def _first(items: Iterable[Item]) -> Item:
    """Return the item of the earliest day; the first of equal ones."""
    return min(items, key=_day)


def _latest(items: Iterable[Item]) -> int:
    return max(map(_day, items))


def _fragments(lines: Iterable[str]) -> set[str]:
    quotations = (_words(found) for line in lines for found in _SHORT.findall(line))
    return {
        " ".join(words)
        for words in quotations
        if len(words) <= 8 and any(word not in _SMALL for word in words)
        if len(words) > 1 or len(words[0]) >= _LONG_WORD
    }


def _quoted_runs(lines: Iterable[str], wanted: Container[Run]) -> set[Run]:
    quotations = (quotation for line in lines for quotation in _QUOTED.findall(line))
    return {run for quotation in quotations for _, run in _runs(quotation) if run in wanted}


def _is_stock(match: Match, stock: set[Run]) -> bool:
    """Tell a phrase that is said in any week from a quotation of one day."""
    words = match.text.split()
    runs = (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return match.words < _LONG_RUN and any(run in stock for run in runs)


def _joined(texts: Sequence[str], first: Mapping[Run, Item], quoted: set[Run]) -> list[Match]:
    """Widen every shared run as far as both texts agree."""
    matches: dict[str, Match] = {}
    for text in texts:
        words = _words(text)
        behind = 0
        for start, run in _runs(text):
            item = first.get(run)
            if item is None or item.day is None or start < behind or run not in quoted:
                continue
            begin, behind = _widen(words, start, _words(item.text), run)
            shared = " ".join(words[begin:behind])
            matches.setdefault(shared, Match(behind - begin, item.day, item, shared))
    return list(matches.values())


def _widen(words: Sequence[str], start: int, other: Sequence[str], run: Run) -> tuple[int, int]:
    place = next(i for i in range(len(other)) if tuple(other[i : i + _RUN]) == run)
    begin, end, before, after = start, start + _RUN, place, place + _RUN
    while begin and before and words[begin - 1] == other[before - 1]:
        begin, before = begin - 1, before - 1
    while end < len(words) and after < len(other) and words[end] == other[after]:
        end, after = end + 1, after + 1
    return begin, end
