"""The subject of a reporting clause: the words that name a speaker, and what sort they are.

Makes ``Subject`` records of a pronoun, a name, several names or a description. Where in a sentence
the subject stands is found by ``subjectfinder``; whom it stands for is left to ``coreference``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from store.records import ActorKind

from .lexicon import Part, load_genders
from .tokens import Word


class Sort:
    """What a subject is; plain strings, as ``Part``."""

    PERSON: Final = "person"
    BODY: Final = "body"
    OUTLET: Final = "outlet"
    DOCUMENT: Final = "document"
    PRONOUN: Final = "pronoun"


class Subject(NamedTuple):
    """The words that name a speaker."""

    text: str
    start: int
    end: int
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
_CALLING = frozenset((Part.TITLE, Part.HEAD))
_PERSON, _OUTLET = ActorKind.PERSON, ActorKind.OUTLET  # read once: a member is slow to reach
_TELLING_SEX = frozenset((Part.TITLE, Part.HEAD, Part.PRONOUN))
_SORTS = {"body": Sort.BODY, "document": Sort.DOCUMENT, "outlet": Sort.OUTLET}
_DEFINITE = frozenset(("the", "this", "that", "its", "his", "her", "their"))
_SEVERAL = frozenset(("two", "three", "four", "five", "several", "some"))
_ANY_SEX = frozenset(("king", "chairman"))
"""Said of either: "a king", as a surname, and "chairman", as an office."""


def sort_of(word: Word) -> str:
    """Tell what sort of speaker a name or a noun makes."""
    if word.part in NAMING:
        kind = word.kind
        if kind is None or kind is _PERSON:
            return Sort.PERSON
        return Sort.OUTLET if kind is _OUTLET else Sort.BODY
    return _SORTS.get(word.group, Sort.PERSON)


@lru_cache(maxsize=8192)
def _gender_of_name(full: str) -> str:
    """Tell the sex by the forename of a full name, in lower case."""
    return load_genders().get(full.split()[0], "") if " " in full else ""


@lru_cache(maxsize=8192)
def _gender_of_noun(key: str) -> str:
    return "" if key in _ANY_SEX else load_genders().get(key.rstrip("."), "")


def _read_gender(words: Sequence[Word], name: Word | None) -> str:
    if name is not None:
        gender = _gender_of_name(name.key if " " in name.key else name.text.casefold())
        if gender:
            return gender
    for word in words:
        if word.part in _TELLING_SEX:
            gender = _gender_of_noun(word.key)
            if gender:
                return gender
    return ""


@lru_cache(maxsize=8192)
def _split_key(key: str) -> frozenset[str]:
    return frozenset(key.split())


@lru_cache(maxsize=8192)
def _bare_key(key: str) -> frozenset[str]:
    return frozenset((key.rstrip("."),))


def _words_called(words: Sequence[Word]) -> frozenset[str]:
    """Give the words that the speaker may be called by later on."""
    called: frozenset[str] = frozenset()
    for word in words:
        part = word.part
        if part in _CALLING:
            more = _bare_key(word.key)
        elif part == Part.NAME or (
            part == Part.PLAIN and word.text[0].isupper() and "-" not in word.text
        ):
            more = _split_key(word.key)
        else:
            continue
        called = called | more if called else more
    return called


def make_pronoun(word: Word) -> Subject:
    """Make the subject that a pronoun is."""
    gender = {"he": "m", "she": "f"}.get(word.key, "")
    return Subject(
        word.text, word.start, word.end, Sort.PRONOUN, None, word.key, gender=gender,
        is_plural=word.key == "they",
    )  # fmt: skip


def make_name(word: Word, around: Sequence[Word]) -> Subject:
    """Make the subject that a name is; ``around`` are the words of its phrase."""
    gender = _read_gender(around, word)
    return Subject(
        word.text, word.start, word.end, sort_of(word), word.actor, "",
        _words_called(around), gender, is_named=True,
    )  # fmt: skip


def make_names(text: str, words: Sequence[Word]) -> Subject:
    """Make the subject that several names are, joined by "and"."""
    first, last = words[0], words[-1]
    return Subject(
        text[first.start : last.end], first.start, last.end, sort_of(last), None, "",
        _words_called(words), "", is_plural=True, is_named=True,
    )  # fmt: skip


def make_description(text: str, words: Sequence[Word], head: Word) -> Subject:
    """Make the subject that a description is; ``head`` is its noun."""
    first, last = words[0], words[-1]
    is_definite = first.part == Part.DETERMINER and first.key in _DEFINITE
    return Subject(
        text[first.start : last.end], first.start, last.end, sort_of(head), None, head.key,
        _words_called(words), _read_gender(words, None),
        is_plural=head.is_plural or first.key in _SEVERAL, is_definite=is_definite,
    )  # fmt: skip
