"""Decisions in every format: whole, the same bytes twice, and no structure of their own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.reading import read_notes
from reader.export.blocks import Block, read_blocks
from reader.export.decisions import correction_fields, decided
from reader.export.formats import NOTES
from reader.export.markdown import render_folder, render_markdown
from reader.export.model import Collection
from reader.export.writing import ids_in, join
from store.cleaning import clean
from store.records import Correction, CorrectionKind, Stance
from store.standing import Stand

from .collections import make_collection
from .test_markdown import CHARACTERS, HOSTILE, HTML, MARKER, tokens_of

MADE = datetime(2031, 5, 2, tzinfo=UTC)
TEXTS = st.text(st.characters(codec="utf-8") | CHARACTERS, max_size=60)


def with_decisions(text: str, count: int = 2) -> Collection:
    corrections = tuple(
        Correction(f"c{n}", CorrectionKind.DAY, f"i{n}", None, text, MADE, "d1", text or None)
        for n in range(count)
    )
    lines = tuple(f"2031-05-02, day: unknown: “{one.quote}”" for one in corrections)
    return replace(make_collection(), decisions=lines, corrections=corrections)


@pytest.mark.parametrize("name", list(NOTES))
@settings(max_examples=40, deadline=None)
@given(text=TEXTS)
def test_every_format_gives_the_same_bytes_twice(name: str, text: str) -> None:
    collection = with_decisions(text)
    once = NOTES[name].render(collection)
    assert NOTES[name].render(collection) == once
    assert once.encode()
    assert not set(once) - set(clean(once))


@settings(max_examples=80, deadline=None)
@given(text=TEXTS)
def test_lines_hold_every_decision_and_give_it_back(text: str) -> None:
    collection = with_decisions(clean(text))
    written = NOTES["jsonl"].render(collection)
    kinds = [json.loads(line)["record"] for line in written.split("\n")[:-1]]
    assert kinds.count("decision") == 2
    parcel = read_notes(written.encode(), "x")
    assert (parcel.corrections, parcel.refused) == (collection.corrections, ())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_decision_is_a_line_of_a_list_and_nothing_else(text: str) -> None:
    tokens = tokens_of(HTML, render_markdown(with_decisions(text)))
    kinds = [token.type for token in tokens]
    plain = [token.type for token in tokens_of(HTML, render_markdown(with_decisions("plain")))]
    assert [kind for kind in kinds if kind != "softbreak"] == plain
    assert all(MARKER.fullmatch(token.content) for token in tokens if token.type == "html_block")


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_decisions_keep_markdown_and_its_front_matter_whole(text: str) -> None:
    collection = with_decisions(text)
    once = render_markdown(collection)
    assert join(once, once, ids_in(once)) == once
    keys = [part.key for part in read_blocks(once) if isinstance(part, Block)]
    assert keys.count("decisions") == 1
    for page in render_folder(collection).values():
        assert yaml.safe_load(page.split("---\n", 2)[1])["parley"] == "notes"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (CorrectionKind.DAY, "2031-05-02", "day: 2031-05-02"),
        (CorrectionKind.DAY, None, "day: unknown"),
        (CorrectionKind.SPEAKER, "ada-moreau", "speaker: Ada Moreau"),
        (CorrectionKind.POINTS, "1,2", "points: 1,2"),
        (CorrectionKind.ACTOR, "ada-moreau", "the same actor as Ada Moreau"),
        (CorrectionKind.POSITION, "confirmed", "position confirmed"),
        (CorrectionKind.POSITION, None, "position rejected"),
        (
            CorrectionKind.POSITION,
            Stand("ada-moreau", 3, Stance.OPPOSES).written(),
            "Ada Moreau opposes point 3",
        ),
    ],
)
def test_a_decision_is_told_in_words_and_says_whose_it_is(
    kind: CorrectionKind, value: str | None, words: str
) -> None:
    decision = Correction("c1", kind, "i1", value, "x", MADE, "d1", "Ada")
    names = {"ada-moreau": "Ada Moreau"}
    assert decided(decision, names) == words
    assert correction_fields(decision, names)["creator"] == "Ada"
