"""What a sentence says of a point: the passages with their direction.

Takes the traces of one item (``scope``) and gives, for each sentence and point, the longest
passages, each with its direction: along with the point's wording, or against it ("joining" where
the point is staying out).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from ..points.scope import Trace, Weight

_AGAINST, _AMENDED, _WEAK = Weight.AGAINST, Weight.AMENDED, Weight.WEAK  # a member is slow to reach


class Claim(NamedTuple):
    """One passage about a point."""

    point: int
    line: int
    sentence: int
    """Which sentence of the line, from 0."""
    start: int
    end: int
    first: int
    last: int
    """The same in words of the line."""
    is_against: bool
    """It names the opposite of what the point's wording asks for."""
    is_amended: bool
    """It names the point as another version words it."""


def find_claims(traces: Iterable[Trace], points: Iterable[int]) -> dict[int, list[Claim]]:
    """Give the claims on the given points by line, in order of place."""
    wanted = set(points)
    grouped: dict[tuple[int, int, int], list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.point in wanted:
            grouped[trace.line, trace.line_sentence, trace.point].append(trace)
    claims: dict[int, list[Claim]] = defaultdict(list)
    for (line, _, _), group in grouped.items():
        claims[line] += _merge(group)
    for found in claims.values():
        found.sort(key=lambda claim: (claim.first, claim.point))
    return claims


def _merge(group: list[Trace]) -> list[Claim]:
    """Keep the strongest, then longest of overlapping traces, then the one along the wording."""
    ranked = [trace for trace in group if trace.weight is not _AMENDED]
    amended = len(ranked) < len(group)
    if len(ranked) > 1:
        ranked.sort(
            key=lambda trace: (
                trace.weight is _WEAK,
                trace.first - trace.last,
                trace.weight is _AGAINST,
                trace.first,
            )
        )
    kept: list[Trace] = []
    for trace in ranked:
        if all(trace.first > other.last or trace.last < other.first for other in kept):
            kept.append(trace)
    return [
        Claim(
            t.point,
            t.line,
            t.line_sentence,
            t.start,
            t.end,
            t.first,
            t.last,
            t.weight is _AGAINST,
            amended,
        )
        for t in kept
    ]
