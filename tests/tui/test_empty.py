"""Every screen with nothing to show says what would fill it, and by which key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from store.library import Library
from store.records import Plan

from .conftest import Reader, reader_on, seen
from .harbour import ACTORS, PLAN, gazette, make_library


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader on a library without documents, actors and plan."""
    with Library.open(tmp_path / "bare", writing=True) as library:
        library.set_dossier(Plan("none", "Nothing", (), ()), (), {})
    async with reader_on(tmp_path / "bare", (140, 45)) as running:
        yield running


@pytest.fixture
async def planned(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader on a library with a plan and actors but no documents."""
    with Library.open(tmp_path / "planned", writing=True) as library:
        library.set_dossier(PLAN, ACTORS, {})
    async with reader_on(tmp_path / "planned", (140, 45)) as running:
        yield running


async def test_reading_screen_without_documents_says_how_they_come(bare: Reader) -> None:
    picture = seen(bare)
    assert "I imports files" in picture
    assert "No actors named here" in picture
    assert "parley new makes one" in picture


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("B", "Esc goes back; there, b bookmarks and a writes a note, v selects a passage first"),
        ("B d", "Nothing in the list: Esc goes back, b bookmarks"),
        ("B e", "Nothing in the list"),
        ("B f", "Nothing in the list"),
        ("B #", "Nothing in the list"),
        ("B t", "Nothing in the list"),
        ("B o", "Nothing in the list"),
        ("C", "in the text D corrects a day, S a speaker, t the points, P adds a position"),
        ("p", "parley new DIR --dossier FOLDER makes one with a plan"),
        ("p tab", "parley new DIR --dossier FOLDER makes one with a plan"),
        ("T", "there, D gives an item its day and I imports files"),
        ("T tab", "there, D gives an item its day and I imports files"),
        ("x enter enter", "No notes to export yet: b bookmarks, a writes a note"),
        ("@ z", "Nothing fits. Backspace takes letters away"),
        ("b", "Nothing to bookmark here"),
        ("t", "Nothing to tie here"),
        ("a", "Nothing to write on here"),
        ("v", "No text to select from"),
        ("u", "Nothing to undo"),
        ("ctrl+r", "Nothing to do again"),
        ("A", "Go to a statement with ), or to an actor with 3"),
        ("n", "No search yet; / starts one"),
        ("H", "Nowhere to go back to"),
    ],
)
async def test_nothing_to_show_says_what_to_do(bare: Reader, keys: str, words: str) -> None:
    await bare.press(*keys.split())
    assert words in " ".join(" ".join(row.split()) for row in bare.picture())


async def test_actor_without_mentions_says_how_to_go_on(planned: Reader) -> None:
    await planned.press("3", "A")
    picture = seen(planned)
    assert "Nothing is known of this actor" in picture
    assert "M says that it is another actor" in picture


async def test_evidence_that_was_taken_away_says_how_to_add_some(tmp_path: Path) -> None:
    path = make_library(tmp_path / "library", gazette())
    async with reader_on(path, (140, 45)) as reader:
        await reader.press("p", "2", "1", "enter")
        assert "P adds a position of your own" in seen(reader)


async def test_filter_that_hides_everything_says_so(planned: Reader) -> None:
    await planned.press("/", *"whale", "enter")
    assert "Esc takes" in seen(planned)
