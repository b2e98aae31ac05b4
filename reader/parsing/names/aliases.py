"""The names of bodies, states and outlets: which actor a known phrase stands for.

Built from the dossier's actors, the table of states and the table of outlets, in this order: what
the dossier says wins. A capital counts where it acts ("Moscow said"), not where it is a place
("in Moscow"). Persons are left to ``people``, offices to ``offices``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from store.records import Actor, ActorKind

from ..page.outlets import load_outlets, load_platforms
from .folding import fold, slug
from .scanning import CAPITAL
from .states import load_states

# What stands before a city that is a place, "flew to X"; "of" and "with" stand before governments
# as often.
_BEFORE_PLACES = frozenset(
    {
        "around", "at", "capital", "central", "city", "downtown", "from", "in", "inside", "into",
        "leaving", "left", "near", "outside", "reach", "reached", "through", "to", "via", "visit",
        "visited", "visiting", "visits",
    }
)  # fmt: skip
_CHANNEL_BEFORE = re.compile(r"\b(?:on|via|to|an|his|her|their|its|from|platform)\s$")
_Match = Callable[[str, int], re.Match[str] | None]
_new = tuple.__new__
_FIRST_CAPITAL = re.compile(rf"{CAPITAL}[\w.]{{0,40}}|\d[\w.]{{0,20}}")


class Phrase(NamedTuple):
    """One name of one actor."""

    actor: str
    kind: ActorKind
    text: str
    prefix: str
    """What must stand before the first capital: "the " for "The Times"."""
    is_city: bool
    """A capital that stands for a government."""

    @property
    def is_plain(self) -> bool:
        """Whether nothing need stand before it: no article, no sign that X is the platform."""
        return not self.prefix and not self.is_city and len(self.text) > 1


class Hit(NamedTuple):
    """A known phrase in a line; offsets into the line."""

    start: int
    end: int
    phrase: Phrase
    is_place: bool
    """The city itself is meant: it is no person either, but nobody is named."""


@dataclass(slots=True)
class Aliases:
    """All known phrases, by their first capitalised word."""

    by_word: dict[str, list[Phrase]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    """Listed actors, and the states and outlets that the tables add."""
    adjectives: dict[str, str] = field(default_factory=dict)
    """Folded adjective of a state → the actor's id."""
    names: dict[str, str] = field(default_factory=dict)
    """Folded name or alias of any actor, persons included → its id."""
    hyphenated: set[str] = field(default_factory=set)
    """Folded first words that have a hyphen: not to be taken apart."""
    joined: dict[str, tuple[_Match, list[tuple[Phrase, bool]]]] = field(default_factory=dict)
    """First word → all its phrases as one pattern, a group each, and these with whether they are
    plain; made when first asked for."""
    telling: AbstractSet[str] = frozenset()
    """Folded words that open a phrase, and adjectives: no other word is looked at."""

    def find(self, line: str, start: int, key: str) -> Hit | None:
        """Return the longest known phrase that starts at a word whose key is in ``by_word``."""
        read, phrases = self.joined.get(key) or self._join(key)
        match = read(line, start)
        if match is None:
            return None
        group = match.lastindex or 0
        phrase, is_plain = phrases[group - 1]
        if is_plain:
            return _new(Hit, (start, match.end(), phrase, False))
        hit = _hit(phrase, line, start, match.end())
        if hit is not None:
            return hit
        for phrase, _ in phrases[group:]:
            shorter = re.compile(_pattern(phrase.text)).match(line, start)
            hit = hit or (shorter and _hit(phrase, line, start, shorter.end()))
        return hit

    def _join(self, key: str) -> tuple[_Match, list[tuple[Phrase, bool]]]:
        phrases = self.by_word[key]
        pattern = re.compile("|".join(f"({_pattern(phrase.text)})" for phrase in phrases))
        joined = pattern.match, [(phrase, phrase.is_plain) for phrase in phrases]
        self.joined[key] = joined
        return joined

    def add(self, actor: str, kind: ActorKind, name: str, *, is_city: bool = False) -> None:
        """Take up one name unless an earlier one has the same words."""
        first = _FIRST_CAPITAL.search(name, 4 * name.startswith("The "))
        if first is None:
            return
        text, prefix = name[first.start() :], fold(name[: first.start()])
        key = fold(first[0]).rstrip(".") if "." not in first[0][:-1] else fold(first[0])
        if "-" in (whole := text.split(" ")[0]):
            key = fold(whole)
            self.hyphenated.add(key)
        phrases = self.by_word.setdefault(key, [])
        if not any(p.text == text and p.prefix == prefix for p in phrases):
            phrases.append(Phrase(actor, kind, text, prefix, is_city))


def _hit(phrase: Phrase, line: str, start: int, end: int) -> Hit | None:
    """Check what must stand before a phrase."""
    if phrase.prefix:
        start -= len(phrase.prefix)
        if start < 0 or fold(line[start : start + len(phrase.prefix)]) != phrase.prefix:
            return None
    if len(phrase.text) == 1 and not _CHANNEL_BEFORE.search(line, max(0, start - 30), start):
        return None
    is_place = (
        phrase.is_city
        and _word_before(line, start) in _BEFORE_PLACES
        and line[end : end + 2] not in {"'s", "’s"}
    )
    return Hit(start, end, phrase, is_place)


def _word_before(line: str, start: int) -> str:
    words = line[max(0, start - 24) : start].lower().split()
    return next((word for word in reversed(words) if word != "the"), "")


@lru_cache(maxsize=4096)
def _pattern(text: str) -> str:
    """Return a name as a pattern: acronyms as written, other words in any case."""
    if text.isupper() and len(text) > 3 and text.isalpha():
        inner = f"{text[0]}(?:{text[1:]}|{text[1:].lower()})"
    elif text.isupper():
        inner = re.escape(text)
    else:
        loose = re.escape(text[1:]).replace("'", "['’]").replace(r"\-", "[-‑ ]")
        loose = re.sub(r"(?<=efen)[cs](?=e)", "[cs]", loose).replace(r"\ ", r"[ \u00a0]")
        plain = fold(text)
        other = f"|{re.escape(plain[1:])}" if not text.isascii() else ""
        inner = f"{re.escape(text[0])}(?i:{loose}{other})"
    tail = "" if text.endswith(".") else r"(?![\w])"
    return inner + tail


@lru_cache(maxsize=8)
def build_aliases(
    actors: tuple[Actor, ...], keys: tuple[tuple[str, str, tuple[str, ...]], ...]
) -> Aliases:
    """Build the index of one dossier.

    Args:
        actors: the listed actors.
        keys: (actor id, name of an optional key, its values); ``metonyms`` and ``adjectives``
            are used here.
    """
    aliases = Aliases()
    for actor in actors:
        aliases.actors[actor.id] = actor
        for name in (actor.name, *actor.aliases):
            aliases.names.setdefault(fold(name), actor.id)
            if actor.kind is not ActorKind.PERSON:
                aliases.add(actor.id, actor.kind, name)
    for actor_id, key, values in keys:
        for value in values:
            if key == "metonyms":
                aliases.add(actor_id, aliases.actors[actor_id].kind, value, is_city=True)
                aliases.names.setdefault(fold(value), actor_id)
            elif key == "adjectives":
                aliases.adjectives.setdefault(fold(value), actor_id)
    _add_states(aliases)
    _add_outlets(aliases)
    for phrases in aliases.by_word.values():
        phrases.sort(key=lambda p: (-len(p.text), -len(p.prefix)))
    aliases.telling = aliases.by_word.keys() | aliases.adjectives.keys()
    return aliases


def _add_states(aliases: Aliases) -> None:
    for state in load_states():
        known = (aliases.names.get(fold(name)) for name in state.names)
        actor_id = next((name for name in known if name), None) or state.id
        if actor_id not in aliases.actors:
            aliases.actors[actor_id] = Actor(
                actor_id, state.name, ActorKind.STATE, None, None, state.also, is_listed=False
            )
        for name in state.names:
            aliases.names.setdefault(fold(name), actor_id)
            aliases.add(actor_id, ActorKind.STATE, name)
        for name in (*state.capitals, *state.seats):
            if fold(name) not in aliases.names:
                aliases.names[fold(name)] = actor_id
                aliases.add(actor_id, ActorKind.STATE, name, is_city=True)
        for adjective in state.adjectives:
            aliases.adjectives.setdefault(fold(adjective), actor_id)


def _add_outlets(aliases: Aliases) -> None:
    rows: Iterable[tuple[str, tuple[str, ...], str]] = (
        *((o.name, o.names, o.kind) for o in load_outlets()),
        *((name, (name,), "platform") for name in load_platforms()),
    )
    for name, names, kind in rows:
        actor_id = next((aliases.names[fold(n)] for n in names if fold(n) in aliases.names), None)
        if actor_id is None:
            actor_id = slug(name)
            others = tuple(n for n in names if n != name)
            if actor_id in aliases.actors:
                continue
            aliases.actors[actor_id] = Actor(
                actor_id, name, ActorKind.OUTLET, kind, None, others, is_listed=False
            )
        for known in names:
            is_bare = f"The {known}" in names and " " not in known
            if not is_bare and known[0].isupper() and fold(known) not in aliases.names:
                aliases.names[fold(known)] = actor_id
                aliases.add(actor_id, aliases.actors[actor_id].kind, known)


def parser_keys(
    keys: Mapping[str, Mapping[str, object]],
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the dossier's optional keys in a form that can be remembered."""
    return tuple(
        (actor_id, key, tuple(str(value) for value in values))
        for actor_id, table in keys.items()
        for key, values in table.items()
        if isinstance(values, list | tuple)
    )
