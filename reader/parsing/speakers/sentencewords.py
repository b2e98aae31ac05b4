"""One line made ready for the speakers stage: its words, and where its sentences stand.

Takes a line's number with what is known of it (marks, quotations, mentions, references) and gives
``LineWords``. No rule about speakers stands here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from ..model import Naming, Page
from ..quotations.linemarks import LineMarks
from ..sentences import split_sentences
from .lexicon import Part
from .subjects import NAMING
from .tokens import Word
from .words import read_words


class Sentence(NamedTuple):
    """A sentence by its first and last word, both included, and what stands in it."""

    first: int
    last: int
    quotations: tuple[int, ...]
    """Indices of the words that are quotations."""
    cues: tuple[int, ...]
    """Indices of the cues, "according" included."""
    names: tuple[int, ...]
    """Indices of the names and offices."""

    def count_narrative(self, words: Sequence[Word]) -> int:
        """Count the words that are neither quotation nor mark."""
        inside = words[self.first : self.last + 1]
        return sum(word.part not in _NO_NARRATIVE for word in inside)


class LineWords(NamedTuple):
    """The words of one line, cut into sentences."""

    text: str
    words: list[Word]
    sentences: tuple[Sentence, ...]


class LineReader:
    """Reads the lines of one document."""

    def __init__(self, page: Page, naming: Naming, marks: LineMarks) -> None:
        self._page = page
        self._marks = marks
        self._naming = naming
        self._keys = {ident: actor.name.casefold() for ident, actor in naming.actors.items()}

    def read(self, number: int, starts: frozenset[int]) -> LineWords:
        """Read one line; ``starts`` are the offsets at which its statements begin."""
        text = self._page.lines[number - 1].text
        marked, spans = self._marks.read(number)
        known = [
            Word(
                Part.QUOTATION if span.start in starts else Part.SHORT,
                text[span.start : span.end],
                max(0, span.start - 1),
                min(len(text), span.end + span.is_closed),
                text[span.start : span.end],
            )
            for span in spans
        ]
        known += self._read_offices(number)
        known += self._read_names(number)
        words = read_words(text, known)
        ends = [end for _, end in split_sentences(text, marked)]
        return LineWords(text, words, tuple(_cut(words, ends)))

    def read_actors(self, number: int) -> list[Word]:
        """Give the names and offices in a line as words; their key is the actor's full name."""
        return self._read_names(number) + self._read_offices(number)

    def _read_names(self, number: int) -> list[Word]:
        known: list[Word] = []
        for m in self._naming.mentions.get(number, ()):
            key = self._keys.get(m.actor) or m.name.casefold()
            known.append(Word(Part.NAME, m.name, m.start, m.end, key, m.actor, m.kind))
        return known

    def _read_offices(self, number: int) -> list[Word]:
        known: list[Word] = []
        text = self._page.lines[number - 1].text
        for r in self._naming.references.get(number, ()):
            if actor := self._naming.actors.get(r.actor):
                shown, key = text[r.start : r.end], self._keys[r.actor]
                known.append(Word(Part.OFFICE, shown, r.start, r.end, key, r.actor, actor.kind))
        return known


_PLACED = frozenset((Part.NAME, Part.OFFICE, Part.QUOTATION, Part.CUE))
_NO_NARRATIVE = frozenset((Part.QUOTATION, Part.MARK))
_START = attrgetter("start")


def _cut(words: Sequence[Word], ends: Sequence[int]) -> list[Sentence]:
    placed = [
        (at, word.part) for at, word in enumerate(words)
        if word.part in _PLACED or (word.key == "according" and word.part == Part.PLAIN)
    ]  # fmt: skip
    sentences: list[Sentence] = []
    first = index = 0
    for end in ends:
        stop = bisect_left(words, end, first, key=_START)
        if stop == first:
            continue
        quotations, cues, names = [], [], []
        while index < len(placed) and placed[index][0] < stop:
            at, part = placed[index]
            index += 1
            if part in NAMING:
                names.append(at)
            elif part == Part.QUOTATION:
                quotations.append(at)
            else:
                cues.append(at)
        sentences.append(Sentence(first, stop - 1, tuple(quotations), tuple(cues), tuple(names)))
        first = stop
    return sentences
