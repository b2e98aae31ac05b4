"""The speaker of a quotation without a reporting clause, where the words beside it name him.

Takes the words of the sentence and gives a subject or None: a name with a colon before the
quotation, a name with a dash behind it, the owner of a claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cues import load_speech_nouns
from .lexicon import Part
from .subjects import Subject, make_name, make_pronoun
from .tokens import Word

_LONGEST_LABEL = 8
_REACH = 12


def read_beside(words: Sequence[Word], place: int, first: int, last: int) -> Subject | None:
    """Find who is named beside the quotation at ``place``."""
    return _read_label(words, place, first, last) or _read_owner(words, place, first)


def _read_label(words: Sequence[Word], place: int, first: int, last: int) -> Subject | None:
    """Read "Name: “…”" and "“…” — Name"."""
    is_short = 2 <= place - first <= _LONGEST_LABEL
    if is_short and words[place - 1].key == ":":
        names = [at for at in range(first, place - 1) if words[at].part == Part.NAME]
        if len(names) == 1:
            return make_name(words[names[0]], names[0], words[first:place])
    if place + 2 <= last and words[place + 1].key == "-" and words[place + 2].part == Part.NAME:
        return make_name(words[place + 2], place + 2, words[place + 2 : last + 1])
    return None


def _read_owner(words: Sequence[Word], place: int, first: int) -> Subject | None:
    """Read "X's claim that “…”": the owner of the nearest noun of speech before the quotation."""
    nouns = load_speech_nouns()
    for at in range(place - 1, max(first, place - _REACH) - 1, -1):
        word = words[at]
        if word.part in (Part.QUOTATION, Part.CUE):
            return None
        if word.key in nouns:
            return _read_possessor(words, at, first)
    return None


def _read_possessor(words: Sequence[Word], noun: int, first: int) -> Subject | None:
    at = noun - 1
    while at >= first and words[at].part in (Part.PLAIN, Part.ADVERB):
        at -= 1
    if at < first:
        return None
    if words[at].key in ("his", "her"):
        pronoun = "he" if words[at].key == "his" else "she"
        return make_pronoun(words[at], at, pronoun)
    if at > first and words[at].part == Part.POSSESSIVE and words[at - 1].part == Part.NAME:
        return make_name(words[at - 1], at - 1, (words[at - 1],))
    return None
