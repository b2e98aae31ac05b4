"""Files of an import: written in threads, and errors told before anything is committed."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import SaveFailed
from store.files import Folder
from store.library import Library
from store.records import Parsed

from .failing import failing

Make = Callable[..., tuple[Parsed, bytes]]


def test_files_are_there_once_they_are_settled(tmp_path: Path) -> None:
    files = Folder(tmp_path)
    names = [f"documents/{number}.json" for number in range(200)]
    for name in names:
        files.put(name, name.encode())
    files.settle(names)
    assert {name: files.read(name) for name in names} == {name: name.encode() for name in names}
    assert {(tmp_path / name).stat().st_mode & 0o777 for name in names} == {0o600}
    assert (tmp_path / "documents").stat().st_mode & 0o777 == 0o700


def test_a_file_left_by_an_import_cut_short_is_written_anew(tmp_path: Path) -> None:
    files = Folder(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a").write_bytes(b"longer than before")
    files.put("documents/a", b"short")
    files.settle(["documents/a"])
    assert files.read("documents/a") == b"short"


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize("nth", [1, 2, 30])
def test_a_file_that_cannot_be_written_ends_the_import_and_nothing_is_left(
    folder: Path, making: Make, call: str, nth: int
) -> None:
    with Library.open(folder, writing=True) as library:
        before = set(library._files.names(""))
        parsed = [making([f"Text {number} alone."], name=f"{number}.txt") for number in range(40)]
        with failing(call, nth), pytest.raises(SaveFailed, match="nothing was changed"):
            library.add_all(parsed)
        assert set(library._files.names("")) == before
        assert len(library.documents()) == 2
        library.add_all(parsed)
        assert len(library.documents()) == 42


def test_a_file_system_that_takes_no_hints_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "posix_fadvise", refuse, raising=False)
    monkeypatch.setattr(os, "POSIX_FADV_DONTNEED", 4, raising=False)
    files = Folder(tmp_path)
    files.put("a", b"data")
    files.settle(["a"])
    assert files.read("a") == b"data"


def test_an_interrupted_import_leaves_nothing(folder: Path, making: Make) -> None:
    def documents() -> object:
        for number in range(100):
            yield making([f"Text {number} alone."], name=f"{number}.txt")
        raise KeyboardInterrupt

    with Library.open(folder, writing=True) as library:
        before = set(library._files.names(""))
        with pytest.raises(KeyboardInterrupt):
            library.add_all(documents())  # type: ignore[arg-type]
        assert set(library._files.names("")) == before
