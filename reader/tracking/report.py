"""The tracker as a report: matrix, and for each point its versions, history and evidence.

Takes a library and a day, gives plain values in the order in which they are told; how they are
written is left to the exporters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from store.library import Library
from store.records import Correction, Document, Plan, Statement

from .building import build_tracker
from .matrix import Cell, Evidence, Matrix, Order


@dataclass(frozen=True, slots=True)
class CitedEvidence:
    """One piece of evidence with everything that a citation needs."""

    evidence: Evidence
    actor: str
    """The actor's name."""
    statement: Statement | None
    documents: tuple[Document, ...]
    """Where it is told, the first telling first."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, each once; a document of unknown outlet by its name."""
        return tuple(dict.fromkeys(d.outlet or d.name for d in self.documents))


@dataclass(frozen=True, slots=True)
class Report:
    """The tracker as of a day."""

    plan: Plan
    matrix: Matrix
    names: Mapping[str, str]
    """The actors' names by id."""
    cited: Mapping[str, CitedEvidence]
    """By the id of the evidence's first position."""
    corrections: tuple[Correction, ...] = ()
    """The reader's decisions, oldest first."""

    def evidence_of(self, cell: Cell) -> tuple[CitedEvidence, ...]:
        """The evidence of one cell, newest first."""
        return tuple(self.cited[e.position.id] for e in cell.evidence)


def build_report(library: Library, as_of: date | None, order: Order = Order.NUMBER) -> Report:
    """Put the tracker's report together as of a day; None: everything."""
    matrix = build_tracker(library).matrix(as_of, order)
    names = {found.actor.id: found.actor.name for found in library.actors()}
    statements = {statement.id: statement for statement in library.statements()}
    documents = {document.id: document for document in library.documents()}
    cited = {
        evidence.position.id: CitedEvidence(
            evidence,
            names.get(evidence.position.actor, evidence.position.actor),
            statements.get(evidence.position.statement or ""),
            tuple(documents[telling.document] for telling in evidence.tellings),
        )
        for row in matrix.rows
        for cell in row.cells
        for evidence in cell.evidence
    }
    return Report(library.plan, matrix, names, cited, library.notes.corrections())
