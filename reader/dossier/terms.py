"""The small language that terms are written in, in ``plan.toml`` and in the parser's own tables.

======================  ==========================================================================
``security guarantees`` these words, side by side; case, accents and punctuation do not count
``recogni*``            any word that begins so
``cede|yield land``     either word in this place
``give up / cede``      either of these runs of words; binds closer than the signs below
``{regions}``           any of the words listed under this name
``cede ~ territory``    both, at most eight words apart, in any order (``~3``: at most three)
``cede > territory``    the same, but in this order (``>3``: at most three words between)
``border* + force``     the first, in a sentence that holds the second as well
======================  ==========================================================================

This module only takes terms apart; finding them in a text is the matcher's part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, product

NEAR = 8
"""How many words may stand between two parts that are near each other."""
MOST_PHRASES = 2000
"""A part with more alternatives than this is refused: it would be a mistake."""

_MOST_KEPT = 60_000
_LONGEST_KEPT = 40
"""Characters of a run that is remembered: longer ones hardly come twice."""

_WORD = re.compile(r"(?<![^\W_]['’])[^\W_]+(?:['’](?!s\b)[^\W_]+)?")
_WORD_OR_STAR = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?\*?")
_JOINT = re.compile(r"\s([~>+])(\d{0,2})(?=\s)")
_SLOT = re.compile(r"\{([^{}]*)\}|([^\s{}]+)")

Phrase = tuple[str, ...]
"""Words side by side; one that ends in ``*`` is a beginning."""


class TermInvalid(ValueError):
    """A term that cannot be understood: ``problem`` and ``remedy`` say why and what to write."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


@dataclass(frozen=True, slots=True)
class Joint:
    """How a part stands to the part before it."""

    within: int | None
    """Words that may stand between them; None: anywhere in the sentence."""
    is_ordered: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One term taken apart."""

    text: str
    parts: tuple[tuple[Phrase, ...], ...]
    """Each part is a choice of phrases."""
    joints: tuple[Joint, ...]
    """One fewer than parts."""


def fold_word(word: str) -> str:
    """Return a word without case and accents, its apostrophe straight."""
    word = word.replace("’", "'")
    if not word.isascii():
        word = "".join(
            c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)
        )
    return word.casefold()


def parse_term(text: str, words: Mapping[str, Iterable[str]]) -> Term:
    """Take one term apart.

    Args:
        text: the term as written.
        words: the named groups that it may use.

    Raises:
        TermInvalid: it is empty, or names a group that is not there.
    """
    pieces = _JOINT.split(f" {text} ")
    parts = tuple(_parse_part(piece, words, text) for piece in pieces[::3])
    joints = tuple(
        Joint(None if sign == "+" else int(count or NEAR), sign == ">")
        for sign, count in zip(pieces[1::3], pieces[2::3], strict=True)
    )
    return Term(text, parts, joints)


def _parse_part(text: str, words: Mapping[str, Iterable[str]], term: str) -> tuple[Phrase, ...]:
    kept = dict.fromkeys(p for run in text.split(" / ") for p in _parse_run(run, words, term))
    if not kept:
        raise TermInvalid(
            f"the term {term!r} has a part without words",
            "Write words on both sides of ~, > and +",
        )
    return tuple(kept)


def _parse_run(text: str, words: Mapping[str, Iterable[str]], term: str) -> list[Phrase]:
    slots: list[tuple[Phrase, ...]] = []
    for found in _SLOT.finditer(text):
        name, choice = found.groups()
        if name is None:
            slots.append(tuple(_phrase(word) for word in choice.split("|")))
        elif name in words:
            slots.append(tuple(p for entry in words[name] for p in _parse_part(entry, {}, entry)))
        else:
            raise TermInvalid(
                f"the term {term!r} uses the group {{{name}}}, which is not there",
                f"List its words under [words] as {name} = [...]",
            )
    size = 1
    for slot in slots:
        size *= len(slot)
    if size > MOST_PHRASES:
        raise TermInvalid(f"the term {term!r} has {size} readings", "Write it as several terms")
    phrases = (sum(choice, ()) for choice in product(*slots))
    return [phrase for phrase in phrases if phrase]


def _phrase(text: str) -> Phrase:
    return tuple(fold_word(word) for word in _WORD_OR_STAR.findall(text))


def iter_words(text: str) -> Iterable[re.Match[str]]:
    """Yield the words of a text as matches; a possessive ``'s`` belongs to no word."""
    return _WORD.finditer(text)


class _FoldedRuns(dict[str, tuple[str, ...]]):
    """The folded words of a run of characters without space, taken apart on first sight.

    A plain dictionary, since every word of every document asks it: no call is made for a run that
    is known. Words never reach over a space, so each run can be taken apart alone.
    """

    def __missing__(self, run: str) -> tuple[str, ...]:
        words = tuple(map(fold_word, _WORD.findall(run)))
        if len(run) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[run] = words
        return words


_folded_runs = _FoldedRuns()


def fold_words(text: str) -> list[str]:
    """Return the words of a text, as ``iter_words`` cuts them, each folded."""
    return list(chain.from_iterable(map(_folded_runs.__getitem__, text.split())))
