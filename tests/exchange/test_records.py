"""Notes out and in again: nothing is lost, and what is not whole is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.notelines import render_note_lines
from reader.exchange.reading import read_notes
from reader.exchange.webannotation import render_web_annotations
from store.citing import tags_of
from store.cleaning import clean
from store.records import (
    Annotation,
    Bookmark,
    Correction,
    CorrectionKind,
    NoteState,
    Selector,
    Setting,
    Stance,
)
from store.standing import Stand

Render = Callable[[Sequence[Annotation], Sequence[Bookmark]], str]
BOTH = pytest.mark.parametrize(
    "render", [render_note_lines, render_web_annotations], ids=["lines", "jsonld"]
)

ids = st.text("0123456789abcdef", min_size=10, max_size=10)
texts = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\n#`|[]<>-\u202e\x1b\u2028"), max_size=40
).map(clean)
words = texts.filter(lambda text: text != "")
moments = st.datetimes(datetime(2001, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))
creators = st.none() | texts.map(lambda t: t.replace("\n", " ").replace("\t", " ") or None)


@st.composite
def selectors(draw: st.DrawFn) -> Selector:
    start = draw(st.integers(0, 1000))
    return Selector(draw(words), draw(texts), draw(texts), start, start + draw(st.integers(1, 100)))


stances = st.sampled_from(list(Stance))


@st.composite
def made_notes(draw: st.DrawFn, *, has_all: bool = False) -> Annotation:
    text, created = draw(texts), draw(moments)
    tags = dict.fromkeys([*draw(st.lists(words, max_size=2)), *tags_of(text)])
    return Annotation(
        id="n" + draw(ids),
        target="s" + draw(ids),
        item="i" + draw(ids),
        document="d" + draw(ids),
        selector=draw(st.none() | selectors()),
        anchor=None,
        quote=draw(texts),
        citation=draw(texts),
        text=text,
        points=tuple(draw(st.lists(st.integers(1, 40), max_size=3, unique=True))),
        tags=tuple(tags),
        created=created,
        modified=created + draw(st.timedeltas(timedelta(), timedelta(days=9))),
        state=NoteState.ORPHANED,
        creator=draw(creators),
        history=tuple(draw(st.lists(moments, max_size=3))),
        setting=draw(st.none() | settings_) if has_all else None,
    )


settings_ = st.builds(
    Setting,
    document=words,
    outlet=st.none() | words,
    day=st.none() | st.dates(),
    actors=st.lists(st.from_regex(r"[a-z-]{1,9}", fullmatch=True), max_size=2).map(tuple),
    speakers=st.lists(st.from_regex(r"[a-z-]{1,9}", fullmatch=True), max_size=2).map(tuple),
    points=st.lists(st.integers(1, 40), max_size=2).map(tuple),
)
VALUES = {
    CorrectionKind.DAY: st.dates().map(str),
    CorrectionKind.SPEAKER: st.from_regex(r"[a-z-]{1,20}", fullmatch=True),
    CorrectionKind.POINTS: st.lists(st.integers(1, 40)).map(lambda ns: ",".join(map(str, ns))),
    CorrectionKind.POSITION: st.just("confirmed")
    | st.builds(lambda p, s: Stand("ada-moreau", p, s).written(), st.integers(1, 9), stances),
    CorrectionKind.ACTOR: st.from_regex(r"[a-z-]{1,20}", fullmatch=True),
}


@st.composite
def decisions(draw: st.DrawFn) -> Correction:
    kind = draw(st.sampled_from(list(CorrectionKind)))
    return Correction(
        id="c" + draw(ids),
        kind=kind,
        target=draw(st.from_regex(r"[a-zé][a-z0-9.-]{0,30}", fullmatch=True)),
        value=draw(st.none() | VALUES[kind]),
        quote=draw(texts),
        created=draw(moments),
        document=draw(st.just("") | ids.map(lambda key: "d" + key)),
        creator=draw(creators),
    )


bookmarks = st.builds(
    Bookmark,
    id=ids.map(lambda key: "b" + key),
    target=ids.map(lambda key: "i" + key),
    item=ids.map(lambda key: "i" + key),
    document=ids.map(lambda key: "d" + key),
    quote=texts,
    citation=texts,
    created=moments,
    creator=creators,
    selector=st.none() | selectors(),
    anchor=st.none(),
    state=st.just(NoteState.ANCHORED),
    tags=st.just(()),
    points=st.just(()),
    modified=st.none(),
)


@st.composite
def edited_bookmarks(draw: st.DrawFn) -> Bookmark:
    """Bookmarks with tags and points, which say when these were given."""
    mark = draw(bookmarks)
    return replace(
        mark,
        tags=tuple(dict.fromkeys(draw(st.lists(words, max_size=2)))),
        points=tuple(draw(st.lists(st.integers(1, 40), max_size=3, unique=True))),
        modified=mark.created + draw(st.timedeltas(timedelta(), timedelta(days=9))),
    )


@BOTH
@settings(max_examples=120, deadline=None)
@given(st.lists(made_notes(), max_size=3), st.lists(bookmarks | edited_bookmarks(), max_size=2))
def test_notes_come_back_as_they_were(
    render: Render, notes: list[Annotation], marks: list[Bookmark]
) -> None:
    if not notes and not marks:
        return
    parcel = read_notes(render(notes, marks).encode(), "x")
    assert parcel.refused == ()
    assert (list(parcel.annotations), list(parcel.bookmarks)) == (notes, marks)
    assert parcel.is_parley


@BOTH
@settings(max_examples=30, deadline=None)
@given(st.lists(made_notes(), max_size=2), st.lists(bookmarks, max_size=2))
def test_exporting_twice_gives_the_same_bytes(
    render: Render, notes: list[Annotation], marks: list[Bookmark]
) -> None:
    assert render(notes, marks) == render(notes, marks)


MADE = datetime(2031, 5, 2, tzinfo=UTC)
NOTE = Annotation(
    "n1", "i1", "i1", "d1", Selector("x", "", "", 0, 1), None, "x", "c", "t", (), (),
    MADE, MADE, NoteState.ANCHORED, None,
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../x"},
        {"id": None},
        {"item": 7},
        {"selector": {"exact": "x", "prefix": "", "suffix": "", "start": 3, "end": 2}},
        {"selector": {"exact": "", "prefix": "", "suffix": "", "start": 0, "end": 1}},
        {"anchor": [1]},
        {"points": [True]},
        {"points": [-1]},
        {"tags": [[]]},
        {"created": "soon"},
        {"text": "x" * 200_001},
        {"state": "lost"},
        {"record": "diary"},
    ],
    ids=str,
)
def test_a_line_that_is_not_whole_is_refused_with_its_number(change: dict[str, object]) -> None:
    lines = render_note_lines([NOTE], []).rstrip("\n")
    broken = json.dumps(json.loads(lines) | change)
    raw = f"{lines}\n{broken.replace(': ', ':', 1)}\n".encode()
    parcel = read_notes(raw, "x")
    assert parcel.annotations == (NOTE,)
    assert [line.partition(":")[0] for line in parcel.refused] == ["line 2"]


def test_a_torn_line_is_refused_and_the_others_are_read() -> None:
    raw = (render_note_lines([NOTE], []) + '{"parley":1,"rec').encode()
    parcel = read_notes(raw, "x")
    assert (len(parcel.annotations), len(parcel.refused)) == (1, 1)


def test_an_annotation_of_another_program_needs_a_passage_only() -> None:
    raw = json.dumps(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "http://example.org/anno1",
            "type": "Annotation",
            "bodyValue": "My word",
            "creator": "Ada",
            "created": "2031-05-02T10:15:30Z",
            "target": {
                "source": "http://example.org/harbour.txt",
                "selector": {"type": "TextQuoteSelector", "exact": "never pay", "prefix": "will "},
            },
        }
    ).encode()
    parcel = read_notes(raw, "x")
    (note,) = parcel.annotations
    assert (note.quote, note.text, note.creator) == ("never pay", "My word", "Ada")
    assert not parcel.is_parley
    assert parcel.hints[note.id] == ("http://example.org/harbour.txt",)


@settings(max_examples=120, deadline=None)
@given(st.lists(made_notes(has_all=True), max_size=2), st.lists(decisions(), max_size=3))
def test_lines_lose_nothing_and_give_the_same_bytes_again(
    notes: list[Annotation], decided: list[Correction]
) -> None:
    if not notes and not decided:
        return
    written = render_note_lines(notes, [], decided)
    parcel = read_notes(written.encode(), "x")
    assert parcel.refused == ()
    assert (list(parcel.annotations), list(parcel.corrections)) == (notes, decided)
    assert render_note_lines(parcel.annotations, parcel.bookmarks, parcel.corrections) == written


DECISION = Correction("c1", CorrectionKind.DAY, "i1", "2031-05-02", "x", MADE, "d1", "Ada")


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "mood"},
        {"value": "soon"},
        {"value": 7},
        {"target": "../x"},
        {"target": ""},
        {"created": None},
        {"kind": "position", "value": "ada 1 loves"},
        {"kind": "points", "value": "1,x"},
    ],
    ids=str,
)
def test_a_decision_that_is_not_whole_is_refused(change: dict[str, object]) -> None:
    lines = render_note_lines([], [], [DECISION])
    broken = json.dumps(json.loads(lines) | change).replace(": ", ":", 1)
    parcel = read_notes(f"{lines}{broken}\n".encode(), "x")
    assert parcel.corrections == (DECISION,)
    assert [line.partition(":")[0] for line in parcel.refused] == ["line 2"]
