"""The persons of a document: full names joined under one record, listed or found.

Takes the candidates of the whole document and decides by all the evidence for a name whether it
is a person. One spelling is enough to join the others (``folding``). Whom a surname alone means
is decided in ``resolving``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from store.records import Actor, ActorKind

from .discovery import Candidate
from .folding import fold, skeleton, slug
from .namewords import load_name_words
from .scanning import find_words
from .wordforms import SUFFIXES

_FULL = 2
"""Words of a full name, at least."""
_MOST_NAMESAKES = 20
"""People of one surname that are found in a document: each full name is compared with them all."""
_LONGEST = 5
"""Words of a name, at most."""
ENOUGH = 2
"""Evidence from which a run of capitals is a person."""


@dataclass(slots=True, eq=False)
class Person:
    """One person of the dossier or of the document."""

    id: str
    name: str
    forename: str
    """Folded; empty where only the surname is known."""
    surname: str
    """Folded last word."""
    suffix: str
    """"jr" and the like."""
    gender: str
    """"m", "f" or empty."""
    actor: Actor | None
    """The listed actor."""
    titles: set[str] = field(default_factory=set)
    """Folded words of the role, as listed and as found before the name."""
    places: list[int] = field(default_factory=list)
    """Lines of the full name, in order."""
    joined: tuple[str, ...] = ()
    """Folded words of a long name, so that its last words are known as well."""


def split_name(words: Sequence[str]) -> tuple[str, str, str]:
    """Return forename, surname and suffix of a full name's folded words."""
    rest = [word for word in words if word.rstrip(".") not in SUFFIXES] or list(words)
    suffix = next((w.rstrip(".") for w in words if w.rstrip(".") in SUFFIXES), "")
    if len(rest) < _FULL:
        return "", rest[0], suffix
    first = rest[0].replace(".", "")
    if len(first) == 1:
        initials = []
        for word in rest[:-1]:
            if len(word.replace(".", "")) > 1:
                break
            initials.append(word.replace(".", ""))
        first = "".join(initials) if len(initials) > 1 or len(rest) == 2 else rest[1]
    return first, rest[-1], suffix


@lru_cache(maxsize=16384)
def are_one_forename(first: str, second: str) -> bool:
    """Whether two folded forenames may be one: equal, equal in the table, or as spelt."""
    if first == second:
        return True
    same = load_name_words().same
    if same.get(first, frozenset()) & same.get(second, frozenset()):
        return True
    return len(first) > 2 and skeleton(first) == skeleton(second)


def gender_of(forename: str) -> str:
    """Return "m" or "f" if the table of forenames tells, else an empty text."""
    lexicon = load_name_words()
    male, female = forename in lexicon.male, forename in lexicon.female
    return "" if male == female else "m" if male else "f"


@lru_cache(maxsize=8)
def listed_people(actors: tuple[Actor, ...]) -> tuple[tuple[Person, tuple[str, ...]], ...]:
    """Return the dossier's persons, each with the single words that name it ("Xi")."""
    people = []
    for actor in actors:
        if actor.kind is not ActorKind.PERSON:
            continue
        spelt = [tuple(w.key for w in find_words(n)) for n in (actor.name, *actor.aliases)]
        is_single = all(len(words) < _FULL for words in spelt)
        for words in spelt:
            if len(words) >= _FULL or (is_single and words):
                person = _listed_person(actor, words)
                people.append((person, tuple(_single_names(actor))))
    return tuple(people)


def _listed_person(actor: Actor, words: tuple[str, ...]) -> Person:
    forename, surname, suffix = split_name(words)
    titles = {fold(word) for word in (actor.role or "").replace(",", " ").split()}
    return Person(
        actor.id, actor.name, forename, surname, suffix, gender_of(forename), actor, titles,
        joined=words,
    )  # fmt: skip


def _single_names(actor: Actor) -> Iterable[str]:
    for alias in (actor.name, *actor.aliases):
        words = tuple(find_words(alias))
        if len(words) == 1 and words[0].end - words[0].start == len(alias):
            yield words[0].key


@dataclass(slots=True)
class People:
    """Everyone named in one document, and the listed ones who may be."""

    by_surname: dict[str, list[Person]] = field(default_factory=dict)
    """Skeleton of the surname → persons of the document."""
    listed: dict[str, list[Person]] = field(default_factory=dict)
    """Skeleton of the surname → persons of the dossier, one per spelling of the name."""
    singles: dict[str, Person] = field(default_factory=dict)
    """Folded single word that names one person alone."""
    known: dict[str, Person] = field(default_factory=dict)
    """By id: persons of the document."""
    _told: dict[tuple[str, ...], Person | None] = field(default_factory=dict)
    """What ``full`` has answered since somebody was taken up last."""

    def full(self, words: tuple[str, ...]) -> Person | None:
        """Return the person of a full name, of the document first, then of the dossier."""
        if len(words) > _LONGEST:
            return self._find(words)
        try:
            return self._told[words]
        except KeyError:
            person = self._told[words] = self._find(words)
            return person

    def _find(self, words: tuple[str, ...]) -> Person | None:
        forename, surname, suffix = split_name(words)
        key = skeleton(surname)
        for pool in (self.by_surname, self.listed):
            for person in pool.get(key, ()):
                if person.suffix != suffix:
                    continue
                if are_one_forename(person.forename, forename):
                    return person
                if len(person.joined) > len(words) and person.joined[-len(words) :] == words:
                    return person
        return None

    def add(self, person: Person) -> Person:
        """Take a person up into the document; one record per id."""
        first = self.known.get(person.id)
        if first is None:
            first = Person(
                person.id, person.name, person.forename, person.surname, person.suffix,
                person.gender, person.actor, set(person.titles), [], person.joined,
            )  # fmt: skip
            self.known[person.id] = first
        shelf = self.by_surname.setdefault(skeleton(person.surname), [])
        if first not in shelf:
            shelf.append(first)
            self._told.clear()
        return first


def open_people(actors: tuple[Actor, ...]) -> People:
    """Return the people of a document of which nothing has been read."""
    people = People()
    for person, singles in listed_people(actors):
        people.listed.setdefault(skeleton(person.surname), []).append(person)
        for single in singles:
            people.singles.setdefault(single, person)
    return people


def gather(candidates: Sequence[Candidate], people: People, ordinary: frozenset[str]) -> None:
    """Decide which full names are persons, by all the evidence of the document.

    Args:
        candidates: those of the whole document, in order.
        people: taken up into.
        ordinary: folded words that the document also writes in lower case.
    """
    alone = {c.words[0].key for c in candidates if len(c.words) == 1 and not c.is_word}
    weights: dict[tuple[str, ...], int] = {}
    firsts: dict[tuple[str, ...], Candidate] = {}
    for candidate in candidates:
        keys = candidate.keys
        if not keys:
            continue
        person = people.full(keys)
        if person is not None:
            _note(people.add(person), candidate)
            continue
        if candidate.is_part or len(keys) > _LONGEST:
            continue
        if candidate.is_headline and keys not in firsts:
            continue
        firsts.setdefault(keys, candidate)
        weight = weights.get(keys, -9)
        if weight < ENOUGH:  # more than enough changes nothing
            weights[keys] = max(weight, candidate.evidence)
    for keys, first in firsts.items():
        weight = weights[keys] + (keys[-1] in alone)
        if weights[keys] < ENOUGH:
            weight -= sum(key in ordinary for key in keys)
        person = _discover(keys, first, people) if weight >= ENOUGH else None
        if person is not None:
            _note(person, first)


def _note(person: Person, candidate: Candidate) -> None:
    person.places.append(candidate.line)
    title = candidate.title
    if title:
        person.titles.add(title)


def _discover(keys: tuple[str, ...], candidate: Candidate, people: People) -> Person | None:
    known = people.full(keys)
    if known is not None:
        return people.add(known)
    forename, surname, suffix = split_name(keys)
    if len(people.by_surname.get(skeleton(surname), ())) >= _MOST_NAMESAKES:
        return None
    name = candidate.name
    person = Person(
        slug(name), name, forename, surname, suffix, gender_of(forename), None, joined=keys
    )
    return people.add(person)


def spelt_words(lines: Iterable[str]) -> set[str]:
    """Return what stands between the spaces of a document's lines."""
    words: set[str] = set()
    for line in lines:
        words.update(line.split(" "))
    return words
