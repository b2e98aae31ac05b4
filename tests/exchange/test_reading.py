"""Exports of other programs: which they are, and what is read from them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.model import moment_of
from reader.exchange.reading import read_notes
from store.errors import FileUnusable

SAMPLES = Path(__file__).parent / "samples"
LABELS = {
    "hypothesis.json": "Hypothesis export",
    "koreader.md": "KOReader export",
    "readwise.csv": "table of highlights",
    "readwise.md": "Readwise export",
}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


@pytest.mark.parametrize(("name", "label"), LABELS.items())
def test_the_program_is_known_by_the_content(name: str, label: str) -> None:
    assert read_notes(sample(name), name).label == label


@pytest.mark.parametrize("name", LABELS)
def test_a_windows_file_reads_the_same(name: str) -> None:
    raw = sample(name)
    windows = b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n")
    assert read_notes(windows, name).annotations == read_notes(raw, name).annotations


@pytest.mark.parametrize("name", LABELS)
def test_the_same_file_gives_the_same_notes(name: str) -> None:
    assert read_notes(sample(name), name) == read_notes(sample(name), name)


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        (
            "hypothesis.json",
            (
                "annotation 3: it is a note on the whole page, without a passage",
                "annotation 4: it is a reply to another note",
            ),
        ),
        ("readwise.csv", ("row 4: it has no passage",)),
        ("koreader.md", ("highlight 3: it has no passage",)),
        ("readwise.md", ()),
    ],
)
def test_what_has_no_passage_is_refused_and_told(name: str, refused: tuple[str, ...]) -> None:
    assert read_notes(sample(name), name).refused == refused


def test_hypothesis_gives_passage_note_tags_time_and_who() -> None:
    mine, theirs = read_notes(sample("hypothesis.json"), "x").annotations
    assert mine.quote == "We will never pay tolls again"
    assert mine.text == "What does *never* mean? #boats"
    assert mine.tags == ("harbour", "to ask", "boats")
    assert mine.created == datetime(2031, 5, 2, 10, 15, 30, 123456, UTC)
    assert mine.modified > mine.created
    assert (mine.creator, theirs.creator) == (None, "ada@hypothes.is")
    assert mine.citation == "The harbour opens, https://news.example/harbour.txt"


def test_readwise_tables_give_passage_note_tags_time_and_place() -> None:
    first, second = read_notes(sample("readwise.csv"), "x").annotations
    assert first.quote == "“We will never pay tolls again,”"
    assert first.text == 'Compare, with "May"'
    assert first.tags == ("boats", "to ask")
    assert first.created == datetime(2031, 5, 2, 10, 15, 30, tzinfo=UTC)
    assert first.citation == "Harbour Gazette, The harbour opens, place 3"
    assert second.quote == "A passage that no document holds, over\ntwo lines"


def test_readwise_markdown_gives_passages_without_links_and_whole_notes() -> None:
    first, second = read_notes(sample("readwise.md"), "x").annotations
    assert first.quote == '"We will never pay tolls again,"'
    assert first.text == "Compare with May.\nAnd with June."
    assert first.tags == ("boats", "to ask")
    assert "https://news.example/harbour.txt" in first.citation
    assert second.quote == "A passage that no document holds\n\n  with a second paragraph"


def test_koreader_gives_passages_without_style_and_whole_notes() -> None:
    first, second = read_notes(sample("koreader.md"), "x").annotations
    assert first.quote == '"We will never pay tolls again,"'
    assert first.text == "Compare with May.\n\nAnd with June. #boats"
    assert first.tags == ("boats",)
    assert first.created == datetime(2031, 5, 2, 10, 15, 30, tzinfo=UTC)
    assert first.citation == "Harbour Gazette, The harbour opens, page 12"
    assert second.created.hour == 21


@pytest.mark.parametrize(
    "raw",
    [b"", b"\n", b"My diary.\n\nToday it rained.", b"{}", b"[]", b"[1, 2]", b"{", b"\xff\xfe\x00",
     b"a,b\n1,2\n", b'{"annotations": []}', b"# A title\n\n- a list\n", b"null", b"12"],
)  # fmt: skip
def test_a_file_without_notes_is_refused_with_a_remedy(raw: bytes) -> None:
    with pytest.raises(FileUnusable):
        read_notes(raw, "x")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2031-05-02T10:15:30Z", datetime(2031, 5, 2, 10, 15, 30, tzinfo=UTC)),
        ("2031-05-02T12:15:30+02:00", datetime(2031, 5, 2, 10, 15, 30, tzinfo=UTC)),
        ("2031-05-02 10:15:30+00:00", datetime(2031, 5, 2, 10, 15, 30, tzinfo=UTC)),
        ("May 02, 2031 10:15 AM", datetime(2031, 5, 2, 10, 15, tzinfo=UTC)),
        ("02 May 2031 10:15:30 PM", datetime(2031, 5, 2, 22, 15, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_moments_are_read_or_unknown(text: str, moment: datetime | None) -> None:
    assert moment_of(text) == moment


PIECES = st.sampled_from(
    [
        "# t\n",
        "## Highlights\n",
        "- ",
        "### Page 1 @ 02 May 2031 10:15:30 AM\n",
        "---\n",
        "\n",
        "Highlight,Note\n",
        '"',
        ",",
        "a",
        '{"parley":1,"record":"bookmark"}\n',
        "    - Note: x\n",
        '{"annotations":[{"target":[{"selector":[{}]}]}]}',
        "\x00",
        "\u202e",
        "([x](y))",
        "[[t]]",
        '{"type":"Annotation","target":{"source":3},"body":[null,{"value":7}],"id":"urn:parley:"}',
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_no_file_does_more_than_being_refused(pieces: list[str]) -> None:
    try:
        parcel = read_notes("".join(pieces).encode(), "x")
    except FileUnusable:
        return
    for note in parcel.annotations:
        assert not {"\x00", "\u202e"} & set(note.quote + note.text + note.citation)
