"""Saved files into the library: order, days over all files, what happens when it stops."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from reader.dossier import Dossier, load_dossier
from reader.importing import Given, Importer, Outcome, Progress, Report
from reader.savedfiles import find_files
from store.errors import FileUnusable, SaveFailed
from store.library import Library
from store.records import DaySource, Item, Parsed

from .cli.invented import FILES

DATED = Given(date(2031, 5, 1))
FIRST = "Ada Moreau opened the harbour. The boats went out with the tide at noon.\n"
SECOND = "The pier stays closed. Nobody may walk on it before the repair is done.\n"


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return load_dossier(folder)


@pytest.fixture
def library() -> Library:
    return Library.in_memory()


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that saves a file."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


Save = Callable[[str, str], Path]


class Inference:
    """Stands in for the rules of inference: gives every undated item the latest known day."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[date | None]]] = []

    def infer_days_of_all(
        self, documents: Sequence[Parsed], others: Iterable[Item], outlets: Mapping[str, str]
    ) -> list[Parsed]:
        held = list(others)
        return [self._infer_days(parsed, held, outlets) for parsed in documents]

    def _infer_days(
        self, parsed: Parsed, others: Sequence[Item], outlets: Mapping[str, str]
    ) -> Parsed:
        assert {item.document for item in others} <= set(outlets)
        days = [item.day for item in others]
        self.asked.append((parsed.document.name, days))
        latest = max((day for day in days if day), default=None)
        source = DaySource.INFERRED if latest else None
        items = tuple(
            item
            if item.day and item.day_source is not DaySource.INFERRED
            else replace(item, day=latest, day_source=source)
            for item in parsed.items
        )
        document = replace(parsed.document, day=latest, day_source=source)
        return replace(parsed, items=items, document=document)


@pytest.fixture(autouse=True)
def inference(monkeypatch: pytest.MonkeyPatch) -> Inference:
    stand_in = Inference()
    module = ModuleType("reader.parsing.days.inference")
    module.infer_days_of_all = stand_in.infer_days_of_all  # type: ignore[attr-defined]  # a module of the test
    monkeypatch.setitem(sys.modules, "reader.parsing.days.inference", module)
    return stand_in


def outcomes(report: Report) -> list[str]:
    return [outcome.added.outcome if outcome.added else "unusable" for outcome in report.outcomes]


def test_an_undated_file_is_dated_by_the_others_of_its_batch(
    library: Library, dossier: Dossier, save: Save
) -> None:
    Importer(library, dossier).import_files([save("dated.txt", FIRST)], DATED)
    Importer(library, dossier).import_files([save("undated.txt", SECOND)])
    undated = library.document("undated.txt")
    assert (undated.day, undated.day_source) == (date(2031, 5, 1), DaySource.INFERRED)


def test_an_older_undated_file_is_dated_when_a_dated_one_comes(
    library: Library, dossier: Dossier, save: Save
) -> None:
    Importer(library, dossier).import_files([save("undated.txt", SECOND)])
    assert library.document("undated.txt").day is None
    report = Importer(library, dossier).import_files([save("dated.txt", FIRST)], DATED)
    assert [document.name for document in report.dated] == ["undated.txt"]
    assert library.document("undated.txt").day == date(2031, 5, 1)


def test_days_are_not_inferred_again_when_nothing_dated_came(
    library: Library, dossier: Dossier, save: Save, inference: Inference
) -> None:
    Importer(library, dossier).import_files([save("one.txt", FIRST)])
    inference.asked.clear()
    Importer(library, dossier).import_files([save("two.txt", SECOND)])
    assert [name for name, _ in inference.asked] == ["two.txt"]


def test_a_dated_file_is_not_inferred(
    library: Library, dossier: Dossier, save: Save, inference: Inference
) -> None:
    Importer(library, dossier).import_files([save("dated.txt", FIRST)], DATED)
    assert inference.asked == []


def test_an_inferred_day_is_no_evidence_for_another_file(
    library: Library, dossier: Dossier, save: Save, inference: Inference
) -> None:
    Importer(library, dossier).import_files([save("dated.txt", FIRST)], DATED)
    Importer(library, dossier).import_files([save("undated.txt", SECOND)])
    inference.asked.clear()
    Importer(library, dossier).import_files([save("more.txt", FIRST + SECOND + "More.\n")])
    assert inference.asked == [("more.txt", [date(2031, 5, 1)])]


def test_a_file_without_change_is_not_parsed(
    library: Library, dossier: Dossier, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("one.txt", FIRST)
    Importer(library, dossier).import_files([path])
    monkeypatch.delattr("reader.parsing.pipeline.parse_document")
    assert outcomes(Importer(library, dossier).import_files([path])) == ["unchanged"]


def test_a_newer_parser_reads_the_same_file_again(
    library: Library, dossier: Dossier, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("one.txt", FIRST)
    Importer(library, dossier).import_files([path])
    monkeypatch.setattr("reader.parsing.pipeline.PARSER_VERSION", 99)
    assert outcomes(Importer(library, dossier).import_files([path])) == ["updated"]
    assert library.document("one.txt").parser == 99


def test_kept_originals_are_parsed_again_with_what_was_stated(
    library: Library, dossier: Dossier, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("one.txt", FIRST)
    Importer(library, dossier).import_files([path], Given(date(2031, 5, 1), "Gazette"))
    path.unlink()
    monkeypatch.setattr("reader.parsing.pipeline.PARSER_VERSION", 99)
    report = Importer(library, dossier).parse_again(library.documents())
    assert outcomes(report) == ["updated"]
    document = library.document("one.txt")
    assert (document.day, document.outlet) == (date(2031, 5, 1), "Gazette")


def test_an_unusable_file_does_not_stop_the_others(
    library: Library, dossier: Dossier, save: Save, tmp_path: Path
) -> None:
    files = [save("empty.txt", ""), tmp_path / "missing.txt", save("one.txt", FIRST)]
    report = Importer(library, dossier).import_files(files)
    assert outcomes(report) == ["unusable", "unusable", "new"]
    assert [str(error.path) for error in report.errors] == [str(path) for path in files[:2]]


def test_a_cancelled_import_before_storing_changes_nothing(
    library: Library, dossier: Dossier, save: Save
) -> None:
    asked = iter([False, True, True])
    importer = Importer(library, dossier, is_cancelled=lambda: next(asked))
    report = importer.import_files([save("one.txt", FIRST), save("two.txt", SECOND)])
    assert (report.is_cancelled, report.outcomes) == (True, ())
    assert library.documents() == ()


def test_an_import_cancelled_while_it_stores_stores_nothing(
    library: Library, dossier: Dossier, save: Save
) -> None:
    steps: list[Progress] = []
    told: list[Outcome] = []
    importer = Importer(
        library,
        dossier,
        on_progress=steps.append,
        on_outcome=told.append,
        is_cancelled=lambda: [step.stage for step in steps].count("storing") == 1,
    )
    report = importer.import_files([save("one.txt", FIRST), save("two.txt", SECOND)])
    assert report.is_cancelled
    assert told == []
    assert library.documents() == ()


def test_a_save_that_fails_stores_nothing_of_the_import(
    library: Library, dossier: Dossier, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file = library._files.replace

    def fail_on_second(name: str, data: bytes) -> None:
        if name.endswith("two.txt"):
            raise SaveFailed("two.txt: no space left")
        replace_file(name, data)

    monkeypatch.setattr(library._files, "replace", fail_on_second)
    told: list[Outcome] = []
    importer = Importer(library, dossier, on_outcome=told.append)
    with pytest.raises(SaveFailed):
        importer.import_files([save("one.txt", FIRST), save("two.txt", SECOND)])
    assert told == []
    assert library.documents() == ()


def test_progress_is_told_before_each_step(library: Library, dossier: Dossier, save: Save) -> None:
    told: list[Progress] = []
    importer = Importer(library, dossier, on_progress=told.append)
    importer.import_files([save("one.txt", FIRST), save("two.txt", SECOND)], DATED)
    assert [(one.stage, one.done, one.total, one.name) for one in told] == [
        ("reading", 0, 2, "one.txt"),
        ("reading", 1, 2, "two.txt"),
        ("storing", 0, 2, "one.txt"),
        ("storing", 1, 2, "two.txt"),
    ]


def test_files_of_a_folder_are_found_sorted_and_once(save: Save, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "sub").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("b.txt", "a.HTML", "sub/c.md", "README.md", ".x.txt", "d.jpg", ".hidden/e.txt"):
        (folder / name).write_text("x")
    found, errors = find_files([folder, folder / "b.txt", folder / "d.jpg"])
    names = [str(path.relative_to(folder)) for path in found]
    assert names == ["a.HTML", "b.txt", "sub/c.md", "d.jpg"]
    assert errors == []


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    _, errors = find_files([tmp_path / "missing", tmp_path])
    assert [error.problem for error in errors] == ["no such file or folder", "holds no documents"]
    assert all(isinstance(error, FileUnusable) for error in errors)
