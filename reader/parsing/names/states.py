"""States by their names, adjectives, people, capitals and seats of power.

The table is ``states.toml``; the dossier's own actors come first where both know a state. What
counts as a mention and what as a place is decided in ``aliases``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..tables import load_table
from .folding import fold, slug


@dataclass(frozen=True, slots=True)
class State:
    """One row of the table."""

    id: str
    name: str
    also: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    """The inhabitants, plural forms of the adjectives included."""
    capitals: tuple[str, ...]
    """Cities that stand for the government."""
    seats: tuple[str, ...]
    """Houses and streets that stand for it: "the Kremlin", "Downing Street"."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its other forms."""
        return (self.name, *self.also)


@cache
def load_states() -> tuple[State, ...]:
    """Return all states, sorted by name."""
    rows = load_table("states.toml")["state"]
    assert isinstance(rows, list)
    states = []
    for row in rows:
        adjectives = tuple(row["adjectives"])
        plurals = (a + "s" for a in adjectives if a.endswith(("n", "i", "k", "t")))
        states.append(
            State(
                slug(row["name"]), row["name"], tuple(row["also"]), adjectives,
                tuple(dict.fromkeys((*row["people"], *plurals))),
                tuple(row["capitals"]), tuple(row["seats"]),
            )
        )  # fmt: skip
    return tuple(states)


@cache
def state_words() -> frozenset[str]:
    """Return every single folded word that names a state or its people, for quick refusal."""
    words: set[str] = set()
    for state in load_states():
        for name in (*state.names, *state.adjectives, *state.people, *state.capitals):
            if " " not in name:
                words.add(fold(name))
    return frozenset(words)
