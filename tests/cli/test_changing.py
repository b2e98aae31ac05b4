"""``parley import`` and ``remove``."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.parsing.page.decoding import SIZE_LIMIT
from store.library import Library

from .conftest import Parley

STORY = """Port reopens after storm

Ferry traffic resumed at noon. "We are glad that the boats are back on the water," said Ada Moreau.
The harbour master expects no further delay this week, although the pier is still closed.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a saved file that is not in the library yet."""
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_import_makes_a_library_with_only_the_imported_documents(
    parley: Parley, story: Path
) -> None:
    run = parley("import", story, "--day", "2031-05-01", "--outlet", "Gazette")
    assert (run.code, run.out) == (0, "")
    (document,) = parley("list", "documents", "--json").records
    assert document["document"] == "story.txt"
    assert (document["outlet"], document["day"]) == ("Gazette", "2031-05-01")
    assert document["day_source"] == "given"
    assert len(parley("list", "points").lines) == 28


def test_import_tells_a_line_for_each_file_on_stderr(parley: Parley, story: Path) -> None:
    err = parley("import", story, story.parent / "missing.txt", "--day", "2031-05-01").err
    assert "story.txt: 1 item," in err
    assert f"parley: {story.parent / 'missing.txt'}: no such file or folder" in err


def test_importing_a_file_twice_changes_nothing(parley: Parley, story: Path) -> None:
    parley("import", story)
    before = parley("list", "items", "--json").out
    assert parley("import", story).err.startswith("unchanged")
    assert parley("list", "items", "--json").out == before


def test_a_folder_is_imported_with_the_folders_in_it(
    parley: Parley, story: Path, tmp_path: Path
) -> None:
    deep = tmp_path / "saved" / "a" / "b"
    deep.mkdir(parents=True)
    story.rename(deep / "deep.md")
    (tmp_path / "saved" / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "saved" / "loop").symlink_to(tmp_path / "saved")
    assert parley("import", tmp_path / "saved").code == 0
    assert [one["document"] for one in parley("list", "documents", "--json").records] == ["deep.md"]


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)


def _unreadable(path: Path) -> None:
    path.symlink_to(path)


BAD: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_text(" \n\n"),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "huge": _huge,
    "loop": _unreadable,
    "pipe": os.mkfifo,
    "empty-folder": Path.mkdir,
}


@pytest.mark.parametrize("kind", BAD)
def test_an_unusable_file_ends_with_two_and_the_others_are_imported(
    parley: Parley, story: Path, tmp_path: Path, kind: str
) -> None:
    bad = tmp_path / f"{kind}.txt"
    BAD[kind](bad)
    run = parley("import", bad, story)
    assert (run.code, run.out) == (2, "")
    told = [line for line in run.err.split("\n") if line.startswith("parley: ")]
    assert len(told) == 1
    assert told[0].startswith(f"parley: {bad}: ")
    assert [one["document"] for one in parley("list", "documents", "--json").records] == [
        "story.txt"
    ]


def test_a_library_made_by_an_import_stays_the_readers_own_when_no_file_is_usable(
    parley: Parley, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes.json").write_text('{"a": 1}')
    run = parley("import", tmp_path / "empty.txt", tmp_path / "notes.json")
    assert (run.code, run.err.count("parley: ")) == (2, 2)
    assert parley("list", "documents", "--json").records == []


def test_json_is_refused_with_the_command_for_notes(
    parley: Parley, story: Path, tmp_path: Path
) -> None:
    parley("import", story)
    lines = tmp_path / "notes.txt"
    lines.write_text('{"parley":1,"record":"bookmark"}\n{"parley":1}\n')
    run = parley("import", lines)
    assert run.code == 2
    assert "notes.txt: is JSON, no saved page" in run.err
    assert "parley merge" in run.err


def test_a_text_that_begins_with_a_bracket_is_imported(parley: Parley, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("[1] \n\nThe envoys met in Geneva on 3 May 2031 and spoke about the toll.\n")
    assert parley("import", path).code == 0


def test_import_of_only_missing_files_makes_no_library(
    parley: Parley, tmp_path: Path, folder: Path
) -> None:
    assert parley("import", tmp_path / "missing.txt").code == 2
    assert not folder.exists()


def test_import_of_nothing_is_wrong_usage(parley: Parley) -> None:
    assert parley("import").code == 2


def test_a_stated_day_and_outlet_hold_when_the_file_is_parsed_again(
    parley: Parley, story: Path
) -> None:
    parley("import", story, "--day", "2031-05-01", "--outlet", "Gazette")
    assert parley("import", "--again").code == 0
    assert parley("import", story).code == 0
    (document,) = parley("list", "documents", "--json").records
    assert (document["outlet"], document["day"]) == ("Gazette", "2031-05-01")


def test_a_stated_day_holds_when_a_grown_file_is_imported(parley: Parley, story: Path) -> None:
    parley("import", story, "--day", "2031-05-01")
    story.write_text(STORY + "\nFishing boats are to follow the ferries tomorrow, she added.\n")
    assert parley("import", story).code == 0
    (document,) = parley("list", "documents", "--json").records
    assert document["day"] == "2031-05-01"


def test_again_takes_no_files(parley: Parley, story: Path) -> None:
    assert parley("import", "--again", story).code == 2


def test_removed_documents_are_gone(parley: Parley, library: Path) -> None:
    assert library.exists()
    assert parley("remove", "harbour.txt").code == 0
    assert parley("list", "items", "--json").records == []


def test_remove_takes_all_of_the_named_documents_or_none(parley: Parley, library: Path) -> None:
    assert library.exists()
    assert parley("remove", "harbour.txt", "unknown.txt").code == 1
    assert len(parley("list", "documents").lines) == 1


def test_a_library_in_use_is_refused_after_a_short_wait(
    parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.libraries._WAIT", 0.05)
    with Library.open(library, writing=True):
        run = parley("bookmark", "i00000000aa")
        assert parley("list", "items").code == 0
    assert (run.code, run.out) == (1, "")
    assert parley("list", "notes", "--json").records == []


def test_a_file_name_that_is_no_text_is_shown_and_stored_cleaned(
    parley: Parley, story: Path, tmp_path: Path
) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xff\x1b.txt"))
    story.rename(path)
    run = parley("import", path, "--outlet", "Out\x1b[31m\udcff")
    assert run.code == 0
    assert "\x1b" not in run.err
    (document,) = parley("list", "documents", "--json").records
    assert (document["document"], document["outlet"]) == ("n\ufffd␛.txt", "Out␛[31m\ufffd")


def test_a_file_is_no_library(parley: Parley, story: Path) -> None:
    run = parley("--library", story, "list", "items")
    assert (run.code, run.out) == (1, "")
    assert str(story) in run.err
    assert story.read_text() == STORY


def test_a_full_disk_is_told_and_the_next_run_finishes(parley: Parley, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "reader", "list", "documents"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"could not be saved" in run.stderr
    assert b"Traceback" not in run.stderr
    assert len(parley("list", "documents").lines) == 5
    assert folder.exists()


needs_permissions = pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write all")


@needs_permissions
def test_a_file_that_may_not_be_read_is_told(parley: Parley, story: Path) -> None:
    story.chmod(0)
    run = parley("import", story)
    assert run.code == 2
    assert f"{story}: may not be read. Change its permissions" in run.err


@needs_permissions
def test_a_read_only_library_is_read_and_not_changed(parley: Parley, library: Path) -> None:
    library.chmod(0o500)
    assert parley("list", "items").code == 0
    run = parley("bookmark", "i00000000aa")
    assert (run.code, run.out) == (1, "")
    assert str(library) in run.err


def test_a_file_in_an_old_encoding_is_read(parley: Parley, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    text = "Zoë Müller spoke for the café owners on Monday. It cost five pounds – or £6 – a head.\n"
    path.write_bytes(text.encode("cp1252") * 3)
    assert parley("import", path).code == 0
    assert "Zoë Müller spoke for the café" in parley("list", "items").out
