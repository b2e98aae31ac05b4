"""The word lists of the names stage, as sets ready for look-up.

Everything here is data from ``namewords.toml``, ``titles.toml`` and ``forenames.toml``; what
follows from a word is decided by the modules that use it. All words are folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..tables import load_table
from .folding import fold


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words by what they say about a run of capitals."""

    plain: frozenset[str]
    """Sentence openers, pronouns and the like, and the verbs of saying."""
    calendar: frozenset[str]
    bodies: frozenset[str]
    bodies_sure: frozenset[str]
    bodies_first: frozenset[str]
    things: frozenset[str]
    """Words that make a run a place, a work, a law or a group; and places by name."""
    features: frozenset[str]
    """Those of them that make even a forename a place: "Beverly Hills"."""
    particles: frozenset[str]
    titles: frozenset[str]
    """Words that stand before a name or a surname."""
    nouns: frozenset[str]
    """Nouns of a role, the titles that are nouns included."""
    modifiers: frozenset[str]
    verbs: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    doubtful: frozenset[str]
    """Forenames that are something else as often."""
    common_surnames: frozenset[str]
    male_titles: frozenset[str]
    female_titles: frozenset[str]
    same: Mapping[str, frozenset[int]]
    """Forename → the groups of equal forenames that it belongs to."""
    no_name: frozenset[str]
    """Words that never open or extend a person's name."""

    def is_forename(self, word: str) -> bool:
        """Whether a folded word is a forename of the table; parts of "Jean-Noel" count."""
        if word in self.male or word in self.female:
            return True
        first, hyphen, last = word.partition("-")
        return bool(hyphen) and self.is_forename(first) and self.is_forename(last)


@cache
def load_name_words() -> NameWords:
    """Read the three tables once."""
    words = _words("namewords.toml")
    titles = _words("titles.toml")
    names = _words("forenames.toml")
    groups: dict[str, set[int]] = {}
    rows = load_table("forenames.toml")["same"]
    assert isinstance(rows, list)
    for number, row in enumerate(rows):
        for name in row:
            groups.setdefault(fold(name), set()).add(number)
    all_titles = titles["titles"] | titles["male_titles"] | titles["female_titles"]
    things = words["things"] | words["places"] | words["features"]
    plain = words["plain"] | titles["verbs"]
    bodies = words["bodies"] | words["bodies_sure"] | words["bodies_first"]
    forenames = names["male"] | names["female"]
    roles = all_titles | titles["nouns"] | titles["modifiers"]
    return NameWords(
        plain=plain,
        calendar=words["calendar"],
        bodies=bodies,
        bodies_sure=words["bodies_sure"],
        bodies_first=words["bodies_first"],
        things=things,
        features=words["features"],
        particles=words["particles"],
        titles=all_titles,
        nouns=titles["nouns"],
        modifiers=titles["modifiers"],
        verbs=titles["verbs"],
        male=names["male"],
        female=names["female"],
        doubtful=names["doubtful"],
        common_surnames=names["common_surnames"],
        male_titles=titles["male_titles"],
        female_titles=titles["female_titles"],
        same={name: frozenset(numbers) for name, numbers in groups.items()},
        no_name=plain | ((words["calendar"] | things | bodies | roles) - forenames),
    )


def _words(table: str) -> dict[str, frozenset[str]]:
    return {
        name: frozenset(fold(word) for word in words)
        for name, words in load_table(table).items()
        if isinstance(words, list) and name not in {"same", "equal"}
    }
