"""The library's copy of the dossier's files: a change is told and never parsed with."""

from pathlib import Path

import orjson
import pytest

from store.checking import check
from store.errors import LibraryDamaged
from store.library import Library
from store.repairing import repair
from store.storage import seal, unseal
from tests.store.test_chain import without_numbers


def opened_file(folder: Path) -> bytes | None:
    with Library.open(folder, writing=False) as library:
        return library.dossier_file("plan.toml")


@pytest.mark.parametrize("change", [b"# changed", b"", None])
def test_a_changed_file_is_told_refused_and_put_back(folder: Path, change: bytes | None) -> None:
    path = folder / "dossier" / "plan.toml"
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change)
    (finding,) = check(folder)
    assert (finding.file, finding.is_repairable) == (path, True)
    with pytest.raises(LibraryDamaged, match="repair"):
        opened_file(folder)
    done = repair(folder)
    assert path.read_bytes() == b"# none"
    assert [kept.read_bytes() for kept in done.kept] == ([] if change is None else [change])
    assert done.restored == ["dossier/plan.toml: as the library took it in"]
    assert check(folder) == []


def test_a_file_changed_with_its_second_copy_is_not_put_back(folder: Path) -> None:
    for path in (folder / "dossier" / "plan.toml", folder / "backups" / "dossier" / "plan.toml"):
        path.write_bytes(b"# changed")
    (finding,) = check(folder)
    assert not finding.is_repairable
    assert "Put back the file" in finding.remedy


@pytest.mark.parametrize("change", [b"# none", b"# changed", None])
def test_a_lost_manifest_takes_the_second_copies_for_right(
    folder: Path, change: bytes | None
) -> None:
    (folder / "library.json").unlink()
    path = folder / "dossier" / "plan.toml"
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change)
    done = repair(folder)
    assert not any("changed by hand" in lost for lost in done.lost)
    assert check(folder) == []
    assert opened_file(folder) == b"# none"


def test_a_lost_manifest_without_copies_takes_the_files_as_they_stand(folder: Path) -> None:
    (folder / "library.json").unlink()
    (folder / "backups" / "dossier" / "plan.toml").unlink()
    done = repair(folder)
    assert any("whether it was changed" in lost for lost in done.lost)
    assert check(folder) == []
    assert opened_file(folder) == b"# none"


def test_a_checksum_of_another_kind_is_damage_that_is_repaired(folder: Path) -> None:
    manifest = folder / "library.json"
    tables = unseal(manifest.read_bytes())
    tables["dossier"]["plan.toml"] = {"digest": 3}
    manifest.write_bytes(seal(tables))
    assert check(folder)
    repair(folder)
    assert check(folder) == []


def as_format_1(folder: Path) -> None:
    manifest, journal = folder / "library.json", folder / "notes.journal"
    tables = unseal(manifest.read_bytes())
    tables["about"] = {"1": {"format": 1}}
    del tables["dossier"]
    manifest.write_bytes(seal(tables))
    journal.write_bytes(without_numbers(journal.read_bytes()))
    for path in (folder / "backups" / "dossier").iterdir():
        path.unlink()


def held(folder: Path, *, writing: bool) -> tuple[object, ...]:
    with Library.open(folder, writing=writing) as library:
        notes = library.notes
        return library.items(), library.plan, notes.annotations(), notes.read_items()


def test_a_library_of_format_1_is_read_as_it_is(folder: Path) -> None:
    before = held(folder, writing=False)
    as_format_1(folder)
    journal = (folder / "notes.journal").read_bytes()
    assert held(folder, writing=False) == before
    assert (folder / "notes.journal").read_bytes() == journal
    assert check(folder) == []


def test_a_library_of_format_1_is_migrated_with_a_backup(folder: Path) -> None:
    before = held(folder, writing=False)
    as_format_1(folder)
    old = {name: (folder / name).read_bytes() for name in ("library.json", "notes.journal")}
    assert held(folder, writing=True) == before
    for name, data in old.items():
        assert (folder / "backups" / "format-1" / name).read_bytes() == data
    assert orjson.loads((folder / "library.json").read_bytes())["about"]["1"]["format"] == 2
    (folder / "dossier" / "plan.toml").write_bytes(b"# changed")
    assert [finding.is_repairable for finding in check(folder)] == [True]
    repair(folder)
    assert held(folder, writing=True) == before


def test_a_migration_that_was_cut_short_keeps_the_first_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = held(folder, writing=False)
    as_format_1(folder)
    old = (folder / "notes.journal").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("store.migration.dump", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Library.open(folder, writing=True)
    assert (folder / "notes.journal").read_bytes() != old
    assert held(folder, writing=True) == before
    assert (folder / "backups" / "format-1" / "notes.journal").read_bytes() == old
