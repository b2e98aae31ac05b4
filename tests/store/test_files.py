import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import FileUnusable, SaveFailed
from store.files import Files, Folder

CALLS = ["open", "write", "fsync", "replace", "close", "fchmod", "link"]


def failing(monkeypatch: pytest.MonkeyPatch, name: str, nth: int) -> list[int]:
    """Let the nth call of an ``os`` function fail once; count the calls."""
    real: Callable[..., object] = getattr(os, name)
    calls = [0]

    def call(*args: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            if name == "close":
                real(*args, **named)
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args, **named)

    monkeypatch.setattr(os, name, call)
    return calls


def test_what_was_put_is_read(files: Files) -> None:
    files.replace("a/b.json", b"one")
    files.replace("a/b.json", b"two")
    assert files.read("a/b.json") == b"two"


def test_a_file_that_is_not_there_reads_as_none(files: Files) -> None:
    assert files.read("a.json") is None


def test_an_append_cuts_what_stood_behind(files: Files) -> None:
    files.replace("a", b"0123456789")
    files.append("a", 4, b"xy")
    assert files.read("a") == b"0123xy"


def test_a_change_shows_in_the_stamp(files: Files) -> None:
    files.replace("a", b"1")
    before = files.stamp("a")
    files.replace("a", b"2")
    assert files.stamp("a") != before
    files.delete("a")
    assert files.stamp("a") is None


def test_names_are_those_below_the_folder(files: Files) -> None:
    for name in ("x/1", "x/y/2", "z/3"):
        files.replace(name, b"")
    assert files.names("x") == ("x/1", "x/y/2")


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_replacement_that_fails_leaves_the_file(tmp_path: Path, call: str, nth: int) -> None:
    folder = Folder(tmp_path)
    folder.replace("a.json", b"before")
    with pytest.MonkeyPatch.context() as monkeypatch:
        calls = failing(monkeypatch, call, nth)
        try:
            folder.replace("a.json", b"behind")
        except SaveFailed:
            saved = False
        else:
            saved = True
    assert folder.read("a.json") == (b"behind" if saved else b"before")
    assert saved or calls[0] >= nth
    assert folder.names("") == ("a.json",)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "mkdir"])
def test_a_first_write_that_fails_leaves_nothing(tmp_path: Path, call: str) -> None:
    folder = Folder(tmp_path)
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, call, 1)
        with pytest.raises(SaveFailed, match="nothing was changed"):
            folder.replace("sub/a.json", b"behind")
    assert folder.read("sub/a.json") is None


@pytest.mark.parametrize("call", ["open", "write", "fdatasync", "lseek"])
def test_an_append_that_fails_leaves_the_file(tmp_path: Path, call: str) -> None:
    folder = Folder(tmp_path)
    folder.replace("a", b"before")
    with pytest.MonkeyPatch.context() as monkeypatch:
        failing(monkeypatch, call, 1)
        with pytest.raises(SaveFailed, match="Free some space"):
            folder.append("a", 6, b"behind")
    assert folder.read("a") == b"before"


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    Folder(tmp_path).replace("a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_files_and_folders_are_private(tmp_path: Path) -> None:
    Folder(tmp_path).replace("sub/a.json", b"")
    assert (tmp_path / "sub").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "sub" / "a.json").stat().st_mode & 0o777 == 0o600


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.replace("a", b"1")
    (tmp_path / "a").chmod(0o640)
    folder.replace("a", b"2")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a").write_bytes(b"1")
    (tmp_path / "a").symlink_to(tmp_path / "there" / "a")
    Folder(tmp_path).replace("a", b"2")
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "there" / "a").read_bytes() == b"2"


def test_temporary_files_of_a_killed_program_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".a.json.0123456789abcdef.tmp").write_bytes(b"half")
    Folder(tmp_path).sweep()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileUnusable, match="cannot be read"):
        Folder(tmp_path).read("a")
