"""Where phrases stand in a run of words: all phrases of all terms in one pass.

Takes phrases, each with the number of the part of a term that it belongs to; gives the places of
every part in folded words. The phrases form a tree of words. What a word leads to from a state of
the reading is worked out when it first comes and then remembered, so that most words of a text
cost one look into a dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...dossier.terms import Phrase

_MOST_KEPT = 60_000
_MOST_KEPT_INSIDE = 1_000
"""Words remembered at the first word of phrases, and behind it."""

Place = tuple[int, int]
"""First and last word."""


class _Node:
    """One word of the phrases that begin alike."""

    __slots__ = ("begins", "exact", "is_open", "lengths", "parts")

    def __init__(self) -> None:
        self.exact: dict[str, _Node] = {}
        self.begins: dict[str, _Node] = {}
        self.lengths: dict[str, tuple[int, ...]] = {}
        """Of the beginnings, by their first letter: a word is cut only where one may stand."""
        self.parts: tuple[int, ...] = ()
        """Parts that are complete here."""
        self.is_open = False
        """Longer phrases go on from here."""

    def add(self, phrase: Phrase, part: int) -> None:
        """Add one phrase of a part."""
        if not phrase:
            self.parts = tuple(dict.fromkeys((*self.parts, part)))
            return
        self.is_open = True
        word = phrase[0]
        begin = word.removesuffix("*")
        table = self.exact if begin == word else self.begins
        table.setdefault(begin, _Node()).add(phrase[1:], part)
        if table is self.begins:
            first = begin[:1]
            lengths = {len(key) for key in table if key[:1] == first}
            self.lengths[first] = tuple(sorted(lengths))

    def follow(self, word: str) -> list[_Node]:
        """Return the nodes that a folded word leads to."""
        node = self.exact.get(word)
        nodes = [] if node is None else [node]
        for length in self.lengths.get(word[:1], ()):
            node = self.begins.get(word[:length]) if length <= len(word) else None
            if node is not None:
                nodes.append(node)
        return nodes


class _State(dict[str, "_Step | None"]):
    """What each next word leads to from some nodes; None: to nothing."""

    __slots__ = ("_most", "_nodes")

    def __init__(self, nodes: Sequence[_Node], most: int) -> None:
        super().__init__()
        self._nodes = nodes
        self._most = most

    def __missing__(self, word: str) -> _Step | None:
        reached = [longer for node in self._nodes for longer in node.follow(word)]
        step: _Step | None = None
        if reached:
            deeper = [node for node in reached if node.is_open]
            step = (
                tuple(part for node in reached for part in node.parts),
                _State(deeper, _MOST_KEPT_INSIDE) if deeper else None,
            )
        if len(self) >= self._most:
            self.clear()
        self[word] = step
        return step


_Step = tuple[tuple[int, ...], _State | None]
"""The parts that a word completes, and the state in which the reading goes on."""


class PhraseFinder:
    """Finds the places of all phrases that were added."""

    def __init__(self) -> None:
        self._root = _Node()
        self._start = _State([self._root], _MOST_KEPT)

    def add(self, phrase: Phrase, part: int) -> None:
        """Add one phrase of a part."""
        self._root.add(phrase, part)
        self._start.clear()

    def find(self, words: Sequence[str]) -> dict[int, list[Place]]:
        """Give the places of every part that stands in the words."""
        places: defaultdict[int, list[Place]] = defaultdict(list)
        end = len(words) - 1
        for at, step in enumerate(map(self._start.__getitem__, words)):
            if step is None:
                continue
            parts, deeper = step
            for part in parts:
                places[part].append((at, at))
            # Looked at here first: the word behind "the" or "in" seldom goes on with a phrase.
            if deeper is not None and at < end and deeper[words[at + 1]] is not None:
                _go_on(deeper, words, at, places)
        return places


def _go_on(
    state: _State | None, words: Sequence[str], first: int, places: dict[int, list[Place]]
) -> None:
    """Add the places of the longer phrases that begin at word ``first``."""
    for at in range(first + 1, len(words)):
        step = state[words[at]] if state is not None else None
        if step is None:
            return
        parts, state = step
        for part in parts:
            places[part].append((first, at))
