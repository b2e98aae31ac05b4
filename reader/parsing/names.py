"""Who is named where: persons, states, bodies and outlets, listed or found.

Two passes over the text lines. The first finds the known phrases (``aliases``) and the runs of
capitals that may be names (``discovery``); then the whole document decides who is a person
(``people``); the second says who is meant at each place. Offices that stand for a person are
found last (``offices``). Gives ``Naming``; who speaks is left to the stage of the speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from store.records import Actor, ActorKind, Mention

from ..dossier import Dossier
from .aliases import Aliases, Hit, build_aliases, parser_keys
from .discovery import Candidate, iter_candidates
from .folding import skeleton
from .model import Line, LineRole, Naming, Page
from .namewords import load_name_words
from .people import People, Person, Resolver, gather, open_people, ordinary_words
from .scanning import Word, iter_words, split_compound


@dataclass(slots=True)
class _Reading:
    """What the first pass found in one line."""

    line: Line
    phrases: list[Hit] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)


def find_names(page: Page, dossier: Dossier) -> Naming:
    """Find every actor of the dossier, and new ones, in the text lines of a page."""
    aliases = build_aliases(dossier.actors, parser_keys(dossier.actor_keys))
    people = open_people(dossier.actors)
    lines = [line for line in page.lines if line.role is LineRole.TEXT]
    ordinary = ordinary_words(line.text for line in lines)
    readings = [_read(line, aliases, people) for line in lines]
    gather([c for reading in readings for c in reading.candidates], people, ordinary)
    resolver = Resolver(people, ordinary)
    mentions = {}
    named: set[str] = set()
    for reading in readings:
        found = _mentions(reading, resolver)
        if found:
            mentions[reading.line.number] = found
            named.update(mention.actor for mention in found)
    actors = {
        actor_id: aliases.actors[actor_id]
        if actor_id in aliases.actors
        else _found_actor(people.known[actor_id])
        for actor_id in sorted(named)
    }
    return Naming(actors, mentions, {})


def _read(line: Line, aliases: Aliases, people: People) -> _Reading:
    reading = _Reading(line)
    words = _split_known(iter_words(line.text), aliases, people)
    reading.phrases = _find_phrases(line.text, words, aliases)
    if words:
        claimed = [(hit.start, hit.end) for hit in reading.phrases]
        reading.candidates = list(iter_candidates(line.text, line.number, words, claimed))
    return reading


def _split_known(words: Iterable[Word], aliases: Aliases, people: People) -> list[Word]:
    """Take compounds of two known names apart ("Russia-Ukraine"), but no other."""
    parts: list[Word] = []
    for word in words:
        if "-" in word.key and word.key not in aliases.hyphenated:
            pieces = split_compound(word)
            if any(p.key in aliases.by_word or skeleton(p.key) in people.listed for p in pieces):
                parts.extend(pieces)
                continue
        parts.append(word)
    return parts


def _find_phrases(text: str, words: Sequence[Word], aliases: Aliases) -> list[Hit]:
    lexicon = load_name_words()
    found: list[Hit] = []
    end = 0
    for place, word in enumerate(words):
        if word.start < end or word.key not in aliases.by_word:
            continue
        hit = aliases.find(text, word)
        if hit is None or hit.start < end:
            continue
        before = words[place - 1] if place else None
        if (
            before is not None
            and " " not in hit.phrase.text
            and text[before.end : word.start] == " "
            and before.start >= end
            and before.key not in lexicon.doubtful
            and lexicon.is_forename(before.key)
        ):
            continue
        found.append(hit)
        end = hit.end
    return found


def _mentions(reading: _Reading, resolver: Resolver) -> tuple[Mention, ...]:
    number, text = reading.line.number, reading.line.text
    found = [
        Mention(
            hit.phrase.actor, text[hit.start : hit.end], hit.phrase.kind, number, hit.start, hit.end
        )
        for hit in reading.phrases
        if not hit.is_place
    ]
    for candidate in reading.candidates:
        for words, person in resolver.resolve(candidate):
            start, end = words[0].start, words[-1].end
            if text[end : end + 1] == "]" and "[" in text[start:end]:
                end += 1
            found.append(Mention(person.id, text[start:end], ActorKind.PERSON, number, start, end))
    found.sort(key=lambda mention: mention.start)
    return tuple(found)


def _found_actor(person: Person) -> Actor:
    return Actor(person.id, person.name, ActorKind.PERSON, None, None, (), is_listed=False)
