"""Every quoted span of the items: between marks, and block quotations after "X said:".

Takes the page and its items and gives the spans without their marks, in order of place. A span
counts from four words on, a whole utterance from three; titles of works and lone names do not.
Marks are paired by ``marks``, block quotations found by ``blocks``; who spoke is left to
``speakers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.records import StatementKind

from ..model import LineRole, Page, Quotation, Span
from .blocks import find_blocks
from .linemarks import LineMarks
from .marks import Marked

LEAST_WORDS = 4
"""A shorter span is a scare quote, unless it is an utterance of its own."""
LEAST_UTTERANCE = 3

_WORD = re.compile(r"[^\W_][\w’'.-]*")
_SMALL = re.compile(
    r"(?:a|an|and|as|at|but|by|de|des|du|for|from|if|in|into|is|it|la|le|nor|of|on|or|over|per|so|"
    r"than|that|the|to|up|via|vs|with)\Z"
)
_UTTERANCE_END = frozenset(",!?.")
_NAMING = re.compile(
    r"(?:so-called|known as|called itself|entitled|titled|headlined|(?:song|book|film|movie|novel|"
    r"album|essay|show|series|play|programme|program|podcast),?)\s?$"
)
"""What stands before the title of a work or the name of a group."""
_NAMING_WIDTH = 24


def is_title(text: str) -> bool:
    """Tell whether the words are capitalised as in a title: "One Hundred Years of Solitude"."""
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper():
        return False
    if text[-1] in "!?":
        return False
    large = 0
    for word in words:
        if word[0].isupper() or word[0].isdigit():
            large += 1
        elif not _SMALL.match(word):
            return False
    return large >= 2


def _is_utterance(text: str, marked: Marked, words: list[str]) -> bool:
    """Tell whether a short span is a whole utterance: "I agree now," not "red lines"."""
    return (
        len(words) >= LEAST_UTTERANCE
        and marked.is_closed
        and text[marked.start].isupper()
        and text[marked.end - 1] in _UTTERANCE_END
    )


def _counts(text: str, marked: Marked) -> bool:
    quote = text[marked.start : marked.end]
    words = _WORD.findall(quote)
    if len(words) < LEAST_WORDS and not _is_utterance(text, marked, words):
        return False
    if is_title(quote) or text.endswith("=", 0, marked.start - 1):  # a title, or markup left over
        return False
    before = text[max(0, marked.start - 1 - _NAMING_WIDTH) : max(0, marked.start - 1)]
    return not (_NAMING.search(before) and quote[:1].isupper())


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
                yield Quotation(number, span.start, span.end, StatementKind.DIRECT, continues)
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
    text_lines = tuple(line.number for line in page.lines if line.role is LineRole.TEXT)
    in_items = frozenset(number for span in spans for number in span.lines)
    blocks = {
        number: Quotation(number, start, end, StatementKind.BLOCK)
        for number, start, end in find_blocks(page, text_lines)
        if number in in_items
    }
    for span in spans:
        direct = tuple(n for n in span.lines if n not in blocks)
        found.extend(_iter_direct(page, marks, direct))
        found.extend(blocks[n] for n in span.lines if n in blocks)
    found.sort(key=lambda quotation: (quotation.line, quotation.start))
    return tuple(found)
