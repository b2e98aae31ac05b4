"""What a capitalised word says by itself, whatever stands around it.

Every distinct word is looked up in the lists once and remembered, since the lists are many and a
document repeats its words. What follows from a word in its place is decided in ``discovery`` and
``bodies``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from .folding import fold
from .namewords import load_name_words
from .states import state_words

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
SURNAME_LIKE = frozenset({"king", "bishop", "prince", "may", "judge", "young", "long", "best"})


@dataclass(frozen=True, slots=True, eq=False)
class Form:
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
    has_hyphen: bool
    is_marked: bool
    """Of a body, or an acronym: few words are."""


class _Forms(dict[str, Form]):
    """What was looked up; where there is too much it starts anew, so that no text fills memory."""

    _MOST = 65536

    def __missing__(self, text: str) -> Form:
        if len(self) >= self._MOST:
            self.clear()
        form = self[text] = _look_up(text)
        return form


FORMS: Final[Mapping[str, Form]] = _Forms()
"""Every spelling that is asked for → its form."""


def _look_up(text: str) -> Form:
    """Look a word up in all lists."""
    lexicon, key = load_name_words(), fold(text)
    is_refused, is_surname = key in _refused_words(), key in _surname_words()
    is_name = text.isalpha() and text[1:].islower() and not is_refused
    is_body, is_acronym = key in lexicon.bodies, text.isupper() and len(text) > 1
    return Form(
        text,
        key,
        is_name,
        not is_name and (not is_refused or is_surname or key in SUFFIXES),
        is_refused,
        is_surname,
        key in lexicon.bodies or key in lexicon.things,
        key in lexicon.things and key not in lexicon.modifiers,
        is_body,
        is_acronym,
        "-" in key,
        is_body or is_acronym,
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
