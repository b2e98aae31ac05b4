"""Precision and recall of tellings on real documents; skipped where they are not at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from reader.dossier import load_dossier
from reader.parsing.pipeline import parse_document
from reader.tracking.tellings import find_tellings
from store.errors import FileUnusable
from store.records import Statement

from .known_tellings import ACTS, Place

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
NEAR = 3
"""Characters by which two offsets of one quotation may differ: marks, an ellipsis."""


def read() -> tuple[list[Statement], dict[str, str]]:
    """All statements of the documents, and the documents' names by id."""
    dossier = load_dossier(ROOT / "seeds")
    statements: list[Statement] = []
    names = {}
    for path in (*(SHARED / "seeds").glob("*.txt"), *(SHARED / "samples/texts").glob("*.md")):
        try:
            parsed = parse_document(path.read_bytes(), path.name, dossier)
        except FileUnusable:
            continue
        names[parsed.document.id] = path.name
        statements += parsed.statements
    return statements, names


def place_of(statement: Statement, names: dict[str, str]) -> Place | None:
    """The known place of a statement."""
    name = names[statement.document]
    for place in {place for act in ACTS for place in act}:
        start, line, offset = place
        is_line = name.startswith(start) and line == statement.line
        if is_line and abs(offset - statement.start) <= NEAR:
            return place
    return None


def pairs(groups: Iterable[Sequence[object]]) -> set[frozenset[object]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def test_tellings_of_real_documents_are_precise(capsys: pytest.CaptureFixture[str]) -> None:
    if not (SHARED / "seeds").is_dir() or not (SHARED / "samples" / "texts").is_dir():
        pytest.skip("the documents beside the project are not at hand")
    statements, names = read()
    found = pairs(
        [place_of(statement, names) or statement.id for statement in group]
        for group in find_tellings(statements).groups
    )
    known = pairs(ACTS)
    right = len(found & known)
    precision, recall = right / len(found), right / len(known)
    with capsys.disabled():
        print(f"\ntellings: precision {precision:.2f}, recall {recall:.2f} of {len(known)} pairs")
    assert precision >= 0.98
    assert recall >= 0.85
