"""How much of one document is read: what is over a limit is left out, and a warning says so.

Takes texts and stages' results; gives them shortened, with one warning for each limit that was
passed. The size of a file is limited where it is read (``savedfiles``, ``decoding``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Line, Page, Quotation, Span
from .decoding import Decoded

LONGEST_LINE = 100_000
"""Characters; a long article has 50,000."""
MOST_LINES = 200_000
MOST_ITEMS = 20_000
"""A live blog of a whole month has 3,000."""
MOST_STATEMENTS = 50_000
_LONG_LINE = re.compile(f"(?<![^\n])([^\n]{{{LONGEST_LINE}}})([^\n]{{1,30000000}})")
_SPLIT = "Split the file and import the parts to have it all"


def cut_text(decoded: Decoded) -> Decoded:
    """Shorten what is too long of a text whose lines are the document's."""
    text, warnings = decoded.text, []
    if text.count("\n") >= MOST_LINES:
        lines = text.split("\n")
        text = "\n".join(lines[:MOST_LINES])
        warnings.append(
            f"Only the first {MOST_LINES:,} of {len(lines):,} lines were read. {_SPLIT}"
        )
    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        text, count = _LONG_LINE.subn(_cut, text)
        warnings.append(_long_lines(count))
    return replace(decoded, text=text, warnings=(*decoded.warnings, *warnings))


def cut_line(text: str) -> str:
    """Shorten one line."""
    return _LONG_LINE.sub(_cut, text) if len(text) > LONGEST_LINE else text


def warn_of_long_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the warning that goes with ``cut_line``, where one of the lines was cut."""
    count = sum(len(line.text) > LONGEST_LINE for line in lines)
    return (_long_lines(count),) if count else ()


def _long_lines(count: int) -> str:
    noun = "line was" if count == 1 else "lines were"
    return f"{count:,} {noun} cut after {LONGEST_LINE:,} characters"


def _cut(line: re.Match[str]) -> str:
    return f"{line[1]} […] {len(line[2]):,} more characters were left out"


def cut_items(page: Page, spans: tuple[Span, ...]) -> tuple[Page, tuple[Span, ...]]:
    """Leave out the lines from the first item on that is too many."""
    if len(spans) <= MOST_ITEMS:
        return page, spans
    end = spans[MOST_ITEMS].lines[0]
    warning = f"Only the first {MOST_ITEMS:,} of {len(spans):,} items were read. {_SPLIT}"
    page = replace(
        page,
        lines=page.lines[: end - 1],
        day_headings={n: day for n, day in page.day_headings.items() if n < end},
        openings=tuple(o for o in page.openings if o.line < end) if page.openings else None,
        warnings=(*page.warnings, warning),
    )
    return page, spans[:MOST_ITEMS]


def cut_quotations(
    page: Page, quotations: tuple[Quotation, ...]
) -> tuple[Page, tuple[Quotation, ...]]:
    """Leave out the quotations that are too many; their text stays."""
    if len(quotations) <= MOST_STATEMENTS:
        return page, quotations
    count = f"{MOST_STATEMENTS:,} of {len(quotations):,}"
    warning = f"Only the first {count} quotations became statements. {_SPLIT}"
    return replace(page, warnings=(*page.warnings, warning)), quotations[:MOST_STATEMENTS]
