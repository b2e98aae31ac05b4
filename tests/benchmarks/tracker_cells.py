"""Whether the tracker's cells hold the passages of a hand-made annotation.

    python tests/benchmarks/tracker_cells.py [FOLDER]

FOLDER holds ``seeds/*.txt`` and ``gold/*.json`` (default: ``shared`` beside the project). For the
points and sides below a passage counts as right where the cell holds a piece of evidence from the
same item with the same stance. Optional entries of the annotation are neither required nor wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from reader.dossier import load_dossier
from reader.importing import Importer, set_up
from reader.tracking.building import build_tracker
from store.library import Library

ROOT = Path(__file__).parents[2]
POINTS = (6, 7, 14, 21, 28)
SIDES = ("ukraine", "russia", "united-states", "europe")
Passage = tuple[str, int, int, str]
"""Document, first line of the item, point, stance."""


def annotated(
    gold: Path, starts: dict[tuple[str, int], int], side_of: dict[str, str]
) -> dict[str, dict[Passage, bool]]:
    """By side: the annotated passages and whether each is required."""
    found: dict[str, dict[Passage, bool]] = {side: {} for side in SIDES}
    for path in sorted(gold.glob("[0-9]*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        name = Path(document["doc"]).name
        for one in document["positions"]:
            side = find_side(one["actor"], side_of)
            if side in found and one["point"] in POINTS:
                start = starts.get((name, one["line"]), one["line"])
                key = (name, start, one["point"], one["stance"])
                found[side][key] = found[side].get(key, False) or not one["optional"]
    return found


def find_side(actor: str, side_of: dict[str, str]) -> str | None:
    """The side of an annotated actor; the annotation names some by whom they speak for."""
    name = actor.partition(" (")[0].casefold()
    is_european = any(word in name for word in ("europe", "e3", "uk, france", "czech"))
    return side_of.get(name) or ("europe" if is_european else None)


def names_of(library: Library) -> dict[str, str]:
    """The side by the folded name of every actor."""
    tracker = build_tracker(library)
    sides = {}
    for one in library.actors():
        side = tracker.side_of(one.actor.id)
        for name in (one.actor.name, *one.actor.aliases):
            sides[name.casefold()] = side
    return sides


def scopes(gold: Path) -> dict[str, set[int]]:
    """The annotated lines by document."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in gold.glob("[0-9]*.json")]
    return {Path(one["doc"]).name: set(one["scope"]) for one in read}


def main(folder: Path) -> None:
    """Print a line for each side, and the whole."""
    library = Library.in_memory()
    dossier = load_dossier(ROOT / "seeds")
    Importer(library, dossier).import_files(sorted((folder / "seeds").glob("*.txt")))
    set_up(library, dossier)
    tracker, scope = build_tracker(library), scopes(folder / "gold")
    names = {document.id: document.name for document in library.documents()}
    starts = {
        (names[item.document], line): min(item.lines)
        for item in library.items()
        for line in item.lines
    }
    sides = names_of(library)
    gold = annotated(folder / "gold", starts, sides)
    total: Counter[str] = Counter()
    print(f"{'side':<16} {'gold':>5} {'cells':>6} {'right':>6} {'recall':>7} {'precision':>9}")
    for side in SIDES:
        held = {
            (names[told.document], starts[names[told.document], told.line], point, told.stance)
            for point in POINTS
            for evidence in tracker.cell(point, side).evidence
            for told in evidence.tellings
            if told.line in scope.get(names[told.document], set())
        }
        required = {key for key, needed in gold[side].items() if needed}
        right = len(required & held)
        asked = len(held - (set(gold[side]) - required))
        total.update(gold=len(required), cells=asked, right=right)
        _print(side, len(required), asked, right)
    _print("all", total["gold"], total["cells"], total["right"])


def _print(name: str, gold: int, cells: int, right: int) -> None:
    recall, precision = right / gold if gold else 1.0, right / cells if cells else 1.0
    print(f"{name:<16} {gold:5} {cells:6} {right:6} {recall:7.2f} {precision:9.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared")
