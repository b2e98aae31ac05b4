"""``parley list notes`` under filters."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Parley

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def notes(library: Path, parley: Parley) -> None:
    """Make two notes and a bookmark in the invented library."""
    parley("note", "s00000000aa", "compare with May #Harbour #to-ask")
    parley("note", "i00000000bb", "a second boat #harbour")
    parley("bookmark", "i00000000bb")


def texts(parley: Parley, *words: str) -> list[object]:
    return [note["text"] for note in parley("list", "notes", "--json", *words).records]


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("words", "count"),
    [
        ([], 3),
        (["--tag", "harbour"], 2),
        (["--tag", "#to-ask"], 1),
        (["--tag", "ask"], 0),
        (["--text", "BOAT second"], 1),
        (["--text", "tolls"], 1),
        (["--state", "anchored"], 3),
        (["--state", "orphaned"], 0),
        (["--day", "2031-05-01"], 1),
        (["--actor", "ada-moreau"], 1),
        (["--point", "2"], 2),
        (["--outlet", "harbour gazette"], 3),
        (["--tag", "harbour", "--day", "2031-04-30"], 1),
        (["--bookmarked"], 1),
    ],
)
def test_every_filter_must_hold(parley: Parley, words: list[str], count: int) -> None:
    assert len(texts(parley, *words)) == count
    assert parley("list", "notes", *words).code == (0 if count else 1)


def test_a_lost_note_is_found_by_its_state(parley: Parley) -> None:
    parley("note", "s00000000aa", "compare with May")
    parley("remove", "harbour.txt")
    assert texts(parley, "--state", "orphaned") == ["compare with May"]


@pytest.mark.parametrize("words", [["--tag", "x"], ["--state", "moved"], ["--text", "x"]])
def test_filters_for_notes_are_refused_elsewhere(parley: Parley, words: list[str]) -> None:
    assert parley("list", "items", *words).code == 2


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--day", "2031-05-01"], 1),
        (["--day", "2031-04-30"], 2),
        (["--day", "2031-06-01..2031-06-30"], 0),
        (["--actor", "ada-moreau"], 1),
        (["--speaker", "ada-moreau"], 1),
        (["--outlet", "harbour gazette"], 3),
        (["--outlet", "another"], 0),
        (["--document", "harbour.txt"], 3),
        (["--point", "2"], 2),
    ],
)
def test_orphans_are_found_by_what_stood_around_them(
    parley: Parley, words: list[str], count: int
) -> None:
    parley("remove", "harbour.txt")
    assert len(texts(parley, "--state", "orphaned", *words)) == count
