"""What a capitalised word says by itself, whatever stands around it.

Every distinct word is looked up in the lists once and remembered, since the lists are many and a
document repeats its words. What follows from a word in its place is decided in ``discovery`` and
``bodies``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from .folding import fold
from .namewords import load_name_words
from .states import state_words

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
SURNAME_LIKE = frozenset({"king", "bishop", "prince", "may", "judge", "young", "long", "best"})


class Form(NamedTuple):
    """One spelling of a word."""

    text: str
    key: str
    """Folded."""
    is_name: bool
    """It may stand in a name anywhere: an unknown word with one capital."""
    may_be_name: bool
    """It depends on the words before."""
    is_refused: bool
    """It opens no name."""
    is_surname: bool
    """It opens no name either, but may be a surname after a forename."""
    makes_part: bool
    """A name before it is part of a body or thing: "Kennedy Center"."""
    opens_part: bool
    """So is a name after it."""
    is_body: bool
    is_acronym: bool


@lru_cache(maxsize=65536)
def form_of(text: str) -> Form:
    """Look a word up in all lists."""
    lexicon, key = load_name_words(), fold(text)
    is_refused, is_surname = key in _refused_words(), key in _surname_words()
    is_name = text.isalpha() and text[1:].islower() and not is_refused
    return Form(
        text,
        key,
        is_name,
        not is_name and (not is_refused or is_surname or key in SUFFIXES),
        is_refused,
        is_surname,
        key in lexicon.bodies or key in lexicon.things,
        key in lexicon.things and key not in lexicon.modifiers,
        key in lexicon.bodies,
        text.isupper() and len(text) > 1,
    )


@cache
def _refused_words() -> frozenset[str]:
    """Words that never open a name, and extend one only in the cases of ``discovery``."""
    return load_name_words().no_name | state_words() | SUFFIXES


@cache
def _surname_words() -> frozenset[str]:
    """Words that are no names, yet a surname after a forename: "Steve King", "Jim Jordan"."""
    lexicon = load_name_words()
    open_words = (lexicon.modifiers | lexicon.things | state_words()) - lexicon.nouns
    open_words -= lexicon.features
    return (open_words - lexicon.titles - lexicon.plain - lexicon.calendar) | SURNAME_LIKE
