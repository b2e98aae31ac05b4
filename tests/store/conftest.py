"""Invented documents, and libraries on both backends."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import blake2b, sha256
from pathlib import Path

import pytest

from store.files import Files, Folder, MemoryFiles
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
)

DAY = date(2031, 5, 4)
MakeParsed = Callable[..., tuple[Parsed, bytes]]


def make_parsed(
    texts: list[str],
    *,
    name: str = "feed.txt",
    outlet: str | None = "Harbour Post",
    days: list[date | None] | None = None,
    parser: int = 1,
) -> tuple[Parsed, bytes]:
    """Make a document with one item a text; each “quotation” in it is a statement by Orsa."""
    raw = "\n\n".join(texts).encode("utf-8", "surrogatepass")
    digest = sha256(raw).hexdigest()
    key = f"d{digest[:10]}"
    lines: list[str] = []
    items, statements, positions = [], [], []
    for number, text in enumerate(texts, 1):
        day = days[number - 1] if days else DAY
        item = Item(
            id=_key("i", key, text, number),
            document=key,
            number=number,
            day=day,
            day_source=DaySource.HEADING if day else None,
            day_reason="under its heading",
            time=None,
            published=None,
            title=None,
            text=text,
            lines=tuple(range(len(lines) + 1, len(lines) + 2 + text.count("\n"))),
            points=(_point(text),),
            mentions=tuple(_mentions(text, len(lines) + 1)),
            opened_by="first line",
        )
        items.append(item)
        for place, line in enumerate(text.split("\n")):
            made = _statement(item, line, len(lines) + 1 + place)
            if made is not None:
                statements.append(made)
                positions.append(_position(made))
        lines += [*text.split("\n"), ""]
    latest = max((item.day for item in items if item.day), default=None)
    document = Document(
        id=key,
        name=name,
        outlet=outlet,
        title=None,
        layout=Layout.FEED,
        day=latest,
        day_source=DaySource.HEADING if latest else None,
        digest=digest,
        has_source_lines=True,
        parser=parser,
        imported=datetime(2031, 5, 5, tzinfo=UTC),
        item_count=len(items),
        warnings=(),
    )
    found = Actor("belen-marsh", "Belen Marsh", ActorKind.PERSON, None, "norland", (), False)
    parsed = Parsed(
        document,
        tuple(lines),
        (),
        (),
        tuple(items),
        tuple(statements),
        tuple(positions),
        (found,) if any("Marsh" in text for text in texts) else (),
    )
    return parsed, raw


def _point(text: str) -> int:
    if "Envoy" in text or "Snow" in text:
        return 2
    return 3 if "Marsh" in text else 1


def _key(prefix: str, *parts: object) -> str:
    joined = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return prefix + blake2b(joined, digest_size=5).hexdigest()


def _mentions(text: str, first_line: int) -> Iterator[Mention]:
    for number, line in enumerate(text.split("\n"), first_line):
        for words, actor in (("Orsa", "ilse-orsa"), ("Marsh", "belen-marsh")):
            start = line.find(words)
            if start >= 0:
                yield Mention(actor, words, ActorKind.PERSON, number, start, start + len(words))


def _statement(item: Item, line: str, number: int) -> Statement | None:
    start, end = line.find("“") + 1, line.find("”")
    if not start or end < start:
        return None
    return Statement(
        id=_key("s", item.id, line[start:end]),
        item=item.id,
        document=item.document,
        line=number,
        start=start,
        end=end,
        quote=line[start:end],
        kind=StatementKind.DIRECT,
        speaker="Ilse Orsa",
        speaker_id="ilse-orsa",
        via="the Tide agency",
        day=item.day,
        points=item.points,
        cue="said",
        subject="Orsa",
        resolved_by="subject before",
    )


def _position(statement: Statement) -> Position:
    return Position(
        id=_key("p", statement.id),
        actor="ilse-orsa",
        side="norland",
        point=statement.points[0],
        stance=Stance.SUPPORTS,
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


PLAN = Plan("ferry", "The ferry plan", (), tuple(Point(n, f"Point {n}", (), ()) for n in (1, 2, 3)))
ACTORS = (
    Actor("ilse-orsa", "Ilse Orsa", ActorKind.PERSON, "envoy", "norland", ("Orsa",), True),
    Actor("norland", "Norland", ActorKind.STATE, None, None, (), True),
)
TEXTS = [
    "Envoy Ilse Orsa arrived at the harbour before noon.\n"
    "Orsa said “the ferries will run on Sundays” to reporters.",
    "Belen Marsh told the council that the quay needs repair.\nNothing was decided.",
    "A third meeting is planned.\nOrsa said: “we shall not wait for the rain to stop” and left.",
]


@pytest.fixture
def making() -> MakeParsed:
    return make_parsed


@pytest.fixture
def texts() -> list[str]:
    return list(TEXTS)


@pytest.fixture(params=["memory", "file"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return MemoryFiles() if request.param == "memory" else Folder(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library in a folder, closed, with two documents and some notes."""
    path = tmp_path / "library"
    with Library.open(path, writing=True) as library:
        library.set_dossier(PLAN, ACTORS, {"plan.toml": b"# none"})
        library.add(*make_parsed(TEXTS))
        library.add(*make_parsed(["Snow fell in the hills."], name="hills.txt", outlet=None))
        for statement in library.statements():
            library.notes.annotate(statement.id, "on the statement #sea")
        library.notes.toggle_bookmark(library.items()[0].id)
        library.notes.mark_read([item.id for item in library.items()])
    return path


@pytest.fixture(params=["memory", "file"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    if request.param == "memory":
        opened = Library.in_memory()
    else:
        opened = Library.open(tmp_path / "library", writing=True)
    with opened:
        opened.set_dossier(PLAN, ACTORS, {"plan.toml": b"# none", "actors.toml": b"# none"})
        yield opened


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(*make_parsed(TEXTS))
    other, raw = make_parsed(
        ["Snow fell in the hills.", "Orsa met Marsh again."],
        name="hills.txt",
        outlet="Hill Gazette",
        days=[date(2031, 5, 6), None],
    )
    library.add(other, raw)
    return library
