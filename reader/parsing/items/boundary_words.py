"""The cue that decided an item's start, in plain words for the reader.

Takes the cues of a line and the decisive one, gives a phrase. The labels of the cues themselves
are keys of the weights' file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from .boundary_cues import ALONE

_IN_PLAIN_WORDS = (
    ("line: ", ""),
    ("news, ", "somebody speaks, "),
    ("event, ", "something happens, "),
    ("full name new", "a full name that is not above"),
    ("short name new", "a title and a name that are not above"),
    ("full name again", "a person of the item, again in full"),
    ("short name again", "a person of the item, again with title"),
    ("new office", "an official without a name"),
    ("outlet again", "an outlet of the item"),
    ("surname introduced below", "a surname introduced below"),
    ("surname named in the item", "a surname of the item, nowhere in full"),
    ("surname new", "a surname that is not above"),
    ("fresh", "in the perfect or present"),
)


def explain(cues: Sequence[str], decisive: str) -> str:
    """Say in plain words why a line opens an item: the decisive cue, or what it stands for."""
    return _put_plainly(cues[0] if decisive == ALONE else decisive)


@cache
def _put_plainly(cue: str) -> str:
    """Say one cue in plain words; there are a few hundred at most."""
    if not cue.startswith("line: "):
        return cue
    for label, words in _IN_PLAIN_WORDS:
        cue = cue.replace(label, words)
    return cue
