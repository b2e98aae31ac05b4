"""Who is named where."""

from __future__ import annotations

import re

from store.records import Actor, Mention

from ..dossier import Dossier
from .model import LineRole, Naming, Page


def find_names(page: Page, dossier: Dossier) -> Naming:
    """Find every actor of the dossier, and new ones, in the text lines of a page."""
    by_alias = {alias: actor for actor in dossier.actors for alias in (actor.name, *actor.aliases)}
    actors: dict[str, Actor] = {}
    mentions: dict[int, tuple[Mention, ...]] = {}
    if by_alias:
        pattern = re.compile(
            "|".join(re.escape(a) for a in sorted(by_alias, key=len, reverse=True))
        )
        for line in page.lines:
            if line.role is LineRole.TEXT:
                found = tuple(
                    Mention(by_alias[m[0]].id, m[0], by_alias[m[0]].kind, line.number, *m.span())
                    for m in pattern.finditer(line.text)
                )
                actors |= {mention.actor: by_alias[mention.name] for mention in found}
                if found:
                    mentions[line.number] = found
    return Naming(actors, mentions, {})
