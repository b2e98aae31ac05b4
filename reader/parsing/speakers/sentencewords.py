"""One line made ready for the speakers stage: its words, and where its sentences stand.

Takes a line's number with what is known of it (marks, quotations, mentions, references) and gives
``LineWords``. No rule about speakers stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Naming, Page
from ..quotations.marks import pair_marks
from ..quotations.singles import find_single_quotations
from ..sentences import split_sentences
from .lexicon import Part
from .tokens import Word
from .words import read_words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its first and last word, both included, and what stands in it."""

    first: int
    last: int
    quotations: tuple[int, ...]
    """Indices of the words that are quotations."""
    cues: tuple[int, ...]
    """Indices of the cues, "according" included."""
    names: tuple[int, ...]
    """Indices of the names and offices."""
    narrative: int
    """How many words are neither quotation nor mark."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of one line, cut into sentences."""

    text: str
    words: list[Word]
    sentences: tuple[Sentence, ...]


class LineReader:
    """Reads the lines of one document."""

    def __init__(self, page: Page, naming: Naming) -> None:
        self._page = page
        self._naming = naming

    def read(self, number: int, starts: frozenset[int]) -> LineWords:
        """Read one line; ``starts`` are the offsets at which its statements begin."""
        text = self._page.lines[number - 1].text
        marked = pair_marks(text)
        singles = find_single_quotations(text, marked)
        spans = sorted((*marked, *singles)) if singles else marked
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
        words = read_words(text, [*known, *self.read_actors(number)])
        ends = [end for _, end in split_sentences(text, marked)]
        return LineWords(text, words, tuple(_cut(words, ends)))

    def read_actors(self, number: int) -> list[Word]:
        """Give the names and offices in a line as words; their key is the actor's full name."""
        actors = self._naming.actors
        known: list[Word] = []
        for m in self._naming.mentions.get(number, ()):
            actor = actors.get(m.actor)
            key = (actor.name if actor else m.name).casefold()
            known.append(Word(Part.NAME, m.name, m.start, m.end, key, m.actor, m.kind))
        text = self._page.lines[number - 1].text
        for r in self._naming.references.get(number, ()):
            if actor := actors.get(r.actor):
                shown, key = text[r.start : r.end], actor.name.casefold()
                known.append(Word(Part.OFFICE, shown, r.start, r.end, key, r.actor, actor.kind))
        return known


_PLACED = frozenset(
    (Part.NAME, Part.OFFICE, Part.QUOTATION, Part.CUE, Part.PLAIN, Part.MARK)
)  # fmt: skip


def _cut(words: Sequence[Word], ends: Sequence[int]) -> list[Sentence]:
    sentences: list[Sentence] = []
    at, count = 0, len(words)
    for end in ends:
        first, marks = at, 0
        quotations, cues, names = [], [], []
        while at < count and words[at].start < end:
            part = words[at].part
            if part in _PLACED:
                if part == Part.PLAIN:
                    if words[at].key == "according":
                        cues.append(at)
                elif part == Part.MARK:
                    marks += 1
                elif part == Part.CUE:
                    cues.append(at)
                elif part == Part.QUOTATION:
                    quotations.append(at)
                else:
                    names.append(at)
            at += 1
        if at > first:
            narrative = at - first - marks - len(quotations)
            sentences.append(
                Sentence(first, at - 1, tuple(quotations), tuple(cues), tuple(names), narrative)
            )
    return sentences
