"""Import, export and settings: what the reader does with files."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reader.export.formats import NOTES, TRACKER
from reader.tui.app import ParleyApp, run_reader
from reader.tui.screens.confirm import Confirm
from reader.tui.screens.exporting import kinds
from reader.tui.screens.picker import Picker
from reader.tui.settings import read_settings
from store.errors import LibraryDamaged
from store.library import Library
from store.records import CorrectionKind

from .conftest import Reader
from .harbour import make_library

FEED = """Harbour talks, day by day

6 March

Estmark has opened the harbour again. “We open the harbour for all,” Ada Holm said.

Vestmark has sent a pilot boat to the mole.
"""


async def _answer(reader: Reader, text: str) -> None:
    reader.app.screen.query_one(Input).value = text
    await reader.press("enter")


async def test_import_from_the_screen_adds_items_and_says_so(
    reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "new.txt").write_text(FEED, encoding="utf-8")
    before = len(reader.screen.items)
    await reader.press("I")
    await _answer(reader, str(tmp_path / "new.txt"))
    await reader.pilot.pause()
    assert reader.said.startswith("1 document: 1 new")
    assert len(reader.screen.items) > before


async def test_import_of_a_missing_file_says_what_to_do(reader: Reader) -> None:
    await reader.press("I")
    await _answer(reader, "/nowhere/at/all.txt")
    await reader.pilot.pause()
    assert "no such file" in reader.said
    assert reader.app.screen is reader.screen


async def test_notes_are_exported_to_a_file(reader: Reader, tmp_path: Path) -> None:
    await reader.press("j", ")", "b", "x")
    reader.top(Picker)
    await reader.press("enter")
    await _answer(reader, str(tmp_path / "out.md"))
    assert reader.said.startswith("Written:")
    assert "We will share" in (tmp_path / "out.md").read_text(encoding="utf-8")


async def test_export_over_a_foreign_file_asks_first(reader: Reader, tmp_path: Path) -> None:
    target = tmp_path / "mine.md"
    target.write_text("my own words", encoding="utf-8")
    await reader.press("b", "x", "enter")
    await _answer(reader, str(target))
    reader.top(Confirm)
    await reader.press("n")
    assert target.read_text(encoding="utf-8") == "my own words"
    await reader.press("x", "enter")
    await _answer(reader, str(target))
    await reader.press("y")
    assert "Ice over the harbour" in target.read_text(encoding="utf-8")


async def test_export_to_a_missing_folder_is_refused_in_words(reader: Reader) -> None:
    await reader.press("b", "x", "enter")
    await _answer(reader, "/nowhere/out.md")
    assert "folder" in reader.said
    assert reader.screen.status.has_class("-error")


async def test_export_without_notes_says_what_to_do(reader: Reader) -> None:
    await reader.press("x", "enter", "enter")
    assert "No notes" in reader.said


async def test_tracker_is_exported(reader: Reader, tmp_path: Path) -> None:
    await reader.press("x")
    await reader.write("tracker csv")
    await reader.press("enter")
    await _answer(reader, str(tmp_path / "out.csv"))
    assert "Berths" in (tmp_path / "out.csv").read_text(encoding="utf-8")


async def test_notes_are_exported_to_a_folder_and_renewed(reader: Reader, tmp_path: Path) -> None:
    await reader.press("j", "b")
    for outcome in ("written", "unchanged"):
        await reader.press("x")
        await reader.write("folder day")
        await reader.press("enter")
        await _answer(reader, str(tmp_path / "vault"))
        assert outcome in reader.said
    assert "Sound Gazette" in "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "vault").glob("**/*.md")
    )


def test_every_registered_format_is_offered() -> None:
    offered = kinds().values()
    assert {kind.form for kind in offered if kind.grouping} == set(NOTES)
    assert {kind.form for kind in offered if not kind.grouping} == set(TRACKER)


async def test_notes_of_a_colleague_are_taken_in_as_theirs(reader: Reader, tmp_path: Path) -> None:
    with Library.open(make_library(tmp_path / "mara"), writing=True) as other:
        other.notes.annotate("igaz1", "not so sure", span=(0, 8))
    await reader.press("X")
    await _answer(reader, str(tmp_path / "mara"))
    await reader.press("enter")
    assert "1 added" in reader.said
    (note,) = reader.library.notes.annotations()
    assert note.creator == "mara"
    await reader.press("u")
    assert reader.library.notes.annotations() == ()


async def test_notes_taken_in_are_given_to_another_and_decisions_shown(
    reader: Reader, tmp_path: Path
) -> None:
    with Library.open(make_library(tmp_path / "mara"), writing=True) as other:
        other.notes.annotate("igaz1", "not so sure", span=(0, 8))
        other.notes.correct(CorrectionKind.POINTS, "igaz1", "1,2")
    await reader.press("X")
    await _answer(reader, str(tmp_path / "mara"))
    await reader.press("enter")
    assert "1 decided" in reader.said
    assert reader.library.item("igaz1").points == (1, 2)
    await reader.press("X")
    await _answer(reader, str(tmp_path / "mara"))
    await _answer(reader, "")
    assert "2 given to another" in reader.said
    assert reader.library.notes.annotations()[0].creator is None


def test_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[keys]\nbookmark = "m"\n', encoding="utf-8")
    assert read_settings(tmp_path).keymap == {"bookmark": "m"}


def test_no_settings_are_no_problem(tmp_path: Path) -> None:
    assert read_settings(tmp_path).problems == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[keys", "The keys are as they come"),
        ("keys = 3", "keys is no table"),
        ('[keys]\nbookmak = "m"', "bookmak is no command"),
        ("[keys]\nbookmark = 3", "bookmark is no command, or its keys are no text"),
    ],
)
def test_mistakes_in_the_settings_are_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert settings.keymap == {}
    assert any(words in problem for problem in settings.problems)


def test_a_library_that_cannot_be_opened_ends_in_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> Library:
        raise LibraryDamaged(tmp_path, "cannot be read", "Run parley check --repair.")

    monkeypatch.setattr("reader.tui.app.open_library", refuse)
    run = ParleyApp.run
    monkeypatch.setattr(ParleyApp, "run", lambda app: run(app, headless=True))
    with pytest.raises(LibraryDamaged):
        run_reader(tmp_path)
