"""What a document shows as a whole, and what the item that is open has said so far.

Takes the shapes of a document's text lines and gives a ``Lexicon`` (who is introduced where, how
telling each word is) and, line by line, the ``ItemSoFar``. The cues that follow from both are
made in ``boundary_cues``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from .linenames import PERSONS
from .openers import Shape

_NEVER = 1 << 60
_ENOUGH = 4
_USUAL = 0.3
"""Number and share of speakers in the present above which it is the usual tense."""


class Lexicon:
    """Who is introduced where in a document, and how telling each word is."""

    def __init__(
        self,
        shapes: Sequence[Shape],
        texts: Iterable[str],
        spelt: AbstractSet[str] | None = None,
    ) -> None:
        """Read all lines once.

        Args:
            shapes: of the document's text lines.
            texts: these lines.
            spelt: their words as they are spelt, parted at least at every plain space, where
                they are known already.
        """
        if spelt is None:
            spelt = set().union(*map(str.split, texts))
        odd = [word for word in spelt if not word.isprintable()]  # other space in it
        self.small = spelt | {part for word in odd for part in word.split()} if odd else spelt
        """All words as they are spelt: one that is spelt small somewhere is nobody's name."""
        counts: Counter[str] = Counter()
        introductions: defaultdict[str, list[int]] = defaultdict(list)
        for place, shape in enumerate(shapes):
            counts.update(shape.words)
            for name in shape.names:
                if name.kind in PERSONS and name.key not in self.small:
                    introductions[name.key].append(place)
                    if name.first != name.key and name.first not in self.small:
                        introductions[name.first].append(place)
        tenses = Counter(shape.speaker.tense for shape in shapes if shape.speaker.kind)
        self.is_in_present = tenses["present"] > max(_ENOUGH, _USUAL * tenses.total())
        """The document reports in the present throughout, so that "says" is no sign of news."""
        size = len(shapes) + 1
        self._introductions = dict(introductions)
        self._weights = {word: math.log(size / count) for word, count in counts.items()}
        self._totals: dict[int, float] = {}
        self._above: dict[int, float] = {}

    def _weigh(self, words: AbstractSet[str]) -> float:
        return sum(map(self._weights.__getitem__, words))

    def shared(self, place: int, words: AbstractSet[str], others: AbstractSet[str]) -> float:
        """Share of a line's telling words that stand among others as well, 0 to 1."""
        total = self._totals.get(place)
        if total is None:
            total = self._totals[place] = self._weigh(words)
        return self._weigh(words & others) / total if total else 0.0

    def shared_above(self, place: int, words: AbstractSet[str], others: AbstractSet[str]) -> float:
        """The same for a line and the one above it; both of them ask."""
        share = self._above.get(place)
        if share is None:
            share = self._above[place] = self.shared(place, words, others)
        return share

    def is_person(self, key: str) -> bool:
        """Whether somebody of this name is introduced somewhere."""
        return key in self._introductions

    def is_nearer_below(self, key: str, place: int) -> bool:
        """Whether the next introduction of a person is nearer than the last one.

        In a feed with the newest post first, a post that leans on another stands above it.
        """
        places = self._introductions[key]
        at = bisect_left(places, place)
        below = places[at] - place if at < len(places) else _NEVER
        above = place - places[at - 1] if at else _NEVER
        return below < above


class ItemSoFar:
    """The item that is open: its lines up to the one in question."""

    __slots__ = ("introduced", "is_block", "keys", "size", "words")

    def __init__(self, shape: Shape) -> None:
        """Open an item with its first line."""
        self.size = 0
        self.words: set[str] = set()
        self.keys: set[str] = set()
        """Of all names in it."""
        self.introduced: set[str] = set()
        """Surnames and first names of the people it introduces."""
        self.is_block = False
        """A block quotation without marks is going on."""
        self.add(shape)

    def add(self, shape: Shape) -> None:
        """Take a line into the item."""
        self.size += 1
        self.words |= shape.words
        for name in shape.names:
            self.keys.add(name.key)
            if name.kind in PERSONS:
                self.introduced.add(name.key)
                self.introduced.add(name.first)
        self.is_block = shape.asks_more or (self.is_block and shape.is_own_voice)
