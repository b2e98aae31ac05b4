"""Quotations that a text shares with dated items: runs of the same words in a row.

One side at least must have the run between quotation marks. Takes lines and items, gives
``Match``es with the first day on which the run was in the news; what follows from them is decided
in ``inference``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from store.records import Item

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
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _runs(text: str) -> Iterable[tuple[int, Run]]:
    words = _words(text)
    for start in range(len(words) - _RUN + 1):
        run = tuple(words[start : start + _RUN])
        if sum(word not in _SMALL for word in run) >= _CONTENT:
            yield start, run


def shared_runs(texts: Sequence[str], known: Sequence[Item]) -> list[Match]:
    """Find the runs of words that lines share with dated items, each at its full length.

    Args:
        texts: the lines of the document.
        known: items of other documents; those without a day are left out.
    """
    wanted = {run for text in texts for _, run in _runs(text)}
    quoted = _quoted_runs(texts, wanted)
    words_here = {word for run in wanted for word in run}
    first: dict[Run, Item] = {}
    latest: dict[Run, date] = {}
    for item in known:
        if item.day is None or not _may_share(item.text, words_here):
            continue
        shared = {run for _, run in _runs(item.text) if run in wanted}
        for run in shared:
            if _is_before(item, first.get(run)):
                first[run] = item
            latest[run] = max(item.day, latest.get(run, item.day))
        if shared:
            quoted |= _quoted_runs(item.text.split("\n"), shared)
    stock = {r for r, i in first.items() if i.day and (latest[r] - i.day).days > _REPEATED_FOR}
    return [match for match in _joined(texts, first, quoted) if not _is_stock(match, stock)]


def shared_fragments(texts: Sequence[str], known: Sequence[Item]) -> list[Match]:
    """Find the short quotations, one long word to eight words, that both sides quote just so.

    Outlets pick the same telling words out of a speech. Words that are quoted for longer than
    three days are left out.
    """
    wanted = _fragments(texts)
    first: dict[str, Item] = {}
    latest: dict[str, date] = {}
    for item in known:
        if item.day is None:
            continue
        for fragment in wanted & _fragments(item.text.split("\n")):
            if _is_before(item, first.get(fragment)):
                first[fragment] = item
            latest[fragment] = max(item.day, latest.get(fragment, item.day))
    return [
        Match(len(fragment.split()), item.day, item, fragment)
        for fragment, item in first.items()
        if item.day and (latest[fragment] - item.day).days <= _REPEATED_FOR
    ]


def _fragments(lines: Iterable[str]) -> set[str]:
    quotations = (_words(found) for line in lines for found in _SHORT.findall(line))
    return {
        " ".join(words)
        for words in quotations
        if len(words) <= 8 and any(word not in _SMALL for word in words)
        if len(words) > 1 or len(words[0]) >= _LONG_WORD
    }


def _quoted_runs(lines: Iterable[str], wanted: set[Run]) -> set[Run]:
    quotations = (quotation for line in lines for quotation in _QUOTED.findall(line))
    return {run for quotation in quotations for _, run in _runs(quotation) if run in wanted}


def _is_stock(match: Match, stock: set[Run]) -> bool:
    """Tell a phrase that is said in any week from a quotation of one day."""
    words = match.text.split()
    runs = (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
    return match.words < _LONG_RUN and any(run in stock for run in runs)


def _may_share(text: str, words: set[str]) -> bool:
    """A quick look: most items of a large library have hardly a word of the document."""
    return len(text) >= 25 and any(word in words for word in _words(text[:400]))


def _is_before(item: Item, other: Item | None) -> bool:
    return other is None or (item.day or date.max) < (other.day or date.max)


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
