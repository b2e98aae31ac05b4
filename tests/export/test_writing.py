"""An export on disk: never over anything but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.export.formats import NOTES, TRACKER
from reader.export.writing import ExportRefused, Written, write_export
from store.errors import FileUnusable

MD = TRACKER["md"]
JSON = NOTES["json"]


def test_a_new_file_is_made(tmp_path: Path) -> None:
    assert write_export(tmp_path / "notes.md", "# Notes\n", MD) is Written.MADE
    assert (tmp_path / "notes.md").read_text().endswith("\n\n# Notes\n")


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    write_export(tmp_path / "notes.md", "# Notes\n", MD)
    assert write_export(tmp_path / "notes.md", "# More\n", MD) is Written.REPLACED


def test_the_same_export_is_not_written_again(tmp_path: Path) -> None:
    write_export(tmp_path / "notes.json", "{}\n", JSON)
    assert write_export(tmp_path / "notes.json", "{}\n", JSON) is Written.SAME


def test_an_export_that_was_edited_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    write_export(path, "# Notes\n", MD)
    edited = path.read_text() + "mine\n"
    path.write_text(edited)
    with pytest.raises(ExportRefused, match="was changed since"):
        write_export(path, "# More\n", MD)
    assert path.read_text() == edited


@pytest.mark.parametrize("name", ["json", "jsonl", "jsonld", "md"])
def test_a_file_of_somebody_else_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "thesis"
    path.write_text("three years of work")
    with pytest.raises(ExportRefused, match="was not made by parley"):
        write_export(path, "# Notes\n", NOTES[name])
    assert path.read_text() == "three years of work"


def test_force_replaces_any_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old")
    assert write_export(path, "# Notes\n", MD, force=True) is Written.REPLACED


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    write_export(tmp_path / "link.md", "# Notes\n", MD)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text().endswith("# Notes\n")


@pytest.mark.parametrize("name", [".", "missing/notes.md"])
def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnusable):
        write_export(tmp_path / name, "# Notes\n", MD)


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_export(tmp_path / "notes.md", "# Notes\n", MD)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]
