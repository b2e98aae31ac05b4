"""``parley list`` and ``parley search``: fields, filters, exit codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.library import Library

from .conftest import Parley
from .invented import FIRST, QUOTE, make_parsed

FIELDS = {
    "documents": "id document outlet title kind day day_source items",
    "items": (
        "id document outlet day day_source time published title text lines points mentions"
        " bookmarked notes"
    ),
    "statements": (
        "id item document line start end quote kind speaker speaker_id via day points bookmarked"
    ),
    "actors": "id name kind role side aliases mentions statements first_day last_day",
    "points": "number title versions mentions last_day",
    "positions": "actor side point stance document item line day origin",
    "notes": "id kind target document quote text points created modified state",
}

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize("kind", FIELDS)
def test_every_record_has_the_fields_of_the_contract(parley: Parley, kind: str) -> None:
    parley("note", "i00000000aa", "a note")
    parley("bookmark", "s00000000aa")
    run = parley("list", kind, "--json")
    assert run.code == 0
    for record in run.records:
        assert set(FIELDS[kind].split()) <= set(record)


def test_an_item_is_told_as_it_was_parsed(parley: Parley) -> None:
    item = parley("list", "items", "--json").records[0]
    told = {name: item[name] for name in FIELDS["items"].split()}
    assert told == {
        "id": "i00000000aa",
        "document": "harbour.txt",
        "outlet": "Harbour Gazette",
        "day": "2031-05-01",
        "day_source": "heading",
        "time": "09:30",
        "published": "2031-05-01T09:30:00+00:00",
        "title": None,
        "text": FIRST,
        "lines": [2, 3],
        "points": [1],
        "mentions": [{"actor": "ada-moreau", "name": "Ada Moreau", "kind": "person", "line": 2}],
        "bookmarked": False,
        "notes": 0,
    }


def test_a_statement_is_told_as_it_was_parsed(parley: Parley) -> None:
    statement = parley("list", "statements", "--json").records[0]
    told = {name: statement[name] for name in FIELDS["statements"].split()}
    assert told == {
        "id": "s00000000aa",
        "item": "i00000000aa",
        "document": "harbour.txt",
        "line": 3,
        "start": 1,
        "end": 1 + len(QUOTE),
        "quote": QUOTE,
        "kind": "direct",
        "speaker": "Ada Moreau",
        "speaker_id": "ada-moreau",
        "via": "Coast Radio",
        "day": "2031-05-01",
        "points": [1],
        "bookmarked": False,
    }


def test_a_position_is_told_as_it_was_parsed(parley: Parley) -> None:
    position = parley("list", "positions", "--json").records[0]
    assert {name: position[name] for name in FIELDS["positions"].split()} == {
        "actor": "ada-moreau",
        "side": "northport",
        "point": 1,
        "stance": "opposes",
        "document": "harbour.txt",
        "item": "i00000000aa",
        "line": 3,
        "day": "2031-05-01",
        "origin": "rule",
    }


def test_an_actor_has_its_counts(parley: Parley) -> None:
    actors = {str(actor["id"]): actor for actor in parley("list", "actors", "--json").records}
    assert actors["ada-moreau"]["mentions"] == 1
    assert actors["ada-moreau"]["statements"] == 1
    assert actors["ada-moreau"]["last_day"] == "2031-05-01"
    assert actors["northport"]["first_day"] is None


def test_a_point_has_its_versions_and_counts(parley: Parley) -> None:
    first, second = parley("list", "points", "--json").records
    assert first["versions"] == [
        {"version": "first", "says": "No tolls.", "change": "new", "source": "Gazette"}
    ]
    assert (first["mentions"], second["mentions"]) == (1, 1)


def test_lines_are_empty_where_the_file_has_none_of_its_own(parley: Parley, library: Path) -> None:
    parsed = make_parsed()
    page = replace(parsed.document, has_source_lines=False)
    with Library.open(library, writing=True) as opened:
        opened.add(replace(parsed, document=page), b"page")
    assert [item["lines"] for item in parley("list", "items", "--json").records] == [[], []]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--day", "2031-05-01"], ["i00000000aa"]),
        (["--day", "2031-04-30..2031-05-01"], ["i00000000aa", "i00000000bb"]),
        (["--day", "..2031-04-30"], ["i00000000bb"]),
        (["--day", "2031-05-01.."], ["i00000000aa"]),
        (["--actor", "ada-moreau"], ["i00000000aa"]),
        (["--point", "2"], ["i00000000bb"]),
        (["--outlet", "harbour gazette"], ["i00000000aa", "i00000000bb"]),
        (["--speaker", "ada-moreau"], ["i00000000aa"]),
        (["--document", "harbour.txt", "--point", "1"], ["i00000000aa"]),
    ],
)
def test_filters_narrow_the_items(parley: Parley, filters: list[str], found: list[str]) -> None:
    items = parley("list", "items", "--json", *filters).records
    assert [item["id"] for item in items] == found


def test_bookmarked_lists_what_is_bookmarked(parley: Parley) -> None:
    parley("bookmark", "i00000000bb")
    items = parley("list", "items", "--bookmarked", "--json").records
    assert [(item["id"], item["bookmarked"]) for item in items] == [("i00000000bb", True)]


@pytest.mark.parametrize("kind", FIELDS)
def test_filters_that_leave_nothing_end_with_one(parley: Parley, kind: str) -> None:
    run = parley("list", kind, "--outlet", "nobody")
    assert (run.code, run.out) == (1, "")
    assert run.err == f"no {kind} match the filters\n"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--actor", "nobody"], "no actor has the id nobody: see parley list actors\n"),
        (["--speaker", "moreau"], "no actor has the id moreau: did you mean ada-moreau?\n"),
        (["--point", "9"], "the plan has no point 9: see parley list points\n"),
        (["--document", "x"], "no document has the name x: see parley list documents\n"),
    ],
)
def test_a_filter_for_what_is_not_there_is_told(
    parley: Parley, words: list[str], hint: str
) -> None:
    assert parley("list", "items", *words).err.endswith(hint)


def test_what_was_typed_wrong_is_repeated_cleaned(parley: Parley) -> None:
    run = parley("list", "items", "--\x1b]0;x\x07")
    assert run.code == 2
    assert "--␛]0;x␇" in run.err


def test_options_are_not_abbreviated(parley: Parley) -> None:
    assert parley("list", "items", "--js").code == 2


def test_a_kind_that_the_library_does_not_hold_is_an_empty_list(parley: Parley) -> None:
    run = parley("list", "notes")
    assert (run.code, run.out) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ["list", "quotes"],
        ["list"],
        ["list", "items", "--day", "yesterday"],
        ["list", "items", "--day", "2031-02-30"],
        ["list", "items", "--day", "2031-05-02..2031-05-01"],
        ["list", "items", "--day", ".."],
        ["list", "items", "--point", "one"],
        ["nonsense"],
    ],
)
def test_wrong_usage_ends_with_two_and_a_word_on_stderr(parley: Parley, words: list[str]) -> None:
    run = parley(*words)
    assert (run.code, run.out) == (2, "")
    assert "usage: parley" in run.err


def test_without_a_terminal_one_record_is_one_line(parley: Parley) -> None:
    run = parley("list", "items")
    assert len(run.lines) == 2
    assert run.lines[0].startswith("i00000000aa\t2031-05-01 09:30\tHarbour Gazette\t1\tAda Moreau")


@pytest.mark.parametrize("words", [["list", "items"], ["show", "i00000000bb"], []])
def test_escape_sequences_of_a_document_never_reach_stdout(
    parley: Parley, words: list[str]
) -> None:
    run = parley(*words)
    assert "\x1b" not in run.out
    assert "␛[31m" in run.out


def test_json_is_cleaned_as_well(parley: Parley) -> None:
    run = parley("list", "items", "--json")
    assert "\\u001b" not in run.out
    assert "␛[31m" in str(run.records[1]["text"])


def test_search_finds_items_statements_and_notes(parley: Parley) -> None:
    parley("note", "i00000000bb", "tolls again, I fear")
    found = parley("search", "tolls", "--json").records
    assert {record["record"] for record in found} == {"item", "statement", "note"}


def test_search_takes_phrases_and_filters(parley: Parley) -> None:
    assert parley("search", '"never pay"', "--day", "2031-05-01").code == 0
    assert parley("search", '"pay never"').code == 1


def test_search_that_finds_nothing_ends_with_one(parley: Parley) -> None:
    run = parley("search", "zeppelin")
    assert (run.code, run.out, run.err) == (1, "", "nothing found for zeppelin\n")
