"""What fuzzing found in the files of a library, each as the smallest case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.chain import make_line
from store.checking import check
from store.errors import LibraryDamaged
from store.library import Library
from store.repairing import repair
from store.storage import seal, unseal


@pytest.mark.parametrize("content", [[], 3, "x", {"annotations": "x"}, {"annotations": {"n1": 3}}])
def test_a_journal_line_of_another_shape_is_damage(folder: Path, content: object) -> None:
    journal = folder / "notes.journal"
    data = journal.read_bytes()
    count = data.count(b"\n")
    journal.write_bytes(data + make_line(count, content) + make_line(count + 1, {}))
    with pytest.raises(LibraryDamaged, match="journal does not check"):
        Library.open(folder, writing=False)
    assert check(folder)
    repair(folder)
    assert check(folder) == []


@pytest.mark.parametrize("about", [3, {"1": 3}, {"1": {"number": "x"}}, {"1": {"number": []}}])
def test_a_snapshot_that_says_nothing_of_itself_is_no_crash(folder: Path, about: Any) -> None:
    snapshot = folder / "notes.json"
    tables = unseal(snapshot.read_bytes())
    snapshot.write_bytes(seal(tables | {"about": about}))
    with pytest.raises(LibraryDamaged):
        Library.open(folder, writing=False)
    assert check(folder)
    repair(folder)
    assert check(folder) == []


@pytest.mark.parametrize("field", ["lines", "headings", "furniture"])
def test_a_document_without_its_text_is_repaired(folder: Path, field: str) -> None:
    path = next((folder / "documents").iterdir())
    tables = unseal(path.read_bytes())
    tables["text"]["1"][field] = 3
    path.write_bytes(seal(tables))
    assert check(folder)
    repair(folder)
    assert check(folder) == []


def test_a_mention_that_is_cut_short_is_repaired(folder: Path) -> None:
    path = next(p for p in (folder / "documents").iterdir() if b"ilse-orsa" in p.read_bytes())
    tables = unseal(path.read_bytes())
    for row in tables["items"].values():
        row["mentions"] = [mention[:2] for mention in row["mentions"]]
    path.write_bytes(seal(tables))
    assert check(folder)
    repair(folder)
    assert check(folder) == []


def test_a_statement_of_an_item_that_is_not_there_is_told(folder: Path) -> None:
    path = next(p for p in (folder / "documents").iterdir() if b"ilse-orsa" in p.read_bytes())
    tables = unseal(path.read_bytes())
    tables["items"].popitem()
    path.write_bytes(seal(tables))
    assert any("items that are not there" in finding.problem for finding in check(folder))
    repair(folder)
    assert check(folder) == []


def test_a_number_that_grew_too_large_is_repaired(folder: Path) -> None:
    path = next(p for p in (folder / "documents").iterdir() if b"ilse-orsa" in p.read_bytes())
    path.write_bytes(path.read_bytes().replace(b'"number":1,', b'"number":1' + b"9" * 40 + b",", 1))
    assert check(folder)
    repair(folder)
    assert check(folder) == []


def test_a_row_that_says_another_document_is_not_restored(folder: Path) -> None:
    path = next(p for p in (folder / "documents").iterdir() if b"ilse-orsa" in p.read_bytes())
    key = path.name.split("-")[0].encode()
    path.write_bytes(
        path.read_bytes().replace(b'"document":"' + key, b'"document":"d0000000000', 1)
    )
    repair(folder)
    with Library.open(folder, writing=False) as library:
        assert {item.document for item in library.items()} <= {d.id for d in library.documents()}
        library.statements()


def test_a_document_whose_id_was_damaged_is_found_by_its_file(folder: Path) -> None:
    manifest = folder / "library.json"
    with Library.open(folder, writing=False) as library:
        key = library.documents()[0].id
    other = key[:-1] + ("1" if key[-1] == "0" else "0")
    data = manifest.read_bytes()
    manifest.write_bytes(data.replace(f'"id":"{key}"'.encode(), f'"id":"{other}"'.encode(), 1))
    repair(folder)
    with Library.open(folder, writing=False) as library:
        assert key in {document.id for document in library.documents()}
        assert {item.document for item in library.items()} == {d.id for d in library.documents()}
        library.statements()


def resealed(path: Path, table: str, field: str, value: object) -> str:
    """Put a value of another kind into the first record of a table and seal the file again."""
    tables = unseal(path.read_bytes())
    key, row = next(iter(tables[table].items()))
    tables[table][key] = row | {field: value}
    path.write_bytes(seal(tables))
    return key


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("items", "text", 3),
        ("items", "points", ["x"]),
        ("items", "mentions", [["a", "b", "person", 1, "x", 3]]),
        ("items", "day", 20310504),
        ("statements", "line", "1"),
        ("statements", "quote", None),
        ("positions", "stance", "dances"),
    ],
)
def test_a_resealed_value_of_another_kind_is_told_with_record_field_and_file(
    folder: Path, table: str, field: str, value: object
) -> None:
    path = next(p for p in (folder / "documents").iterdir() if b"ilse-orsa" in p.read_bytes())
    key = resealed(path, table, field, value)
    with (
        Library.open(folder, writing=False) as library,
        pytest.raises(LibraryDamaged, match=f"{path.name}.*{key}: its field {field} "),
    ):
        library.items()
    assert [finding.file for finding in check(folder)] == [path]
    repair(folder)
    assert check(folder) == []


def test_a_resealed_note_of_another_kind_is_told_with_record_field_and_file(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        library._notebook._journal.compact()
    key = resealed(folder / "notes.json", "annotations", "points", [None])
    with pytest.raises(LibraryDamaged, match=rf"notes.json.*{key}: its field points "):
        Library.open(folder, writing=False)
    repair(folder)
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        assert key not in {note.id for note in library.notes.annotations()}


def test_a_resealed_manifest_of_another_kind_is_told_with_record_and_field(folder: Path) -> None:
    key = resealed(folder / "library.json", "documents", "days", [{"day": None, "items": "4"}])
    with pytest.raises(LibraryDamaged, match=rf"library.json.*{key}: its field days its field it"):
        Library.open(folder, writing=False)
    repair(folder)
    assert check(folder) == []


@pytest.mark.parametrize(
    "name", ["x", "../outside.json", "notes.json", "originals/d0123456789-1-a"]
)
@pytest.mark.parametrize("is_original", [False, True])
def test_a_manifest_that_names_a_file_of_another_kind_is_damage(
    folder: Path, name: str, is_original: bool
) -> None:
    manifest = folder / "library.json"
    tables = unseal(manifest.read_bytes())
    row = next(iter(tables["documents"].values()))
    if is_original:
        row["originals"][0]["file"] = name
    else:
        row["file"] = name
    manifest.write_bytes(seal(tables))
    with pytest.raises(LibraryDamaged, match="none of its own"):
        Library.open(folder, writing=False)
    assert [finding.file for finding in check(folder)] == [manifest]
    repair(folder)
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        assert len(library.items()) == 4
        assert all(library.original(document.id) for document in library.documents())
