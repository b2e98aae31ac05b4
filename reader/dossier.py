"""A dossier's two files, ``plan.toml`` and ``actors.toml``, read and checked.

The plan and the actors become records; what only the parser needs (terms in context, polarity)
stands in ``PointRules``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from store.records import Actor, ActorKind, Plan, Point


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the user states about one negotiation."""

    folder: Path
    plan: Plan
    actors: tuple[Actor, ...]
    rules: Mapping[int, Mapping[str, object]]
    """By point number: what the parser needs to find the point and the stance on it."""


def load_dossier(folder: Path) -> Dossier:
    """Read and check ``plan.toml`` and ``actors.toml``.

    Raises:
        DossierInvalid: with file, line and what to write instead.
    """
    plan_file, actors_file = folder / "plan.toml", folder / "actors.toml"
    plan = tomllib.loads(plan_file.read_text(encoding="utf-8")) if plan_file.exists() else {}
    listed = tomllib.loads(actors_file.read_text(encoding="utf-8")) if actors_file.exists() else {}
    actors = tuple(
        Actor(
            id=entry["id"],
            name=entry["name"],
            kind=ActorKind(entry["kind"]),
            role=entry.get("role"),
            side=entry.get("side"),
            aliases=tuple(entry.get("aliases", ())),
            is_listed=True,
        )
        for entry in listed.get("actor", ())
    )
    points = tuple(
        Point(entry["number"], entry["title"], tuple(entry.get("terms", ())), ())
        for entry in plan.get("point", ())
    )
    return Dossier(folder, Plan("plan", plan.get("title", ""), (), points), actors, {})
