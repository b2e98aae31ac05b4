"""Which person a name means: full names joined under one record, surnames to full names.

Takes the candidates of a whole document, so that a surname may stand before its full name
(newest-first feeds). One spelling is enough to join the others (``folding``); two people of one
surname are kept apart, and a surname that could mean either means nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from store.records import Actor, ActorKind

from .discovery import SUFFIXES, Candidate
from .folding import fold, is_one_letter_off, skeleton, slug
from .namewords import load_name_words
from .scanning import Word, find_words

ENOUGH = 2
"""Evidence from which a run of capitals is a person."""
_LONG = 6
"""Letters from which a surname may be told by its skeleton alone."""
_NEAR = 3
"""Lines within which a forename alone, or the later of two namesakes, is still the one meant."""


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
    first = rest[0].replace(".", "")
    if len(first) == 1:
        initials = []
        for word in rest[:-1]:
            if len(word.replace(".", "")) > 1:
                break
            initials.append(word.replace(".", ""))
        first = "".join(initials) if len(initials) > 1 or len(rest) == 2 else rest[1]
    return (first if len(rest) > 1 else "", rest[-1], suffix)


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
        for name in (actor.name, *actor.aliases):
            words = tuple(w.key for w in find_words(name))
            if len(words) > 1:
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

    def full(self, words: Sequence[str]) -> Person | None:
        """Return the person of a full name, of the document first, then of the dossier."""
        forename, surname, suffix = split_name(words)
        key = skeleton(surname)
        for pool in (self.by_surname, self.listed):
            for person in pool.get(key, ()):
                if person.suffix != suffix:
                    continue
                if are_one_forename(person.forename, forename):
                    return person
                if len(person.joined) > len(words) and person.joined[-len(words) :] == tuple(words):
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
    alone = {c.words[0].key for c in candidates if len(c.words) == 1}
    weights: dict[tuple[str, ...], int] = {}
    firsts: dict[tuple[str, ...], Candidate] = {}
    for candidate in candidates:
        if len(candidate.words) < 2:
            continue
        keys = tuple(word.key for word in candidate.words)
        person = people.full(keys)
        if person is not None:
            _note(people.add(person), candidate)
            continue
        if candidate.is_part or len(keys) > 5:
            continue
        if candidate.is_headline and keys not in firsts:
            continue
        firsts.setdefault(keys, candidate)
        weights[keys] = max(weights.get(keys, -9), candidate.evidence)
    for keys, first in firsts.items():
        weight = weights[keys] + (keys[-1] in alone)
        if weights[keys] < ENOUGH:
            weight -= sum(key in ordinary for key in keys)
        if weight >= ENOUGH:
            _note(_discover(keys, first, people), first)


def _note(person: Person, candidate: Candidate) -> None:
    person.places.append(candidate.line)
    if candidate.title:
        person.titles.add(candidate.title)


def _discover(keys: tuple[str, ...], candidate: Candidate, people: People) -> Person:
    known = people.full(keys)
    if known is not None:
        return people.add(known)
    forename, surname, suffix = split_name(keys)
    name = candidate.name
    person = Person(
        slug(name), name, forename, surname, suffix, gender_of(forename), None, joined=keys
    )
    return people.add(person)


class Resolver:
    """Says, in the order of the text, who is meant by each candidate."""

    def __init__(self, people: People, ordinary: frozenset[str]) -> None:
        self._people = people
        self._ordinary = ordinary
        self._last: dict[str, tuple[int, Person]] = {}
        """Skeleton of a surname → line and person of its last full name."""
        self._forenames: dict[str, set[str]] = {}
        self._initials: dict[str, list[Person]] = {}
        self._surname_first: dict[str, Person] = {}
        for person in people.known.values():
            self._forenames.setdefault(person.forename, set()).add(person.id)
            self._initials.setdefault(skeleton(person.surname)[:1], []).append(person)
            if not load_name_words().is_forename(person.forename):
                self._surname_first.setdefault(person.forename, person)

    def resolve(self, candidate: Candidate) -> Iterable[tuple[tuple[Word, ...], Person]]:
        """Yield the names inside a candidate with the person each means."""
        words = candidate.words
        if len(words) > 1:
            person = None if candidate.is_part else self._full(words, candidate.line)
            if person is not None:
                yield words, person
                return
            yield from self._inside(candidate)
        elif not candidate.is_part:
            person = self._single(words[0], candidate)
            if person is not None:
                yield words, person

    def _full(self, words: tuple[Word, ...], line: int) -> Person | None:
        person = self._people.full([word.key for word in words])
        if person is None or person.id not in self._people.known:
            return None
        self._last[skeleton(person.surname)] = (line, self._people.known[person.id])
        return self._people.known[person.id]

    def _inside(self, candidate: Candidate) -> Iterable[tuple[tuple[Word, ...], Person]]:
        """Find known names in a longer run: "Crooked Jane Doe", "Doe Says"."""
        words, place = candidate.words, 0
        while place < len(words):
            pair = words[place : place + 2]
            person = self._full(pair, candidate.line) if len(pair) == 2 else None
            if person is not None:
                yield pair, person
                place += 2
                continue
            forename_before = place and load_name_words().is_forename(words[place - 1].key)
            if not forename_before and (place == len(words) - 1 or candidate.is_headline):
                person = self._single(words[place], candidate)
                if person is not None:
                    yield (words[place],), person
            place += 1

    def _single(self, word: Word, candidate: Candidate) -> Person | None:
        key = word.key
        shelf = self._people.by_surname.get(skeleton(key), [])
        exact = [person for person in shelf if person.surname == key] or shelf
        person = self._pick(exact, candidate) if exact else None
        if exact:
            return person
        if key in self._people.singles:
            return self._people.add(self._people.singles[key])
        return (
            self._listed_surname(key, candidate)
            or self._surname_first.get(key)
            or self._forename(key, candidate)
            or self._misspelt(key, candidate)
            or self._titled(word, candidate)
        )

    def _pick(self, shelf: list[Person], candidate: Candidate) -> Person | None:
        """Choose among the document's people of one surname."""
        lexicon, title = load_name_words(), candidate.title
        if title in lexicon.male_titles or title in lexicon.female_titles:
            gender = "m" if title in lexicon.male_titles else "f"
            shelf = [p for p in shelf if p.gender in {"", gender}] or self._by_gender(shelf, gender)
        if len(shelf) > 1 and title in lexicon.titles:
            shelf = [p for p in shelf if title in p.titles] or shelf
        if len(shelf) < 2:
            return shelf[0] if shelf else None
        line, last = self._last.get(skeleton(shelf[0].surname), (-99, None))
        if last in shelf and candidate.line - line <= _NEAR:
            return last
        ranked = sorted(shelf, key=lambda p: -len(p.places))
        if len(ranked[0].places) >= 2 * len(ranked[1].places):
            return ranked[0]
        return last if last in shelf else None

    def _by_gender(self, shelf: list[Person], gender: str) -> list[Person]:
        """The listed namesakes of that sex, if the document's own are all of the other."""
        listed = self._people.listed.get(skeleton(shelf[0].surname), ())
        return [self._people.add(p) for p in _unique(listed) if p.gender == gender][:1]

    def _listed_surname(self, key: str, candidate: Candidate) -> Person | None:
        """A surname whose full name the document never gives."""
        listed = _unique(self._people.listed.get(skeleton(key), ()))
        if not listed:
            return None
        fits = [p for p in listed if candidate.title and candidate.title in p.titles]
        if len(fits) == 1:
            return self._people.add(fits[0])
        lexicon = load_name_words()
        is_common = key in lexicon.common_surnames or lexicon.is_forename(key)
        if len(listed) > 1 or is_common or key in self._ordinary or fits:
            return None
        if key != listed[0].surname and len(key) < _LONG:
            return None
        return self._people.add(listed[0])

    def _forename(self, key: str, candidate: Candidate) -> Person | None:
        """A forename alone, right after its only bearer has been named in full."""
        bearers = self._forenames.get(key, ())
        if len(bearers) != 1 or not load_name_words().is_forename(key):
            return None
        person = self._people.known[next(iter(bearers))]
        line, last = self._last.get(skeleton(person.surname), (-99, None))
        near = last is person and 0 <= candidate.line - line <= _NEAR
        return person if near else None

    def _misspelt(self, key: str, candidate: Candidate) -> Person | None:
        """A surname with one wrong letter, where it says something."""
        if len(key) < 6 or not (candidate.says or candidate.title) or key in self._ordinary:
            return None
        near = [
            person
            for person in self._initials.get(skeleton(key)[:1], ())
            if len(person.surname) > 5 and is_one_letter_off(key, person.surname)
        ]
        return near[0] if len(near) == 1 else None

    def _titled(self, word: Word, candidate: Candidate) -> Person | None:
        """A title and a surname make a person even where the full name never comes."""
        lexicon = load_name_words()
        is_title = candidate.title in lexicon.titles and candidate.title != "miss"
        if not is_title or candidate.is_headline or len(word.key) < 3:
            return None
        if word.key in self._ordinary or lexicon.is_forename(word.key):
            return None
        gender = "m" if candidate.title in lexicon.male_titles else ""
        gender = "f" if candidate.title in lexicon.female_titles else gender
        return self._people.add(
            Person(slug(word.text), word.text, "", word.key, "", gender, None, {candidate.title})
        )


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def ordinary_words(lines: Iterable[str]) -> frozenset[str]:
    """Return the words that a document writes in lower case."""
    words: set[str] = set()
    for line in lines:
        words.update(line.split(" "))
    return frozenset(word for word in words if word.islower())
