"""A line's words sorted by their part in the clause: names, cues, heads, quotations.

Takes one line with what is known to be in it (names, offices, quoted spans) and gives the words
in order, a name or a quotation as one word. A run of capitals that nobody knows is taken for a
name. What one token is by itself is told by ``tokens``; which word is whose subject is left to
``subjects``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from .lexicon import Part
from .tokens import CHUNKS, Word, name_unknown, read_token

_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "ibn"))
_PARTICLES |= {"la", "le", "van", "ver", "von", "zu"}
_BRACKETED = re.compile(r"\([^()]{0,160}\)|\[[^\[\]]{0,160}\]")
_RANKS = {Part.QUOTATION: 0, Part.SHORT: 0, Part.OFFICE: 1, Part.NAME: 2}
_NOT_ON_X = re.compile(r"(?<!on) | (?!X\.)")
_new = tuple.__new__
_START = attrgetter("start")
_AFTER_INITIAL = re.compile(r"-[a-z]")


def read_words(text: str, known: Iterable[Word]) -> list[Word]:
    """Sort one line into words.

    Args:
        text: the line.
        known: the words known beforehand: quoted spans with their marks, then offices, then names.
    """
    words: list[Word] = []
    at = 0
    read = _read_around_brackets if "(" in text or "[" in text else _read_piece
    for island in _sort_islands(text, known):
        read(text, at, island.start, words)
        words.append(island)
        at = island.end
    read(text, at, len(text), words)
    return _join_names(text, words) if _has_run(words) else words


def _sort_islands(text: str, known: Iterable[Word]) -> list[Word]:
    """Give the words known beforehand in order of place.

    Of two that overlap, quotations win over offices and offices over names; a name that is half
    of an adjective ("Kyiv-based") is left out.
    """
    kept: list[Word] = []
    for word in sorted(known, key=_START):
        hyphened = word.part == Part.NAME and text.startswith("-", word.end)
        if hyphened and _AFTER_INITIAL.match(text, word.end):
            continue
        while kept and kept[-1].end > word.start and _RANKS[kept[-1].part] > _RANKS[word.part]:
            kept.pop()
        if not kept or kept[-1].end <= word.start:
            kept.append(word)
    return kept


def _read_around_brackets(text: str, at: int, stop: int, words: list[Word]) -> None:
    """Read the words between two known ones; what stands in brackets is passed over."""
    for found in _BRACKETED.finditer(text, at, stop):
        _read_piece(text, at, found.start(), words)
        at = found.end()
    _read_piece(text, at, stop, words)


def _read_piece(text: str, at: int, stop: int, words: list[Word]) -> None:
    before = words[-1] if words else None
    piece = text[at:stop]
    # In "on X." the space tells that X is the platform: it splits nothing.
    chunks = _NOT_ON_X.split(piece) if "on X." in piece else piece.split(" ")
    for chunk in chunks:
        for first, last, opening, word, is_open in CHUNKS[chunk]:
            start = at + first
            if is_open:
                word = read_token(opening, word, start, before)
            part, shown, _, _, key, _, kind, group, cue, is_plural = word
            # The tuple's own constructor: this line runs for every word of a document.
            before = _new(
                Word, (part, shown, start, at + last, key, None, kind, group, cue, is_plural)
            )
            words.append(before)
        at += len(chunk) + 1


def _has_run(words: Sequence[Word]) -> bool:
    """Tell whether any unknown name stands so that ``_join_names`` joins it to the one before."""
    unknown = [i for i, word in enumerate(words) if word.part == Part.NAME and word.actor is None]
    for place in unknown:
        word = words[place]
        if place and _is_run(words[place - 1], word):
            return True
        if place > 1 and _is_linked(words[place - 2], words[place - 1], word):
            return True
    return False


def _join_names(text: str, words: list[Word]) -> list[Word]:
    """Join the runs of unknown capitals, with a nickname or a particle between them."""
    joined: list[Word] = []
    for word in words:
        whole = word
        if word.part == Part.NAME and word.actor is None and joined:
            if _is_run(joined[-1], word):
                whole = _span(text, joined.pop(), word)
            elif len(joined) > 1 and _is_linked(joined[-2], joined[-1], word):
                joined.pop()
                whole = _span(text, joined.pop(), word)
        joined.append(whole)
    return joined


def _span(text: str, first: Word, last: Word) -> Word:
    return name_unknown(text[first.start : last.end], first.start, last.end)


def _is_run(last: Word, word: Word) -> bool:
    is_unknown = last.part == Part.NAME and last.actor is None and last.kind is word.kind is None
    return is_unknown and 0 <= word.start - last.end <= 1


def _is_linked(first: Word, link: Word, word: Word) -> bool:
    if first.part != Part.NAME or first.actor is not None:
        return False
    is_nickname = link.part == Part.SHORT and " " not in link.key and word.start - link.end == 1
    return is_nickname or link.key in _PARTICLES
