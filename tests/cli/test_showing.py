"""``parley show``: one record, its context, and why."""

from __future__ import annotations

import pytest

from .conftest import Parley
from .invented import QUOTE

pytestmark = pytest.mark.usefixtures("library")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("i00000000aa", "Ada Moreau spoke on Thursday."),
        ("s00000000aa", "Coast Radio"),
        ("p00000000aa", "opposes"),
        ("d00000000aa", "i00000000bb"),
        ("harbour.txt", "i00000000bb"),
        ("ada-moreau", "mayor"),
        ("1", "No tolls."),
    ],
)
def test_every_kind_of_record_is_shown(parley: Parley, key: str, shown: str) -> None:
    run = parley("show", key)
    assert run.code == 0
    assert shown in run.out


def test_a_statement_is_marked_in_the_text_of_its_item(parley: Parley) -> None:
    assert f"“⟦{QUOTE}⟧” she said." in parley("show", "s00000000aa").out


def test_why_tells_the_cue_the_subject_and_the_rule_of_a_statement(parley: Parley) -> None:
    assert parley("show", "s00000000aa", "--why").lines[-3:] == [
        "cue\tsaid",
        "subject\tshe",
        "speaker by\tpronoun",
    ]


def test_why_tells_the_rule_and_the_day_of_an_item(parley: Parley) -> None:
    assert parley("show", "i00000000aa", "--why").lines[-2:] == [
        "opened by\trule of the test",
        "day\tunder a day heading",
    ]


def test_json_shows_the_record_and_why(parley: Parley) -> None:
    (record,) = parley("show", "s00000000aa", "--why", "--json").records
    assert record["speaker_id"] == "ada-moreau"
    assert record["why"] == {"cue": "said", "subject": "she", "speaker by": "pronoun"}


def test_a_note_and_a_bookmark_are_shown(parley: Parley) -> None:
    note = parley("note", "s00000000aa", "my word").lines[0]
    parley("bookmark", "s00000000aa")
    bookmark = parley("list", "notes", "--bookmarked", "--json").records[0]["id"]
    assert "my word" in parley("show", note).out
    assert QUOTE in parley("show", str(bookmark)).out


def test_an_unknown_id_ends_with_one(parley: Parley) -> None:
    run = parley("show", "i99")
    assert (run.code, run.out) == (1, "")
    assert "no record has this id" in run.err
