"""Finds many terms at once in the words of a line.

Takes terms of ``reader.dossier.terms`` and gives each place where one stands, sentence by
sentence. One pass over the words looks every word up in a table; only lines in which a term may
stand are split into sentences. What a term means is left to the stage that asks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...dossier.terms import Joint, Phrase, Term, find_words, fold_word, iter_words
from ..sentences import split_sentences

_MOST_HITS = 12
"""Places of one part in one sentence that are looked at: keeps hostile text linear."""
_MOST_CACHED = 60_000

_split = lru_cache(maxsize=1024)(split_sentences)
"""Points and positions read the same lines one after the other."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """One place of a term in a line."""

    term: int
    """Index among the finder's terms."""
    sentence: int
    """Which sentence of the line, from 0."""
    start: int
    end: int
    """Character offsets into the line, from the term's first to its last word."""
    first: int
    last: int
    """The same in words of the line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line with all that was found in it."""

    text: str
    sentences: tuple[Span, ...]
    """Character offsets of its sentences; empty where nothing was found."""
    matches: tuple[Match, ...]
    words: tuple[Span, ...]
    """Character offsets of its words; empty where nothing was found."""


class _Node:
    """One word of the phrases that begin alike."""

    __slots__ = ("begins", "exact", "is_open", "lengths", "parts")

    def __init__(self) -> None:
        self.exact: dict[str, _Node] = {}
        self.begins: dict[str, _Node] = {}
        self.lengths: tuple[int, ...] = ()
        """Of the beginnings, so that a word is cut only where one may stand."""
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
        self.lengths = tuple(sorted({len(key) for key in self.begins}))

    def follow(self, word: str) -> list[_Node]:
        """Return the nodes that a folded word leads to."""
        node = self.exact.get(word)
        nodes = [] if node is None else [node]
        for length in self.lengths:
            node = self.begins.get(word[:length]) if length <= len(word) else None
            if node is not None:
                nodes.append(node)
        return nodes


class TermFinder:
    """Finds the places of all its terms in a line."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._root = _Node()
        self._folded: dict[str, str] = {}
        self._first: dict[str, tuple[tuple[int, ...], tuple[_Node, ...]]] = {}
        self._terms: list[tuple[tuple[int, ...], tuple[Joint, ...]]] = []
        self._alone: dict[int, list[int]] = defaultdict(list)
        self._joined: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
        parts: dict[tuple[Phrase, ...], int] = {}
        for index, term in enumerate(terms):
            numbers = tuple(self._number(part, parts) for part in term.parts)
            self._terms.append((numbers, term.joints))
            if term.joints:
                self._joined[numbers[0]].append((index, frozenset(numbers[1:])))
            else:
                self._alone[numbers[0]].append(index)

    def _number(self, part: tuple[Phrase, ...], parts: dict[tuple[Phrase, ...], int]) -> int:
        if part not in parts:
            parts[part] = len(parts)
            for phrase in part:
                self._root.add(phrase, parts[part])
        return parts[part]

    def read(self, text: str) -> Reading:
        """Find all terms in one line."""
        words = find_words(text)
        hits = self._hits(words)
        complete = [index for part in hits for index in self._alone.get(part, ())]
        complete += [
            index
            for part in hits
            for index, others in self._joined.get(part, ())
            if others <= hits.keys()
        ]
        if not complete:
            return Reading(text, (), (), ())
        spans = tuple(match.span() for match in iter_words(text))
        return self._read_sentences(text, complete, hits, spans)

    def _read_sentences(
        self, text: str, complete: list[int], hits: dict[int, list[Span]], spans: tuple[Span, ...]
    ) -> Reading:
        sentences = _split(text)
        starts = [span[0] for span in spans]
        used = {number for index in complete for number in self._terms[index][0]}
        places = sorted((place, part) for part in used for place in hits[part])
        matches: list[Match] = []
        at = 0
        for number, (_, end) in enumerate(sentences):
            last = bisect_left(starts, end)
            inside: dict[int, list[Span]] = {}
            while at < len(places) and places[at][0][0] < last:
                place, part = places[at]
                at += 1
                here = inside.setdefault(part, [])
                if place[1] < last and len(here) < _MOST_HITS:
                    here.append(place)
            matches += self._match_sentence(
                [i for i in complete if inside.get(self._terms[i][0][0])], inside, number, spans
            )
        return Reading(text, sentences, tuple(matches), spans)

    def _hits(self, words: list[str]) -> dict[int, list[Span]]:
        hits: dict[int, list[Span]] = {}
        first = self._first
        for at, word in enumerate(words):
            entry = first.get(word)
            if entry is None:
                entry = self._look_up(word)
            parts, deeper = entry
            for part in parts:
                hits.setdefault(part, []).append((at, at))
            if deeper:
                self._follow(deeper, words, at, hits)
        return hits

    def _look_up(self, word: str) -> tuple[tuple[int, ...], tuple[_Node, ...]]:
        nodes = self._root.follow(self._fold(word))
        parts = tuple(part for node in nodes for part in node.parts)
        self._first[word] = parts, tuple(node for node in nodes if node.is_open)
        return self._first[word]

    def _follow(
        self, nodes: Iterable[_Node], words: list[str], at: int, hits: dict[int, list[Span]]
    ) -> None:
        for here in range(at + 1, len(words)):
            word = self._fold(words[here])
            reached = [longer for node in nodes for longer in node.follow(word)]
            if not reached:
                return
            for node in reached:
                for part in node.parts:
                    hits.setdefault(part, []).append((at, here))
            nodes = [node for node in reached if node.is_open]

    def _fold(self, word: str) -> str:
        folded = self._folded.get(word)
        if folded is None:
            if len(self._folded) > _MOST_CACHED:
                self._folded.clear()
                self._first.clear()
            folded = self._folded[word] = fold_word(word)
        return folded

    def _match_sentence(
        self,
        terms: Iterable[int],
        hits: Mapping[int, list[Span]],
        sentence: int,
        spans: Sequence[Span],
    ) -> list[Match]:
        matches: list[Match] = []
        for index in terms:
            numbers, joints = self._terms[index]
            places: Sequence[Span] = hits[numbers[0]][:_MOST_HITS]
            if joints:
                chains = {(place, place) for place in places}
                for number, joint in zip(numbers[1:], joints, strict=True):
                    chains = _extend(chains, hits.get(number, ())[:_MOST_HITS], joint)
                places = sorted({whole for whole, _ in chains})
            matches += (
                Match(index, sentence, spans[first][0], spans[last][1], first, last)
                for first, last in places
            )
        return matches


def _extend(
    chains: set[tuple[Span, Span]], places: Sequence[Span], joint: Joint
) -> set[tuple[Span, Span]]:
    """Lengthen each chain (whole span, span of its last part) by every place that fits."""
    longer: set[tuple[Span, Span]] = set()
    for whole, latest in chains:
        for place in places:
            if place[0] > latest[1]:
                between = place[0] - latest[1] - 1
            elif place[1] < latest[0] and not joint.is_ordered:
                between = latest[0] - place[1] - 1
            else:
                continue
            if joint.within is None:
                longer.add((whole, latest))
            elif between <= joint.within:
                longer.add(((min(whole[0], place[0]), max(whole[1], place[1])), place))
        if len(longer) > _MOST_HITS * _MOST_HITS:
            break
    return longer
