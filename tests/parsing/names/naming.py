"""Who is named in short invented text, with an invented dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from reader.dossier import Dossier
from reader.parsing.model import DayFact, Line, LineRole, Naming, Page
from reader.parsing.names.names import find_names
from store.records import Actor, ActorKind, Layout, Plan


def listed(
    actor: str,
    name: str,
    *aliases: str,
    kind: ActorKind = ActorKind.PERSON,
    role: str | None = None,
) -> Actor:
    return Actor(actor, name, kind, role, None, aliases, is_listed=True)


ACTORS = (
    listed("oleksandr-hrynenko", "Oleksandr Hrynenko", role="president of Ukraine"),
    listed("dmitry-zorin", "Dmitry Zorin", "Dmitri Sorin", role="foreign minister of Russia"),
    listed("anna-stone", "Anna Stone", "Annie", role="secretary of state of the United States"),
    listed("gregor-johnson", "Gregor Johnson"),
    listed("henry-vale", "Henry Vale", role="president of the United States"),
    listed("ukraine", "Ukraine", kind=ActorKind.STATE),
    listed("russia", "Russia", kind=ActorKind.STATE),
    listed("united-states", "United States", "US", "U.S.", kind=ActorKind.STATE),
    listed("union", "European Union", "EU", kind=ActorKind.ORGANISATION),
    listed("tower", "Tower House", kind=ActorKind.ORGANISATION),
    listed("the-courier", "The Courier", "Courier", kind=ActorKind.OUTLET),
)


DOSSIER = Dossier(
    Path(),
    Plan("plan", "", (), ()),
    ACTORS,
    {},
    {"union": {"metonyms": ["Brussels"]}, "anna-stone": {"offices": ["top diplomat of the US"]}},
)


def naming(*lines: str, dossier: Dossier = DOSSIER) -> Naming:
    page = Page(
        "text",
        tuple(
            Line(number, text, LineRole.TEXT if text.strip() else LineRole.BLANK)
            for number, text in enumerate(lines, 1)
        ),
        Layout.FEED,
        None,
        None,
        has_source_lines=True,
        fact=DayFact(date(2025, 3, 1), None, ""),
    )
    return find_names(page, dossier)


def persons(*lines: str) -> list[tuple[int, str, str]]:
    return [
        (number, mention.actor, mention.name)
        for number, mentions in naming(*lines).mentions.items()
        for mention in mentions
        if mention.kind is ActorKind.PERSON
    ]


def others(*lines: str) -> list[tuple[str, str]]:
    return [
        (mention.actor, mention.name)
        for mentions in naming(*lines).mentions.values()
        for mention in mentions
        if mention.kind is not ActorKind.PERSON
    ]
