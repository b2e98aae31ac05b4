"""One line of text as the term finders see it: its words, and on request places and sentences.

Takes a line; gives its folded words, the offsets of its words and its sentences when first asked
for, since most lines hold no term. ``LineReader`` keeps the lines of one document, so that the
points stage and the positions stage read each of them once.
"""

from __future__ import annotations

import re

from ...dossier.terms import fold_words, iter_words
from ..quotations.linemarks import LineMarks
from ..sentences import split_sentences

_MOST_KEPT = 20_000

Span = tuple[int, int]


class TextLine:
    """One line, its parts found on first use."""

    __slots__ = ("_marks", "_number", "_sentences", "_spans", "_words", "text")

    def __init__(self, text: str, number: int = 0, marks: LineMarks | None = None) -> None:
        """Take a line.

        Args:
            text: what it says.
            number: its number in the document, 0 for none.
            marks: the document's quotation marks, where they are known.
        """
        self.text = text
        self._number = number
        self._marks = marks
        self._words: list[str] | None = None
        self._spans: tuple[Span, ...] | None = None
        self._sentences: tuple[Span, ...] | None = None

    @property
    def words(self) -> list[str]:
        """The words, folded."""
        if self._words is None:
            self._words = fold_words(self.text)
        return self._words

    @property
    def spans(self) -> tuple[Span, ...]:
        """Character offsets of the words, one for each of ``words``."""
        if self._spans is None:
            self._spans = tuple(map(re.Match.span, iter_words(self.text)))
        return self._spans

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Character offsets of the sentences."""
        if self._sentences is None:
            if self._marks and self._number:
                self._sentences = self._marks.cut_sentences(self._number)
            else:
                self._sentences = split_sentences(self.text)
        return self._sentences


class LineReader:
    """Reads lines and keeps them until it is told to forget."""

    def __init__(self) -> None:
        self._kept: dict[str, TextLine] = {}
        self._marks: LineMarks | None = None

    def read(self, text: str, number: int = 0) -> TextLine:
        """Return one line, the same object for the same text; its number spares a look at it."""
        line = self._kept.get(text)
        if line is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            line = self._kept[text] = TextLine(text, number, self._marks)
        return line

    def begin(self, marks: LineMarks | None) -> None:
        """Drop the lines of the document before; ``marks`` are those of the next one."""
        self._kept.clear()
        self._marks = marks
