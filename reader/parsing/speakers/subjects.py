"""The subject of a reporting clause: the words that name a speaker, and what sort they are.

Makes ``Subject`` records of a pronoun, a name, several names or a description. Where in a sentence
the subject stands is found by ``subjectfinder``; whom it stands for is left to ``coreference``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .callings import TELLING_SEX, Sort
from .lexicon import Part
from .tokens import Word
from .words import WordLine


class Subject(NamedTuple):
    """The words that name a speaker."""

    text: str
    first: int
    """Index of its first word in the line that it stands in."""
    last: int
    sort: str
    """One of ``Sort``."""
    actor: str | None = None
    """The id, where the words name a known actor."""
    head: str = ""
    """Of a description: its noun in the singular; of a pronoun: the pronoun."""
    called: frozenset[str] = frozenset()
    """Lower-case words that it may be called by later: titles, office, state."""
    gender: str = ""
    is_plural: bool = False
    is_named: bool = False
    is_definite: bool = False
    """A description with "the": it stands for someone mentioned before."""


NAMING = frozenset((Part.NAME, Part.OFFICE))
_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))
_NOTHING: frozenset[str] = frozenset()
_PRONOUN_GENDERS = {"he": "m", "she": "f"}
_SEVERAL = frozenset(("two", "three", "four", "five", "several", "some"))


def _describe_words(words: Sequence[Word], sex: str) -> tuple[frozenset[str], str]:
    """Give what the speaker of a phrase may be called by later on, and the sex.

    ``sex``: what his name tells, which goes before what the other words do.
    """
    called = _NOTHING
    for word in words:
        if word.called:
            called = called | word.called if called else word.called
        if word.sex and not sex and word.part in TELLING_SEX:
            sex = word.sex
    return called, sex


def make_pronoun(word: Word, at: int, key: str | None = None) -> Subject:
    """Make the subject that the pronoun at ``at`` is; ``key``: the pronoun if it is another."""
    key = key or word.key
    gender = _PRONOUN_GENDERS.get(key, "")
    return Subject(
        word.text, at, at, Sort.PRONOUN, None, key, gender=gender, is_plural=key == "they"
    )


def make_name(word: Word, at: int, around: Sequence[Word], first: int | None = None) -> Subject:
    """Make the subject that the name at ``at`` is.

    ``around`` are the words of its phrase; ``first``: where it begins if it is several words.
    """
    if len(around) == 1:
        called, sex = word.called, word.sex
    else:
        called, sex = _describe_words(around, word.sex)
    start, is_named = at if first is None else first, True
    fields = (word.text, start, at, word.sort, word.actor, "", called, sex, False, is_named, False)
    return tuple.__new__(Subject, fields)  # as Subject(…), in less than half the time


def make_names(line: WordLine, first: int, last: int) -> Subject:
    """Make the subject that several names are, joined by "and"."""
    words = line.words[first : last + 1]
    called, _ = _describe_words(words, "")
    return Subject(
        line.cut(first, last), first, last, words[-1].sort, None, "", called, "",
        is_plural=True, is_named=True,
    )  # fmt: skip


def make_description(line: WordLine, first: int, last: int, head: Word) -> Subject:
    """Make the subject that a description is; ``head`` is its noun."""
    words = line.words[first : last + 1]
    leading = words[0]
    is_definite = leading.part == Part.DETERMINER and leading.key in _DEFINITE
    called, sex = _describe_words(words, "")
    return Subject(
        line.cut(first, last), first, last, head.sort, None, head.key, called, sex,
        is_plural=head.is_plural or leading.key in _SEVERAL, is_definite=is_definite,
    )  # fmt: skip
