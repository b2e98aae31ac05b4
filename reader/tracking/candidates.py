"""Which statements share a run of words that is not too common: the only ones to be compared.

Takes days and words of statements; gives pairs of their numbers. It goes through the days a few at
a time, since a speech is retold for a few days only: what is kept, and how common a run of words
is, depends on those days and not on how many years a library holds. Whether a pair tells the same
act is decided by ``tellings``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

Words = tuple[str, ...]
"""A quotation's words, folded."""
Candidate = tuple[int, int, int]
"""Two statements, and how many hold the rarest run of words that both have."""
_Index = Mapping[Words, Sequence[int]]
"""The statements that hold a run of words."""

SHINGLE = 3
"""Words in a row that two tellings must share to be compared at all."""
MOST_DAYS_APART = 4
"""A speech is retold for a few days; the same words weeks later are a new act."""
COMMONEST_SHINGLE = 40
"""A run of words in more statements than this tells nothing."""

WORD = re.compile(r"\w+(?:['’]\w+)?")
SMALL = frozenset(
    WORD.findall(
        """a an and are as at be been but by for from had has have he her his i in is it its not of
        on or our she so that the their there they this to us was we were what which who will with
        would you your"""
    )
)


def find_candidates(
    days: Sequence[date | None], speakers: Sequence[str | None], words: Sequence[Words]
) -> Iterator[Candidate]:
    """Yield the pairs that may be one act; one of unknown day or speaker may be anyone's.

    Args:
        days: of all statements.
        speakers: the ids of those who speak, where they are known.
        words: what is said.
    """
    undated = [number for number, day in enumerate(days) if day is None]
    by_stretch: dict[int, list[int]] = defaultdict(list)
    for number, day in enumerate(days):
        if day is not None:
            by_stretch[day.toordinal() // (MOST_DAYS_APART + 1)].append(number)
    always = _index(undated, words)
    yield from _find_pairs(speakers, always)
    before: _Index = {}
    latest = None
    for stretch in sorted(by_stretch):
        now = _index(by_stretch[stretch], words)
        # Two days that are near enough stand in one stretch or in two neighbouring ones.
        yield from _find_pairs(speakers, now, always, before if latest == stretch - 1 else {})
        before, latest = now, stretch


def _index(numbers: Iterable[int], words: Sequence[Words]) -> _Index:
    holders: defaultdict[Words, list[int]] = defaultdict(list)
    for number in numbers:
        said = words[number]
        for run in set(zip(said, said[1:], said[2:], strict=False)):
            holders[run].append(number)
    return holders


def _find_pairs(
    speakers: Sequence[str | None], now: _Index, *others: _Index
) -> Iterable[Candidate]:
    """Give the pairs within an index, and between it and others, each once."""
    shared = {run for run, here in now.items() if len(here) > 1}
    for other in others:
        shared |= now.keys() & other.keys()
    met: dict[tuple[int, int], int] = {}
    for run in shared:
        here = now[run]
        elsewhere = [number for other in others for number in other.get(run, ())]
        count = len(here) + len(elsewhere)
        if count > COMMONEST_SHINGLE or SMALL.issuperset(run):
            continue
        for one, two in (*combinations(here, 2), *product(elsewhere, here)):
            a, b = speakers[one], speakers[two]
            if a == b or a is None or b is None:
                pair = (one, two) if one < two else (two, one)
                met[pair] = min(met.get(pair, count), count)
    return [(one, two, count) for (one, two), count in met.items()]
