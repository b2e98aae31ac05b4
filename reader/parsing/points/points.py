"""Which points of the plan an item is about, and which of them its statements are about.

Takes the items' lines and the dossier's terms. One strong term is enough; of the weak ones it
takes two different ones in the same or in neighbouring sentences. Where a term stands is found by
``scope``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from operator import itemgetter

from ...dossier import Dossier
from ..model import Naming, Page, Quotation, Span
from ..quotations.linemarks import LineMarks
from .scope import PointFinder, Trace, Weight, get_point_finder

_AGAINST, _STRONG = Weight.AGAINST, Weight.STRONG  # a member is slow to reach

Place = tuple[int, int | None]
"""Line, and which of its sentences; None: the whole line."""
SHORT_ITEM = 4
"""Lines of an update that is about one thing as a whole."""


def find_points(
    page: Page,
    spans: tuple[Span, ...],
    naming: Naming,
    dossier: Dossier,
    marks: LineMarks | None = None,
) -> tuple[tuple[int, ...], ...]:
    """Give the sorted point numbers of every span, in the same order.

    Args:
        page: the document.
        spans: its items.
        naming: who is named in it.
        dossier: the plan with its terms.
        marks: the document's quotation marks, where they are known.
    """
    finder = get_point_finder(dossier)
    finder.begin(marks)
    return tuple(points_of(finder.trace(item_lines(page, span))) for span in spans)


def find_statement_points(
    page: Page,
    spans: tuple[Span, ...],
    quotations: tuple[Quotation, ...],
    points: tuple[tuple[int, ...], ...],
    dossier: Dossier,
) -> tuple[tuple[int, ...], ...]:
    """Give the sorted point numbers of every quotation, taken from its item's.

    They are those that its sentence speaks of, else those of its line; in an item of a few lines
    else all of its item's, since an update is about one thing. In a longer item there are none.
    """
    finder = get_point_finder(dossier)
    told: dict[Place, set[int]] = defaultdict(set)
    item_points: dict[int, tuple[int, ...]] = {}
    for span, numbers in zip(spans, points, strict=True):
        if len(span.lines) <= SHORT_ITEM:
            item_points |= dict.fromkeys(span.lines, numbers)
        for trace in finder.trace(item_lines(page, span)) if numbers else ():
            if trace.point in numbers:
                told[trace.line, None].add(trace.point)
                told[trace.line, trace.line_sentence].add(trace.point)
    return tuple(
        _narrowed(quotation, page, finder, told) or item_points.get(quotation.line, ())
        for quotation in quotations
    )


def _narrowed(
    quotation: Quotation, page: Page, finder: PointFinder, told: Mapping[Place, set[int]]
) -> tuple[int, ...]:
    of_line = told.get((quotation.line, None), set())
    own: set[int] = set()
    if len(of_line) > 1:
        sentences = finder.lines.read(page.lines[quotation.line - 1].text).sentences
        first = bisect_right(sentences, quotation.start, key=itemgetter(1))
        last = bisect_left(sentences, quotation.end, key=itemgetter(0))
        own = own.union(*(told.get((quotation.line, n), ()) for n in range(first, last)))
    return tuple(sorted(own or of_line))


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
    if any(trace.weight in (_STRONG, _AGAINST) for trace in traces):
        return True
    ordered = sorted(traces, key=lambda trace: trace.sentence)
    return any(
        later.term != earlier.term and later.sentence - earlier.sentence <= 1
        for earlier, later in pairwise(ordered)
    )
