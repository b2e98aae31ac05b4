"""One line made ready for the speakers stage: its words, and where its sentences stand.

Takes a line's number with what is known of it (marks, quotations, mentions, references) and gives
``LineWords``. No rule about speakers stands here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from typing import NamedTuple

from store.records import Mention

from ..model import Naming, Page
from ..quotations.linemarks import LineMarks
from .lexicon import Part
from .subjects import NAMING
from .tokens import Word
from .words import Island, WordLine, read_words


class Sentence(NamedTuple):
    """A sentence by its first and last word, both included, and what stands in it."""

    first: int
    last: int
    quotations: list[int]
    """Indices of the words that are quotations."""
    cues: list[int]
    """Indices of the cues, "according" included."""
    names: list[int]
    """Indices of the names and offices."""

    def count_narrative(self, words: Sequence[Word]) -> int:
        """Count the words that are neither quotation nor mark."""
        inside = words[self.first : self.last + 1]
        return sum(word.part not in _NO_NARRATIVE for word in inside)


class LineReader:
    """Reads the lines of one document."""

    def __init__(self, page: Page, naming: Naming, marks: LineMarks) -> None:
        self._page = page
        self._marks = marks
        self._naming = naming
        self._keys = {ident: actor.name.casefold() for ident, actor in naming.actors.items()}
        self._known: dict[tuple[str, str], Word] = {}

    def get_text(self, number: int) -> str:
        """Give the text of a line."""
        return self._page.lines[number - 1].text

    def read(self, number: int, starts: Container[int]) -> tuple[WordLine, list[Sentence]]:
        """Give the words of one line, and its sentences.

        ``starts`` are the offsets at which its statements begin.
        """
        text = self._page.lines[number - 1].text
        spans = self._marks.read(number).spans
        known: list[Island] = []
        for start, end, is_closed in spans:
            part = Part.QUOTATION if start in starts else Part.SHORT
            quoted = text[start:end]
            stop = min(len(text), end + is_closed)
            known.append((max(0, start - 1), stop, Word(part, quoted, quoted)))
        if number in self._naming.references:
            known += self._read_offices(number)
        known += self._read_names(number)
        line = read_words(text, known)
        return line, _cut(line, self._marks.cut_sentences(number))

    def read_actors(self, number: int) -> list[Word]:
        """Give the names and offices in a line as words; their key is the actor's full name."""
        islands = self._read_names(number) + self._read_offices(number)
        return [word for _, _, word in islands]

    def _read_names(self, number: int) -> list[Island]:
        return [
            (m.start, m.end, self._known.get((m.actor, m.name)) or self._make_name(m))
            for m in self._naming.mentions.get(number, ())
        ]

    def _make_name(self, mention: Mention) -> Word:
        """Make the word of a name; it is the same wherever the name stands."""
        actor, name = mention.actor, mention.name
        key = self._keys.get(actor) or name.casefold()
        word = self._known[actor, name] = Word(Part.NAME, name, key, actor, mention.kind)
        return word

    def _read_offices(self, number: int) -> list[Island]:
        known: list[Island] = []
        text = self._page.lines[number - 1].text
        for r in self._naming.references.get(number, ()):
            if actor := self._naming.actors.get(r.actor):
                shown, key = text[r.start : r.end], self._keys[r.actor]
                word = Word(Part.OFFICE, shown, key, r.actor, actor.kind)
                known.append((r.start, r.end, word))
        return known


_new = tuple.__new__  # a named tuple's own constructor takes three times as long
_NO_NARRATIVE = frozenset((Part.QUOTATION, Part.MARK))


def _cut(line: WordLine, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Sort the words into the sentences at ``spans``, with the places of what they hold."""
    words, placed = line.words, line.placed
    final = spans[-1][1] if spans else 0
    sentences: list[Sentence] = []
    first = index = 0
    count = len(placed)
    for _, end in spans:
        stop = len(words) if end == final else bisect_left(line.starts, end, first)
        if stop == first:
            continue
        quotations, cues, names = [], [], []
        while index < count and placed[index] < stop:
            at = placed[index]
            index += 1
            part = words[at].part
            if part in NAMING:
                names.append(at)
            elif part == Part.QUOTATION:
                quotations.append(at)
            else:
                cues.append(at)
        sentences.append(_new(Sentence, (first, stop - 1, quotations, cues, names)))
        first = stop
    return sentences
