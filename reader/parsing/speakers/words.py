"""A line's words sorted by their part in the clause: names, cues, heads, quotations.

Takes one line with what is known to be in it (names, offices, quoted spans) and gives the words
in order, a name or a quotation as one word. A run of capitals that nobody knows is taken for a
name. What one token is by itself is told by ``tokens``; which word is whose subject is left to
``subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from .lexicon import Part
from .tokens import CHUNKS, PLACED, SETTLED, Word, is_placed, name_unknown, read_token

Island = tuple[int, int, Word]
"""A word known beforehand, after where it starts and ends."""


class WordLine(NamedTuple):
    """The words of one line in order of place.

    Lists side by side, for a word is the same object wherever it stands.
    """

    text: str
    words: list[Word]
    starts: list[int]
    ends: list[int]
    placed: list[int]
    """Indices of the names, offices, quotations and cues, "according" included."""
    unknown: list[int]
    """Indices of the names that nobody knows."""

    def cut(self, first: int, last: int) -> str:
        """Give the text from the word ``first`` to the word ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]


_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "ibn"))
_PARTICLES |= {"la", "le", "van", "ver", "von", "zu"}
_BRACKETED = re.compile(r"\([^()]{0,160}\)|\[[^\[\]]{0,160}\]")
_RANKS = {Part.QUOTATION: 0, Part.SHORT: 0, Part.OFFICE: 1, Part.NAME: 2}
_NOT_ON_X = re.compile(r"(?<!on) | (?!X\.)")
_START = itemgetter(0)
_NAME, _SHORT = Part.NAME, Part.SHORT
_AFTER_INITIAL = re.compile(r"-[a-z]")


def read_words(text: str, known: Iterable[Island]) -> WordLine:
    """Sort one line into words.

    Args:
        text: the line.
        known: the words known beforehand: quoted spans with their marks, then offices, then names.
    """
    line = WordLine(text, [], [], [], [], [])
    _, words, starts, ends, placed, _ = line
    at = 0
    read = _read_around_brackets if "(" in text or "[" in text else _read_piece
    for start, end, word in _sort_islands(text, known):
        if start > at and (start > at + 1 or text[at] != " "):
            read(line, at, start)
        if word.part != _SHORT:
            placed.append(len(words))
        words.append(word)
        starts.append(start)
        ends.append(end)
        at = end
    if at < len(text):
        read(line, at, len(text))
    return _join_names(line) if line.unknown and _has_run(line) else line


def _sort_islands(text: str, known: Iterable[Island]) -> list[Island]:
    """Give the words known beforehand in order of place.

    Of two that overlap, quotations win over offices and offices over names; a name that is half
    of an adjective ("Kyiv-based") is left out.
    """
    kept: list[Island] = []
    free = 0
    has_hyphen = "-" in text
    for island in sorted(known, key=_START):
        start, end, word = island
        part = word.part
        if has_hyphen and part == _NAME and _AFTER_INITIAL.match(text, end):
            continue
        if start < free:
            while kept and kept[-1][1] > start and _RANKS[kept[-1][2].part] > _RANKS[part]:
                kept.pop()
            if kept and kept[-1][1] > start:
                continue
        kept.append(island)
        free = end
    return kept


def _read_around_brackets(line: WordLine, at: int, stop: int) -> None:
    """Read the words between two known ones; what stands in brackets is passed over."""
    for found in _BRACKETED.finditer(line.text, at, stop):
        _read_piece(line, at, found.start())
        at = found.end()
    _read_piece(line, at, stop)


def _read_piece(line: WordLine, at: int, stop: int) -> None:
    text, words, starts, ends, placed, unknown = line
    if at < stop and text[at] == " ":
        at += 1  # most pieces: saves a look at an empty chunk
    piece = text[at:stop].rstrip(" ")
    # In "on X." the space tells that X is the platform: it splits nothing.
    chunks = _NOT_ON_X.split(piece) if "on X." in piece else piece.split(" ")
    for chunk in chunks:
        settled = SETTLED.get(chunk)
        if settled is not None:
            words.append(settled)
            starts.append(at)
            at += len(chunk)
            ends.append(at)
            at += 1
            continue
        for word, first, last, opening in CHUNKS[chunk]:
            if opening is not None:
                before = words[-1] if words else None
                touches = before is not None and ends[-1] == at + first
                word = read_token(opening, word, before, touches=touches)
                part = word.part
                if part in PLACED or (word.key == "according" and part == Part.PLAIN):
                    placed.append(len(words))
                    if part == Part.NAME:
                        unknown.append(len(words))
            words.append(word)
            starts.append(at + first)
            ends.append(at + last)
        at += len(chunk) + 1


def _has_run(line: WordLine) -> bool:
    """Tell whether any unknown name stands so that ``_join_names`` joins it to the one before."""
    for place in line.unknown:
        if place and _is_run(line, place - 1, place):
            return True
        if place > 1 and _is_linked(line, place - 2, place):
            return True
    return False


def _join_names(line: WordLine) -> WordLine:
    """Join the runs of unknown capitals, with a nickname or a particle between them."""
    joined = WordLine(line.text, [], [], [], [], [])
    _, words, starts, ends, placed, unknown = joined
    for word, start, end in zip(line.words, line.starts, line.ends, strict=True):
        words.append(word)
        starts.append(start)
        ends.append(end)
        last = len(words) - 1
        if word.part == Part.NAME and word.actor is None and last:
            if _is_run(joined, last - 1, last):
                _join_last(joined, 2)
            elif last > 1 and _is_linked(joined, last - 2, last):
                _join_last(joined, 3)
    placed.extend(at for at, word in enumerate(words) if is_placed(word))
    unknown.extend(at for at in placed if words[at].part == Part.NAME and words[at].actor is None)
    return joined


def _join_last(line: WordLine, count: int) -> None:
    """Make one name of the last words."""
    whole = name_unknown(line.cut(len(line.words) - count, -1))
    end = line.ends[-1]
    del line.words[1 - count :], line.starts[1 - count :], line.ends[1 - count :]
    line.words[-1], line.ends[-1] = whole, end


def _is_run(line: WordLine, first: int, second: int) -> bool:
    last, word = line.words[first], line.words[second]
    is_unknown = last.part == Part.NAME and last.actor is None and last.kind is word.kind is None
    return is_unknown and 0 <= line.starts[second] - line.ends[first] <= 1


def _is_linked(line: WordLine, at: int, place: int) -> bool:
    first, link = line.words[at], line.words[at + 1]
    if first.part != Part.NAME or first.actor is not None:
        return False
    is_nickname = (
        link.part == Part.SHORT
        and " " not in link.key
        and line.starts[place] - line.ends[at + 1] == 1
    )
    return is_nickname or link.key in _PARTICLES
