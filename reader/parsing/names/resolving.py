"""Whom a name means at its place: full names, surnames, forenames, misspelt ones.

Goes through the candidates in the order of the text when all full names of the document are
known, so that a surname may stand before its full name (newest-first feeds). Two people of one
surname are kept apart; a surname that could mean either means nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .discovery import Candidate
from .folding import is_one_letter_off, shortened, skeleton, slug
from .namewords import load_name_words
from .people import People, Person
from .scanning import Word

_LONG = 6
"""Letters from which a surname may be told by its skeleton alone."""
_SHORTEST_MISSPELT = 6
"""Letters from which one wrong letter does not make another name."""
_LONGEST_MISSPELT = 32
_MOST_ALIKE = 50
"""Surnames with the same letters but one that are compared with a misspelt one."""
_NEAR = 3
"""Lines within which a forename alone, or the later of two namesakes, is still the one meant."""


class Resolver:
    """Says, in the order of the text, who is meant by each candidate."""

    def __init__(self, people: People, ordinary: frozenset[str]) -> None:
        self._people = people
        self._ordinary = ordinary
        self._last: dict[str, tuple[int, Person]] = {}
        """Skeleton of a surname → line and person of its last full name."""
        self._forenames: dict[str, set[str]] = {}
        self._shortened: dict[str, list[Person]] = {}
        """Long surnames, and each of them without one of its letters."""
        self._near: dict[str, Person | None] = {}
        """Surname that nobody has → the only person whose surname is one letter off."""
        self._surname_first: dict[str, Person] = {}
        for person in people.known.values():
            self._forenames.setdefault(person.forename, set()).add(person.id)
            self._index(person)
            if not load_name_words().is_forename(person.forename):
                self._surname_first.setdefault(person.forename, person)

    def _index(self, person: Person) -> None:
        if not _SHORTEST_MISSPELT <= len(person.surname) <= _LONGEST_MISSPELT:
            return
        for letters in shortened(person.surname):
            shelf = self._shortened.setdefault(letters, [])
            if len(shelf) < _MOST_ALIKE:
                shelf.append(person)

    def resolve(self, candidate: Candidate) -> Sequence[tuple[tuple[Word, ...], Person]]:
        """Return the names inside a candidate with the person each means."""
        words, is_part = candidate.words, candidate.is_part
        if len(words) > 1:
            person = None if is_part else self._full(candidate.keys, candidate.line)
            return self._inside(candidate) if person is None else ((words, person),)
        person = None if is_part else self._single(words[0], candidate)
        return () if person is None else ((words, person),)

    def _full(self, keys: tuple[str, ...], line: int) -> Person | None:
        person = self._people.full(keys)
        if person is None or person.id not in self._people.known:
            return None
        self._last[skeleton(person.surname)] = (line, self._people.known[person.id])
        return self._people.known[person.id]

    def _inside(self, candidate: Candidate) -> list[tuple[tuple[Word, ...], Person]]:
        """Find known names in a longer run: "Crooked Jane Doe", "Doe Says"."""
        found: list[tuple[tuple[Word, ...], Person]] = []
        words, place = candidate.words, 0
        while place < len(words):
            pair = words[place : place + 2]
            keys = candidate.keys[place : place + 2]
            person = self._full(keys, candidate.line) if len(pair) == 2 else None
            if person is not None:
                found.append((pair, person))
                place += 2
                continue
            forename_before = place and load_name_words().is_forename(words[place - 1].key)
            if not forename_before and (place == len(words) - 1 or candidate.is_headline):
                person = self._single(words[place], candidate)
                if person is not None:
                    found.append(((words[place],), person))
            place += 1
        return found

    def _single(self, word: Word, candidate: Candidate) -> Person | None:
        key, people = word.key, self._people
        shelf = people.by_surname.get(skeleton(key))
        if candidate.is_word and not (shelf and (candidate.says or candidate.title)):
            return None
        if shelf:
            exact = len(shelf) > 1 and [person for person in shelf if person.surname == key]
            return self._pick(exact or shelf, candidate)
        if key in people.singles:
            return people.add(people.singles[key])
        title = candidate.title
        return (
            self._listed_surname(key, title)
            or self._surname_first.get(key)
            or self._forename(key, candidate)
            or self._misspelt(key, title, candidate)
            or (self._titled(word, title, candidate) if title else None)
        )

    def _pick(self, shelf: list[Person], candidate: Candidate) -> Person | None:
        """Choose among the document's people of one surname."""
        if len(shelf) == 1 and not shelf[0].gender:
            return shelf[0]
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

    def _listed_surname(self, key: str, title: str) -> Person | None:
        """A surname whose full name the document never gives."""
        spelt = self._people.listed.get(skeleton(key))
        if not spelt:
            return None
        listed = _unique(spelt)
        fits = [p for p in listed if title and title in p.titles]
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

    def _misspelt(self, key: str, title: str, candidate: Candidate) -> Person | None:
        """A surname with one wrong letter, where it says something."""
        if not _SHORTEST_MISSPELT <= len(key) <= _LONGEST_MISSPELT or key in self._ordinary:
            return None
        if not self._shortened:  # nobody is in the document
            return None
        if key not in self._near:
            if not (title or candidate.says):  # most: nobody is looked for then
                return None
            initial = skeleton(key)[:1]
            near = {
                person.id: person
                for letters in shortened(key)
                for person in self._shortened.get(letters, ())
                if skeleton(person.surname)[:1] == initial
                and is_one_letter_off(key, person.surname)
            }
            self._near[key] = next(iter(near.values())) if len(near) == 1 else None
        person = self._near[key]
        return person if person is not None and (title or candidate.says) else None

    def _titled(self, word: Word, title: str, candidate: Candidate) -> Person | None:
        """A title and a surname make a person even where the full name never comes."""
        lexicon = load_name_words()
        is_title = title in lexicon.titles and title != "miss"
        if not is_title or candidate.is_headline or len(word.key) < 3:
            return None
        if word.key in self._ordinary or lexicon.is_forename(word.key):
            return None
        gender = "m" if title in lexicon.male_titles else ""
        gender = "f" if title in lexicon.female_titles else gender
        return self._people.add(
            Person(slug(word.text), word.text, "", word.key, "", gender, None, {title})
        )


def _unique(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())
