"""Words with a capital and the runs they stand in: the raw material of every name.

Takes one line, gives its capitalised words with their offsets and the runs of neighbours. Which
run is a name is decided in ``people`` and ``discovery``.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from .namewords import load_name_words
from .wordforms import FORMS, Form


def _capitals() -> str:
    """All capital letters of Latin, Greek and Cyrillic as the inside of a character class."""
    points = [n for n in (*range(0x41, 0x530), *range(0x1E00, 0x1F00)) if chr(n).isupper()]
    return "".join(chr(n) for n in points if n <= sys.maxunicode)


CAPITAL = f"[{_capitals()}]"
# The capital comes first, so that the search can leap to it; what stands before it is looked at
# when it is found.
_WORD = re.compile(
    rf"""{CAPITAL}(?<!\w.)(?:
        (?!\.)\w{{0,40}}                              # Smith
        (?:(?:['’](?!s(?!\w))|[-‑](?={CAPITAL}))(?=\w)\w{{1,40}}){{0,4}}   # O'Neill  Jean-Noel
        (?:-(?:un|il|in|moon|hee|hye|hyun|jae|yeol|kyun|wook|ho|soo|young|jin|min|woo|sik|seok
            |tae|chul|hwa|suk|hoon|ju|jong|nam|sung|wen|ping|kai|shek|ying)(?![\w-]))?   # Jong-un
      | \.(?:{CAPITAL}\.){{1,4}}                     # J.D.  U.S.
      | \.(?=[ ]?{CAPITAL})                          # J. as in J. Smith
      |                                             # X at the end of a sentence
    )""",
    re.VERBOSE | re.DOTALL,
)
_new = tuple.__new__
_JOINS = frozenset((" ", "\u00a0", " [", "] "))


class Word(NamedTuple):
    """One capitalised word; offsets into the line."""

    start: int
    end: int
    text: str
    key: str
    """Folded."""
    form: Form


def find_words(line: str) -> list[Word]:
    """Return the capitalised words of a line in order."""
    words = []
    for match in _WORD.finditer(line):
        form = FORMS[match[0]]
        start, end = match.span()
        # made directly: a named tuple's own constructor takes three times as long
        words.append(_new(Word, (start, end, form.text, form.key, form)))
    return words


def split_compound(word: Word) -> tuple[Word, ...]:
    """Take "Russia-Ukraine" apart at its hyphens."""
    parts: list[Word] = []
    start = word.start
    for part in re.split("[-‑]", word.text):
        form = FORMS[part]
        parts.append(Word(start, start + len(part), part, form.key, form))
        start += len(part) + 1
    return tuple(parts)


def is_joined(line: str, left: int, right: int) -> bool:
    """Whether two words belong to one run: a space, a bracket or particles between them.

    Args:
        line: the line.
        left: the end of the first word.
        right: the start of the second.
    """
    gap = line[left:right]
    if gap in _JOINS:
        return True
    if len(gap) > 14 or not gap.startswith(" ") or not gap.endswith(" "):
        return False
    particles = gap.split()
    return bool(particles) and load_name_words().particles.issuperset(particles)


_PARTICLES_BEFORE = re.compile(r"(?<![\w’'-])([A-Za-z][a-z]{0,3} (?:[a-z]{1,4} ){0,2})$")


def name_span(line: str, start: int, end: int, name: str) -> tuple[int, int]:
    """Return the span of a name with its particles, and with both of its brackets or neither.

    Args:
        line: the line.
        start: where its first capital stands.
        end: where its last word ends.
        name: the full name, which tells whether particles belong to it.
    """
    inside = line[start:end]
    if "[" in inside and "]" not in inside:
        end += line[end : end + 1] == "]"
    elif "]" in inside and "[" not in inside:
        if line[start - 1 : start] == "[":
            start -= 1
        else:
            start += inside.index("]") + 2
    if line[start - 1 : start] != " ":
        return start, end
    space = line.rfind(" ", max(0, start - 12), start - 1)
    before = line[max(space + 1, start - 12) : start - 1]
    if before.lower() not in load_name_words().particles:
        return start, end
    particles = _PARTICLES_BEFORE.search(line, max(0, start - 12), start)
    if particles and load_name_words().particles.issuperset(particles[1].lower().split()):
        full = f"{particles[1]}{line[start:end]}"
        start = particles.start() if full.casefold() in name.casefold() else start
    return start, end
