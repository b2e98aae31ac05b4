"""The spans between quotation marks of a document's lines, each line read once.

Takes a page and gives for a line its spans between double marks and between single ones, and its
sentences, which end where the marks let them. The quotations, speakers and points stages ask;
which spans are statements is left to ``quotations``.
"""

from __future__ import annotations

from typing import NamedTuple

from ..model import Page
from ..sentences import split_sentences
from .marks import Marked, pair_marks
from .singles import find_single_quotations


class LineSpans(NamedTuple):
    """The marked spans of one line."""

    marked: tuple[Marked, ...]
    """Between double marks, in order."""
    spans: tuple[Marked, ...]
    """These, and those between single marks that read as speech, in order."""


_NOTHING = LineSpans((), ())
_new = tuple.__new__  # a named tuple's own constructor takes three times as long


class LineMarks:
    """The marked spans of the lines of one document, and their sentences, which hang on them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[int, LineSpans] = {}
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    def cut_sentences(self, number: int) -> tuple[tuple[int, int], ...]:
        """Give the sentences of a line as ``split_sentences`` does."""
        known = self._sentences.get(number)
        if known is None:
            text = self._page.lines[number - 1].text
            known = self._sentences[number] = split_sentences(text, self.read(number).marked)
        return known

    def read(self, number: int) -> LineSpans:
        """Give the marked spans of a line."""
        known = self._known.get(number)
        if known is None:
            text = self._page.lines[number - 1].text
            marked = pair_marks(text)
            singles = find_single_quotations(text, marked)
            spans = tuple(sorted((*marked, *singles))) if singles else marked
            known = self._known[number] = _new(LineSpans, (marked, spans)) if spans else _NOTHING
        return known
