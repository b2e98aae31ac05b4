"""Copies of a synchronised folder are found by their names, and what only they hold is taken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store.checking import check
from store.library import Library
from store.repairing import repair

from .conftest import make_parsed

NAMES = (
    "notes (conflicted copy 2031-05-04).json",
    "notes (Ann's conflicted copy 2031-05-04).json",
    "notes.sync-conflict-20310504-101112-ABCDEFG.json",
    "notes~laptop.json",
    "notes-laptop.json",
    "notes (1).json",
    "notes2.json",
    "notes_conflict-20310504-101112.json",
)


@pytest.fixture
def other(folder: Path, tmp_path: Path) -> Path:
    """The same library on another machine, with a note and an edit of its own."""
    path = tmp_path / "other"
    shutil.copytree(folder, path)
    with Library.open(path, writing=True) as library:
        library.notes.annotate(library.items()[0].id, "written there")
        library.notes.edit(library.notes.annotations()[0].id, text="edited there")
        library.notes.mark_read([library.items()[0].id], read=False)
        library._notebook._journal.compact()
    return path


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_the_notes_is_found_and_merged(folder: Path, other: Path, name: str) -> None:
    shutil.copy(other / "notes.json", folder / name)
    assert [finding.file.name for finding in check(folder)] == [name]
    done = repair(folder)
    assert check(folder) == []
    assert [path.name for path in done.kept] == [name]
    with Library.open(folder, writing=False) as library:
        texts = {note.text for note in library.notes.annotations()}
    assert {"written there", "edited there"} <= texts


def test_a_note_edited_on_both_machines_is_kept_twice(folder: Path, other: Path) -> None:
    with Library.open(folder, writing=True) as library:
        library.notes.edit(library.notes.annotations()[0].id, text="edited here")
    shutil.copy(other / "notes.json", folder / "notes~laptop.json")
    repair(folder)
    with Library.open(folder, writing=False) as library:
        texts = {note.text for note in library.notes.annotations()}
    assert {"edited here", "edited there", "written there"} <= texts


def test_a_copy_of_the_journal_is_merged(folder: Path, other: Path) -> None:
    with Library.open(other, writing=True) as library:
        library.notes.annotate(library.items()[1].id, "in the journal only")
    name = "notes.sync-conflict-20310504-101112-ABCDEFG.journal"
    shutil.copy(other / "notes.journal", folder / name)
    assert [finding.file.name for finding in check(folder)] == [name]
    repair(folder)
    with Library.open(folder, writing=False) as library:
        assert "in the journal only" in {note.text for note in library.notes.annotations()}


def test_documents_of_a_second_manifest_are_not_swept_and_taken_over(
    folder: Path, other: Path
) -> None:
    with Library.open(other, writing=True) as library:
        library.add(*make_parsed(["Rain fell on the quay."], name="rain.txt", outlet=None))
    for name in ("documents", "originals"):
        shutil.copytree(other / name, folder / name, dirs_exist_ok=True)
    copy = folder / "library (conflicted copy).json"
    shutil.copy(other / "library.json", copy)
    with Library.open(folder, writing=True) as library:
        assert len(library.documents()) == 2
    repair(folder)
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        assert {one.name for one in library.documents()} == {"feed.txt", "hills.txt", "rain.txt"}
        assert b"Rain" in library.original("rain.txt")


def test_a_copy_of_a_document_is_told(folder: Path) -> None:
    file = next((folder / "documents").iterdir())
    copy = file.with_name(f"{file.stem}.sync-conflict-20310504.json")
    shutil.copy(file, copy)
    (finding,) = check(folder)
    assert (finding.file, finding.is_repairable) == (copy, False)


def test_other_files_in_the_folder_are_nobodys_business(folder: Path) -> None:
    for name in ("notes.md", "readme.json", "library.txt", ".DS_Store", "notebook.json"):
        (folder / name).write_text("x")
    assert check(folder) == []
