"""What a checked dossier holds: the records, and beside them what only the parser needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.records import Actor, Plan


@dataclass(frozen=True, slots=True)
class PointRules:
    """How the parser finds one point. Every field holds terms, see ``terms``."""

    strong: tuple[str, ...] = ()
    """One of these in an item is enough. The point's ``terms`` are among them."""
    weak: tuple[str, ...] = ()
    """Two different ones in neighbouring sentences are enough."""
    against: tuple[str, ...] = ()
    """Strong as well, but they name the opposite of what the point's wording asks for: whoever
    supports them opposes the point."""
    amended: tuple[str, ...] = ()
    """Weak, and beside another term they name the point as another version words it: whoever
    supports that is conditional."""
    off: tuple[str, ...] = ()
    """Within five words of one of these, no term of the point counts."""
    needs: tuple[str, ...] = ()
    """If given, one of these must stand in the title or within four lines."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the user states about one negotiation."""

    folder: Path
    plan: Plan
    actors: tuple[Actor, ...]
    rules: Mapping[int, PointRules]
    """By point number: what the parser needs to find the point and the stance on it."""
    actor_keys: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """By actor id: the optional keys that are no part of the record, such as ``offices``."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By version id: the names that news texts give to this draft, as terms."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Named groups of words, used in terms as ``{name}``."""
