"""The parser as a whole: what holds for every input, on invented text and on mutated documents."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dossier import Dossier, load_dossier
from reader.parsing.pipeline import parse_document
from store.errors import FileUnusable
from store.records import Parsed

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOCUMENTS = sorted((SEEDS / "documents").glob("*.txt"))
MARKS = "“”\"'‘’«»„‹›[](){}<>…—–-:;,.!?•*#|\\/@=\t\r\x00\x1b\u2028\u200b\u202e"


@cache
def dossier() -> Dossier:
    return load_dossier(SEEDS)


def check(parsed: Parsed) -> None:
    """Everything that must hold for any document."""
    text = parsed.lines
    holder: dict[int, str] = {}
    for item in parsed.items:
        assert item.lines == tuple(sorted(set(item.lines)))
        assert item.text == "\n".join(text[n - 1] for n in item.lines)
        for number in item.lines:
            assert holder.setdefault(number, item.id) == item.id
        for mention in item.mentions:
            assert mention.line in item.lines
            assert text[mention.line - 1][mention.start : mention.end] == mention.name
    outside = {*parsed.headings, *parsed.furniture}
    assert not outside & holder.keys()
    unplaced = [n for n, line in enumerate(text, 1) if line.strip() and n not in holder]
    assert set(unplaced) <= outside
    items = {item.id: item for item in parsed.items}
    assert len(items) == len(parsed.items)
    assert len({s.id for s in parsed.statements}) == len(parsed.statements)
    for statement in parsed.statements:
        assert statement.line in items[statement.item].lines
        assert text[statement.line - 1][statement.start : statement.end] == statement.quote
        assert statement.quote.strip()
    for position in parsed.positions:
        assert position.line in items[position.item].lines
        assert text[position.line - 1][position.start : position.end] == position.passage


def parse(raw: bytes, name: str = "invented.txt") -> Parsed | None:
    try:
        return parse_document(raw, name, dossier())
    except FileUnusable:
        return None


def mutate(text: str, dice: random.Random) -> str:
    """A few cuts, swaps, repetitions and stray marks."""
    lines = text.split("\n")
    for _ in range(dice.randint(1, 12)):
        place = dice.randrange(len(lines))
        match dice.randrange(6):
            case 0:
                del lines[place : place + dice.randint(1, 5)]
                lines = lines or [""]
            case 1:
                lines.insert(place, lines[dice.randrange(len(lines))])
            case 2:
                lines[place] = lines[place][: dice.randint(0, len(lines[place]))]
            case 3:
                middle = dice.randint(0, len(lines[place]))
                mark = dice.choice(MARKS) * dice.choice((1, 1, 2, 50))
                lines[place] = lines[place][:middle] + mark + lines[place][middle:]
            case 4:
                lines[place] = lines[place].swapcase()
            case _:
                lines[place : place + 2] = [" ".join(lines[place : place + 2])]
    return "\n".join(lines)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_line_and_offset_of_a_real_layout_is_accounted_for(path: Path) -> None:
    check(parse_document(path.read_bytes(), path.name, dossier()))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(12))
def test_mutated_documents_keep_every_rule(path: Path, seed: int) -> None:
    dice = random.Random(f"{path.stem}{seed}")
    lines = path.read_text(encoding="utf-8").split("\n")
    start = dice.randrange(max(1, len(lines) - 80))
    parsed = parse(mutate("\n".join(lines[start : start + 80]), dice).encode())
    if parsed:
        check(parsed)


@settings(max_examples=150, deadline=None)
@given(raw=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_no_bytes_crash_the_parser(raw: bytes) -> None:
    parsed = parse(raw)
    if parsed:
        check(parsed)


PIECES = st.sampled_from(
    [
        "Norlandic President Ada Lind said the talks go on.",
        "“We shall not open the grounds before autumn,” she added.",
        "Bo Ek told Radio Fjord: “The quota is a red line for us all.",
        "4 March 2030",
        "Key events",
        "Share this story",
        "He said:",
        "We will count the fish and then we will talk about it.",
        "A boat off Marsund this week",
        "P HOTOGRAPHER/AGENCY",
        "",
        "• The first of the points",
        "\"Nested 'marks' here\" and “there” and “open",
        "12:30 Talks have begun in Port Elva, an official said.",
    ]
)


@settings(max_examples=150, deadline=None)
@given(lines=st.lists(PIECES, min_size=1, max_size=14))
def test_any_order_of_ordinary_lines_keeps_every_rule(lines: list[str]) -> None:
    parsed = parse("\n".join(lines).encode())
    if parsed:
        check(parsed)


@pytest.mark.parametrize("text", ["one line", "a\r\nb\r\n", "a\x0bb\x0cc\u2028d\x85e\nf"])
def test_lines_break_at_newlines_only(text: str) -> None:
    parsed = parse(text.encode())
    assert parsed is None or len(parsed.lines) == text.count("\n") + 1


def test_parsing_twice_gives_the_same_ids() -> None:
    raw = DOCUMENTS[0].read_bytes()
    first, second = (parse_document(raw, "a.txt", dossier()) for _ in range(2))
    assert [i.id for i in first.items] == [i.id for i in second.items]
    assert [s.id for s in first.statements] == [s.id for s in second.statements]
