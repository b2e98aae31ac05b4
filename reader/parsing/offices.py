"""Words that stand for a person without the name: "the Polish president", "the chancellor".

Takes the holders of offices, from the dossier (``offices`` and ``role``) and from the roles that
the document gives, and the places where their states, bodies and principals are named. An office
that two hold goes to the one named last nearby, else to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from store.records import ActorKind

from ..dossier import Dossier
from .aliases import Aliases
from .folding import fold
from .model import Reference
from .tables import load_table

_WINDOW = 6
"""Lines in which an office that several hold still means the one named last."""
_BARE_WINDOW = 1
_NOT_NOW = frozenset({"ex", "first", "former", "future", "late", "next", "previous", "then"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "one", "some", "two", "unnamed"})
_BETWEEN = frozenset({"own", "current", "official", "new"})
_FOLLOWING = re.compile(r"(?:['’]s?)? ([A-Za-z]+)")
_BESIDE = 2
"""Characters between an office and the name that it is the title of: ", " at most."""
_MOST_WORDS = 5
_LINKS = ("of the ", "to the ", "of ", "to ")


class Owner(NamedTuple):
    """A place where a state, body or person is named, by noun or adjective."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class _Table:
    forms: Mapping[str, str]
    """Every form of an office → its plain form."""
    after: re.Pattern[str]
    bare: re.Pattern[str]
    leading: frozenset[str]
    openers: frozenset[str]
    """Words that may stand between an owner and the rest of the office."""


@cache
def _table() -> _Table:
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
    every = "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))
    every = every.replace(r"\ ", "[ -]")
    few = "|".join(re.escape(f) for f in sorted(bare, key=len, reverse=True)).replace(r"\ ", "[ -]")
    return _Table(
        forms,
        re.compile(
            rf"(?:['’]s?)? (?:(?:own|current|official|new) )?({every})(?![\w-])", re.IGNORECASE
        ),
        re.compile(rf"he ({few})(?![\w-])(?! (?:of|for|to)\b| [A-Z])"),
        frozenset(leading),
        frozenset(re.split("[ -]", form)[0] for form in forms) | _BETWEEN,
    )


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
    return _table().forms.get(fold(text).replace("-", " "))


@dataclass(slots=True)
class Offices:
    """Who holds which office, in one document."""

    holders: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(office, owner's id) → the holders' ids."""
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
                shelf = self.holders.setdefault((plain, owner_id), [])
                if person not in shelf:
                    shelf.append(person)
                return

    def held(self, office: str, owner: str) -> list[str]:
        """Return the holders of an office; "leader" is whoever leads."""
        found = self.holders.get((office, owner), [])
        if found or office != "leader":
            return found
        leading = (self.holders.get((kind, owner), []) for kind in sorted(_table().leading))
        return list(dict.fromkeys(person for shelf in leading for person in shelf))


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


class Trail:
    """Follows who was named last, line by line, and says whom an office means."""

    def __init__(self, offices: Offices) -> None:
        self._offices = offices
        self._last: dict[str, int] = {}

    def name(self, person: str, line: int) -> None:
        """Note that a person is named."""
        self._last.pop(person, None)
        self._last[person] = line

    def find(
        self,
        text: str,
        line: int,
        owners: Iterable[tuple[int, int, str]],
        named: Sequence[Owner],
    ) -> list[Reference]:
        """Return the offices in one line that mean one person.

        Args:
            text: the line.
            line: its number.
            owners: start, end and id of each state, body or person, by noun or adjective.
            named: the persons in the line, by place; an office beside a name is a title.
        """
        found: list[Reference] = []
        waiting = list(named)
        end_of_last = 0
        for start, end, office, owner in self._offices_in(text, owners):
            while waiting and waiting[0].start < start:
                self.name(waiting.pop(0).actor, line)
            if start < end_of_last or _is_title(text, start, end, named):
                continue
            holder = self._holder(office, owner, line)
            if holder is not None:
                found.append(Reference(holder, line, start, end))
                self.name(holder, line)
                end_of_last = end
        for person in waiting:
            self.name(person.actor, line)
        return found

    def _offices_in(
        self, text: str, owners: Iterable[tuple[int, int, str]]
    ) -> list[tuple[int, int, str, str | None]]:
        """Find offices with their owners: start, end, plain office, owner's id."""
        table = _table()
        found: list[tuple[int, int, str, str | None]] = []
        for first, last, owner in owners:
            start, end = first, last
            following = _FOLLOWING.match(text, end)
            is_office = following is not None and following[1].lower() in table.openers
            match = table.after.match(text, end) if is_office else None
            office = table.forms[_key(match[1])] if match else None
            if match:
                end = match.end()
            elif text.endswith(_LINKS, max(0, start - 7), start):
                start, office = _office_before(text, start)
            if office is None or not _is_definite(text, start, end):
                continue
            article = text.endswith(("the ", "The "), max(0, start - 4), start)
            found.append((start - 4 * article, end, office, owner))
        found.extend(
            (match.start() - 1, match.end(), table.forms[_key(match[1])], None)
            for match in table.bare.finditer(text)
            if match.start() and text[match.start() - 1] in "tT"
        )
        return sorted(found, key=lambda office: office[:2])

    def _holder(self, office: str, owner: str | None, line: int) -> str | None:
        if owner is None:
            near = self._near(line, _BARE_WINDOW)
            return next((p for p in near if office in self._offices.kinds.get(p, ())), None)
        holders = self._offices.held(office, owner)
        if len(holders) == 1:
            return holders[0]
        return next((p for p in self._near(line, _WINDOW) if p in holders), None)

    def _near(self, line: int, window: int) -> Iterable[str]:
        """Those named in the last lines, the last one first."""
        return takewhile(lambda p: line - self._last[p] <= window, reversed(self._last))


def _office_before(text: str, owner: int) -> tuple[int, str | None]:
    """Return where the office before "of the" begins and its plain form, the longest one."""
    link = next(n for n in _LINKS if text.endswith(n, max(0, owner - 7), owner))
    end = owner - len(link) - 1
    words = text[max(0, end - 50) : end].split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        plain = _table().forms.get(_key(phrase))
        if plain is not None:
            return end - len(phrase), plain
    return owner, None


def _is_definite(text: str, start: int, end: int) -> bool:
    """Whether the holder is meant: no "former Polish president", no "a senior Polish envoy"."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    words = text[max(0, start - 45) : start].replace("-", " ").split(" ")[-5:-1]
    if words and words[-1].lower() in _NOT_NOW:
        return False
    for word in reversed(words):
        if word.lower() in _INDEFINITE:
            return False
        if not word.islower() or not word.isalpha():
            return True
    return True


def _is_title(text: str, start: int, end: int, named: Sequence[Owner]) -> bool:
    """Whether an office stands beside the name of its holder, before or in apposition."""
    place = bisect_left(named, (end, 0, ""))
    if place < len(named) and named[place].start - end <= _BESIDE:
        return True
    is_possessive = text[end : end + 2] in {"'s", "’s"}
    place = bisect_left(named, (start, 0, ""))
    before = named[place - 1].end if place else -1
    return not is_possessive and place > 0 and text[before:start] in {", ", " – ", " — "}


def _key(text: str) -> str:
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
