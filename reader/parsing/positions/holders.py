"""Whose stance a sentence shows.

Takes the names, the references and the attributions of one item; answers, for a sentence, who
speaks, who is the subject of a cue, who stands behind "for" or "by". An outlet is never the
holder: it reports. What cannot be known is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.records import Actor, ActorKind

from ..model import Attribution, Naming, Quotation
from ..speakers.cues import Form, is_reporting_verb, load_cues
from .groups import find_groups, names_of

_OUTLET, _PERSON = ActorKind.OUTLET, ActorKind.PERSON  # a member is slow to reach

_new = tuple.__new__  # a named tuple's own constructor takes three times as long
_SPEAKING = ("neutral", "claim", "order")
"""Classes of reporting verbs of which the plural form is looked at, right after a name."""
_VERB_WITHIN = 60
"""Characters between a name and the reporting verb after it."""
_WORD = re.compile(r"[^\W\d_]+")
_PREPOSITION = re.compile(
    r"\b(?:to|with|from|of|for|by|against|on|in|at|than|told|between|beside|alongside|about|over|during)\s+(?:the\s+)?$"
)
_AND = re.compile(
    r"\s*,?\s+(?:and|as well as|&)\s+(?:(?:the|its|their)\s+)?"
    r"(?:[A-Z][\w.'’-]{1,20}\s+){0,4}"  # a title: "and Rivian Prime Minister"
)
_COMMA = re.compile(r"\s*,\s*")
_CARRIED_SUBJECT = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I)\s+(?:\w{2,20}\s+){0,2}$")
_CLOSING = ',"”“’»?!'
_POSSESSIVE = re.compile(r"['’]s?\s")
_UP_TO_VERB = re.compile(
    r"(?:,[^,]{1,60},|,)?"
    r"(?:\s+(?:has|have|had|long|always|already|now|since|also|later|earlier|then|again|further|once"
    r"|on\s+\w{1,12}|\w{1,20}ly)){0,4}\s*"
)
_PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ww]e|I)\b")


class Named(NamedTuple):
    """One place where an actor stands in a line."""

    start: int
    end: int
    actor: str


class _Spoken(NamedTuple):
    """One quotation with its index among all of the document."""

    number: int
    start: int
    end: int
    found: Attribution


class Voices:
    """The actors of one document, asked line by line."""

    def __init__(
        self,
        naming: Naming,
        listed: Sequence[Actor],
        quotations: Sequence[Quotation],
        attributions: Sequence[Attribution],
    ) -> None:
        self._actors: Mapping[str, Actor] = {a.id: a for a in listed} | dict(naming.actors)
        self._naming = naming
        self._names = names_of(self._actors.values())
        self._cues = [found.cue for found in attributions]
        self._spoken: dict[int, list[_Spoken]] = {}
        for index, (quotation, found) in enumerate(zip(quotations, attributions, strict=True)):
            self._spoken.setdefault(quotation.line, []).append(
                _Spoken(index, quotation.start, quotation.end, found)
            )
        self._named: dict[int, list[Named]] = {}

    def side_of(self, actor: str) -> str | None:
        """Return the side on which an actor speaks; a state or body without one is its own."""
        known = self._actors.get(actor)
        if known is None:
            return None
        if known.side is None and known.kind is not _PERSON and known.is_listed:
            return known.id
        return known.side

    def named_in(self, line: int, text: str, start: int, end: int) -> list[Named]:
        """Return the actors that can hold a stance, in order of place."""
        named = self._named.get(line)
        if named is None:
            named = self._named[line] = self._find_named(line, text)
        first, last = bisect_left(named, (start,)), bisect_left(named, (end,))
        return [place for place in named[first:last] if place[1] <= end]

    def _find_named(self, line: int, text: str) -> list[Named]:
        places = [(m.start, m.end, m.actor) for m in self._naming.mentions.get(line, ())]
        places += [(r.start, r.end, r.actor) for r in self._naming.references.get(line, ())]
        places += find_groups(text, self._names)
        places.sort(key=lambda p: (p[0], -p[1]))
        kept: list[Named] = []
        reached = 0
        for start, end, actor in places:
            if start >= reached and self._can_hold(actor):
                kept.append(_new(Named, (start, end, actor)))
            reached = max(reached, end)
        return kept

    def _can_hold(self, actor: str) -> bool:
        known = self._actors.get(actor)
        return known is not None and known.kind is not _OUTLET

    def _spoken_in(self, line: int, start: int, end: int) -> list[_Spoken]:
        spoken = self._spoken.get(line)
        if spoken is None:
            return []
        last = bisect_left(spoken, end, key=lambda place: place.start)
        first = bisect_right(spoken, start, key=lambda place: place.end)
        return spoken[first:last]

    def quotation_at(self, line: int, start: int, end: int) -> tuple[int, str | None] | None:
        """Return index and speaker of the quotation that holds most of a passage."""
        for spoken in self._spoken_in(line, start, end):
            if 2 * (min(end, spoken.end) - max(start, spoken.start)) > end - start:
                speaker = spoken.found.speaker_id
                return spoken.number, speaker if speaker and self._can_hold(speaker) else None
        return None

    def cue_of(self, quotation: int) -> str | None:
        """Return the reporting verb of a quotation, by its number."""
        return self._cues[quotation]

    def speakers(self, line: int, text: str, start: int, end: int) -> tuple[str, ...] | None:
        """Return who says a sentence: the subject of its reporting verb, or of its quotation.

        None: whoever spoke before; the sentence says "he" or "she", or goes on with a quotation.
        """
        named = self.named_in(line, text, start, end)
        for word in _WORD.finditer(text, start, end):
            at = word.start()
            if not _is_reporting(word[0]) or self._spoken_in(line, at, at + 1):
                continue
            found = _subject_of_verb(named, text, at, word.end(), start)
            if found != ():
                return found
        for spoken in self._spoken_in(line, start, end)[:1]:
            speaker = spoken.found.speaker_id
            if speaker is None:
                return () if spoken.found.speaker else None
            return (speaker,) if self._can_hold(speaker) else ()
        return ()


@lru_cache(maxsize=4096)
def _is_reporting(word: str) -> bool:
    """Tell whether a word may be a reporting verb, the plural's "officials insist" included."""
    word = word.casefold()
    if is_reporting_verb(word):
        return True
    cue = load_cues().get(word)
    return cue is not None and cue.form is Form.BASE and cue.group in _SPEAKING


def _subject_of_verb(
    named: Sequence[Named], text: str, start: int, end: int, from_: int
) -> tuple[str, ...] | None:
    before = [n for n in named if n.end <= start and start - n.end <= _VERB_WITHIN]
    if before and _UP_TO_VERB.fullmatch(text, before[-1].end, start):
        return with_joined(named, named.index(before[-1]), text)
    if _CARRIED_SUBJECT.search(text, max(from_, start - 40), start):
        return None
    after = [n for n in named if 0 <= n.start - end <= 2]
    if after and text[:start].rstrip()[-1:] in _CLOSING:
        return (after[0].actor,)
    return ()


def is_subject_of(named: Named, text: str, at: int) -> bool:
    """Tell whether an actor is the subject of the verb at ``at``, an apposition between them."""
    within = 0 <= at - named.end <= _VERB_WITHIN
    return within and _UP_TO_VERB.fullmatch(text, named.end, at) is not None


def carries_on(text: str, start: int, at: int) -> bool:
    """Tell whether the subject of the verb at ``at`` is a pronoun: whoever spoke before."""
    return _CARRIED_SUBJECT.search(text, max(start, at - 40), at) is not None


def with_joined(named: Sequence[Named], index: int, text: str) -> tuple[str, ...]:
    """Return an actor together with those joined to it: "Rivia, Sarn and the islands"."""
    actors = [named[index].actor]
    joint = _AND
    while index > 0 and joint.fullmatch(text, named[index - 1].end, named[index].start):
        index -= 1
        actors.append(named[index].actor)
        joint = _COMMA
    return tuple(dict.fromkeys(reversed(actors)))


def subject_before(
    named: Sequence[Named], text: str, start: int, at: int, covered: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """Return the subject of the words at ``at``: the nearest actor before them that is no object.

    Args:
        named: the actors of the sentence, in order.
        text: the line.
        start: where the sentence, or its clause, begins.
        at: where the cue begins.
        covered: passages about a point; who is named inside them is what it is about.
    """
    before = [
        n
        for n in named
        if start <= n.start
        and n.end <= at
        and not any(a <= n.start and n.end <= b for a, b in covered)
    ]
    if before and text[before[-1].end : at].strip() in ("'s", "’s", "'", "’"):
        return (before[-1].actor,)
    before = [n for n in before if not _POSSESSIVE.match(text, n.end)]
    free = [n for n in before if not _PREPOSITION.search(text, max(0, n.start - 16), n.start)]
    if not before:
        return ()
    chosen = (free or before)[-1]
    if _PRONOUN.search(text, chosen.end, at) and not free:
        return ()
    return with_joined(named, named.index(chosen), text)


def target_after(
    named: Sequence[Named], text: str, at: int, end: int, within: int = 30
) -> tuple[str, ...]:
    """Return the actor behind "for" or "by" right after the words that end at ``at``."""
    for place in named:
        if place.start >= at and place.end <= end and place.start - at <= within:
            link = text[at : place.start]
            if re.search(r"\b(?:for|by|to|of|from)\b", link) or text[at - 2 : at] in ("by", "or"):
                return (place.actor,)
            return ()
    return ()
