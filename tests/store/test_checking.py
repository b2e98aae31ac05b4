import shutil
from pathlib import Path

import pytest

from store.checking import check
from store.errors import FileUnusable, LibraryDamaged, LibraryLocked
from store.library import Library
from store.records import NoteState
from store.repairing import repair
from store.storage import seal, unseal


def damage(path: Path, *, cut: float | None = None, flip: float | None = None) -> bytes:
    data = bytearray(path.read_bytes())
    if flip is not None:
        data[int(len(data) * flip)] ^= 4
    if cut is not None:
        del data[int(len(data) * cut) :]
    path.write_bytes(data)
    return bytes(data)


def feed_file(folder: Path) -> Path:
    return max((folder / "documents").iterdir(), key=lambda path: path.stat().st_size)


def state(folder: Path) -> tuple[object, ...]:
    with Library.open(folder, writing=False) as library:
        notes = library.notes
        return (
            library.plan,
            library.listed_actors,
            library.items(),
            library.statements(),
            notes.annotations(),
            notes.bookmarks(),
            notes.read_items(),
        )


def test_a_sound_library_has_no_findings(folder: Path) -> None:
    assert check(folder) == []
    done = repair(folder)
    assert (done.restored, done.lost, done.kept) == ([], [], [])


def test_where_there_is_no_library_checking_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable):
        check(tmp_path / "nothing")


@pytest.mark.parametrize("name", ["library.json", "notes.json", "notes.journal", "document"])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.97])
def test_a_flipped_bit_is_found_and_nothing_is_overwritten(
    folder: Path, name: str, place: float
) -> None:
    path = feed_file(folder) if name == "document" else folder / name
    damaged = damage(path, flip=place)
    findings = check(folder)
    assert [finding.file for finding in findings] == [path]
    assert findings[0].is_repairable
    assert "--repair" in findings[0].remedy
    with pytest.raises(LibraryDamaged), Library.open(folder, writing=True) as library:
        library.items()
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("name", ["library.json", "notes.json", "document"])
def test_a_file_with_one_flipped_bit_is_restored_but_for_the_record(
    folder: Path, name: str
) -> None:
    path = feed_file(folder) if name == "document" else folder / name
    damaged = damage(path, flip=0.5)
    done = repair(folder)
    assert check(folder) == []
    assert damaged in [kept.read_bytes() for kept in done.kept]
    assert done.restored
    with Library.open(folder, writing=True) as library:
        assert library.documents()
        assert library.notes.annotations()


def test_a_lost_manifest_is_made_from_the_documents(folder: Path) -> None:
    before = state(folder)
    (folder / "library.json").unlink()
    assert [finding.problem for finding in check(folder)] == ["is missing"]
    done = repair(folder)
    assert state(folder)[2:] == before[2:]
    assert any("plan" in lost for lost in done.lost)
    with Library.open(folder, writing=False) as library:
        assert library.original("feed.txt").startswith(b"Envoy")


@pytest.mark.parametrize("is_there", [True, False])
def test_without_the_manifest_the_documents_are_told_as_not_looked_at(
    folder: Path, is_there: bool
) -> None:
    damage(feed_file(folder), flip=0.5)
    if is_there:
        damage(folder / "library.json", flip=0.5)
    else:
        (folder / "library.json").unlink()
    (finding,) = check(folder)
    assert finding.remedy.endswith("The documents are looked at once it is repaired.")


def test_a_cut_document_keeps_what_stands_before_the_cut(folder: Path) -> None:
    before = state(folder)
    damage(feed_file(folder), cut=0.5)
    done = repair(folder)
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        document = library.document("feed.txt")
        kept = library.parsed("feed.txt").items
    assert kept
    assert set(kept) <= set(before[2])  # type: ignore[call-overload]
    assert document.parser == 0
    assert done.restored == [f"feed.txt: {len(kept)} of 3 items"]
    assert done.lost == []


def test_items_without_an_original_are_told_as_lost(folder: Path) -> None:
    manifest = folder / "library.json"
    tables = unseal(manifest.read_bytes())
    for row in tables["documents"].values():
        row["originals"] = []
    manifest.write_bytes(seal(tables))
    damage(feed_file(folder), cut=0.3)
    assert any("no original" in lost for lost in repair(folder).lost)


def test_a_missing_document_is_there_again_once_it_is_parsed(folder: Path) -> None:
    before = state(folder)
    with Library.open(folder, writing=False) as library:
        parsed, raw = library.parsed("feed.txt"), library.original("feed.txt")
    feed_file(folder).unlink()
    repair(folder)
    with Library.open(folder, writing=True) as library:
        library.add(parsed, raw)
        assert {note.state for note in library.notes.annotations()} == {NoteState.ANCHORED}
    assert state(folder) == before


def test_a_damaged_line_of_the_journal_costs_its_change_only(folder: Path) -> None:
    before = state(folder)
    path = folder / "notes.journal"
    lines = path.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b"statement", b"stalement")
    path.write_bytes(b"\n".join(lines))
    done = repair(folder)
    assert done.lost == ["notes.journal: the change in line 2"]
    assert state(folder)[4] == before[4][:1]  # type: ignore[index]
    assert state(folder)[5:] == before[5:]


def test_a_lost_snapshot_comes_back_from_backup_and_journal(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        library._notebook._journal.compact()
        library.notes.annotate(library.items()[0].id, "after the backup")
    before = state(folder)
    (folder / "notes.json").unlink()
    assert check(folder) != []
    done = repair(folder)
    assert any("backup" in restored for restored in done.restored)
    assert state(folder) == before


def test_a_lost_journal_is_told(folder: Path) -> None:
    (folder / "notes.journal").unlink()
    (finding,) = check(folder)
    assert "what changed since" in finding.problem
    assert any("notes.journal" in lost for lost in repair(folder).lost)
    assert check(folder) == []


def test_notes_of_a_conflict_copy_are_taken_over(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    with Library.open(other, writing=True) as library:
        theirs = library.notes.annotate(library.items()[0].id, "written on the other machine")
        library._notebook._journal.compact()
    copy = folder / "notes (conflicted copy 2031-05-04).json"
    copy.write_bytes((other / "notes.json").read_bytes())
    assert [finding.file for finding in check(folder)] == [copy]
    repair(folder)
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        assert theirs in library.notes.annotations()
        assert len(library.notes.annotations()) == 3


def test_a_changed_original_is_found(folder: Path) -> None:
    path = next(folder.glob("originals/*feed.txt"))
    path.write_bytes(b"something else")
    (finding,) = check(folder)
    assert (finding.file, finding.is_repairable) == (path, False)
    assert "feed.txt again" in finding.remedy


def test_repairing_waits_for_no_other_writer(folder: Path) -> None:
    with Library.open(folder, writing=True), pytest.raises(LibraryLocked):
        repair(folder, wait=0.0)
