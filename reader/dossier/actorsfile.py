"""``actors.toml``: the listed actors, from checked tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.records import Actor, ActorKind

from .tables import Table, TomlFile, did_you_mean
from .terms import fold_word, iter_words

PARSER_KEYS = ("offices", "metonyms", "adjectives", "members", "gender", "plural")
"""Optional keys that are handed to the names stage as they are."""


@dataclass(frozen=True, slots=True)
class ActorsFile:
    """What ``actors.toml`` holds."""

    actors: tuple[Actor, ...]
    keys: Mapping[str, Mapping[str, object]]
    """By actor id: the optional keys, as written."""


def read_actors(file: TomlFile) -> ActorsFile:
    """Check ``actors.toml``.

    Raises:
        DossierInvalid: with line and remedy.
    """
    root = file.root()
    actors: dict[str, Actor] = {}
    tables: dict[str, Table] = {}
    keys: dict[str, Mapping[str, object]] = {}
    owner: dict[str, str] = {}
    for table in root.tables("actor"):
        key = table.text("id")
        named = table.named(f"actor {key!r}")
        if key in actors:
            raise named.error("id", "the id stands twice", "Give every actor an id of its own")
        actors[key], tables[key] = _read_actor(named, key), named
        keys[key] = {name: named.values[name] for name in PARSER_KEYS if name in named.values}
        _claim_names(named, actors[key], owner)
    root.refuse_others()
    for key, actor in actors.items():
        if actor.side is not None and actor.side not in actors:
            raise tables[key].error(
                "side",
                f"no actor has the id {actor.side!r}",
                f"{did_you_mean(actor.side, actors)} A side is the id of a state or a body",
            )
    return ActorsFile(tuple(actors.values()), keys)


def _read_actor(table: Table, key: str) -> Actor:
    kind = table.text("kind")
    if kind not in tuple(ActorKind):
        raise table.error("kind", f"kind is {kind!r}", did_you_mean(kind, tuple(ActorKind)))
    actor = Actor(
        id=key,
        name=table.text("name"),
        kind=ActorKind(kind),
        role=table.text_or_none("role"),
        side=table.text_or_none("side"),
        aliases=table.texts("aliases"),
        is_listed=True,
    )
    for name in ("offices", "metonyms", "adjectives", "members"):
        table.texts(name)
    table.refuse_others(PARSER_KEYS)
    return actor


def _claim_names(table: Table, actor: Actor, owner: dict[str, str]) -> None:
    """Refuse a name that another actor has: the parser could not tell the two apart."""
    for name in (actor.name, *actor.aliases):
        folded = " ".join(fold_word(word[0]) for word in iter_words(name)) or name
        if actor.kind is not ActorKind.PERSON and name.isupper():
            folded = name
        first = owner.setdefault(folded, actor.id)
        if first != actor.id:
            raise table.error(
                "name" if name == actor.name else "aliases",
                f"{name!r} is also a name of the actor {first!r}",
                "Keep it with one of the two, or write the full name",
            )
