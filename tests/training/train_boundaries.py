"""Trains the weights of the boundary model from the annotation beside the project.

    python tests/training/train_boundaries.py             cross validation, writes the weights
    python tests/training/train_boundaries.py --dry       cross validation only
    python tests/training/train_boundaries.py --misses    and every error of it
    python tests/training/train_boundaries.py --with-own  trains on the own reading as well

Annotation: ``../shared/gold`` (only the lines in its scope) and ``../shared/samples/live-flat``. A
fold is one day of the feed, or one document: its lines are left out of the training, and are then
split by the model trained on the rest, line after line on its own earlier decisions, as in use.

``own_reading.json`` holds the developers' own reading of stretches whose annotation is held back.
It measures the model and, unless asked for, does not train it: a figure on those stretches then
stays one for text that the model has not seen.

Logistic regression with an L2 penalty by gradient descent (AdaGrad); standard library only.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.parsing.items.boundary_cues import Surroundings, find_cues
from reader.parsing.items.boundary_model import BoundaryModel
from reader.parsing.items.cohesion import ItemSoFar
from reader.parsing.items.items import read_gap
from tests.training.annotation import (
    OWN,
    PROJECT,
    SHARED,
    Annotated,
    read_annotation,
    read_own,
)

WEIGHT_OF = {"000": 1.0, "timed": 0.5}
"""Weight of a line: small documents weigh more; those of another subject and year, less."""
WEIGHTS = PROJECT / "reader" / "parsing" / "data" / "boundary_weights.toml"


@dataclass
class Example:
    """One line: its cues, whether an item starts there, its fold, its weight."""

    cues: list[str]
    opens: bool
    fold: str
    weight: float


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
    weights, squares = [0.0] * (len(kept) + 1), [1e-6] * (len(kept) + 1)
    for _ in range(rounds):
        gradient = [penalty * weight for weight in weights]
        gradient[0] = 0.0
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
    counts = f"right {right} found {said} wanted {wanted}"
    print(f"{fold:40} F1 {2 * right / (said + wanted):.3f}  {counts}")
    text = {line.number: line.text for line in document.text}
    for n in sorted((found ^ document.starts) & scope - document.optional) if misses else ():
        if n not in scored:
            print(f"   NO TEXT {document.name}:{n}")
            continue
        score, cues = scored[n]
        top = sorted(((model.weights.get(c, 0), c) for c in set(cues)), key=lambda x: -abs(x[0]))[
            :9
        ]
        miss = "EXTRA " if n in found else "MISSED"
        print(f"   {miss} {document.name}:{n} {score:+.2f} {text[n][:130]}")
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
        "# Weights of the boundary model, written by tests/training/train_boundaries.py from the\n"
        "# annotation of the shared feed and of live blogs of other outlets. A weight is what the\n"
        "# cue adds to the log odds that a line opens an item.\n"
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
    parser.add_argument("--with-own", action="store_true", help="train on the own reading too")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--penalty", type=float, default=0.3)
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("the annotation is not beside the project", file=sys.stderr)
        return 1
    documents = read_annotation()
    checks = read_own(OWN)
    rows = [row for d in documents for row in examples(d, WEIGHT_OF.get(d.name.split()[0], 1.5))]
    if args.with_own:
        rows += [row for d in checks for row in examples(d, 1.0)]
    cross_validate(documents, checks, rows, args.penalty, misses=args.misses)
    if not args.dry:
        write(train(rows, args.penalty))
    return 0


if __name__ == "__main__":
    sys.exit(main())
