"""Pairs of texts to be shown side by side, made from turns, tellings and wordings.

Pure values: takes records, gives panels with the words marked that matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from store.records import Document, Plan, Point, Statement, Wording

from ..tracking.matrix import Turn
from ..tracking.report import CitedEvidence
from ..tracking.tellings import compare_wording
from .content import one_line
from .labels import STANCE_SIGNS, day_label, outlet_label, short_day, speaker_label
from .panes.beside import Panel, Span
from .panes.tracker_versions import CHANGE_SIGNS


def turn_panel(turn: Turn, cited: CitedEvidence) -> Panel:
    """A stance with its day, who showed it, and the passage; the words that show it are marked."""
    position = turn.evidence.position
    via = cited.statement.via if cited.statement else None
    heads = (
        f"{STANCE_SIGNS[turn.stance]} {turn.stance.value} · {day_label(turn.day)}",
        cited.actor,
        f"{', '.join(cited.outlets)}{f', via {via}' if via else ''}",
    )
    marked = (position.cue_span,) if position.cue_span else ()
    return Panel(heads, one_line(position.passage), marked)


def telling_panels(
    one: tuple[Statement, Document], other: tuple[Statement, Document]
) -> tuple[Panel, Panel]:
    """Two tellings of one speech act, the words marked in which they differ."""
    left, right = one_line(one[0].quote), one_line(other[0].quote)
    marks = differing(left, right)
    return (
        Panel(_telling_heads(*one), left, marks[0]),
        Panel(_telling_heads(*other), right, marks[1]),
    )


def _telling_heads(statement: Statement, document: Document) -> tuple[str, ...]:
    return (
        f"{outlet_label(document)} · {day_label(statement.day)}",
        speaker_label(statement, document.outlet),
        f"{document.name}, line {statement.line}" if document.has_source_lines else document.name,
    )


def differing(left: str, right: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of each text that the other does not have."""
    marks: tuple[list[Span], list[Span]] = ([], [])
    places = [0, 0]
    for piece in compare_wording(left, right):
        for side, text in enumerate((piece.left, piece.right)):
            if not piece.is_equal and text.strip():
                marks[side].append((places[side], places[side] + len(text)))
            places[side] += len(text)
    return tuple(marks[0]), tuple(marks[1])


def wording_panels(plan: Plan, left: Wording, right: Wording) -> tuple[Panel, Panel]:
    """Two wordings of a point, the words marked in which they differ."""
    marks = differing(one_line(left.says), one_line(right.says))
    return _wording_panel(plan, left, marks[0]), _wording_panel(plan, right, marks[1])


def _wording_panel(plan: Plan, wording: Wording, marks: Sequence[Span]) -> Panel:
    version = next((one for one in plan.versions if one.id == wording.version), None)
    name = f"{version.name}, {short_day(version.day)}" if version else wording.version
    heads = (
        name,
        f"{CHANGE_SIGNS.get(wording.change, '?')} {wording.change} against the draft before",
        f"Source: {wording.source or 'none given'}",
    )
    return Panel(heads, one_line(wording.says) or "Says nothing that is known.", tuple(marks))


def wording_pairs(point: Point) -> list[tuple[Wording, Wording]]:
    """All pairs of a point's wordings that stand next to one another; one alone beside itself.

    Reports that contradict each other on one version follow one another, and so do versions.
    """
    wordings = point.wordings
    if len(wordings) == 1:
        return [(wordings[0], wordings[0])]
    return list(pairwise(wordings))
