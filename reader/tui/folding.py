"""Hits of a search in a text, without case and accents, at the text's own offsets.

``fold`` keeps the length of the text, so that an offset in the one is an offset in the other.
"""

from __future__ import annotations

import re
import unicodedata

_TERM = re.compile(r'"([^"]{1,200})"?|(\S{1,200})')


class _Folding(dict[int, int]):
    """A translation table that is filled as characters turn up."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        folded = ord(base) if len(base) == 1 else code
        self[code] = folded
        return folded


_FOLDING = _Folding(
    {0x2019: 0x27, 0x2018: 0x27, 0x201C: 0x22, 0x201D: 0x22, 0x2013: 0x2D, 0x2014: 0x2D}
)


def fold(text: str) -> str:
    """Return the text without case and accents, one character for one character."""
    return text.translate(_FOLDING)


def terms_of(query: str) -> list[str]:
    """Return the words and ``"phrases"`` of a query, folded."""
    plain = query.replace("“", '"').replace("”", '"')
    return [fold(phrase or word).strip() for phrase, word in _TERM.findall(plain) if phrase or word]


def find_hits(text: str, query: str) -> list[tuple[int, int]]:
    """Return where the query's terms stand in the text, in order, not overlapping."""
    terms = sorted((term for term in terms_of(query) if term), key=len, reverse=True)
    if not terms:
        return []
    pattern = re.compile("|".join(re.escape(term) for term in terms))
    return [match.span() for match in pattern.finditer(fold(text))]
