"""``parley check``: what is wrong is told, what can be restored is restored."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Parley


@pytest.fixture
def damaged(library: Path, parley: Parley) -> Path:
    """Return a library with a note, one of whose documents is damaged."""
    parley("note", "s00000000aa", "my word")
    (file,) = (library / "documents").glob("*.json")
    file.write_bytes(file.read_bytes()[:-40])
    return library


def test_a_sound_library_ends_with_zero(parley: Parley, library: Path) -> None:
    run = parley("check")
    assert (run.code, run.out) == (0, "")
    assert run.err.endswith(f"{library}: sound\n")


def test_no_library_ends_with_two(parley: Parley, folder: Path) -> None:
    assert parley("check").code == 2
    assert not folder.exists()


def test_damage_is_told_by_file_and_nothing_is_changed(parley: Parley, damaged: Path) -> None:
    before = {path: path.read_bytes() for path in damaged.rglob("*") if path.is_file()}
    run = parley("check")
    assert run.code == 1
    assert run.lines[0].startswith("documents/d00000000aa")
    assert {path: path.read_bytes() for path in damaged.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("damaged")
def test_repair_restores_the_documents_and_keeps_the_notes(parley: Parley) -> None:
    run = parley("check", "--repair")
    assert (run.code, run.out) == (0, "")
    assert "restored" in run.err
    assert [note["text"] for note in parley("list", "notes", "--json").records] == ["my word"]
    assert parley("list", "items").lines


def test_repair_restores_a_lost_first_file(parley: Parley, library: Path) -> None:
    parley("note", "s00000000aa", "my word")
    (library / "library.json").unlink()
    assert parley("list", "items").code == 2
    assert parley("check", "--repair").code == 0
    assert len(parley("list", "items").lines) == 2
    assert len(parley("list", "points").lines) == 2
    assert len(parley("list", "notes").lines) == 1
