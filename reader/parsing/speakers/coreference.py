"""Whom a pronoun or "the official" stands for, from what the item said before.

Keeps the speakers and persons of one item in order of mention and answers by gender, number,
office and recency. What is not clear stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from .callings import Sort
from .lexicon import load_entries, load_offices
from .subjects import Subject, make_name
from .tokens import Word

_PUBLICATIONS = frozenset(("article", "story", "editorial", "report"))
_ISSUED = frozenset(("statement", "letter", "message", "post", "release", "tweet", "video"))
_BARE = 2
"""So short a description without "the" ("a source") takes up one that was fuller before."""
_AHEAD = 2
_MOST_HEARD = 80
_WEIGHT = itemgetter(1)
_REACH = 10
"""How many sentences back a pronoun may point."""


class Discourse:
    """The speakers and persons that one item has named so far."""

    def __init__(self) -> None:
        self._heard: list[tuple[int, int, Subject]] = []
        self._named: dict[tuple[str | None, str], Subject] = {}
        self.sentence = 0
        """How many sentences were heard."""
        self.last_speaker: Subject | None = None
        self.cited: Subject | None = None
        """Whom an outlet cited last: "its source" later on."""

    def start_sentence(self) -> None:
        """Count one sentence on."""
        self.sentence += 1

    def hear(self, subject: Subject, weight: int) -> None:
        """Take note of someone; weight 3: speaks, 2: subject, 1: mentioned."""
        if subject.sort != Sort.PRONOUN:
            self._heard.append((self.sentence, weight, subject))
            if subject.is_named:
                self._named[subject.actor, subject.text] = subject

    def mention(self, word: Word) -> None:
        """Take note of a name that is neither speaker nor subject."""
        known = self._named.get((word.actor, word.text))
        if known is None:
            self.hear(make_name(word, 0, (word,)), 1)
        else:
            self._heard.append((self.sentence, 1, known))

    def _ranked(self) -> Iterator[Subject]:
        """Give everyone heard: latest sentence first, in it the speaker, then order of place."""
        recent = self._heard[-_MOST_HEARD:]
        end = len(recent)
        while end and self.sentence - recent[end - 1][0] <= _REACH:
            sentence, start = recent[end - 1][0], end - 1
            while start and recent[start - 1][0] == sentence:
                start -= 1
            for heard in sorted(recent[start:end], key=_WEIGHT, reverse=True):
                yield heard[2]
            end = start

    def resolve(self, subject: Subject) -> Subject | None:
        """Find whom the subject stands for; itself where it names its speaker."""
        if subject.sort == Sort.PRONOUN:
            return self._resolve_pronoun(subject)
        if subject.is_named:
            return subject
        if subject.is_definite or len(subject.text.split()) <= _BARE:
            return self._resolve_definite(subject) or subject
        return subject

    def _resolve_pronoun(self, pronoun: Subject) -> Subject | None:
        if pronoun.head in ("he", "she"):
            for person in self._ranked():
                is_one = person.sort == Sort.PERSON and not person.is_plural
                if is_one and person.gender in ("", pronoun.gender):
                    return person
            return None
        if pronoun.head == "they":
            several = next((s for s in self._ranked() if s.is_plural), None)
            return several or self.last_speaker or self._last_body()
        return self._last_body() if pronoun.head == "it" else None

    def _last_body(self) -> Subject | None:
        return next((s for s in self._ranked() if s.sort != Sort.PERSON), None)

    def _resolve_definite(self, subject: Subject) -> Subject | None:
        """Find who "the diplomat" is: the last one so called, or of an office that goes by it."""
        same = load_offices().get(subject.head, frozenset((subject.head,)))
        nouns = load_entries()
        extra = frozenset(word for word in subject.called - same if word not in nouns)
        is_paper = subject.sort == Sort.OUTLET or subject.head in _PUBLICATIONS
        if is_paper and subject.is_definite:
            for candidate in self._ranked():
                if candidate.sort == Sort.OUTLET and candidate.is_named:
                    return candidate
        for candidate in self._ranked():
            if _agrees(subject, candidate) and _is_called(candidate, same, extra):
                return candidate
        if subject.head == "source" and self.cited is not None:
            return self.cited
        return self._resolve_by_context(subject, extra) if subject.is_definite else None

    def _resolve_by_context(self, subject: Subject, extra: frozenset[str]) -> Subject | None:
        """Find who "the statement" or "the president" is where nobody was called so before."""
        last = self.last_speaker
        if extra or last is None:
            return None
        if subject.head in _ISSUED and last.sort != Sort.OUTLET:
            return last
        is_fitting = last.sort is subject.sort and not last.head and not subject.is_plural
        is_unknown = not any(word in load_offices() for word in last.called)
        return last if is_fitting and is_unknown and subject.head in load_offices() else None

    def find_after(self, sentence: int, gender: str) -> Subject | None:
        """Find the first named person that speaks in the two sentences after one."""
        first = bisect_right(self._heard, sentence, key=lambda heard: heard[0])
        last = bisect_right(self._heard, sentence + _AHEAD, key=lambda heard: heard[0])
        for _, weight, subject in self._heard[first:last]:
            fits = subject.sort == Sort.PERSON and subject.is_named and not subject.is_plural
            if fits and weight > 1:
                return subject if subject.gender in ("", gender) else None
        return None

    def merge_called(self, named: Subject) -> Subject:
        """Add to a name what it was called before in the item."""
        if not named.is_named:
            return named
        other = self._named.get((named.actor, named.text))
        if other is None or other is named or other.sort is not named.sort:
            return named
        if named.called <= other.called and named.gender in ("", other.gender):
            return other
        called = other.called | named.called
        return named._replace(called=called, gender=named.gender or other.gender)


def _agrees(subject: Subject, candidate: Subject) -> bool:
    """Tell whether the description may mean the other one by its sort, number and sex."""
    if candidate.text == subject.text or candidate.sort is not subject.sort:
        return False
    if not subject.is_definite and (candidate.is_named or candidate.is_plural):
        return False
    if candidate.is_plural != subject.is_plural and candidate.head != subject.head:
        return False
    return not (subject.gender and candidate.gender and subject.gender != candidate.gender)


def _is_called(candidate: Subject, same: frozenset[str], extra: frozenset[str]) -> bool:
    """Tell whether someone was called by the office, and by the other words used."""
    offices = candidate.called | {candidate.head} if candidate.head else candidate.called
    return not same.isdisjoint(offices) and not (extra and extra.isdisjoint(candidate.called))
