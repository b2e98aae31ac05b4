"""Which points of the plan an item is about.

Takes the items' lines and the dossier's terms. One strong term is enough; of the weak ones it
takes two different ones in the same or in neighbouring sentences. Where a term stands is found by
``scope``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from ...dossier import Dossier
from ..model import Naming, Page, Span
from .scope import PointFinder, Trace, Weight, get_point_finder


def find_points(
    page: Page, spans: tuple[Span, ...], naming: Naming, dossier: Dossier
) -> tuple[tuple[int, ...], ...]:
    """Give the sorted point numbers of every span, in the same order."""
    finder = get_point_finder(dossier)
    finder.forget()
    return tuple(points_of(finder.trace(item_lines(page, span))) for span in spans)


def find_passage_points(text: str, finder: PointFinder) -> tuple[int, ...]:
    """Give the sorted point numbers of one passage, such as a single statement."""
    return points_of(finder.trace(enumerate(text.split("\n"), 1)))


def item_lines(page: Page, span: Span) -> Iterable[tuple[int, str]]:
    """Yield the numbered lines of an item, its title first, as line 0."""
    if span.title:
        yield 0, span.title
    for number in span.lines:
        yield number, page.lines[number - 1].text


def points_of(traces: Iterable[Trace]) -> tuple[int, ...]:
    """Decide which points the traces of one item add up to."""
    by_point: dict[int, list[Trace]] = defaultdict(list)
    for trace in traces:
        by_point[trace.point].append(trace)
    return tuple(sorted(point for point, found in by_point.items() if _is_enough(found)))


def _is_enough(traces: list[Trace]) -> bool:
    if any(trace.weight in (Weight.STRONG, Weight.AGAINST) for trace in traces):
        return True
    ordered = sorted(traces, key=lambda trace: trace.sentence)
    return any(
        later.term != earlier.term and later.sentence - earlier.sentence <= 1
        for earlier, later in pairwise(ordered)
    )
