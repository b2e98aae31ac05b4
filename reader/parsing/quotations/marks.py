"""Which quotation marks of a line belong together.

Takes one line and gives its marked spans, outermost only, without the marks. It decides by what
stands left and right of a mark, by the mark's own shape where that does not tell, and by whether
a span is open. Which spans are statements is left to ``quotations``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

DOUBLE_MARKS = '“”„‟«»"＂'
_MARK = re.compile(f"[{DOUBLE_MARKS}]")
_OPENING_SHAPES = frozenset("“„‟«")
_STRAIGHT = frozenset('"＂')
_BEFORE_OPENING = frozenset("([{*_-–—―:,;/>‘'’…|~•·")
"""What may touch an opening mark on its left, beside space: brackets, dashes, markdown."""
_NEVER_AFTER_OPENING = frozenset(",;:!?)]}")
_FEET = re.compile(r"\d['’′]\d{0,2}$")
_FEET_WIDTH = 6

_OPENS, _CLOSES, _EITHER = 1, -1, 0
_new = tuple.__new__  # a named tuple's own constructor takes three times as long


class Marked(NamedTuple):
    """One span between marks, the marks left out; offsets half-open."""

    start: int
    end: int
    is_closed: bool
    """False where the closing mark is missing."""


@lru_cache(maxsize=4096)
def _read_role(before: str, mark: str, after: str) -> int:
    """Tell from its neighbours, then from its shape, whether the mark opens or closes."""
    touches_left = not (before.isspace() or before in _BEFORE_OPENING)
    touches_right = not (after.isspace() or after in _NEVER_AFTER_OPENING)
    if mark == "«" and after.isspace() and not touches_left:
        return _OPENS
    if mark == "»" and before.isspace() and not touches_right:
        return _CLOSES
    if touches_right and not touches_left:
        if mark not in _OPENING_SHAPES and before in "-–—―…’'," and not after.isalnum():
            return _CLOSES
        return _OPENS
    if not before.isspace() and not after.isalnum():
        return _CLOSES
    if mark in _STRAIGHT:
        return _EITHER
    return _OPENS if mark in _OPENING_SHAPES else _CLOSES


def _is_measure(text: str, at: int, closers_left: int) -> bool:
    """Tell whether a straight mark stands for inches: 5'10"; 12" wide, a closing mark to come."""
    if not at or not text[at - 1].isdigit():
        return False
    if _FEET.search(text[max(0, at - _FEET_WIDTH) : at]):
        return True
    after = text[at + 1 : at + 3]
    return closers_left > 0 and after[:1] == " " and after[1:].islower()


def _suffix_counts(roles: list[int]) -> list[int]:
    """For every mark: how many more marks close than open behind it."""
    counts, balance = [0] * len(roles), 0
    for index in range(len(roles) - 1, -1, -1):
        counts[index] = balance
        balance -= roles[index]
    return counts


def _trim(text: str, start: int, end: int, is_closed: bool) -> Marked | None:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return _new(Marked, (start, end, is_closed))
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    return Marked(start, end, is_closed) if start < end else None


def pair_marks(text: str) -> tuple[Marked, ...]:
    """Find the spans between double marks, in order, not overlapping.

    A span whose closing mark is missing ends where the next one opens, or at the line's end.
    """
    if _MARK.search(text) is None:
        return ()
    places = [found.start() for found in _MARK.finditer(text)]
    padded = f" {text} "  # so that the first and the last mark have two neighbours as well
    roles = [_read_role(padded[at], padded[at + 1], padded[at + 2]) for at in places]
    closers = _suffix_counts(roles)
    spans: list[Marked | None] = []
    depth, start = 0, 0
    for index, at in enumerate(places):
        role = roles[index]
        if text[at] in _STRAIGHT and _is_measure(text, at, closers[index]):
            continue
        if not depth:
            if role is not _CLOSES:
                depth, start = 1, at + 1
        elif role is not _OPENS:
            depth -= 1
            if not depth:
                spans.append(_trim(text, start, at, is_closed=True))
        elif closers[index] > depth:
            depth += 1
        else:
            spans.append(_trim(text, start, at, is_closed=False))
            depth, start = 1, at + 1
    if depth:
        spans.append(_trim(text, start, len(text), is_closed=False))
    return tuple([span for span in spans if span])
