"""Who holds which office: "president of Poland", "Polish president", "chief of staff of X".

The forms of an office are data (``titles.toml``); the holders come from the dossier (``offices``
and ``role``) and from the roles that the document gives. Where an office stands for its holder
is decided in ``references``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from store.records import ActorKind

from ...dossier import Dossier
from ..tables import load_table
from .aliases import Aliases
from .folding import fold

PEEK = 4
"""Characters behind an owner that tell whether an office may follow."""
_BETWEEN = frozenset({"own", "current", "official", "new"})


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """The forms of all offices, and the patterns made of them."""

    forms: Mapping[str, str]
    """Every form of an office → its plain form."""
    after: Mapping[str, re.Pattern[str]]
    """Word that follows an owner → an office right behind the owner that begins with it:
    " president", "’s president"."""
    bare: re.Pattern[str]
    """An office with an article and no owner, from the article's second letter on."""
    leading: frozenset[str]
    """Offices whose holder is "the leader"."""
    closers: frozenset[str]
    """Last words of all forms."""
    behind: frozenset[str]
    """What may stand right behind an owner with an office, in lower case: the first characters
    of " president" or "’s president", ``PEEK`` of them or, for a short word, one less."""


@cache
def office_table() -> OfficeTable:
    """Read the table of offices once."""
    table = load_table("titles.toml")
    offices, equal, bare = table["offices"], table["equal"], table["bare"]
    leading = table["leading"]
    assert isinstance(offices, list)
    assert isinstance(equal, list)
    assert isinstance(bare, list)
    assert isinstance(leading, list)
    swaps = [(row[0], other) for row in equal for other in row[1:]]
    forms: dict[str, str] = {}
    for office in [*offices, *bare]:
        plain = office
        for first, other in swaps:
            if plain == other or (" " not in other and other in plain.split()):
                plain = plain.replace(other, first)
        for form in _variants(plain, swaps) | _variants(office, swaps):
            forms.setdefault(form, plain)
    after = _patterns_after(forms)
    return OfficeTable(
        forms,
        after,
        re.compile(rf"he ({_any_of(bare)})(?![\w-])(?! (?:of|for|to)\b| [A-Z])"),
        frozenset(leading),
        frozenset(form.split(" ")[-1] for form in forms),
        frozenset(
            f"{gap}{word}"[:PEEK] for word in after for gap in (" ", "' ", "’ ", "'s ", "’s ")
        ),
    )


def _any_of(forms: Iterable[str]) -> str:
    """Return an alternation, the longest form first."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(map(re.escape, longest_first)).replace(r"\ ", "[ -]")


def _patterns_after(forms: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """Return a pattern per first word: an alternation of all forms is slow to try."""
    by_first: dict[str, list[str]] = {}
    for form in forms:
        by_first.setdefault(re.split("[ -]", form)[0], []).append(form)
    by_first |= {word: [*forms] for word in _BETWEEN}
    return {
        first: re.compile(
            rf"(?:['’]s?)? (?:(?:{'|'.join(sorted(_BETWEEN))}) )?({_any_of(some)})(?![\w-])",
            re.IGNORECASE,
        )
        for first, some in by_first.items()
    }


def _variants(office: str, swaps: Sequence[tuple[str, str]]) -> set[str]:
    forms = {office}
    for first, other in swaps:
        if office == first:
            forms.add(other)
        elif " " not in first and first in office.split():
            forms.add(office.replace(first, other))
    return forms


def plain_office(text: str) -> str | None:
    """Return the plain form of an office, or None if the words are none."""
    return office_table().forms.get(fold(text).replace("-", " "))


@dataclass(slots=True)
class Offices:
    """Who holds which office, in one document."""

    holders: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    """(office, owner's id) → the holders' ids, in order."""
    kinds: dict[str, set[str]] = field(default_factory=dict)
    """Holder's id → the offices, whatever their owner."""

    def learn(self, person: str, role: str, names: Mapping[str, str]) -> None:
        """Take up what a role says: "president of Poland", "Polish president".

        Args:
            person: the holder's id.
            role: the words of the role.
            names: folded name or adjective → actor's id.
        """
        text = fold(role).replace("-", " ").replace("'s", "")
        if text.startswith(("former ", "ex ", "then ")) or " former " in text:
            return
        for office, owner in _readings(text):
            plain = plain_office(office)
            if plain is None:
                continue
            self.kinds.setdefault(person, set()).add(plain)
            owner_id = names.get(owner.removeprefix("the "))
            if owner_id is not None:
                self.holders.setdefault((plain, owner_id), {})[person] = None
                return

    def owners(self) -> frozenset[str]:
        """Return the states, bodies and persons that have an office with a known holder."""
        return frozenset(owner for _, owner in self.holders)

    def held(self, office: str, owner: str) -> Mapping[str, None]:
        """Return the holders of an office, in order; "leader" is whoever leads."""
        found = self.holders.get((office, owner), {})
        if found or office != "leader":
            return found
        leading = (self.holders.get((kind, owner), {}) for kind in sorted(office_table().leading))
        return self.holders.setdefault(
            ("leader", owner), dict.fromkeys(person for shelf in leading for person in shelf)
        )


def _readings(text: str) -> Iterable[tuple[str, str]]:
    """Yield ways to part a role into office and owner, the likelier first."""
    text = text.split(",")[0].strip()
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        if words[place] == "of":
            yield " ".join(words[:place]), " ".join(words[place + 1 :])
    for place in range(1, min(len(words), 6)):
        yield " ".join(words[place:]), " ".join(words[:place])
    yield text, ""


def office_key(text: str) -> str:
    """Return the words of an office as the table has them."""
    return fold(text).replace("-", " ")


def known_offices(dossier: Dossier, aliases: Aliases, roles: Mapping[str, str]) -> Offices:
    """Return the offices of the listed persons and those that the document tells.

    Args:
        dossier: its actors' ``role`` and optional ``offices``.
        aliases: which name is which actor.
        roles: person's id → role, as found in the text.
    """
    offices = Offices()
    names = {**aliases.names, **aliases.adjectives}
    for actor in dossier.actors:
        if actor.kind is ActorKind.PERSON:
            given = dossier.actor_keys.get(actor.id, {}).get("offices", ())
            assert isinstance(given, list | tuple)
            for role in (*map(str, given), actor.role or ""):
                offices.learn(actor.id, role, names)
    for person, role in roles.items():
        offices.learn(person, role, names)
    return offices
