"""Who said a quotation, and through whom it came.

Takes the page, its items, who is named where and the quotations, and gives one attribution for
each quotation. ``clauses`` reads the reporting clauses, ``coreference`` resolves pronouns and
offices, ``via`` finds the channel; this module decides which clause a quotation belongs to. Where
no rule answers, there is no speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .attribution import ItemReader
from .model import Attribution, Naming, Page, Quotation, Span


def attribute(
    page: Page, spans: tuple[Span, ...], naming: Naming, quotations: tuple[Quotation, ...]
) -> tuple[Attribution, ...]:
    """Give one attribution for every quotation, in the same order."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        by_line[quotation.line].append(index)
    found: dict[int, Attribution] = {}
    full_names: dict[str, str] = {}
    reporters: dict[str, str] = {}
    for span in spans:
        if any(line in by_line for line in span.lines):
            reader = ItemReader(page, naming, full_names, reporters)
            found |= reader.read(span, _select(quotations, by_line, span.lines))
    nothing = Attribution(None, None, None, None, None, "no item holds it")
    return tuple(found.get(index, nothing) for index in range(len(quotations)))


def _select(
    quotations: Sequence[Quotation], by_line: dict[int, list[int]], lines: Sequence[int]
) -> dict[int, list[tuple[int, Quotation]]]:
    return {n: [(i, quotations[i]) for i in by_line[n]] for n in lines if n in by_line}
