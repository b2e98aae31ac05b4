"""Texts made comparable: case and accents folded, typographic marks made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_FROM = "“”„‟«»‹›‘’‚‛‐‑‒–—―−\u00a0\u202f\u2009\n\t"
_TO = "\"\"\"\"\"\"''''''-------     "
_PLAIN_MARKS = str.maketrans(_FROM, _TO)
_NOT_PLAIN = re.compile(f"[{_FROM}]")
_COMMON = (("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("\n", " "), ("\t", " "))
"""Replaced one by one: six times as fast as a pattern on news text."""
_EACH = tuple(zip(_FROM, _TO, strict=True))
_FOREIGN = re.compile("[^\x00-\x7e]{1,64}")


def fold(text: str) -> str:
    """Return the text without case and accents, marks made plain; its length may differ."""
    folded = text.casefold()
    for mark, plain_mark in _COMMON:
        folded = folded.replace(mark, plain_mark)
    return folded if folded.isascii() else _FOREIGN.sub(_fold_run, folded)


def fold_each(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the place it comes from."""
    even = plain(text)
    if even.isascii():
        return even.casefold(), range(len(even))
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        made = fold(character)
        folded.append(made)
        places += [place] * len(made)
    return "".join(folded), places


def plain(text: str) -> str:
    """Return the text with quotation marks, dashes and spaces made plain; same length."""
    if _NOT_PLAIN.search(text):
        for mark, plain_mark in _EACH:
            text = text.replace(mark, plain_mark)
    return text


def words(text: str) -> str:
    """Return the text with plain marks and single spaces: what decides if two are the same."""
    if not text.isascii():
        for mark, plain_mark in _COMMON:
            text = text.replace(mark, plain_mark)
        if not text.isascii():
            text = plain(text)
    return " ".join(text.split())


def _fold_run(match: re.Match[str]) -> str:
    return _fold_characters(match.group())


@lru_cache(maxsize=65536)
def _fold_characters(run: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_PLAIN_MARKS)
