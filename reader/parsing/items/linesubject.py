"""What the first sentence of a line is about, whoever speaks in it.

Takes a sentence whose names are known and gives the place of its subject among them, or whether
officials without a name are it. Who speaks is left to ``linespeaker``.
"""

from __future__ import annotations

from .linenames import Kind
from .linespeaker import Sentence
from .linewords import LISTS

_TITLED = Kind.TITLED  # a member is slow to reach

_PLACES = LISTS["places"]
_OFFICIALS = frozenset(word for word in LISTS["offices"] | LISTS["sources"] if word.endswith("s"))


def is_of_officials(sentence: Sentence) -> bool:
    """Tell whether officials of a state or body are the subject: "Spanish officials have"."""
    lower = sentence.lower
    if _OFFICIALS.isdisjoint(lower[:6]) or " ;" in sentence.text[:30]:
        return False
    for k, word in enumerate(lower[:6]):
        if word in _OFFICIALS:
            is_of_place = k > 0 and (lower[k - 1] in _PLACES or sentence.word(k - 1).isupper())
            return is_of_place or lower[k + 1 : k + 2] in (["of"], ["from"])
    return False


def find_subject(sentence: Sentence) -> int:
    """Find the name that the sentence begins with, or the one after its circumstances, else -1."""
    for place, name in enumerate(sentence.names):
        if place == 0 and name.start < 7:
            return _end_of_chain(sentence, place)
        if name.start > 1 and sentence.text.startswith(", ", name.start - 2):
            return _end_of_chain(sentence, place)
        if name.start > 160:
            break
    return -1


def _end_of_chain(sentence: Sentence, place: int) -> int:
    """The person at the end of "Kremlin spokesman Anton Weiss" or "Spain's Eva Ruiz"."""
    names = sentence.names
    for at in range(place + 1, min(place + 3, len(names))):
        before, name = names[at - 1], names[at]
        gap = sentence.text[before.end : name.start]
        is_title = name.kind is _TITLED and len(gap) < 45 and "," not in gap
        if not (before.owns and len(gap) < 4) and not is_title:
            return at - 1
        place = at
    return place
