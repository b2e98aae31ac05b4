"""Quotations between single marks, as British outlets print them.

Takes a line and its spans between double marks. A single mark is taken for a quotation's own only
where the span reads as speech: it ends with a comma, or a cue with a comma or colon stands before
it. Anything else between single marks is a nested quotation, a name or an apostrophe.
"""

from __future__ import annotations

import re

from ..speakers.cues import is_reporting_verb
from .marks import Marked

_OPENING = re.compile(r"(?:(?<=\s)|(?<=[(\[—–])|^)[‘'](?=[\w“])")
_CLOSING = re.compile(r"(?<=[\w.,!?…])[’'](?![\w’'])")
_BEFORE = re.compile(r"([a-z]{3,15})[,:] ?$")
_LONGEST = 600
_LEAD = 20


def _reads_as_speech(text: str, start: int, end: int) -> bool:
    if text[end - 1] in ",!?" and text[end + 1 : end + 2] == " ":
        return text[start].isupper() or text[end - 1] == ","
    before = _BEFORE.search(text, max(0, start - _LEAD), start - 1)
    return before is not None and is_reporting_verb(before[1]) and text[end - 1] in ".!?"


def find_single_quotations(text: str, double: tuple[Marked, ...]) -> tuple[Marked, ...]:
    """Find the spans between single marks that read as speech, outside the double ones."""
    if "‘" not in text and "'" not in text:
        return ()
    found: list[Marked] = []
    at = index = 0
    while opening := _OPENING.search(text, at):
        start = opening.end()
        closing = _CLOSING.search(text, start, min(len(text), start + _LONGEST))
        at = start
        if closing is None:
            continue
        end = closing.start()
        while index < len(double) and double[index].end < start:
            index += 1
        overlaps = index < len(double) and double[index].start <= end
        if not overlaps and _reads_as_speech(text, start, end):
            found.append(Marked(start, end, is_closed=True))
            at = closing.end()
    return tuple(found)
