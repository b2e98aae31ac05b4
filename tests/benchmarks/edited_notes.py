"""Whether notes are found again in real documents that were edited.

Usage: python -m tests.benchmarks.edited_notes [--seeds FOLDER] [--runs N] [--passages N] [--show]

Notes on passages, statements and whole items are written on the documents of a folder (by default
``shared/seeds`` beside the project), the documents are edited and imported again. Where each note
belongs is known from following every character through the edit, so that "found" means at its own
place, not at any place with the same words. Each run draws other passages and other edits; with
``--runs 5 --passages 1000`` it is tens of thousands of notes. Two plain ways of anchoring are
measured beside: the stored position, and the first place with exactly the stored words.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.dossier import load_dossier
from reader.locations import built_in_dossier
from reader.parsing.pipeline import parse_document
from store.citing import offsets_of
from store.library import Library
from store.records import Annotation, Item, NoteState, Parsed

from .edited_texts import EDITS, Edit, Line, Spot, make_lines, text_of
from .edited_truth import (
    Followed,
    Probe,
    Truth,
    find_truth,
    judge,
    plain_position,
    plain_search,
    spots_between,
)

ROOT = Path(__file__).parents[2]
PASSAGES, STATEMENTS, ITEMS = 220, 60, 40
"""Notes of one run on passages, statements and whole items."""


# Notes


def spot_of(item: Item, offset: int) -> Spot:
    before = item.text[:offset]
    return item.lines[before.count("\n")] - 1, offset - (before.rfind("\n") + 1)


def write_notes(library: Library, rnd: random.Random, passages: int) -> Iterator[tuple[str, Probe]]:
    """Write notes all over the documents; yield document and probe."""
    items = [item for item in library.items() if len(item.text) > 60]
    statements = [s for s in library.statements() if len(s.quote) > 3]
    for item in rnd.sample(items, min(ITEMS, len(items))):
        note = library.notes.annotate(item.id, "on an item")
        end = spot_of(item, len(item.text))
        yield item.document, Probe(note.id, "item", item.text, spot_of(item, 0), end)
    for statement in rnd.sample(statements, min(STATEMENTS, len(statements))):
        item = library.item(statement.item)
        span = offsets_of(statement, item)
        if span:
            note = library.notes.annotate(statement.id, "on a statement")
            yield item.document, _probe(note, "statement", item, span)
    for _ in range(passages):
        item = rnd.choice(items)
        span = _some_words(item.text, rnd)
        note = library.notes.annotate(item.id, "on a passage", span=span)
        yield item.document, _probe(note, "passage", item, span)


def _probe(note: Annotation, kind: str, item: Item, span: tuple[int, int]) -> Probe:
    last = spot_of(item, span[1] - 1)
    return Probe(note.id, kind, note.quote, spot_of(item, span[0]), (last[0], last[1] + 1))


def _some_words(text: str, rnd: random.Random) -> tuple[int, int]:
    """Return a run of 3 to 30 words, and of at least 12 characters, on one line or over several."""
    starts = [0, *(n + 1 for n, c in enumerate(text) if c.isspace() and n + 1 < len(text))]
    starts = [n for n in starts if not text[n].isspace()]
    while True:
        first = rnd.randrange(len(starts))
        last = min(len(starts) - 1, first + rnd.choice((2, 4, 8, 15, 29)))
        end = starts[last] + len(text[starts[last] :].split()[0])
        if end - starts[first] >= 12:
            return starts[first], end


def placed_spots(
    note: Annotation, items: dict[str, Item], followed: Followed
) -> frozenset[Spot] | None:
    if note.state is NoteState.ORPHANED:
        return None
    item = items[note.item]
    if note.anchor is None:
        rows = [row - 1 for row in item.lines]
        return frozenset((row, n) for row in rows for n in range(len(followed.after[row])))
    start, last = spot_of(item, note.anchor[0]), spot_of(item, note.anchor[1] - 1)
    return spots_between(followed, start, (last[0], last[1] + 1))


def _rows_of(item: Item, lines: Sequence[Line]) -> list[int]:
    """Return the lines of an item, its headline's with them."""
    rows = [row - 1 for row in item.lines]
    above = range(max(0, rows[0] - 3), rows[0])
    return [row for row in above if text_of([lines[row]]).strip() == item.title] + rows


# The measurement


class Bench:
    """Documents with notes on them, edited in one way after the other."""

    def __init__(self, folder: Path, *, passages: int = PASSAGES, shows: bool = False) -> None:
        self._dossier = load_dossier(built_in_dossier())
        self._raws = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
        self._passages = passages
        self._shows = shows
        self._parsed = {name: self._parse(name, raw) for name, raw in self._raws.items()}

    def _parse(self, name: str, raw: bytes) -> Parsed:
        return parse_document(raw, name, self._dossier)

    def run(self, label: str, edit: Edit, seed: int = 1) -> dict[str, Counter[str]]:
        """Edit all documents, import them again, and count where the notes are."""
        library = Library.in_memory()
        for name, raw in self._raws.items():
            library.add(self._parsed[name], raw)
        probes = list(write_notes(library, random.Random(seed), self._passages))
        texts: dict[str, tuple[list[Line], list[Line], set[int]]] = {}
        now: dict[str, str] = {}
        for number, document in enumerate(library.documents()):
            raw = self._raws[document.name]
            before = make_lines(raw)
            items = library.parsed(document.id).items
            rows = [_rows_of(item, before) for item in items]
            was_home = {row - 1 for item in items for row in item.lines}
            after = edit(before, random.Random(100 * seed + number), rows)
            edited = text_of(after).encode("utf-8")
            added = library.add(self._parse(document.name, edited), edited)
            if added.document.id != document.id:
                print(f"  {document.name}: taken for another document after: {label}")
                library.remove(document.id)
                library.notes.place_orphans(added.document.id)
            texts[document.id] = before, after, was_home
            now[document.id] = added.document.id
        return self._count(label, library, probes, texts, now)

    def _count(
        self,
        label: str,
        library: Library,
        probes: Sequence[tuple[str, Probe]],
        texts: dict[str, tuple[list[Line], list[Line], set[int]]],
        now: Mapping[str, str],
    ) -> dict[str, Counter[str]]:
        counts: dict[str, Counter[str]] = {
            way: Counter() for way in ("parley", "position", "search")
        }
        notes = {note.id: note for note in library.notes.annotations()}
        items = {item.id: item for item in library.items()}
        ways = {
            key: Followed(
                *texts[key],
                {row - 1: i.id for i in library.parsed(document).items for row in i.lines},
            )
            for key, document in now.items()
        }
        for document, probe in probes:
            followed = ways[document]
            truth = find_truth(probe, followed)
            fate = "kept" if truth.is_same else "edited" if truth.exists else "gone"
            note = notes.get(probe.note)
            if note is None:
                counts["parley"]["lost"] += 1
                continue
            spots = placed_spots(note, items, followed)
            told = (
                self._on_item(note, truth, spots) if probe.kind == "item" else judge(truth, spots)
            )
            counts["parley"][f"{fate} {told}"] += 1
            if self._shows and (told == "wrong" or (told == "none" and fate == "kept")):
                self._show(label, f"{fate} {told} {probe.kind}", probe, note, items)
                _show_truth(truth, followed)
            if probe.kind == "item":
                continue
            for way, at in (
                ("position", plain_position(probe, followed)),
                ("search", plain_search(probe, followed)),
            ):
                counts[way][f"{fate} {judge(truth, at)}"] += 1
        return counts

    @staticmethod
    def _on_item(note: Annotation, truth: Truth, spots: frozenset[Spot] | None) -> str:
        """A note on a whole item belongs to the item with its beginning, or most of its text."""
        if spots is None:
            return "none"
        is_its = truth.first in spots or len(spots & truth.own) * 2 >= len(truth.own) > 0
        return "right" if is_its else "wrong"

    @staticmethod
    def _show(
        label: str, fate: str, probe: Probe, note: Annotation, items: dict[str, Item]
    ) -> None:
        at = ""
        if note.anchor:
            at = items[note.item].text[note.anchor[0] : note.anchor[1]]
        print(f"  {label}: {fate} {note.id}\n    wanted {probe.quote!r}\n    got    {at!r}")


def _show_truth(truth: Truth, followed: Followed) -> None:
    spots = sorted(truth.own | truth.put_in)
    print(f"    is     {''.join(followed.after[row][column][0] for row, column in spots)!r}")


def main() -> None:
    """Print a table for each way of anchoring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("--runs", type=int, default=1, help="times that all is drawn anew")
    parser.add_argument("--passages", type=int, default=PASSAGES, help="notes on passages a run")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    arguments = parser.parse_args()
    if not arguments.seeds.is_dir():
        sys.exit(f"{arguments.seeds}: no such folder; name one with --seeds")
    bench = Bench(arguments.seeds, passages=arguments.passages, shows=arguments.show)
    sums: dict[str, Counter[str]] = {}
    print(
        f"{'':<28} {'':<9} {'kept: right':>13} wrong none {'edited: right':>15} wrong none"
        f"   {'gone: wrong':>11}  lost"
    )
    for label, edit in EDITS.items():
        of_edit: dict[str, Counter[str]] = {}
        for seed in range(1, arguments.runs + 1):
            for way, counts in bench.run(label, edit, seed).items():
                of_edit.setdefault(way, Counter()).update(counts)
        for way, counts in of_edit.items():
            _print(label if way == "parley" else "", way, counts)
            sums.setdefault(way, Counter()).update(counts)
    for way, counts in sums.items():
        _print("all edits" if way == "parley" else "", way, counts)


def _print(label: str, way: str, counts: Counter[str]) -> None:
    kept = [counts[f"kept {told}"] for told in ("right", "wrong", "none")]
    edited = [counts[f"edited {told}"] for told in ("right", "wrong", "none")]
    share = f"{100 * kept[0] / max(1, sum(kept)):.1f} %"
    gone = counts["gone wrong"]
    print(
        f"{label:<28} {way:<9} {share:>7} {kept[0]:>5} {kept[1]:>5} {kept[2]:>4}   "
        f"{edited[0]:>13} {edited[1]:>5} {edited[2]:>4}   {gone:>11} {counts['lost']:>5}"
    )


if __name__ == "__main__":
    main()
