from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.codec import Tables
from store.errors import LibraryDamaged, SaveFailed
from store.files import Files, Folder, MemoryFiles
from store.journal import JournalStorage


def filled(files: Files, count: int = 5) -> JournalStorage:
    storage = JournalStorage(files, "notes")
    for number in range(count):
        storage.commit({"a": {str(number): {"n": number, "text": "x" * 40}}})
    return storage


def opened(files: Files) -> Tables:
    return JournalStorage(files, "notes").read()


def test_each_save_is_there_after_opening_again(files: Files) -> None:
    storage = filled(files)
    assert opened(files) == storage.read()
    storage.commit({"a": {"0": None, "1": {"n": 10}}})
    assert opened(files) == storage.read()
    assert list(opened(files)["a"]) == ["1", "2", "3", "4"]


def test_a_save_writes_only_its_own_change(files: Files) -> None:
    storage = filled(files)
    before = len(files.read("notes.journal") or b"")
    storage.commit({"a": {"9": {"n": 9}}})
    assert len(files.read("notes.journal") or b"") - before < 60


def test_every_torn_tail_opens_as_before_or_behind_the_last_save() -> None:
    files = MemoryFiles()
    filled(files, 3)
    before = opened(files)
    start = len(files.content["notes.journal"])
    filled_again = JournalStorage(files, "notes")
    filled_again.commit({"a": {"7": {"text": "y" * 100}}})
    whole = files.content["notes.journal"]
    for end in range(start, len(whole)):
        for tail in (b"", b"\0" * (len(whole) - end)):
            files.content["notes.journal"] = whole[:end] + tail
            assert opened(files) in (before, filled_again.read())


def test_after_a_torn_tail_saving_goes_on(files: Files) -> None:
    filled(files, 3)
    whole = files.read("notes.journal") or b""
    files.replace("notes.journal", whole[:-20])
    storage = JournalStorage(files, "notes")
    storage.commit({"a": {"7": {"n": 7}}})
    assert opened(files) == storage.read()
    assert set(opened(files)["a"]) == {"0", "1", "7"}


def test_a_torn_journal_is_kept_aside_before_it_is_written_anew(files: Files) -> None:
    filled(files, 3)
    torn = (files.read("notes.journal") or b"")[:-20]
    files.replace("notes.journal", torn)
    storage = JournalStorage(files, "notes")
    storage.read()
    assert storage.is_torn
    storage.commit({"a": {"7": {"n": 7}}})
    assert not storage.is_torn
    assert [files.read(name) for name in files.names("damaged")] == [torn]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_a_flipped_byte_of_the_journal_is_never_silent(place: int, flip: int) -> None:
    files = MemoryFiles()
    before = filled(files).read()
    data = bytearray(files.content["notes.journal"])
    data[place % len(data)] ^= flip
    files.content["notes.journal"] = bytes(data)
    try:
        found = opened(files)
    except LibraryDamaged:
        return
    assert found == before


def test_a_damaged_journal_is_not_written_to(files: Files) -> None:
    filled(files)
    data = (files.read("notes.journal") or b"").replace(b'"n":1', b'"n":8')
    files.replace("notes.journal", data)
    with pytest.raises(LibraryDamaged, match="line 2 of the journal"):
        JournalStorage(files, "notes").commit({"a": {"9": {}}})
    assert files.read("notes.journal") == data


def test_a_journal_without_its_snapshot_is_damage(files: Files) -> None:
    filled(files)
    files.delete("notes.json")
    with pytest.raises(LibraryDamaged, match="follows a snapshot that is not there"):
        opened(files)


def test_an_empty_snapshot_takes_saves(files: Files) -> None:
    storage = JournalStorage(files, "notes")
    storage.compact()
    storage.commit({"a": {"1": {}}})
    assert opened(files) == storage.read() == {"a": {"1": {}}}


def test_compacting_keeps_everything_and_a_backup(files: Files) -> None:
    storage = filled(files)
    before = storage.read()
    storage.compact()
    assert opened(files) == before
    assert len(files.names("backups")) == 1
    assert len(files.read("notes.journal") or b"") < 60


def test_a_crash_between_snapshot_and_journal_loses_nothing() -> None:
    files = MemoryFiles()
    storage = filled(files)
    journal = files.content["notes.journal"]
    storage.compact()
    files.content["notes.journal"] = journal
    assert opened(files) == storage.read()
    again = JournalStorage(files, "notes")
    again.commit({"a": {"9": {"n": 9}}})
    assert opened(files) == again.read()


def test_a_journal_that_cannot_be_started_is_started_by_the_next_save(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = MemoryFiles()
    storage = filled(files)
    real = files.replace

    def fail_on_journal(name: str, data: bytes) -> None:
        if name.endswith(".journal"):
            raise SaveFailed("no")
        real(name, data)

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", fail_on_journal)
        storage.compact()
        storage.commit({"a": {"8": {"n": 8}}})
    storage.commit({"a": {"9": {"n": 9}}})
    assert opened(files) == storage.read()
    assert {"8", "9"} <= set(opened(files)["a"])


def test_after_a_failed_append_the_half_line_never_comes_back(tmp_path: Path) -> None:
    files = Folder(tmp_path)
    storage = filled(files)
    with pytest.MonkeyPatch.context() as patch:
        real = files.append

        def append_and_fail(name: str, offset: int, data: bytes) -> None:
            real(name, offset, data)
            raise SaveFailed("fdatasync failed and so did the cut")

        patch.setattr(files, "append", append_and_fail)
        with pytest.raises(SaveFailed):
            storage.commit({"a": {"lost": {}}})
    storage.commit({"a": {"9": {"n": 9}}})
    assert opened(files) == storage.read()
    assert "lost" not in opened(files)["a"]


def test_another_reader_sees_what_was_saved(files: Files) -> None:
    writer, reader = filled(files), JournalStorage(files, "notes")
    assert reader.read() == writer.read()
    assert not reader.refresh()
    writer.commit({"a": {"9": {"n": 9}}})
    assert reader.refresh()
    assert reader.read() == writer.read()


def test_backups_are_thinned_out() -> None:
    files = MemoryFiles()
    storage = filled(files)
    for day in range(1, 29):
        for hour in range(5):
            files.replace(f"backups/203105{day:02}T{hour:02}0000Z-notes.json", b"")
    storage.compact()
    kept = files.names("backups")
    assert len(kept) < 50
    assert "backups/20310501T040000Z-notes.json" in kept
    assert "backups/20310501T030000Z-notes.json" not in kept
