"""What may not be read is told apart from what is missing, and never rebuilt empty."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.checking import check
from store.errors import FileUnusable
from store.library import Library
from store.repairing import repair


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Forbid to look into a folder; the tests may run as a user who may look everywhere."""
    real_stat, real_open, real_scan = os.stat, Path.open, os.scandir

    def refuse(path: object) -> bool:
        if folder in (Path(str(path)), *Path(str(path)).parents):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "stat", lambda p, **k: refuse(Path(str(p)).parent) or real_stat(p, **k))
        patch.setattr(Path, "open", lambda p, *a, **k: refuse(p) or real_open(p, *a, **k))
        patch.setattr(os, "scandir", lambda p: refuse(p) or real_scan(p))
        yield


@pytest.mark.parametrize("name", ["documents", "originals", ""])
def test_what_may_not_be_read_is_not_called_missing(folder: Path, name: str) -> None:
    with forbidden(folder / name):
        if not name:
            with pytest.raises(FileUnusable, match="Permission denied"):
                check(folder)
            return
        findings = check(folder)
    assert findings
    assert all("Permission denied" in finding.problem for finding in findings)
    assert not any(finding.is_repairable for finding in findings)


def test_repair_rebuilds_nothing_that_may_not_be_read(folder: Path) -> None:
    with Library.open(folder, writing=False) as library:
        before = library.items()
    with forbidden(folder / "documents"):
        done = repair(folder)
    assert not done.restored
    assert not done.lost
    with Library.open(folder, writing=False) as library:
        assert library.items() == before


def test_no_manifest_is_made_anew_without_the_documents_it_names(folder: Path) -> None:
    (folder / "library.json").write_bytes(b"{")
    with forbidden(folder / "documents"), pytest.raises(FileUnusable, match="Permission denied"):
        repair(folder)
    assert (folder / "library.json").read_bytes() == b"{"
    repair(folder)
    with Library.open(folder, writing=False) as library:
        assert len(library.documents()) == 2


def test_a_damaged_backup_is_told_and_kept_aside(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        library._notebook._journal.compact()
    backup = next((folder / "backups").glob("*-notes.json"))
    backup.write_bytes(backup.read_bytes()[:-40])
    assert [finding.file for finding in check(folder)] == [backup]
    done = repair(folder)
    assert [path.name for path in done.kept] == [backup.name]
    assert check(folder) == []
