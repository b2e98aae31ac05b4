"""Where words stand in a text in which they were edited, told by what is left of them.

Takes a passage with what stood before and behind it, and a text; gives stretches of the text, each
with how much of the passage and of its surroundings stayed. Words that stayed are followed from a
few that stand together, past words that were put in, taken out or replaced. Which stretch is good
enough to be taken is left to ``anchoring``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .wordruns import RUN, cut_text, cut_words, find_runs

_HEAD = re.compile(r"\w{1,32}\Z")
_TAIL = re.compile(r"\w{1,32}")
_PUT_IN = 48
"""Words and marks that may have been put in at one place."""
_TAKEN_OUT = 16
"""Words and marks that may have been taken out at one place."""
_NEAR = 6
"""Words left behind in both from which more than a few must agree."""
_FEW = 4
"""Words put in next to a passage that take nothing from what its surroundings tell."""
_LIKE = 65.0
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

    Surroundings that are as long as their ``reach`` may end within a word, which is left out; a
    word that the passage begins or ends in is whole a part of it.
    """
    is_torn_before = len(prefix) >= reach and prefix[:1].isalnum()
    is_torn_behind = len(suffix) >= reach and suffix[-1:].isalnum()
    if exact[:1].isalnum() and (head := _HEAD.search(prefix)):
        prefix, exact = prefix[: head.start()], head.group() + exact
    if exact[-1:].isalnum() and (tail := _TAIL.match(suffix)):
        exact, suffix = exact + tail.group(), suffix[tail.end() :]
    before, passage, behind = (cut_words(part) for part in (prefix, exact, suffix))
    before = before[1:] if is_torn_before else before
    behind = behind[:-1] if is_torn_behind else behind
    return Sought((*before, *passage, *behind), len(before), len(before) + len(passage))


def stretches(sought: Sought, text: str) -> list[Stretch]:
    """Return the stretches of a text that hold words of a passage, those with most first."""
    cut = cut_text(text)
    spans, present = cut.spans, cut.tokens
    made: dict[tuple[int, int], Stretch] = {}
    followed: set[tuple[int, int]] = set()
    for here, there in find_runs(sought.tokens, cut.places):
        if (here, there) in followed:
            continue
        pairs = _follow(sought.tokens, present, here, there)
        followed.update(pairs)
        stretch = _measure(sought, present, spans, pairs)
        if stretch is not None:
            held = made.get((stretch.start, stretch.end))
            if held is None or held.weight < stretch.weight:
                made[stretch.start, stretch.end] = stretch
    return sorted(made.values(), key=lambda one: -one.weight)


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
    if not 0 <= here < len(tokens):
        return None
    if _agree(tokens, present, here, there, step, 1):
        return here, there
    jumps = sorted(_jumps(tokens, present, here, there, step))
    for distance, out, put_in in jumps:
        is_in_place = out == put_in
        least = (1 if is_in_place else 2) if distance <= _NEAR else RUN
        place = here + step * out, there + step * put_in
        if _agree(tokens, present, *place, step, least):
            return place
    return None


def _jumps(
    tokens: Sequence[str], present: Sequence[str], here: int, there: int, step: int
) -> Iterator[tuple[int, int, int]]:
    """Yield where the same word stands further on: words left behind in both, in each of them."""
    left = min(_TAKEN_OUT, here if step < 0 else len(tokens) - 1 - here)
    reach = min(_PUT_IN, there if step < 0 else len(present) - 1 - there)
    ahead: dict[str, list[int]] = {}
    for put_in in range(reach + 1):
        ahead.setdefault(present[there + step * put_in], []).append(put_in)
    for out in range(left + 1):
        for put_in in ahead.get(tokens[here + step * out], ()):
            yield out + put_in, out, put_in


def _agree(
    tokens: Sequence[str], present: Sequence[str], here: int, there: int, step: int, least: int
) -> bool:
    """Whether so many words are the same from here on; at the end of the passage fewer are left."""
    for n in range(least):
        one, other = here + step * n, there + step * n
        if not 0 <= one < len(tokens):
            return n >= RUN - 1
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
    stayed = [
        sum(sizes[here] for here, _ in side) * _nearness(inner, outer)
        for side, inner, outer in ((before, within[0], before[-1:]), (behind, within[-1], behind))
    ]
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


def _nearness(inner: tuple[int, int], outer: Sequence[tuple[int, int]]) -> float:
    """Return what surroundings count for: half where more than a few words were put between."""
    if not outer:
        return 1.0
    put_in = abs(inner[1] - outer[0][1]) - abs(inner[0] - outer[0][0])
    return 1.0 if put_in <= _FEW else 0.5


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
    for (here, there), (next_here, next_there) in pairwise(edges):
        count = next_here - here - 1
        if not count or count != next_there - there - 1:
            continue
        for n in range(1, count + 1):
            if 0 <= there + n < len(present):
                one, other = sought.tokens[here + n], present[there + n]
                alike = fuzz.ratio(one, other, score_cutoff=_LIKE)
                kept += len(one) * alike / 100
    return kept
