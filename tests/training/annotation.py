"""Documents with the lines at which their items start, as the training script reads them.

From the annotation beside the project (``../shared``) and from ``own_reading.json``; only line
numbers stand in the latter, the text stays where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.parsing.items.cohesion import Lexicon
from reader.parsing.items.openers import Shape, read_shape
from reader.parsing.model import DayFact, Line, LineRole, Page
from store.records import Layout

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
TIMED = SHARED / "samples" / "gold-quotes" / "polnear" / "dev" / "text"
_CLOCK = re.compile(r"(?:\d{1,2}(?::\d\d)? ?[ap]\.m\.?|noon|midnight)\.?")
OWN = Path(__file__).with_name("own_reading.json")


@dataclass
class Annotated:
    """A document with the lines at which its items start."""

    name: str
    page: Page
    scope: set[int]
    starts: set[int]
    optional: set[int]
    fold_of: dict[int, str]
    text: list[Line] = field(init=False)
    shapes: list[Shape] = field(init=False)
    lexicon: Lexicon = field(init=False)

    def __post_init__(self) -> None:
        self.text = [line for line in self.page.lines if line.role is LineRole.TEXT]
        self.shapes = [read_shape(line.text) for line in self.text]
        self.lexicon = Lexicon(self.shapes, (line.text for line in self.text))


def _page(
    name: str,
    lines: Sequence[str],
    headings: set[int],
    furniture: set[int],
    bylines: Sequence[int] = (),
) -> Page:
    def role(number: int, text: str) -> LineRole:
        if number in headings:
            return LineRole.HEADING
        if number in furniture:
            return LineRole.FURNITURE
        return LineRole.TEXT if text.strip() else LineRole.BLANK

    return Page(
        name,
        tuple(
            Line(n, text, role(n, text), "byline" if n in bylines else "")
            for n, text in enumerate(lines, 1)
        ),
        Layout.LIVE,
        None,
        None,
        has_source_lines=True,
        fact=DayFact(None, None, ""),
    )


def _read_lines(path: Path) -> list[str]:
    return [line.rstrip("\r") for line in path.read_text(encoding="utf-8").split("\n")]


def read_gold(path: Path) -> Annotated:
    """One annotated seed; the folds are its days."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    lines = _read_lines(SHARED / "seeds" / gold["doc"])
    day_of = {n: i["day"] for i in gold["items"] for n in range(i["start"], i["end"] + 1)}
    headings = set(gold["headings"])
    many = len(set(day_of.values())) > 1
    return Annotated(
        path.stem,
        _page(path.stem, lines, headings, set(gold["chrome"])),
        set(gold["scope"]),
        {i["start"] for i in gold["items"]},
        set(gold["optional_starts"]),
        {n: f"{path.stem} {day}" if many else path.stem for n, day in day_of.items()},
    )


def read_flat(path: Path) -> Annotated:
    """One flattened live blog; with and without headlines it is one fold."""
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    lines, headings = _read_lines(path), set(gold["headings"])
    scope = {n for i in gold["items"] for n in range(i["start"], i["end"] + 1)} - headings
    starts = {i["start"] + (i["start"] in headings) for i in gold["items"]}
    fold = path.name.split(".")[0]
    return Annotated(
        path.stem,
        _page(path.stem, lines, headings, set()),
        scope,
        starts,
        set(),
        dict.fromkeys(scope, fold),
    )


def read_timed(path: Path) -> Annotated:
    """A live page whose updates stand under their clock times: the times are taken out."""
    lines: list[str] = []
    starts: set[int] = set()
    is_due = False
    for text in map(str.strip, _read_lines(path)):
        if _CLOCK.fullmatch(text):
            is_due = True
        elif (is_due or starts) and any(character.isalnum() for character in text):
            lines.append(text)
            if is_due:
                starts.add(len(lines))
            is_due = False
    fold = "timed " + path.stem[:22]
    scope = set(range(1, len(lines) + 1))
    page = _page(fold, lines, set(), set())
    return Annotated(fold, page, scope, starts, set(), dict.fromkeys(scope, fold))


def read_annotation() -> list[Annotated]:
    """All documents with more than one item."""
    gold = [read_gold(path) for path in sorted((SHARED / "gold").glob("[0-9]*.json"))]
    flat = [
        read_flat(path) for path in sorted((SHARED / "samples" / "live-flat").glob("*live.txt"))
    ]
    timed = [read_timed(path) for path in sorted(TIMED.glob("*the-latest*.txt"))]
    return [document for document in [*gold, *flat, *timed] if len(document.starts) > 1]


def read_own(path: Path) -> list[Annotated]:
    """The developers' own reading of stretches that the shared annotation leaves out."""
    documents = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["documents"]:
        lines = _read_lines(SHARED / "seeds" / entry["doc"])
        scope = {n for first, last in entry["stretches"] for n in range(first, last + 1)}
        fold_of = {
            n: f"own reading {entry['doc'][:3]} from {first}"
            for first, last in entry["stretches"]
            for n in range(first, last + 1)
        }
        documents.append(
            Annotated(
                "own " + entry["doc"][:3],
                _page(
                    entry["doc"],
                    lines,
                    set(entry["headings"]),
                    set(entry["furniture"]),
                    entry["bylines"],
                ),
                scope,
                set(entry["starts"]),
                set(entry["unsure"]),
                fold_of,
            )
        )
    return documents
