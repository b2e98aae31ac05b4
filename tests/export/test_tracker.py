"""The tracker as Markdown and CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.tracker import render_tracker_csv, render_tracker_markdown
from reader.tracking.matrix import Tracker
from reader.tracking.report import CitedEvidence, Report
from reader.tracking.tellings import Tellings
from store.records import (
    Actor,
    ActorKind,
    Document,
    Layout,
    Origin,
    Plan,
    Point,
    Position,
    Stance,
    Version,
    Wording,
)

MONDAY, TUESDAY = date(2030, 3, 4), date(2030, 3, 5)
NASTY = "=1+1 | <b>[x](y) `c` # --- [[z]]"


def report(text: str = "the quota is too low", name: str = "Norland") -> Report:
    plan = Plan(
        "fish",
        text,
        (Version("v1", text, MONDAY, "norland"),),
        (
            Point(1, text, (), (Wording("v1", text, "new", text),)),
            Point(2, "Harbour dues", (), ()),
        ),
    )
    state = Actor("norland", name, ActorKind.STATE, None, None, (), is_listed=True)
    document = Document(
        "d1", "week.txt", text, None, Layout.FEED, MONDAY, None, "", True, 1,
        datetime(2030, 3, 6, tzinfo=UTC), 1, (),
    )  # fmt: skip
    positions = [
        Position(
            f"p{stance}", "norland", None, 1, stance, "d1", "i1", None, 7, 0, 4, text, "low", day,
            Origin.RULE,
        )
        for stance, day in ((Stance.OPPOSES, MONDAY), (Stance.CONDITIONAL, TUESDAY))
    ] + [
        Position(
            f"p{n}", "norland", None, 2, Stance.PROPOSES, "d1", "i1", None, 9, 0, 4, text, "", None,
            Origin.USER,
        )
        for n in range(3)
    ]  # fmt: skip
    matrix = Tracker(plan, {"norland": state}, positions, {1: [TUESDAY]}, Tellings(())).matrix()
    cited = {
        e.position.id: CitedEvidence(e, name, None, (document,))
        for row in matrix.rows
        for cell in row.cells
        for e in cell.evidence
    }
    return Report(plan, matrix, {"norland": name}, cited)


def test_the_matrix_shows_sign_word_and_count() -> None:
    assert "± conditional (2)" in render_tracker_markdown(report())


def test_a_changed_position_shows_its_path() -> None:
    told = render_tracker_markdown(report())
    assert "opposes (4 March 2030) → conditional (5 March 2030)" in told


def test_evidence_is_cited_with_document_and_line() -> None:
    assert "week.txt line 7" in render_tracker_markdown(report())


def test_the_readers_own_position_is_told_apart() -> None:
    assert "by the reader" in render_tracker_markdown(report())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_tracker_markdown(report()) == render_tracker_markdown(report())


@pytest.mark.parametrize("section", ["matrix", "version", "history", "evidence"])
def test_the_table_has_every_section(section: str) -> None:
    rows = csv.DictReader(io.StringIO(render_tracker_csv(report()), newline=""))
    assert section in {row["section"] for row in rows}


@settings(max_examples=80, deadline=None)
@given(text=st.one_of(st.just(NASTY), st.text(alphabet="=+-@|<>[]()`#*_\n\t\"' ab", max_size=30)))
def test_foreign_text_adds_no_structure(text: str) -> None:
    def kinds(told: str) -> list[str]:
        tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(told)
        outer = [token.type for token in tokens if token.type != "inline"]
        inner = [c.type for t in tokens for c in t.children or () if c.type != "text"]
        return outer + [kind for kind in inner if kind != "softbreak"]

    plain, told = (render_tracker_markdown(report(t)) for t in ("plain", f"a {text} b"))
    assert kinds(told) == kinds(plain)


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=30))
def test_no_field_starts_a_formula(text: str) -> None:
    rows = csv.reader(io.StringIO(render_tracker_csv(report(text)), newline=""))
    assert not [f for row in rows for f in row if f.startswith(("=", "+", "-", "@", "\t", "\r"))]


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=30))
def test_every_row_of_the_table_is_whole(text: str) -> None:
    rows = csv.reader(io.StringIO(render_tracker_csv(report(text)), newline=""))
    assert {len(row) for row in rows} == {17}
