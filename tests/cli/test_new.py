"""Libraries that commands make: of the built-in dossier, of another, by two at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library

from .conftest import Parley


@pytest.mark.parametrize("words", [["list", "documents"], ["search", "plan"], ["show", "7"], []])
def test_reading_commands_make_a_library_from_the_built_in_dossier(
    parley: Parley, folder: Path, words: list[str]
) -> None:
    run = parley(*words)
    assert run.code == 0
    assert run.out
    assert run.err == f"made a library in {folder}, with 5 documents\n"


def test_a_library_whose_making_was_cut_short_is_made_again(parley: Parley, folder: Path) -> None:
    Library.open(folder, writing=True).close()
    (folder / "documents").mkdir()
    assert len(parley("list", "documents").lines) == 5


def test_a_library_that_lost_its_first_file_is_left_alone(parley: Parley, library: Path) -> None:
    parley("bookmark", "i00000000aa")
    (library / "library.json").unlink()
    before = sorted(path.name for path in library.rglob("*"))
    for words in (["list", "items"], ["import", str(library)], ["bookmark", "i00000000aa"]):
        run = parley(*words)
        assert (run.code, run.out) == (2, "")
    assert sorted(path.name for path in library.rglob("*")) == before


def test_new_makes_a_library_from_a_dossier(parley: Parley, tmp_path: Path) -> None:
    dossier = Path(__file__).parents[2] / "seeds"
    place = tmp_path / "other"
    assert parley("new", place, "--dossier", dossier).code == 0
    assert len(parley("--library", place, "list", "documents").lines) == 5


def test_new_leaves_a_library_alone(parley: Parley, library: Path) -> None:
    dossier = Path(__file__).parents[2] / "seeds"
    run = parley("new", library, "--dossier", dossier)
    assert run.code == 2
    assert "holds a library already" in run.err
    assert len(parley("list", "documents").lines) == 1


def test_new_tells_what_is_wrong_in_a_dossier_and_makes_nothing(
    parley: Parley, tmp_path: Path
) -> None:
    broken = tmp_path / "dossier"
    broken.mkdir()
    (broken / "actors.toml").write_text("")
    (broken / "plan.toml").write_text('id = "x"\ntitle = \n')
    run = parley("new", tmp_path / "other", "--dossier", broken)
    assert run.code == 2
    assert "plan.toml:2" in run.err
    assert not (tmp_path / "other").exists()


def test_two_programs_that_make_the_library_at_once_make_one(folder: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "reader", "list", "documents"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    told = [program.communicate() for program in programs]
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert [out.count(b"\n") for out, _ in told] == [5, 5, 5]
    assert sum(b"made a library" in err for _, err in told) == 1
    assert folder.is_dir()
