"""Stands in short invented text, with a small dossier of its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from reader.dossier import Dossier, PointRules
from reader.parsing.model import (
    Attribution,
    DayFact,
    Line,
    LineRole,
    Naming,
    Page,
    Quotation,
    Span,
)
from reader.parsing.points.points import find_points
from reader.parsing.positions.positions import Stand, find_positions
from store.records import Actor, ActorKind, Layout, Mention, Plan, StatementKind, Version

View = tuple[str, int, str]
"""Actor, point, stance."""


def actor(key: str, name: str, kind: ActorKind, side: str | None) -> Actor:
    return Actor(key, name, kind, None, side, (), is_listed=True)


ACTORS = (
    actor("rivia", "Rivia", ActorKind.STATE, None),
    actor("sarn", "Sarn", ActorKind.STATE, "sarn"),
    actor("holt", "Mira Holt", ActorKind.PERSON, "rivia"),
    actor("berg", "Tor Berg", ActorKind.PERSON, "sarn"),
    actor("news", "Harbour News", ActorKind.OUTLET, None),
    actor("france", "France", ActorKind.STATE, "france"),
)
PLAN = Plan(
    "plan",
    "Fishing rights",
    (Version("first", "First draft", None, "rivia"), Version("second", "Counter", None, "sarn")),
    (),
)
DOSSIER = Dossier(
    Path(),
    PLAN,
    ACTORS,
    {
        1: PointRules(strong=("catch quota",), against=("free fishing",), amended=("in summer",)),
        2: PointRules(strong=("open* ~2 ports", "leave the bay")),
        3: PointRules(strong=("stop fishing",)),
    },
    {},
    {"first": ("Rivian draft",), "second": ("counter proposal",)},
)
NAMES = re.compile("|".join(a.name for a in ACTORS))
QUOTED = re.compile("“([^”]{1,200})”")


def find(*lines: str, speaker: str | None = None, cue: str | None = None) -> tuple[Stand, ...]:
    page = Page(
        "text",
        tuple(Line(n, text, LineRole.TEXT) for n, text in enumerate(lines, 1)),
        Layout.FEED,
        None,
        None,
        has_source_lines=True,
        fact=DayFact(date(2031, 3, 1), None, ""),
    )
    by_name = {a.name: a for a in ACTORS}
    mentions = {
        line.number: tuple(
            Mention(by_name[m[0]].id, m[0], by_name[m[0]].kind, line.number, *m.span())
            for m in NAMES.finditer(line.text)
        )
        for line in page.lines
    }
    naming = Naming({a.id: a for a in ACTORS}, mentions, {})
    spans = (Span(tuple(range(1, len(lines) + 1)), None, "test"),)
    quotations = tuple(
        Quotation(line.number, *m.span(1), StatementKind.DIRECT)
        for line in page.lines
        for m in QUOTED.finditer(line.text)
    )
    said = Attribution(speaker, speaker, None, cue, None, "test")
    attributions = tuple(said for _ in quotations)
    points = find_points(page, spans, naming, DOSSIER)
    return find_positions(page, spans, naming, quotations, attributions, points, DOSSIER)


def views(*lines: str, speaker: str | None = None, cue: str | None = None) -> set[View]:
    return {(s.actor, s.point, str(s.stance)) for s in find(*lines, speaker=speaker, cue=cue)}
