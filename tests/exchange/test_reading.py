"""Exports of other programs: which they are, and what is read from them."""

from __future__ import annotations

import csv
import io
import json
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
    "hypothesis.csv": "table of highlights",
    "koreader.json": "KOReader export",
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
        (
            "hypothesis.csv",
            ("row 4: it is a reply to another note", "row 5: it has no passage"),
        ),
        ("koreader.json", ("highlight 3: it has no passage",)),
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
        '{"entries":[{"text":"x","time":-9e99,"page":[]},7,null]}',
        '{"documents":[{"entries":[{"text":3}]}]}',
        "Quote;Annotation/Reply Type\n",
        ";",
        "\t",
        "_Generated at: x_",
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


def test_hypothesis_tables_give_who_made_a_note_and_when() -> None:
    first, second = read_notes(sample("hypothesis.csv"), "x").annotations
    assert (first.creator, first.quote) == ("ada", "“We will never pay tolls again,”")
    assert first.text == 'Compare, with "May" #boats'
    assert first.tags == ("boats", "to ask")
    assert first.created == datetime(2031, 5, 2, 10, 15, tzinfo=UTC)
    assert first.citation == "https://news.example/harbour.txt"
    assert second.quote == "A passage that no document holds, over\ntwo lines"


def test_koreader_json_gives_passage_note_time_and_book() -> None:
    first, _ = read_notes(sample("koreader.json"), "x").annotations
    assert (first.quote, first.text) == (
        "“We will never pay tolls again,”",
        "Compare with May. #boats",
    )
    assert (first.tags, first.created.year) == (("boats",), 2031)
    assert first.citation == "Harbour Gazette, The harbour opens, page 12"


def test_several_books_of_koreader_are_read_from_one_file() -> None:
    book = json.loads(sample("koreader.json"))
    raw = json.dumps({"created_on": 1, "documents": [book, book | {"title": "Another"}]}).encode()
    parcel = read_notes(raw, "x")
    assert len(parcel.annotations) == 4
    assert {hints[0] for hints in parcel.hints.values()} == {"The harbour opens", "Another"}


def test_when_a_file_of_koreader_was_written_is_no_part_of_a_note() -> None:
    raw = sample("koreader.md").replace(b"\n### Page 14", b"\n_Generated at: 3 May_\n### Page 14")
    end = b"# The end\n##### Ada\n\n### Page 1 @ 03 May 2031 09:01:00 PM\nLast words\n\n"
    last = read_notes(raw + end + b"_Generated at: 2031-05-04 10:00:00_\n", "x").annotations[-1]
    assert last.quote == "Last words"


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("name", ["hypothesis.csv", "readwise.csv"])
def test_tables_that_a_spreadsheet_saved_read_the_same(name: str, separator: str) -> None:
    rows = csv.reader(io.StringIO(sample(name).decode(), newline=""))
    saved = io.StringIO(newline="")
    csv.writer(saved, delimiter=separator).writerows(rows)
    raw = b"\xef\xbb\xbf" + saved.getvalue().encode()
    assert read_notes(raw, name).annotations == read_notes(sample(name), name).annotations


@pytest.mark.parametrize(
    ("table", "quotes"),
    [
        ("Highlight,Title\nthe plan,A\n", ["the plan"]),
        ("Title,Highlight\nA\nB,the plan\n", ["the plan"]),
        ("quote,x\nthe plan,1,2,3\n", ["the plan"]),
        (" HIGHLIGHT ,Note\nthe plan,\n", ["the plan"]),
        ("Highlight,Note,Date\nthe plan,why,soon\n", ["the plan"]),
        ('Highlight,Note\n"=cmd|x",@sum\n', ["=cmd|x"]),
        ("Highlight,Note\n<!-- parley n1 -->,---\n", ["<!-- parley n1 -->"]),
        ("Highlight,Note\nthe plan,a\nthe plan,a\n", ["the plan"]),
        ("Highlight,Note\n\u202eevil\x1b[31m,\n", ["␛"]),
    ],
    ids=repr,
)
def test_tables_with_columns_missing_rows_torn_or_hostile_cells(
    table: str, quotes: list[str]
) -> None:
    notes = read_notes(table.encode(), "x").annotations
    assert len(notes) == len(quotes)
    assert all(wanted in note.quote for wanted, note in zip(quotes, notes, strict=True))
    assert not any({"\u202e", "\x1b"} & set(note.quote) for note in notes)


@pytest.mark.parametrize(
    "change",
    [
        {"time": 10**30},
        {"time": "soon"},
        {"time": True},
        {"time": None},
        {"page": None},
        {"page": {"x": 1}},
        {"note": ["x"]},
        {"chapter": 7},
    ],
    ids=str,
)
def test_a_field_of_koreader_that_is_none_costs_that_field_alone(
    change: dict[str, object],
) -> None:
    book = json.loads(sample("koreader.json"))
    book["entries"] = [book["entries"][0] | change]
    (note,) = read_notes(json.dumps(book).encode(), "x").annotations
    assert note.quote == "“We will never pay tolls again,”"


@pytest.mark.parametrize(
    "target",
    [None, "x", [], [7], [{"selector": "x"}], [{"selector": [{"type": "TextQuoteSelector"}]}],
     [{"selector": [{"type": "TextQuoteSelector", "exact": 7}]}]],
)  # fmt: skip
def test_a_hypothesis_note_without_a_passage_is_refused_alone(target: object) -> None:
    export = json.loads(sample("hypothesis.json"))
    export["annotations"][1]["target"] = target
    parcel = read_notes(json.dumps(export).encode(), "x")
    assert len(parcel.annotations) == 1
    assert parcel.refused[0].startswith("annotation 2: ")


def test_rows_of_the_hypothesis_service_are_read_as_well() -> None:
    export = json.loads(sample("hypothesis.json"))
    raw = json.dumps({"total": 4, "rows": export["annotations"]}).encode()
    first, _ = read_notes(raw, "x").annotations
    assert first.creator == "me@hypothes.is"
