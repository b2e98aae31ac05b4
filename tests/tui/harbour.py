"""An invented negotiation over a harbour, as a library made of records: no parser takes part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
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

ACTORS = (
    Actor("estmark", "Estmark", ActorKind.STATE, None, None, (), True),
    Actor("vestmark", "Vestmark", ActorKind.STATE, None, None, (), True),
    Actor("ada", "Ada Holm", ActorKind.PERSON, "harbour minister", "estmark", ("Holm",), True),
    Actor("bo", "Bo Lind", ActorKind.PERSON, "envoy", "vestmark", ("Lind",), True),
    Actor("cay", "Cay Berg", ActorKind.PERSON, None, "estmark", (), True),
    Actor("eli", "Eli Moe", ActorKind.PERSON, None, "estmark", (), True),
    Actor("dag", "Dag Roe", ActorKind.PERSON, None, "vestmark", (), True),
    Actor("ina", "Ina Sten", ActorKind.PERSON, None, "vestmark", (), True),
    Actor("ferry", "Ferry Board", ActorKind.ORGANISATION, "operator", None, (), True),
)
TITLES = {1: "Berths", 2: "Customs house", 3: "Lighthouse", 12: "Pilots", 21: "Winter ice"}
PLAN = Plan(
    "plan",
    "The harbour accord",
    (Version("first", "First draft", date(2031, 3, 1), "the Ferry Board"),),
    tuple(
        Point(number, title, (title.lower(),), (Wording("first", title, "new", "draft"),))
        for number, title in TITLES.items()
    ),
)
_NAMES = {actor.name: actor for actor in ACTORS} | {
    alias: actor for actor in ACTORS for alias in actor.aliases
}
_QUOTE = re.compile("“([^”]*)”")


@dataclass
class Told:
    """One item to be made into records; quotations in it become statements in turn."""

    day: date | None
    text: str
    title: str | None = None
    time: str | None = None
    points: tuple[int, ...] = ()
    speakers: tuple[str | None, ...] = ()
    stances: tuple[tuple[int, Stance] | None, ...] = ()
    source: DaySource | None = DaySource.HEADING
    reason: str = "stands under its day's heading"
    via: str | None = None


def document_id(name: str) -> str:
    """Of a document by its file's name, in the form that an import gives."""
    return f"d{name.encode().hex()[:10]}"


@dataclass
class Builder:
    """Makes a ``Parsed`` out of told items."""

    name: str
    outlet: str | None
    layout: Layout = Layout.FEED
    lines: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)

    def tell(self, told: Told) -> None:
        """Add one item."""
        key = f"i{self.name[:3]}{len(self.items) + 1}"
        numbers = []
        mentions: list[Mention] = []
        for line in told.text.split("\n"):
            self.lines.append(line)
            numbers.append(len(self.lines))
            mentions += _mentions(line, len(self.lines))
        self.items.append(
            Item(
                id=key,
                document=document_id(self.name),
                number=len(self.items) + 1,
                day=told.day,
                day_source=told.source if told.day else None,
                day_reason=told.reason,
                time=told.time,
                published=None,
                title=told.title,
                text=told.text,
                lines=tuple(numbers),
                points=told.points,
                mentions=tuple(mentions),
                opened_by="test",
            )
        )
        self._quote(self.items[-1], told)

    def _quote(self, item: Item, told: Told) -> None:
        speakers, stances = iter(told.speakers), iter(told.stances)
        for number in item.lines:
            for match in _QUOTE.finditer(self.lines[number - 1]):
                speaker = next(speakers, None)
                record = next((one for one in ACTORS if one.id == speaker), None)
                statement = Statement(
                    id=f"s{item.id}{len(self.statements)}",
                    item=item.id,
                    document=item.document,
                    line=number,
                    start=match.start(1),
                    end=match.end(1),
                    quote=match.group(1),
                    kind=StatementKind.DIRECT,
                    speaker=record.name if record else None,
                    speaker_id=speaker,
                    via=told.via or self.outlet,
                    day=item.day,
                    points=item.points,
                    cue="said" if record else None,
                    subject=record.name if record else None,
                    resolved_by="subject of the cue" if record else "no subject near it",
                )
                self.statements.append(statement)
                stance = next(stances, None)
                if stance and record:
                    self.positions.append(_position(statement, record, *stance))

    def parsed(self) -> Parsed:
        """The document."""
        days = [item.day for item in self.items if item.day]
        document = Document(
            id=document_id(self.name),
            name=self.name,
            outlet=self.outlet,
            title=None,
            layout=self.layout,
            day=max(days, default=None),
            day_source=self.items[0].day_source,
            digest=f"{len(self.lines)}{self.name}",
            has_source_lines=True,
            parser=1,
            imported=datetime(2031, 3, 9, tzinfo=UTC),
            item_count=len(self.items),
            warnings=(),
        )
        return Parsed(
            document,
            tuple(self.lines),
            (),
            (),
            tuple(self.items),
            tuple(self.statements),
            tuple(self.positions),
            (),
        )


def _mentions(line: str, number: int) -> list[Mention]:
    found = []
    for name, actor in _NAMES.items():
        start = line.find(name)
        if start >= 0:
            found.append(Mention(actor.id, name, actor.kind, number, start, start + len(name)))
    return sorted(found, key=lambda mention: mention.start)


def _position(statement: Statement, actor: Actor, point: int, stance: Stance) -> Position:
    return Position(
        id=f"p{statement.id}",
        actor=actor.id,
        side=actor.side,
        point=point,
        stance=stance,
        document=statement.document,
        item=statement.item,
        statement=statement.id,
        line=statement.line,
        start=statement.start,
        end=statement.end,
        passage=statement.quote,
        cue="said",
        day=statement.day,
        origin=Origin.RULE,
    )


def gazette() -> Parsed:
    """Three days of a feed, newest first."""
    feed = Builder("gazette.txt", "Sound Gazette")
    feed.tell(
        Told(
            date(2031, 3, 5),
            "Ada Holm has opened the talks in the old customs house.\n"
            "“We will share every berth from the north pier to the mole,” Holm said.\n"
            "Bo Lind answered at once: “Berths are not ours to give away this year.”",
            title="Talks open in the customs house",
            time="09:10",
            points=(1, 2),
            speakers=("ada", "bo"),
            stances=((1, Stance.SUPPORTS), (1, Stance.OPPOSES)),
        )
    )
    feed.tell(
        Told(
            date(2031, 3, 5),
            "The Ferry Board counts forty crossings a day.\nNothing else is known.",
            time="08:00",
        )
    )
    feed.tell(
        Told(
            date(2031, 3, 4),
            "Bo Lind has seen the lighthouse.\n“It must be lit before the ice comes,” he said.",
            points=(3,),
            speakers=("bo",),
            stances=((3, Stance.CONDITIONAL),),
        )
    )
    feed.tell(
        Told(
            date(2031, 3, 2),
            "Estmark and Vestmark have named their envoys.\n"
            "“We come with open charts,” Ada Holm told the Sound Gazette.\n"
            "A second paragraph tells of pilots and of the weather, and goes on for so long that "
            "it has to be broken into several rows on any screen that a reader may have.\n"
            "“Pilots stay as they are,” said a clerk.",
            points=(12,),
            speakers=("ada", None),
            stances=((12, Stance.PROPOSES),),
        )
    )
    return feed.parsed()


def courier() -> Parsed:
    """One article with an inferred day, and one of unknown day."""
    paper = Builder("courier.txt", "Northern Courier", Layout.LIVE)
    paper.tell(
        Told(
            date(2031, 3, 5),
            "The harbour talks began this morning.\n“The ice decides,” said Bo Lind.",
            title="Ice over the harbour",
            points=(21,),
            speakers=("bo",),
            via="harbour radio",
            source=DaySource.INFERRED,
            reason="“this morning”, and the Sound Gazette has the talks on 5 March",
        )
    )
    paper.tell(Told(None, "A page of old tariffs.", reason="no date stands in it", source=None))
    return paper.parsed()


def make_library(folder: Path, *documents: Parsed) -> Path:
    """Make a library in a folder; by default with both documents."""
    files = {file.name: file.read_bytes() for file in (Path(__file__).parent / "data").iterdir()}
    with Library.open(folder, writing=True) as library:
        library.set_dossier(PLAN, ACTORS, files)
        for parsed in documents or (gazette(), courier()):
            library.add(parsed, "\n".join(parsed.lines).encode())
    return folder
