"""Who is named where: persons, states, bodies and outlets, listed or found.

Two passes over the text lines. The first finds the known phrases (``aliases``) and the runs of
capitals that may be names (``discovery``); then the whole document decides who is a person
(``people``); the second says who is meant at each place. Offices that stand for a person are
found last (``offices``). Gives ``Naming``; who speaks is left to the stage of the speakers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from store.making import maker
from store.records import Actor, ActorKind, Mention

from ...dossier import Dossier
from ..model import Line, LineRole, Naming, Page, Reference
from .aliases import Aliases, Hit, build_aliases, parser_keys
from .bodies import Bodies
from .discovery import Candidate, find_candidates
from .folding import skeleton
from .namewords import load_name_words
from .offices import Offices, known_offices
from .people import People, Person, gather, open_people, spelt_words
from .references import Owner, Trail, find_offices
from .resolving import Resolver
from .roles import find_roles, nationality_words
from .scanning import Word, find_words, name_span, split_compound

_TEXT = LineRole.TEXT  # a member is slow to reach

_PERSON = ActorKind.PERSON
_make_mention = maker(Mention)
_START = attrgetter("start")
_new = tuple.__new__


@dataclass(slots=True)
class _Reading:
    """What the first pass found in one line."""

    line: Line
    phrases: list[Hit]
    candidates: list[Candidate]
    adjectives: list[Word]
    """Words such as "Polish"."""
    bodies: list[Mention]
    acronyms: list[Word]


def find_names(page: Page, dossier: Dossier) -> Naming:
    """Find every actor of the dossier, and new ones, in the text lines of a page."""
    aliases = build_aliases(dossier.actors, parser_keys(dossier.actor_keys))
    people = open_people(dossier.actors)
    lines = [line for line in page.lines if line.role is _TEXT]
    spelt = spelt_words([line.text for line in lines])
    ordinary = frozenset(word for word in spelt if word.islower())
    bodies = Bodies()
    readings = [_read(line, aliases, people, bodies) for line in lines]
    gather([c for reading in readings for c in reading.candidates], people, ordinary)
    resolver = Resolver(people, ordinary)
    mentions = {r.line.number: _mentions(r, resolver, bodies) for r in readings}
    roles = find_roles(lines, mentions, people)
    offices = known_offices(dossier, aliases, roles)
    references = _references(readings, mentions, aliases, offices)
    named = {m.actor for found in mentions.values() for m in found}
    named.update(r.actor for found in references.values() for r in found)
    known = {**bodies.actors, **aliases.actors}
    actors = {
        actor_id: known.get(actor_id)
        or _found_actor(people.known[actor_id], roles.get(actor_id), aliases)
        for actor_id in sorted(named)
    }
    named_lines = {n: found for n, found in mentions.items() if found}
    return Naming(actors, named_lines, references, spelt)


def _read(line: Line, aliases: Aliases, people: People, bodies: Bodies) -> _Reading:
    text = line.text
    words = find_words(text)
    if not words:
        return _Reading(line, [], [], [], [], [])
    if "-" in text or "‑" in text:
        words = _split_known(words, aliases, people)
    telling = aliases.telling
    known = [place for place, (_, _, _, key, _) in enumerate(words) if key in telling]
    phrases = _find_phrases(text, words, known, aliases) if known else []
    claimed = [(start, end) for start, end, _, _ in phrases]
    marked = [word for word in words if word[4].is_marked]
    named: list[Mention] = []
    if "(" in text:
        for hit in phrases:
            bodies.learn_acronym(text, hit.start, hit.end, hit.phrase.actor)
        named = bodies.find(line, words, claimed)
    elif marked and [word for word in marked if word.form.is_body]:
        named = bodies.find(line, words, claimed)
    if named:
        claimed = sorted(claimed + [(body.start, body.end) for body in named])
    return _Reading(
        line,
        phrases,
        find_candidates(text, line.number, words, claimed),
        [words[place] for place in known if words[place][3] in aliases.adjectives],
        named,
        [word for word in marked if word.form.is_acronym],
    )


def _split_known(words: list[Word], aliases: Aliases, people: People) -> list[Word]:
    """Take compounds of two known names apart ("Russia-Ukraine"), but no other."""
    if not [word for word in words if word.form.has_hyphen]:
        return words
    parts: list[Word] = []
    for word in words:
        if "-" in word.key and word.key not in aliases.hyphenated:
            pieces = split_compound(word)
            if any(_is_known(piece.key, aliases, people) for piece in pieces):
                parts.extend(pieces)
                continue
        parts.append(word)
    return parts


def _is_known(key: str, aliases: Aliases, people: People) -> bool:
    if key in load_name_words().particles:
        return False
    return key in aliases.by_word or skeleton(key) in people.listed


def _find_phrases(
    text: str, words: Sequence[Word], known: Iterable[int], aliases: Aliases
) -> list[Hit]:
    """Find the known phrases of a line; ``known`` are places of words that may open one."""
    found: list[Hit] = []
    by_word, find = aliases.by_word, aliases.find
    end = 0
    for place in known:
        word = words[place]
        start, _, _, key, _ = word
        if start < end or key not in by_word:
            continue
        hit = find(text, start, key)
        if hit is None or hit.start < end:
            continue
        if place and words[place - 1].end + 1 == start and text[start - 1] == " ":
            before = words[place - 1]
            is_one = before.start >= end and " " not in hit.phrase.text
            if is_one and _is_sure_forename(before.key):
                continue
        found.append(hit)
        end = hit.end
    return found


def _is_sure_forename(key: str) -> bool:
    lexicon = load_name_words()
    return key not in lexicon.doubtful and lexicon.is_forename(key)


def _mentions(reading: _Reading, resolver: Resolver, bodies: Bodies) -> tuple[Mention, ...]:
    number, text = reading.line.number, reading.line.text
    found = list(reading.bodies)
    for start, end, (actor, kind, *_), is_place in reading.phrases:
        if not is_place:
            found.append(_make_mention(actor, text[start:end], kind, number, start, end))
    for candidate in reading.candidates:
        for words, person in resolver.resolve(candidate):
            start, end = name_span(text, words[0].start, words[-1].end, person.name)
            found.append(_make_mention(person.id, text[start:end], _PERSON, number, start, end))
    if reading.acronyms and bodies.by_acronym:
        taken = sorted((mention.start, mention.end) for mention in found)
        found += bodies.find_acronyms(reading.line, reading.acronyms, taken)
    found.sort(key=_START)
    return tuple(found)


def _references(
    readings: Sequence[_Reading],
    mentions: Mapping[int, Sequence[Mention]],
    aliases: Aliases,
    holders: Offices,
) -> dict[int, tuple[Reference, ...]]:
    trail = Trail(holders)
    owning = holders.owners()  # an office of anybody else means nobody
    adjectives = aliases.adjectives
    references: dict[int, tuple[Reference, ...]] = {}
    for reading in readings:
        number, text = reading.line.number, reading.line.text
        named = [
            _new(Owner, (m.start, m.end, m.actor)) for m in mentions[number] if m.kind is _PERSON
        ]
        places: list[tuple[int, int, str]] = [person for person in named if person[2] in owning]
        if reading.phrases:
            places += [
                (start, end, phrase[0])
                for start, end, phrase, _ in reading.phrases
                if phrase[0] in owning
            ]
        if reading.adjectives:
            places += [
                (word[0], word[1], owner)
                for word in reading.adjectives
                if (owner := adjectives[word[3]]) in owning
            ]
        offices = find_offices(text, places) if places else []
        found = trail.find(text, number, offices, named)
        if found:
            references[number] = tuple(found)
    return references


def _found_actor(person: Person, role: str | None, aliases: Aliases) -> Actor:
    """Make the record of a person whom the dossier does not list."""
    side = None
    for word in nationality_words(role or ""):
        state = aliases.adjectives.get(word) or aliases.names.get(word)
        if state is not None and aliases.actors[state].is_listed:
            side = state
            break
    return Actor(person.id, person.name, ActorKind.PERSON, role, side, (), is_listed=False)
