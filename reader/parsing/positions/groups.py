"""Groups that act for a state or a continent: "Rivian officials", "its European backers".

They are no mentions, since they name nobody, but they hold positions. The nouns and the wider
adjectives stand in ``data/groups.toml``, the adjectives of states in ``data/states.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from store.records import Actor, ActorKind

from ..names.states import load_states
from ..tables import load_table


def find_groups(text: str, actors: Mapping[str, str]) -> Iterable[tuple[int, int, str]]:
    """Yield start, end and actor's id of every group in a line.

    Args:
        text: the line.
        actors: ids by the name of the state or continent, see ``names_of``.
    """
    pattern, owners = _load_groups()
    for found in pattern.finditer(text):
        actor = next((actors[name] for name in owners[found[1]] if name in actors), None)
        if actor:
            yield found.start(), found.end(), actor


def names_of(actors: Iterable[Actor]) -> dict[str, str]:
    """Return the ids of states and organisations by name and alias."""
    names: dict[str, str] = {}
    for actor in actors:
        if actor.kind in (ActorKind.STATE, ActorKind.ORGANISATION):
            for name in (actor.name, *actor.aliases):
                names.setdefault(name, actor.id)
    return names


@cache
def _load_groups() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    table = load_table("groups.toml")
    nouns, wider = table["nouns"], table["wider"]
    assert isinstance(nouns, list)
    assert isinstance(wider, list)
    owners: dict[str, tuple[str, ...]] = {row["adjective"]: (row["name"],) for row in wider}
    for state in load_states():
        for adjective in (*state.adjectives, *state.also):
            owners.setdefault(adjective, state.names)
    adjectives = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
    # The first letters spare a word that begins otherwise the walk through all adjectives.
    letters = re.escape("".join(sorted({adjective[0] for adjective in owners})))
    pattern = re.compile(
        rf"\b(?=[{letters}])({adjectives})\s(?:[a-z-]{{3,20}}\s)?(?:{'|'.join(nouns)})\b"
    )
    return pattern, owners
