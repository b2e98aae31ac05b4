"""What filters name that the library does not know, and what was perhaps meant instead."""

from __future__ import annotations

from store.errors import NotFound
from store.folding import fold
from store.library import Filter, Library

from .output import say

_MOST = 3
"""Ids that are offered."""


def tell_unknown(library: Library, where: Filter) -> None:
    """Say which filter names something that the library does not know."""
    for key in {where.actor, where.speaker} - {None}:
        try:
            library.actor(str(key))
        except NotFound:
            say(f"no actor has the id {key}: {_meant(library, str(key))}")
    if where.point and where.point not in {point.number for point in library.plan.points}:
        say(f"the plan has no point {where.point}: see parley list points")
    if where.document:
        try:
            library.document(where.document)
        except NotFound:
            say(f"no document has the name {where.document}: see parley list documents")


def _meant(library: Library, key: str) -> str:
    """Return the ids of the actors that bear all words of a name, the most mentioned first."""
    wanted = set(fold(key.replace("-", " ")).split())
    found = [
        one.actor.id
        for one in library.actors()
        if any(wanted <= set(fold(name).split()) for name in (one.actor.name, *one.actor.aliases))
    ]
    if not wanted or not found:
        return "see parley list actors"
    return f"did you mean {' or '.join(found[:_MOST])}?"
