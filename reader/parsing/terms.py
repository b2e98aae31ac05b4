"""Finds many terms at once in the words of a line.

Takes terms of ``reader.dossier.terms`` and gives each place where one stands, sentence by
sentence. One pass over the words looks every word up in a table; only lines in which a term may
stand are split into sentences. What a term means is left to the stage that asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..dossier.terms import Joint, Phrase, Term, fold_word, iter_words
from .sentences import split_sentences

_MOST_HITS = 12
"""Places of one part in one sentence that are looked at: keeps hostile text linear."""
_MOST_CACHED = 60_000

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


@dataclass(frozen=True, slots=True)
class _Entry:
    rest: Phrase
    part: int


class TermFinder:
    """Finds the places of all its terms in a line."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        self._begins: dict[str, list[_Entry]] = defaultdict(list)
        self._cache: dict[str, tuple[_Entry, ...]] = {}
        self._terms: list[tuple[tuple[int, ...], tuple[Joint, ...]]] = []
        self._by_first_part: dict[int, list[int]] = defaultdict(list)
        parts: dict[tuple[Phrase, ...], int] = {}
        for index, term in enumerate(terms):
            numbers = tuple(self._number(part, parts) for part in term.parts)
            self._terms.append((numbers, term.joints))
            self._by_first_part[numbers[0]].append(index)

    def _number(self, part: tuple[Phrase, ...], parts: dict[tuple[Phrase, ...], int]) -> int:
        if part not in parts:
            parts[part] = len(parts)
            for phrase in part:
                word = phrase[0]
                table = self._begins if word.endswith("*") else self._exact
                table[word.rstrip("*")].append(_Entry(phrase[1:], parts[part]))
        return parts[part]

    def read(self, text: str) -> Reading:
        """Find all terms in one line."""
        found = list(iter_words(text))
        words = [match[0] for match in found]
        hits = self._hits(words)
        if not hits:
            return Reading(text, (), (), ())
        spans = tuple(match.span() for match in found)
        sentences = split_sentences(text)
        matches: list[Match] = []
        starts = [span[0] for span in spans]
        at = 0
        for number, (_, end) in enumerate(sentences):
            first = at
            while at < len(starts) and starts[at] < end:
                at += 1
            inside = {
                part: [place for place in places if first <= place[0] and place[1] < at][
                    :_MOST_HITS
                ]
                for part, places in hits.items()
            }
            matches += self._match_sentence(inside, number, spans)
        return Reading(text, sentences, tuple(matches), spans)

    def _hits(self, words: list[str]) -> dict[int, list[Span]]:
        hits: dict[int, list[Span]] = {}
        cache = self._cache
        for at, word in enumerate(words):
            entries = cache.get(word)
            if entries is None:
                entries = self._look_up(word)
            for entry in entries:
                last = at + len(entry.rest)
                if not entry.rest or _stands(entry.rest, words, at + 1):
                    hits.setdefault(entry.part, []).append((at, last))
        return hits

    def _look_up(self, word: str) -> tuple[_Entry, ...]:
        folded = fold_word(word)
        entries = list(self._exact.get(folded, ()))
        for length in range(1, len(folded) + 1):
            entries += self._begins.get(folded[:length], ())
        if len(self._cache) > _MOST_CACHED:
            self._cache.clear()
        self._cache[word] = tuple(entries)
        return self._cache[word]

    def _match_sentence(
        self, hits: Mapping[int, list[Span]], sentence: int, spans: Sequence[Span]
    ) -> list[Match]:
        matches: list[Match] = []
        for part, places in hits.items():
            for index in self._by_first_part.get(part, ()) if places else ():
                numbers, joints = self._terms[index]
                chains = {(place, place) for place in places}
                for number, joint in zip(numbers[1:], joints, strict=True):
                    chains = _extend(chains, hits.get(number, ()), joint)
                matches += (
                    Match(index, sentence, spans[first][0], spans[last][1], first, last)
                    for (first, last) in sorted({whole for whole, _ in chains})
                )
        return matches


def _stands(phrase: Phrase, words: list[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    for wanted, word in zip(phrase, words[at : at + len(phrase)], strict=True):
        folded = fold_word(word)
        if wanted.endswith("*"):
            if not folded.startswith(wanted[:-1]):
                return False
        elif folded != wanted:
            return False
    return True


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
