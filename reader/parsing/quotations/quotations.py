"""Every quoted span of the items: between marks, and block quotations after "X said:".

Takes the page and its items and gives the spans without their marks, in order of place. A span
counts from four words on, a whole utterance from three; titles of works and lone names do not.
Marks are paired by ``marks``, block quotations found by ``blocks``; who spoke is left to
``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from store.records import StatementKind

from ..model import LineRole, Page, Quotation, Span
from .blocks import find_blocks
from .linemarks import LineMarks
from .marks import Marked

LEAST_WORDS = 4
"""A shorter span is a scare quote, unless it is an utterance of its own."""
LEAST_UTTERANCE = 3

_WORD = re.compile(r"[^\W_][\w’'.-]*")
_ENOUGH_WORDS = re.compile(rf"(?:[\W_]*+{_WORD.pattern}+){{{LEAST_WORDS}}}")
"""As many words as ``_WORD`` finds, none of them given back to make two of it."""
_SMALL = re.compile(
    r"(?:a|an|and|as|at|but|by|de|des|du|for|from|if|in|into|is|it|la|le|nor|of|on|or|over|per|so|"
    r"than|that|the|to|up|via|vs|with)\Z"
)
_TEXT, _DIRECT = LineRole.TEXT, StatementKind.DIRECT  # read once: a member is slow to reach
_PLACE = attrgetter("line", "start")
_UTTERANCE_END = frozenset(",!?.")
_NAMING = re.compile(
    r"(?:so-called|known as|called itself|entitled|titled|headlined|(?:song|book|film|movie|novel|"
    r"album|essay|show|series|play|programme|program|podcast),?)\s?$"
)
"""What stands before the title of a work or the name of a group."""
_NAMING_WIDTH = 24


def is_title(text: str) -> bool:
    """Tell whether the words are capitalised as in a title: "One Hundred Years of Solitude"."""
    if text[-1] in "!?":
        return False
    large = 0
    for found in _WORD.finditer(text):  # most are none, which the second word tells
        word = found[0]
        if word[0].isupper() or (large and word[0].isdigit()):
            large += 1
        elif not large or not _SMALL.match(word):
            return False
    return large >= 2


def _is_utterance(text: str, marked: Marked, quote: str) -> bool:
    """Tell whether a short span is a whole utterance: "I agree now," not "red lines"."""
    return (
        marked.is_closed
        and text[marked.start].isupper()
        and text[marked.end - 1] in _UTTERANCE_END
        and len(_WORD.findall(quote)) >= LEAST_UTTERANCE
    )


def _counts(text: str, marked: Marked) -> bool:
    quote = text[marked.start : marked.end]
    if not _ENOUGH_WORDS.match(quote) and not _is_utterance(text, marked, quote):
        return False
    if is_title(quote) or text.endswith("=", 0, marked.start - 1):  # a title, or markup left over
        return False
    if not quote[0].isupper():
        return True
    before = text[max(0, marked.start - 1 - _NAMING_WIDTH) : max(0, marked.start - 1)]
    return not _NAMING.search(before)


def _iter_direct(page: Page, marks: LineMarks, lines: tuple[int, ...]) -> Iterator[Quotation]:
    open_line = 0
    for number in lines:
        line = page.lines[number - 1]
        marked, spans = marks.read(number)
        runs_on = open_line > 0
        first = True
        for span in spans:
            if _counts(line.text, span):
                continues = runs_on and first and not line.text[: span.start - 1].strip()
                yield Quotation(number, span.start, span.end, _DIRECT, continues)
            first = False
        open_line = number if marked and not marked[-1].is_closed else 0


def find_quotations(
    page: Page, spans: tuple[Span, ...], marks: LineMarks | None = None
) -> tuple[Quotation, ...]:
    """Find the quoted spans of all items, in order of place.

    ``marks``: where the lines' marks are kept for the next stage.
    """
    marks = marks or LineMarks(page)
    found: list[Quotation] = []
    text_lines = tuple([line.number for line in page.lines if line.role is _TEXT])
    blocks = {
        number: Quotation(number, start, end, StatementKind.BLOCK)
        for number, start, end in find_blocks(page, text_lines)
    }
    for span in spans:
        if blocks.keys().isdisjoint(span.lines):
            found.extend(_iter_direct(page, marks, span.lines))
            continue
        direct = tuple(n for n in span.lines if n not in blocks)
        found.extend(_iter_direct(page, marks, direct))
        found.extend(blocks[n] for n in span.lines if n in blocks)
    found.sort(key=_PLACE)
    return tuple(found)
