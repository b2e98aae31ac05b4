"""Texts cut into words and marks, and the runs of words that two texts share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

RUN = 3
"""Words that stand together before a place is looked at."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMMON = 24
"""Places with the same words from which these tell none."""
_MOST = 12
"""Runs that are looked at in one text."""


def cut_words(text: str) -> list[str]:
    """Return the words and marks of a text, without case."""
    return [found.group().casefold() for found in _TOKEN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into words and marks."""

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    places: Mapping[tuple[str, ...], Sequence[int]]
    """Run of words → where it begins."""


@lru_cache(maxsize=8)
def cut_text(text: str) -> Cut:
    """Cut a text; kept for a while, since there are several notes on most texts with notes."""
    spans = tuple(found.span() for found in _TOKEN.finditer(text))
    tokens = tuple(text[start:end].casefold() for start, end in spans)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(tokens) - RUN + 1):
        places[tokens[place : place + RUN]].append(place)
    return Cut(tokens, spans, places)


def find_runs(
    tokens: Sequence[str], places: Mapping[tuple[str, ...], Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield where runs of words stand in both, the longest runs first."""
    runs: dict[tuple[int, int], int] = {}
    for here in range(len(tokens) - RUN, -1, -1):
        found = places.get(tuple(tokens[here : here + RUN]), ())
        for there in found if len(found) <= _COMMON else ():
            after = runs.pop((here + 1, there + 1), None)
            size = len(tokens[here])
            rest = sum(map(len, tokens[here + 1 : here + RUN]))
            runs[here, there] = size + (rest if after is None else after)
    best = sorted(runs, key=lambda place: -runs[place])
    yield from best[:_MOST]
