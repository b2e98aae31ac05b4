"""Where words stand in a text in which they were edited, told by what is left of them.

Takes a passage with what stood before and behind it, and a text; gives stretches of the text, each
with how much of the passage and of its surroundings stayed. Words that stayed are followed from a
few that stand together, past words that were put in, taken out or replaced. Which stretch is good
enough to be taken is left to ``anchoring``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(r"\w+|[^\w\s]")
_RUN = 3
"""Words that stand together before a place is looked at."""
_COMMON = 24
"""Places with the same words from which these tell none."""
_MOST = 12
"""Stretches that are looked at in one text."""
_PUT_IN = 48
"""Words and marks that may have been put in at one place."""
_TAKEN_OUT = 16
"""Words and marks that may have been taken out at one place."""
_LIKE = 60.0
"""Least likeness, of 100, of a word with a typo."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage cut into words and marks, with those around it."""

    tokens: tuple[str, ...]
    first: int
    """Where in ``tokens`` the passage begins."""
    end: int
    """Behind its last one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that may be the passage, edited."""

    start: int
    end: int
    kept: float
    """Share of the passage's characters that are still there, 0 to 1."""
    before: float
    """The same for what stood before it; 0 where nothing did."""
    behind: float
    weight: float
    """Characters of both that are still there."""
    is_firm: bool
    """Both ends are known by words that stayed there."""
    put_in: int
    """Words and marks that it has more than the passage."""


def seek(prefix: str, exact: str, suffix: str, reach: int) -> Sought:
    """Cut a passage and its surroundings into words.

    Surroundings that are as long as their ``reach`` may end within a word, which is left out.
    """
    before, passage, behind = (_cut(part) for part in (prefix, exact, suffix))
    before = before[1:] if len(prefix) >= reach and prefix[:1].isalnum() else before
    behind = behind[:-1] if len(suffix) >= reach and suffix[-1:].isalnum() else behind
    return Sought((*before, *passage, *behind), len(before), len(before) + len(passage))


def _cut(text: str) -> list[str]:
    return [found.group().casefold() for found in _TOKEN.finditer(text)]


def stretches(sought: Sought, text: str) -> list[Stretch]:
    """Return the stretches of a text that hold words of a passage, those with most first."""
    spans = [found.span() for found in _TOKEN.finditer(text)]
    present = [text[start:end].casefold() for start, end in spans]
    made: dict[tuple[int, int], Stretch] = {}
    for here, there in _seeds(sought.tokens, present):
        pairs = _follow(sought.tokens, present, here, there)
        stretch = _measure(sought, present, spans, pairs)
        if stretch is not None:
            held = made.get((stretch.start, stretch.end))
            if held is None or held.weight < stretch.weight:
                made[stretch.start, stretch.end] = stretch
    return sorted(made.values(), key=lambda one: -one.weight)


def _seeds(tokens: Sequence[str], present: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where runs of words stand in both, the longest runs first."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    wanted = {tuple(tokens[n : n + _RUN]) for n in range(len(tokens) - _RUN + 1)}
    for there in range(len(present) - _RUN + 1):
        run = tuple(present[there : there + _RUN])
        if run in wanted:
            places[run].append(there)
    runs: dict[tuple[int, int], int] = {}
    for here in range(len(tokens) - _RUN, -1, -1):
        found = places.get(tuple(tokens[here : here + _RUN]), ())
        for there in found if len(found) <= _COMMON else ():
            after = runs.pop((here + 1, there + 1), None)
            size = len(tokens[here])
            rest = sum(map(len, tokens[here + 1 : here + _RUN]))
            runs[here, there] = size + (rest if after is None else after)
    best = sorted(runs, key=lambda place: -runs[place])
    yield from best[:_MOST]


def _follow(
    tokens: Sequence[str], present: Sequence[str], here: int, there: int
) -> list[tuple[int, int]]:
    """Return which words of a passage stand where, from one pair on to both sides."""
    pairs = [(here, there)]
    for step in (1, -1):
        at = (here, there)
        while (following := _next(tokens, present, at, step)) is not None:
            pairs.append(following)
            at = following
    return _filled(tokens, present, sorted(pairs))


def _filled(
    tokens: Sequence[str], present: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the pairs with those single words between two of them that stayed as well."""
    made = list(pairs[:1])
    for (here, there), (next_here, next_there) in pairwise(pairs):
        for at in range(here + 1, next_here):
            reach = range(there + 1, min(next_there, there + _TAKEN_OUT))
            same = next((n for n in reach if present[n] == tokens[at]), None)
            if same is not None:
                made.append((at, same))
                there = same
        made.append((next_here, next_there))
    return made


def _next(
    tokens: Sequence[str], present: Sequence[str], at: tuple[int, int], step: int
) -> tuple[int, int] | None:
    """Return the next pair in one direction: the nearest from which enough words agree again."""
    here, there = at[0] + step, at[1] + step
    if _agree(tokens, present, here, there, step, 1):
        return here, there
    for distance in range(1, _PUT_IN + _TAKEN_OUT):
        for out in range(max(0, distance - _PUT_IN), min(distance, _TAKEN_OUT) + 1):
            place = here + step * out, there + step * (distance - out)
            jump = abs(distance - 2 * out)
            least = 1 if distance <= 6 and jump == 0 else 2 if distance <= 6 else 3
            if _agree(tokens, present, *place, step, least):
                return place
    return None


def _agree(
    tokens: Sequence[str], present: Sequence[str], here: int, there: int, step: int, least: int
) -> bool:
    """Whether so many words are the same from here on; at the end of the passage fewer are left."""
    for n in range(least):
        one, other = here + step * n, there + step * n
        if not 0 <= one < len(tokens):
            return n >= _RUN - 1
        if not 0 <= other < len(present) or tokens[one] != present[other]:
            return False
    return True


def _measure(
    sought: Sought,
    present: Sequence[str],
    spans: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
) -> Stretch | None:
    """Return the stretch that pairs of words mark out, None where none is of the passage."""
    within = [pair for pair in pairs if sought.first <= pair[0] < sought.end]
    if not within:
        return None
    before = [pair for pair in pairs if pair[0] < sought.first]
    behind = [pair for pair in pairs if pair[0] >= sought.end]
    first = within[0][1] - _replaced(within[0], before[-1] if before else None, sought.first)
    last = within[-1][1] + _replaced(within[-1], behind[0] if behind else None, sought.end - 1)
    kept = _share(sought, present, within, sought.first, sought.end)
    sizes = [len(token) for token in sought.tokens]
    stayed = [sum(sizes[here] for here, _ in side) for side in (before, behind)]
    start, end = spans[first][0], spans[last][1]
    return Stretch(
        start=start,
        end=end,
        kept=kept / sum(sizes[sought.first : sought.end]),
        before=stayed[0] / max(1, sum(sizes[: sought.first])),
        behind=stayed[1] / max(1, sum(sizes[sought.end :])),
        weight=kept + sum(stayed),
        is_firm=_is_firm(within[0], before[-1:], sought.first, sizes)
        and _is_firm(within[-1], behind[:1], sought.end - 1, sizes),
        put_in=last + 1 - first - (sought.end - sought.first),
    )


def _steps(
    pairs: Sequence[tuple[int, int]],
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    return pairwise(pairs)


def _replaced(inner: tuple[int, int], outer: tuple[int, int] | None, edge: int) -> int:
    """Return how many words between the passage's outermost one and its neighbour belong to it.

    They stand for as many as the passage has lost there; the neighbour has lost the others.
    """
    lost = abs(inner[0] - edge)
    if outer is None:
        return 0
    gap = abs(inner[1] - outer[1]) - 1
    lost_outside = abs(inner[0] - outer[0]) - 1 - lost
    if not lost:
        return 0
    if not lost_outside:
        return gap if gap <= lost + 2 else 0
    return max(0, min(lost, gap - lost_outside))


def _is_firm(
    inner: tuple[int, int], outer: Sequence[tuple[int, int]], edge: int, sizes: Sequence[int]
) -> bool:
    """Whether an end is known: its word stayed, or the one beside it, or next to none is lost."""
    lost = sum(sizes[min(inner[0], edge) : max(inner[0], edge) + 1]) - sizes[inner[0]]
    return lost <= _TAKEN_OUT // 2 or any(abs(pair[0] - edge) == 1 for pair in outer)


def _share(
    sought: Sought,
    present: Sequence[str],
    within: Sequence[tuple[int, int]],
    first: int,
    end: int,
) -> float:
    """Return how many characters of the passage stayed; words with a typo count in part."""
    from rapidfuzz import fuzz

    kept = float(sum(len(sought.tokens[here]) for here, _ in within))
    edges = [(first - 1, within[0][1] - (within[0][0] - first) - 1), *within]
    edges.append((end, within[-1][1] + (end - within[-1][0])))
    for (here, there), (next_here, next_there) in _steps(edges):
        count = next_here - here - 1
        if not count or count != next_there - there - 1:
            continue
        for n in range(1, count + 1):
            if 0 <= there + n < len(present):
                one, other = sought.tokens[here + n], present[there + n]
                alike = fuzz.ratio(one, other, score_cutoff=_LIKE)
                kept += len(one) * alike / 100
    return kept
