"""Trains the weights of the boundary model from the annotation beside the project.

    .venv/bin/python tests/training/train_boundaries.py             # cross validation, then writes the weights
    .venv/bin/python tests/training/train_boundaries.py --dry       # cross validation only
    .venv/bin/python tests/training/train_boundaries.py --misses    # and every error of it

Annotation: ``../shared/gold`` (only the lines in its scope), ``../shared/samples/live-flat``. A fold is
one day of the feed, or one document: its lines are left out of the training and then split by the
model trained on the rest, line after line on its own earlier decisions, as in use. Logistic
regression with an L2 penalty by gradient descent (AdaGrad); standard library only.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.parsing.boundary_cues import Surroundings, find_cues
from reader.parsing.boundary_model import BoundaryModel
from reader.parsing.cohesion import ItemSoFar, Lexicon
from reader.parsing.items import read_gap
from reader.parsing.model import DayFact, Line, LineRole, Page
from reader.parsing.openers import Shape, read_shape
from store.records import Layout

FINE, COARSE = 2.0, 0.5
PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
OWN = Path(__file__).with_name("own_reading.json")
WEIGHTS = PROJECT / "reader" / "parsing" / "data" / "boundary_weights.toml"


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


@dataclass
class Example:
    """One line: its cues, whether an item starts there, its fold, its weight."""

    cues: list[str]
    opens: bool
    fold: str
    weight: float


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


def read_annotation() -> list[Annotated]:
    """All documents with more than one item."""
    gold = [read_gold(path) for path in sorted((SHARED / "gold").glob("[0-9]*.json"))]
    flat = [
        read_flat(path) for path in sorted((SHARED / "samples" / "live-flat").glob("*live.txt"))
    ]
    return [document for document in [*gold, *flat] if len(document.starts) > 1]


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


def examples(document: Annotated, weight: float) -> Iterable[Example]:
    """Every line in scope whose start is decided by the model, on the annotated items above it."""
    item: ItemSoFar | None = None
    for place, line in enumerate(document.text):
        gap, shape = read_gap(document.page, document.text, place), document.shapes[place]
        if item is None or gap.rule or line.number not in document.scope:
            item = ItemSoFar(shape)
            continue
        opens = line.number in document.starts
        if line.number not in document.optional:
            cues = [
                *find_cues(Surroundings(document.shapes, document.lexicon, place, item)),
                *gap.cues,
            ]
            yield Example(cues, opens, document.fold_of[line.number], weight)
        if opens:
            item = ItemSoFar(shape)
        else:
            item.add(shape)


def split(document: Annotated, model: BoundaryModel) -> dict[int, tuple[float, list[str]]]:
    """The lines in scope at which the model opens an item, on its own earlier decisions."""
    item: ItemSoFar | None = None
    found: dict[int, tuple[float, list[str]]] = {}
    for place, line in enumerate(document.text):
        gap, shape = read_gap(document.page, document.text, place), document.shapes[place]
        if item is None or gap.rule:
            item, found[line.number] = ItemSoFar(shape), (99.0, [])
            continue
        cues = [*find_cues(Surroundings(document.shapes, document.lexicon, place, item)), *gap.cues]
        score = model.score(cues)
        found[line.number] = (score, cues)
        if score > 0:
            item = ItemSoFar(shape)
        else:
            item.add(shape)
    return found


def train(rows: Sequence[Example], penalty: float, rounds: int = 300) -> BoundaryModel:
    """Fit bias and weights; a cue seen fewer than three times gets none."""
    seen: dict[str, int] = {}
    for row in rows:
        for cue in set(row.cues):
            seen[cue] = seen.get(cue, 0) + 1
    kept = sorted(cue for cue, count in seen.items() if count >= 3)
    place = {cue: k for k, cue in enumerate(kept, 1)}
    sparse = [
        ([0, *(place[c] for c in dict.fromkeys(r.cues) if c in place)], r.opens, r.weight)
        for r in rows
    ]
    shares = [0.0, *(penalty * (FINE if cue.startswith("line: ") else COARSE) for cue in kept)]
    weights, squares = [0.0] * (len(kept) + 1), [1e-6] * (len(kept) + 1)
    for _ in range(rounds):
        gradient = [share * w for share, w in zip(shares, weights, strict=True)]
        for places, opens, weight in sparse:
            score = sum(weights[k] for k in places)
            error = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - opens)
            for k in places:
                gradient[k] += error
        for k, slope in enumerate(gradient):
            squares[k] += slope * slope
            weights[k] -= 0.5 * slope / math.sqrt(squares[k])
    return BoundaryModel(weights[0], dict(zip(kept, weights[1:], strict=True)))


def f1(found: set[int], document: Annotated, scope: set[int]) -> tuple[int, int, int]:
    """Right, found and wanted starts in scope, optional ones counted as neither."""
    starts = document.starts & scope
    found = (found & scope) - (document.optional - starts)
    need = starts - document.optional
    return len(found & starts), len(found), len(need | (found & starts))


def report(
    document: Annotated, model: BoundaryModel, fold: str, *, misses: bool
) -> tuple[int, int, int]:
    """Print the figures of one fold, and give right, found and wanted starts."""
    scope = {n for n in document.scope if document.fold_of.get(n) == fold}
    scored = split(document, model)
    found = {n for n, (score, _) in scored.items() if score > 0}
    right, said, wanted = f1(found, document, scope)
    print(
        f"{fold:40} F1 {2 * right / (said + wanted):.3f}  right {right} found {said} wanted {wanted}"
    )
    text = {line.number: line.text for line in document.text}
    for n in sorted((found ^ document.starts) & scope - document.optional) if misses else ():
        if n not in scored:
            print(f"   NO TEXT {document.name}:{n}")
            continue
        score, cues = scored[n]
        top = sorted(((model.weights.get(c, 0), c) for c in set(cues)), key=lambda x: -abs(x[0]))[
            :9
        ]
        print(
            f"   {'EXTRA ' if n in found else 'MISSED'} {document.name}:{n} {score:+.2f} {text[n][:130]}"
        )
        print("        " + "; ".join(f"{c} {w:+.1f}" for w, c in top))
    return right, said, wanted


def cross_validate(
    documents: Sequence[Annotated],
    checks: Sequence[Annotated],
    rows: Sequence[Example],
    penalty: float,
    *,
    misses: bool,
) -> None:
    """Print boundary F1 by fold, for all folds together, and for the own reading."""
    for label, some in (("all folds", documents), ("own reading", checks)):
        total = [0, 0, 0]
        for document in some:
            for fold in sorted(
                {document.fold_of[n] for n in document.scope if n in document.fold_of}
            ):
                model = train([row for row in rows if row.fold != fold], penalty)
                counts = report(document, model, fold, misses=misses)
                total = [a + b for a, b in zip(total, counts, strict=True)]
        print(f"{label:40} F1 {2 * total[0] / (total[1] + total[2]):.3f}")


def write(model: BoundaryModel) -> None:
    """Write the weights, the strongest first."""
    head = (
        "# Weights of the boundary model, trained by tests/training/train_boundaries.py from the annotation of\n"
        "# the shared feed and of live blogs of other outlets. Cue = log odds that a line with it opens an item.\n"
    )
    ranked = sorted(model.weights.items(), key=lambda pair: -abs(pair[1]))
    rows = [f'"{cue}" = {weight:.3f}' for cue, weight in ranked if abs(weight) >= 0.0005]
    WEIGHTS.write_text(
        head + f"bias = {model.bias:.3f}\n\n[weights]\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--penalty", type=float, default=0.1)
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("the annotation is not beside the project", file=sys.stderr)
        return 1
    documents = read_annotation()
    checks = read_own(OWN)
    rows = [row for d in documents for row in examples(d, 1.0 if d.name == "000" else 1.5)]
    cross_validate(documents, checks, rows, args.penalty, misses=args.misses)
    if not args.dry:
        write(train(rows, args.penalty))
    return 0


if __name__ == "__main__":
    sys.exit(main())
