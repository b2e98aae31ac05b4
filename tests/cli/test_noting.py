"""``parley bookmark``, ``note``, ``place`` and ``export``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from .conftest import Parley
from .invented import QUOTE

pytestmark = pytest.mark.usefixtures("library")


def test_a_bookmark_is_set_once_and_taken_away(parley: Parley) -> None:
    assert parley("bookmark", "s00000000aa").code == 0
    assert parley("bookmark", "s00000000aa").code == 0
    assert len(parley("list", "notes", "--json").records) == 1
    assert parley("bookmark", "s00000000aa", "--remove").code == 0
    assert parley("list", "notes", "--json").records == []


def test_a_note_prints_its_id(parley: Parley) -> None:
    key = parley("note", "i00000000aa", "my word #harbour").lines[0]
    (note,) = parley("list", "notes", "--json").records
    assert (note["id"], note["text"], note["tags"]) == (key, "my word #harbour", ["harbour"])


def test_a_note_is_read_from_stdin(parley: Parley, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("one\n\ntwo\n"))
    parley("note", "i00000000aa", "-")
    assert [note["text"] for note in parley("list", "notes", "--json").records] == ["one\n\ntwo"]


def test_a_note_on_words_of_an_item_keeps_them_as_its_quotation(parley: Parley) -> None:
    parley("note", "i00000000aa", "why?", "--quote", "spoke  on Thursday.\n“We will")
    (note,) = parley("list", "notes", "--json").records
    assert note["quote"] == "spoke on Thursday.\n“We will"
    assert note["state"] == "anchored"


def test_a_passage_with_quotation_marks_of_its_own_is_listed_without_others(
    parley: Parley,
) -> None:
    parley("note", "i00000000aa", "why?", "--quote", "“We will never")
    assert "why? — “We will never" in parley("list", "notes").out
    assert "““" not in parley("list", "notes").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["note", "i99", "text"], 1),
        (["note", "i00000000aa", "text", "--quote", "not in it"], 1),
        (["note", "i00000000aa", "text", "--quote", "o"], 2),
        (["note", "s00000000aa", "text", "--quote", "never"], 2),
        (["note", "ada-moreau", "text"], 2),
        (["note", "i00000000aa", " "], 2),
        (["bookmark", "i99"], 1),
        (["bookmark", "harbour.txt"], 2),
        (["export", "everything"], 2),
        (["export", "notes", "--format", "pdf"], 2),
        (["export", "notes", "--format", "csv"], 2),
        (["export", "notes", "--as-of", "2031-05-01"], 2),
        (["export", "tracker", "--format", "json"], 2),
        (["export", "tracker", "--by", "day"], 2),
    ],
)
def test_a_wrong_target_is_refused_and_changes_nothing(
    parley: Parley, words: list[str], code: int
) -> None:
    run = parley(*words)
    assert (run.code, run.out) == (code, "")
    assert run.err
    assert parley("list", "notes", "--json").records == []


def test_a_bookmark_on_words_of_an_item_is_set_and_taken_off(parley: Parley) -> None:
    words = ("bookmark", "i00000000aa", "--quote", "spoke on Thursday")
    assert parley(*words).code == 0
    (mark,) = parley("list", "notes", "--json").records
    assert (mark["kind"], mark["target"]) == ("bookmark", "i00000000aa")
    assert (mark["quote"], mark["state"]) == ("spoke on Thursday", "anchored")
    assert "⟦spoke on Thursday⟧" in parley("show", mark["id"]).out
    assert "already" in parley(*words).err
    (item,) = parley("list", "items", "--bookmarked", "--json").records
    assert (item["id"], item["bookmarked"]) == ("i00000000aa", False)
    assert parley(*words, "--remove").code == 0
    assert parley("list", "notes").lines == []


def test_the_export_holds_passage_citation_note_and_bookmark(parley: Parley) -> None:
    parley("note", "s00000000aa", "remember this")
    parley("bookmark", "s00000000aa")
    text = parley("export", "notes").out
    assert f"> {QUOTE}\n" in text
    assert "Ada Moreau, via Coast Radio — Harbour Gazette, 1 May 2031" in text
    assert "harbour.txt line 3" in text
    assert "remember this" in text
    assert "★ bookmarked" in text


@pytest.mark.parametrize(
    ("by", "heading"),
    [
        ("day", "## 2031-05-01, Thursday"),
        ("actor", "## Ada Moreau"),
        ("point", "## Point 1: Tolls"),
    ],
)
def test_the_export_has_the_headings_that_were_asked_for(
    parley: Parley, by: str, heading: str
) -> None:
    parley("note", "s00000000aa", "remember this")
    assert heading in parley("export", "notes", "--by", by).lines


def test_a_note_on_a_removed_document_is_exported_with_its_quotation(parley: Parley) -> None:
    parley("note", "s00000000aa", "remember this")
    parley("remove", "harbour.txt")
    orphans = parley("export", "notes").out.partition("## No longer in the library")[2]
    assert QUOTE in orphans
    assert "remember this" in orphans


def test_json_export_gives_one_record_for_each_place(parley: Parley) -> None:
    parley("note", "s00000000aa", "one")
    parley("note", "s00000000aa", "two")
    parley("bookmark", "i00000000bb")
    records = parley("export", "notes", "--format", "json").records
    assert len(records) == 2
    assert any(record["quote"] == QUOTE and record["speaker"] == "Ada Moreau" for record in records)


def test_an_export_to_a_file_leaves_stdout_empty(parley: Parley, tmp_path: Path) -> None:
    parley("bookmark", "s00000000aa")
    run = parley("export", "notes", "--to", tmp_path / "notes.md")
    assert (run.code, run.out) == (0, "")
    assert QUOTE in (tmp_path / "notes.md").read_text()


def test_a_file_of_the_reader_is_not_overwritten(parley: Parley, tmp_path: Path) -> None:
    parley("bookmark", "s00000000aa")
    path = tmp_path / "notes.md"
    path.write_text("my own notes")
    assert parley("export", "notes", "--to", path).code == 1
    assert path.read_text() == "my own notes"
    assert parley("export", "notes", "--to", path, "--force").code == 0


def test_an_export_of_nothing_ends_with_one(parley: Parley, tmp_path: Path) -> None:
    assert parley("export", "notes", "--to", tmp_path / "notes.md").code == 1
    assert not (tmp_path / "notes.md").exists()


def test_the_tracker_is_exported_with_its_evidence(parley: Parley) -> None:
    text = parley("export", "tracker").out
    assert "Tolls" in text
    assert QUOTE in text


def test_the_tracker_is_exported_as_it_stood_on_a_day(parley: Parley) -> None:
    run = parley("export", "tracker", "--format", "csv", "--as-of", "2031-04-30")
    assert run.code == 0
    assert QUOTE not in run.out


def placed(parley: Parley) -> dict[str, object]:
    (note,) = parley("list", "notes", "--json").records
    return note


def test_a_note_is_placed_on_words_by_hand(parley: Parley) -> None:
    key = parley("note", "i00000000bb", "why?").lines[0]
    run = parley("place", key, "i00000000aa", "--quote", "spoke on Thursday")
    assert (run.code, run.out) == (0, "")
    assert f"{key} is on the passage “spoke on Thursday”" in run.err
    note = placed(parley)
    assert (note["quote"], note["target"], note["state"], note["text"]) == (
        "spoke on Thursday", "i00000000aa", "anchored", "why?",
    )  # fmt: skip


def test_a_note_is_placed_on_its_own_words_where_they_stand(parley: Parley) -> None:
    key = parley("note", "i00000000aa", "why?", "--quote", "spoke on Thursday").lines[0]
    parley("place", key, "i00000000bb")
    assert placed(parley)["target"] == "i00000000bb"
    assert "on the item" in parley("place", key, "i00000000bb").err
    parley("place", key, "s00000000aa")
    assert placed(parley)["quote"] == QUOTE


def test_a_bookmark_is_placed_as_well(parley: Parley) -> None:
    parley("bookmark", "i00000000bb")
    parley("place", str(placed(parley)["id"]), "s00000000aa")
    assert placed(parley)["target"] == "s00000000aa"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["n99", "i00000000aa"], 1),
        (["NOTE", "i99"], 1),
        (["NOTE", "i00000000aa", "--quote", "not in it"], 1),
        (["NOTE", "s00000000aa", "--quote", "never"], 2),
        (["NOTE", "ada-moreau"], 2),
        (["NOTE"], 2),
    ],
)
def test_a_place_that_is_none_is_refused(parley: Parley, words: list[str], code: int) -> None:
    key = parley("note", "i00000000bb", "why?").lines[0]
    run = parley("place", *(key if word == "NOTE" else word for word in words))
    assert (run.code, run.out) == (code, "")
    assert placed(parley)["target"] == "i00000000bb"
