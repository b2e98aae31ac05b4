"""Where the sentences of a line begin and end.

Takes one line of text and gives character spans, half-open, without the space between them. A
full stop inside quotation marks ends no sentence unless the marks end there too; an abbreviation
or an initial ends none. One pass, linear in the length of the line.
"""

from __future__ import annotations

import re
from functools import cache

from .quotations.marks import Marked, pair_marks
from .speakers.cues import is_reporting_verb
from .tables import load_table

_END = re.compile(
    r"[.!?…]{1,8}(?:"
    r"[\"”“’'»)\]*_]{0,4}(?=\s|$)"  # before a space: "end. Next", "end.” Next"
    r"|[\"”“»](?=[A-Z“\"«])"  # the space after a closing mark is missing
    r"|(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{0,30} [a-z])"  # paragraphs run together: "end.He left"
    r")"
)
_LAST_WORD = re.compile(r"[^\W_](?:[\w.’'-]{0,30})$")
_NEXT_WORDS = re.compile(r"[\w’'-]+|[.,:;!?]")
_MARKS = frozenset('”"»“')
_WORD_WIDTH = 32
_TAIL_WIDTH = 120
_TAIL_WORDS = 16

_DOTTED = re.compile(r"(?:[a-z]\.){1,4}[a-z]$")
"""Letters with full stops, as in U.S.: ends a sentence only before a word that starts one."""


@cache
def _load_words(name: str) -> frozenset[str]:
    return frozenset(str(load_table("sentences.toml")[name]).split())


def _next_word(text: str, at: int) -> str:
    found = _NEXT_WORDS.search(text, at, at + _WORD_WIDTH)
    return found[0] if found else ""


def _last_word(text: str, stop: int) -> str:
    """Give the word that ends at ``stop``, or nothing."""
    chunk = text[max(0, stop - _WORD_WIDTH) : stop].rsplit(" ", 1)[-1]
    if chunk.isalpha() and len(chunk) < _WORD_WIDTH:
        return chunk  # most words: no need to search for where it begins
    found = _LAST_WORD.search(text, max(0, stop - _WORD_WIDTH), stop)
    return found[0] if found else ""


def _is_abbreviation(text: str, stop: int, after: int) -> bool:
    """Tell whether the full stop at ``stop`` belongs to the word before it."""
    last = _last_word(text, stop)
    word = last.casefold()
    if "." in word and _DOTTED.match(word):
        return _next_word(text, after).casefold() not in _load_words("starters")
    if len(word) == 1 and last.isupper() and last != "I":
        return not text.endswith("on X", 0, stop)
    return word in _load_words("abbreviations")


def _is_short_form(word: str) -> bool:
    return len(word) == 1 or word.casefold() in _load_words("abbreviations")


def _is_attributed_next(text: str, at: int, needs_end: bool) -> bool:
    """Tell whether ``Name said`` follows a closing mark, so that the sentence goes on.

    ``needs_end``: only if the sentence is over right after the verb.
    """
    words = _NEXT_WORDS.findall(text, at, at + _TAIL_WIDTH)[:_TAIL_WORDS]
    for index, word in enumerate(words):
        if word == "." and index and _is_short_form(words[index - 1]):
            continue
        if word in ".:;!?":
            return False
        if word == ",":
            if needs_end:
                return False
        elif index and is_reporting_verb(word):
            rest = words[index + 1 : index + 2]
            return not needs_end or not rest or rest == ["."]
    return False


def _is_inside(spans: tuple[Marked, ...], index: int, at: int) -> bool:
    return index < len(spans) and spans[index].start <= at < spans[index].end


def _is_boundary(text: str, found: re.Match[str], after: int, closes_quotation: bool) -> bool:
    first = text[after]
    if first.islower() or (closes_quotation and first in "―—–"):
        return False
    if found[0] == "." and _is_abbreviation(text, found.start(), after):
        return False
    if not closes_quotation:
        return True
    return not _is_attributed_next(text, after, needs_end=found[0][0] == ".")


def split_sentences(
    text: str, marked: tuple[Marked, ...] | None = None
) -> tuple[tuple[int, int], ...]:
    """Split one line into sentences: character spans, half-open, in order.

    ``marked``: the spans between the line's quotation marks, where they are known already.
    """
    spans = pair_marks(text) if marked is None else marked
    sentences: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    length = len(text.rstrip())
    index = 0
    for found in _END.finditer(text):
        stop, end = found.span()
        while index < len(spans) and spans[index].end <= stop:
            index += 1
        if index < len(spans) and _is_inside(spans, index, stop):
            if end <= spans[index].end and spans[index].end < length:
                continue
            closes = True
        else:
            closes = not _MARKS.isdisjoint(found[0])
        after = end
        while after < length and text[after].isspace():
            after += 1
        if after >= length:
            break
        if end > start and _is_boundary(text, found, after, closes):
            sentences.append((start, end))
            start = after
    if start < length:
        sentences.append((start, length))
    return tuple(sentences)
