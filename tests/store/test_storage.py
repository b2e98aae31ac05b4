import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.storages import JSONStorage
from tinydb.table import Document

from store.codec import Tables
from store.errors import LibraryDamaged, SaveFailed
from store.files import Files, Folder
from store.journal import JournalStorage
from store.storage import Database, RecordStorage, SealedStorage, seal, unseal

TABLES: Tables = {"items": {"i1": {"text": "a"}, "i2": {"text": "b"}}, "empty": {}}
KINDS = ["sealed", "journal"]


def storage_of(kind: str, files: Files) -> RecordStorage:
    return SealedStorage(files, "db.json") if kind == "sealed" else JournalStorage(files, "db")


def open_database(kind: str, files: Files) -> Database:
    return Database(storage=lambda: storage_of(kind, files))


def test_a_sealed_file_opens_with_stock_tinydb(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    SealedStorage(folder, "db.json").write(TABLES)
    with TinyDB(folder.where("db.json"), storage=JSONStorage, access_mode="r") as stock:
        assert json.loads(folder.where("db.json").read_text())["items"]["i1"] == {"text": "a"}
        assert stock.tables() >= {"items", "empty"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_a_flipped_byte_never_passes_for_content(place: int, flip: int) -> None:
    data = bytearray(seal(TABLES))
    data[place % len(data)] ^= flip
    with pytest.raises(ValueError, match="cut off"):
        unseal(bytes(data))


def test_a_cut_file_never_passes_for_content() -> None:
    data = seal(TABLES)
    for length in range(len(data)):
        with pytest.raises(ValueError, match="cut off"):
            unseal(data[:length])


@pytest.mark.parametrize("tables", [{}, {"a": {}}, TABLES])
def test_what_was_sealed_is_unsealed(tables: Tables) -> None:
    opened = unseal(seal(tables))
    opened.pop("about", None)
    assert opened == tables


@pytest.mark.parametrize("kind", KINDS)
def test_tinydb_reads_what_it_wrote_after_opening_again(kind: str, files: Files) -> None:
    table = open_database(kind, files).table("items")
    table.insert(Document({"text": "a", "number": 1}, "i1"))  # type: ignore[arg-type]
    table.insert(Document({"text": "b", "number": 2}, "i2"))  # type: ignore[arg-type]
    table.update({"text": "c"}, where("number") == 2)
    table.remove(where("number") == 1)
    again = open_database(kind, files).table("items")
    assert [(str(row.doc_id), row["text"]) for row in again.all()] == [("i2", "c")]


@pytest.mark.parametrize("kind", KINDS)
def test_editing_what_a_search_gave_changes_nothing(kind: str, files: Files) -> None:
    database = open_database(kind, files)
    database.put("items", "i1", {"text": "a"})
    database.table("items").search(where("text") == "a")[0]["text"] = "spoilt"
    assert database.table("items").search(where("text") == "a")[0]["text"] == "a"


@pytest.mark.parametrize("kind", KINDS)
def test_several_tables_are_saved_in_one_step(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Folder(tmp_path)
    database = open_database(kind, files)
    database.put("a", "1", {"n": 1})
    written: list[str] = []
    for name in ("replace", "append"):
        real: Callable[..., None] = getattr(files, name)
        monkeypatch.setattr(files, name, _noting(real, written))
    database.commit({"a": {"1": None}, "b": {"2": {"n": 2}}})
    assert len(written) == 1
    assert database.rows("a") == {}
    assert database.rows("b") == {"2": {"n": 2}}


@pytest.mark.parametrize("kind", KINDS)
def test_what_json_cannot_hold_changes_neither_file_nor_memory(kind: str, files: Files) -> None:
    database = open_database(kind, files)
    database.put("a", "1", {"n": 1})
    before = {name: files.read(name) for name in files.names("")}
    for value in ("\ud800", 2**70, object()):
        with pytest.raises(SaveFailed):
            database.put("a", "1", {"n": value})
    assert {name: files.read(name) for name in files.names("")} == before
    assert database.rows("a") == {"1": {"n": 1}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_save_that_fails_leaves_memory_and_the_next_one_holds(
    kind: str, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(kind, files)
    database.put("a", "1", {"n": 1})
    with monkeypatch.context() as patch:
        for name in ("replace", "append"):
            patch.setattr(files, name, _fail)
        with pytest.raises(SaveFailed):
            database.put("a", "1", {"n": 2})
    assert database.rows("a") == {"1": {"n": 1}}
    database.put("a", "2", {"n": 3})
    assert open_database(kind, files).rows("a") == {"1": {"n": 1}, "2": {"n": 3}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_named_and_never_overwritten(kind: str, files: Files) -> None:
    database = open_database(kind, files)
    database.put("a", "1", {"n": 1})
    data = files.read("db.json") or b""
    files.replace("db.json", data[: len(data) // 2])
    again = open_database(kind, files)
    with pytest.raises(LibraryDamaged, match=r"db\.json.*parley check"):
        again.put("a", "2", {"n": 2})
    assert files.read("db.json") == data[: len(data) // 2]


def _noting(real: Callable[..., None], written: list[str]) -> Callable[..., None]:
    def call(name: str, *rest: object) -> None:
        written.append(name)
        real(name, *rest)

    return call


def _fail(*_: object) -> None:
    raise SaveFailed("the disk is full")
