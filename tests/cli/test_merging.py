"""``parley merge``: notes of others, and one's own again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.library import Library
from store.records import CorrectionKind

from .conftest import Parley
from .invented import QUOTE, make_library

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
pytestmark = pytest.mark.usefixtures("library")


def notes(parley: Parley, *words: str | Path) -> list[dict[str, object]]:
    return parley("list", "notes", "--json", *words).records


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_an_export_of_another_program_is_put_on_the_documents(parley: Parley, name: str) -> None:
    run = parley("merge", SAMPLES / name)
    assert (run.code, run.out) == (0, "")
    assert "2 added" in run.err
    assert "1 note placed, 1 orphaned" in run.err
    placed, lost = sorted(notes(parley), key=lambda note: str(note["state"]))
    assert (placed["state"], lost["state"]) == ("anchored", "orphaned")
    assert str(placed["quote"]).strip('“”",') == QUOTE.strip(",")
    assert placed["document"] == "harbour.txt"
    again = parley("merge", SAMPLES / name)
    assert "2 known" in again.err
    assert len(notes(parley)) == 2


def test_what_is_refused_and_orphaned_is_told_one_by_one(parley: Parley) -> None:
    told = parley("merge", SAMPLES / "hypothesis.json").err
    assert "refused    annotation 4: it is a reply to another note" in told
    assert "“words that stand in no document at all, for sure”" in told


@pytest.mark.parametrize("form", ["jsonl", "jsonld"])
def test_what_was_exported_comes_back_the_same(parley: Parley, tmp_path: Path, form: str) -> None:
    parley("note", "i00000000aa", "on a passage #tag", "--quote", "spoke on Thursday")
    parley("note", "s00000000aa", "on a statement")
    parley("note", "i00000000bb", "on an item")
    parley("bookmark", "s00000000aa")
    before = notes(parley)
    path = tmp_path / f"notes.{form}"
    assert parley("export", "notes", "--format", form, "--to", path).code == 0
    other = tmp_path / "other"
    make_library(other)
    assert parley("merge", path, "--mine", "--library", other).code == 0
    assert notes(parley, "--library", other) == before
    assert "4 known" in parley("merge", path, "--mine", "--library", other).err


def test_a_colleagues_library_is_merged_as_theirs(parley: Parley, tmp_path: Path) -> None:
    other = tmp_path / "ada"
    make_library(other)
    parley("note", "s00000000aa", "her word", "--library", other)
    parley("bookmark", "i00000000bb", "--library", other)
    run = parley("merge", other)
    assert "2 added" in run.err
    assert {note["creator"] for note in notes(parley)} == {"ada"}
    assert not any(item["bookmarked"] for item in parley("list", "items", "--json").records)
    assert parley("merge", other).err.count("2 known") == 1


def test_bookmarks_are_counted_among_what_was_placed(parley: Parley, tmp_path: Path) -> None:
    other = tmp_path / "ada"
    make_library(other)
    parley("bookmark", "i00000000bb", "--library", other)
    assert "1 bookmark placed, 0 orphaned" in parley("merge", other).err
    parley("bookmark", "s00000000aa", "--library", other)
    parley("note", "s00000000aa", "her word", "--library", other)
    told = parley("merge", other).err
    assert "1 note and 1 bookmark placed, 0 orphaned" in told
    assert "placed     1 note and 1 bookmark on harbour.txt" in told


def test_a_bookmark_without_its_document_is_told_as_orphaned(
    parley: Parley, tmp_path: Path
) -> None:
    other = tmp_path / "ada"
    make_library(other)
    parley("bookmark", "i00000000bb", "--library", other)
    (mark,) = parley("list", "notes", "--json", "--library", other).records
    assert parley("remove", str(mark["document"])).code == 0
    told = parley("merge", other).err
    assert "0 notes placed, 1 orphaned" in told
    assert f"orphaned   {mark['id']}: " in told


def test_the_name_of_a_colleague_can_be_given(parley: Parley, tmp_path: Path) -> None:
    other = tmp_path / "x"
    make_library(other)
    parley("note", "s00000000aa", "her word", "--library", other)
    parley("merge", other, "--as", "Ada Lind")
    assert [note["creator"] for note in notes(parley)] == ["Ada Lind"]


def test_a_note_that_both_edited_is_kept_twice(
    parley: Parley, folder: Path, tmp_path: Path
) -> None:
    key = parley("note", "s00000000aa", "first").lines[0]
    path = tmp_path / "notes.jsonl"
    parley("export", "notes", "--format", "jsonl", "--to", path)
    with Library.open(folder, writing=True) as library:
        library.notes.edit(key, text="ours")
    edited = {"text": "theirs", "modified": "2090-01-02T00:00:00+00:00"}
    path.write_text(json.dumps(json.loads(path.read_text()) | edited, separators=(",", ":")))
    run = parley("merge", path, "--as", "Ada")
    assert "1 in conflict, both kept" in run.err
    assert {(n["text"], n["creator"]) for n in notes(parley)} == {("ours", None), ("theirs", "Ada")}
    assert "1 known" in parley("merge", path, "--as", "Ada").err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["merge", "missing.json"], 2),
        (["merge"], 2),
        (["merge", ".", "--as", "Ada", "--mine"], 2),
        (["merge", "README.md"], 2),
    ],
)
def test_what_cannot_be_merged_is_refused(
    parley: Parley, words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text("# Read me\n")
    run = parley(*words)
    assert (run.code, run.out) == (code, "")
    assert run.err


def test_a_library_is_not_merged_with_itself(parley: Parley, folder: Path) -> None:
    parley("note", "s00000000aa", "mine")
    assert parley("merge", folder).code == 2
    assert [note["creator"] for note in notes(parley)] == [None]


def test_a_file_of_which_nothing_can_be_read_ends_with_one(parley: Parley, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"parley":1,"record":"annotation"}\n')
    assert parley("merge", path).code == 1


def test_notes_taken_in_as_anothers_are_taken_back(parley: Parley, tmp_path: Path) -> None:
    other = tmp_path / "laptop"
    make_library(other)
    parley("note", "s00000000aa", "mine", "--library", other)
    parley("bookmark", "s00000000aa", "--library", other)
    assert "--mine makes them yours" in parley("merge", other).err
    assert {note["creator"] for note in notes(parley)} == {"laptop"}
    run = parley("merge", other, "--as", "Ada")
    assert "2 now of Ada" in run.err
    assert "--mine" not in run.err
    assert {note["creator"] for note in notes(parley)} == {"Ada"}
    assert "2 now yours" in parley("merge", other, "--mine").err
    assert {note["creator"] for note in notes(parley)} == {None}
    assert "2 known" in parley("merge", other, "--as", "Ada").err


def test_decisions_come_with_the_notes_and_do_not_override_ones_own(
    parley: Parley, tmp_path: Path
) -> None:
    other = tmp_path / "ada"
    make_library(other)
    with Library.open(other, writing=True) as library:
        library.notes.correct(CorrectionKind.POINTS, "i00000000aa", "2")
        library.notes.correct(CorrectionKind.POINTS, "i00000000bb", "1")
    path = tmp_path / "ada.jsonl"
    words = ("--format", "jsonl", "--to", path, "--library", other)
    assert parley("export", "notes", *words).code == 0
    with Library.open(tmp_path / "library", writing=True) as library:
        library.notes.correct(CorrectionKind.POINTS, "i00000000aa", "1,2")
    told = parley("merge", path, "--as", "Ada").err
    assert "2 decided" in told
    assert "1 decision of these on what you decided yourself: yours hold" in told
    points = {item["id"]: item["points"] for item in parley("list", "items", "--json").records}
    assert (points["i00000000aa"], points["i00000000bb"]) == ([1, 2], [1])
    listed = parley("list", "corrections", "--json").records
    assert sorted(str(one["creator"]) for one in listed) == ["Ada", "Ada", "None"]
    assert "3 known" not in parley("merge", other, "--as", "Ada").err
    assert len(parley("list", "corrections", "--json").records) == 3


@pytest.mark.parametrize("form", ["jsonl", "jsonld"])
def test_two_colleagues_versions_of_a_note_are_both_kept(
    parley: Parley, tmp_path: Path, form: str
) -> None:
    ada, ben = tmp_path / "ada", tmp_path / "ben"
    make_library(ada)
    make_library(ben)
    key = parley("note", "s00000000aa", "first", "--library", ada).lines[0]
    parley("merge", ada, "--as", "Ada", "--library", ben)
    parley("merge", ada, "--as", "Ada")
    for folder in (ada, ben):
        with Library.open(folder, writing=True) as library:
            library.notes.edit(key, text=f"by {folder.name}")
        path = tmp_path / f"{folder.name}.{form}"
        parley("export", "notes", "--format", form, "--to", path, "--library", folder)
    assert "1 updated" in parley("merge", tmp_path / f"ada.{form}").err
    assert "1 in conflict, both kept" in parley("merge", tmp_path / f"ben.{form}").err
    assert sorted(str(note["text"]) for note in notes(parley)) == ["by ada", "by ben"]
    for folder in (ada, ben):
        assert "1 known" in parley("merge", tmp_path / f"{folder.name}.{form}").err
        assert " known" in parley("merge", folder).err
    assert len(notes(parley)) == 2
