"""What an import says of a grown or edited file, and that earlier versions stay readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Parley

FIRST = (
    "In the morning the council of Northport met behind closed doors and spoke of nothing but the"
    " weather and the tide."
)
SECOND = "Ben Lind, the harbour master, said that he expected no further delay on the pier."
THIRD = "Fishermen from the northern islands asked for a second boat before the winter comes."
LATER = (
    "Mayor Ada Moreau said on Saturday that the ferry would leave twice a week from June, and that"
    " the council had agreed to it."
)
FEED = f"2 May 2031\n\n{FIRST}\n\n{SECOND}\n\n1 May 2031\n\n{THIRD}\n"


@pytest.fixture
def feed(parley: Parley, tmp_path: Path) -> Path:
    path = tmp_path / "feed.txt"
    path.write_text(FEED)
    assert parley("import", path, "--outlet", "Gazette").code == 0
    return path


def item_with(parley: Parley, words: str) -> str:
    found = [i for i in parley("list", "items", "--json").records if words in str(i["text"])]
    return str(found[0]["id"])


def test_a_grown_file_tells_what_came_and_which_notes_moved(parley: Parley, feed: Path) -> None:
    parley("note", item_with(parley, "Ben Lind"), "x", "--quote", "no further delay")
    feed.write_text(f"3 May 2031\n\n{LATER}\n\n{FEED.replace('he expected', 'all expected')}")
    told = parley("import", feed).err
    assert told.startswith("updated")
    assert "1 added, 1 changed" in told
    assert "  added    i" in told
    assert "  changed  i" in told
    assert "notes      1 moved" in told
    assert "“no further delay”" in told
    (note,) = parley("list", "notes", "--state", "moved", "--json").records
    assert note["quote"] == "no further delay"


def test_text_that_went_orphans_its_notes_and_brings_them_back(parley: Parley, feed: Path) -> None:
    parley("note", item_with(parley, "council"), "x", "--quote", "nothing but the weather")
    feed.write_text(FEED.replace(f"{FIRST}\n\n", ""))
    told = parley("import", feed).err
    assert "  gone     i" in told
    assert "notes      1 orphaned" in told
    assert len(parley("list", "notes", "--state", "orphaned", "--json").records) == 1
    feed.write_text(f"3 May 2031\n\n{LATER}\n\n{FEED}")
    assert "notes      1 found" in parley("import", feed).err
    assert parley("list", "notes", "--state", "orphaned").code == 1


def test_an_import_that_changes_no_note_says_nothing_of_notes(parley: Parley, feed: Path) -> None:
    parley("note", item_with(parley, "council"), "x")
    feed.write_text(f"3 May 2031\n\n{LATER}\n\n{FEED}")
    assert "notes" not in parley("import", feed).err


def test_every_version_of_a_file_stays_readable(parley: Parley, feed: Path) -> None:
    feed.write_text(f"3 May 2031\n\n{LATER}\n\n{FEED}")
    parley("import", feed)
    versions = parley("show", "feed.txt", "--versions", "--json").records
    assert [version["version"] for version in versions] == [1, 2]
    assert parley("show", "feed.txt", "--original", "1").out == FEED
    assert parley("show", "feed.txt", "--original", "2").out == feed.read_text()
    assert parley("show", "feed.txt", "--original", "3").code == 1
    assert parley("show", "missing.txt", "--versions").code == 1
