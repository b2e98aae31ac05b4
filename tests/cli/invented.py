"""An invented library, stored without the parser, so that these tests rest on the store alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from store.library import Library
from store.records import (
    Actor,
    ActorKind,
    DaySource,
    Document,
    Item,
    Layout,
    Mention,
    Origin,
    Parsed,
    Plan,
    Point,
    Position,
    Stance,
    Statement,
    StatementKind,
    Version,
    Wording,
)

PLAN = Plan(
    "accord",
    "Harbour accord",
    (Version("first", "First draft", date(2031, 4, 20), "northport"),),
    (
        Point(1, "Tolls", ("toll*",), (Wording("first", "No tolls.", "new", "Gazette"),)),
        Point(2, "Fishing", ("fish*",), ()),
    ),
)
ACTORS = (
    Actor("ada-moreau", "Ada Moreau", ActorKind.PERSON, "mayor", "northport", ("Moreau",), True),
    Actor("northport", "Northport", ActorKind.STATE, None, "northport", (), True),
    Actor("board", "Harbour Board", ActorKind.ORGANISATION, None, "northport", (), True),
)
FILES = {
    "plan.toml": b"""
id = "accord"
title = "Harbour accord"

[[version]]
id = "first"
name = "First draft"
day = 2031-04-20
proposed_by = "northport"

[[point]]
number = 1
title = "Tolls"
terms = ["toll*"]
  [[point.wording]]
  version = "first"
  says = "No tolls."
  change = "new"
  source = "Gazette"

[[point]]
number = 2
title = "Fishing"
terms = ["fish*"]
""",
    "actors.toml": b"""
[[actor]]
id = "ada-moreau"
name = "Ada Moreau"
kind = "person"
role = "mayor"
side = "northport"
aliases = ["Moreau"]

[[actor]]
id = "northport"
name = "Northport"
kind = "state"
side = "northport"

[[actor]]
id = "board"
name = "Harbour Board"
kind = "organisation"
side = "northport"
""",
}
FIRST = "Ada Moreau spoke on Thursday.\n“We will never pay tolls again,” she said."
SECOND = "The fleet stays out\x1b[31m at sea."
QUOTE = "We will never pay tolls again,"


def make_parsed(name: str = "harbour.txt") -> Parsed:
    """Return an invented document with two items, one statement and one position."""
    lines = ("1 May 2031", *FIRST.split("\n"), "30 April 2031", SECOND)
    document = Document(
        id="d00000000aa",
        name=name,
        outlet="Harbour Gazette",
        title=None,
        layout=Layout.FEED,
        day=date(2031, 5, 1),
        day_source=DaySource.HEADING,
        digest=sha256("\n".join(lines).encode()).hexdigest(),
        has_source_lines=True,
        parser=1,
        imported=datetime(2031, 5, 2, tzinfo=UTC),
        item_count=2,
        warnings=(),
    )
    items = (
        _item("i00000000aa", 1, date(2031, 5, 1), FIRST, (2, 3), (1,), _mentions()),
        _item("i00000000bb", 2, date(2031, 4, 30), SECOND, (5,), (2,), ()),
    )
    return Parsed(
        document=document,
        lines=lines,
        headings=(1, 4),
        furniture=(),
        items=items,
        statements=(_statement(),),
        positions=(_position(),),
        actors=(),
    )


def _mentions() -> tuple[Mention, ...]:
    return (Mention("ada-moreau", "Ada Moreau", ActorKind.PERSON, 2, 0, 10),)


def _item(
    key: str,
    number: int,
    day: date,
    text: str,
    lines: tuple[int, ...],
    points: tuple[int, ...],
    mentions: tuple[Mention, ...],
) -> Item:
    return Item(
        id=key,
        document="d00000000aa",
        number=number,
        day=day,
        day_source=DaySource.HEADING,
        day_reason="under a day heading",
        time="09:30",
        published=datetime(2031, 5, 1, 9, 30, tzinfo=UTC),
        title=None,
        text=text,
        lines=lines,
        points=points,
        mentions=mentions,
        opened_by="rule of the test",
    )


def _statement() -> Statement:
    return Statement(
        id="s00000000aa",
        item="i00000000aa",
        document="d00000000aa",
        line=3,
        start=1,
        end=1 + len(QUOTE),
        quote=QUOTE,
        kind=StatementKind.DIRECT,
        speaker="Ada Moreau",
        speaker_id="ada-moreau",
        via="Coast Radio",
        day=date(2031, 5, 1),
        points=(1,),
        cue="said",
        subject="she",
        resolved_by="pronoun",
    )


def _position() -> Position:
    return Position(
        id="p00000000aa",
        actor="ada-moreau",
        side="northport",
        point=1,
        stance=Stance.OPPOSES,
        document="d00000000aa",
        item="i00000000aa",
        statement="s00000000aa",
        line=3,
        start=1,
        end=1 + len(QUOTE),
        passage=QUOTE,
        cue="never",
        day=date(2031, 5, 1),
        origin=Origin.RULE,
    )


def make_library(folder: Path) -> None:
    """Make the invented library in a folder."""
    with Library.open(folder, writing=True) as library:
        library.set_dossier(PLAN, ACTORS, FILES)
        library.add(make_parsed(), "\n".join(make_parsed().lines).encode())
