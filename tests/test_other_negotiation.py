"""Nothing is tied to the built-in dossier: another plan, other sides, names of another language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.cli.app import main
from reader.dossier import load_dossier
from reader.tracking.building import build_tracker
from store.library import Library
from store.records import CorrectionKind, Stance

WATER = Path(__file__).parent / "data" / "water"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library made by ``parley new``."""
    folder = tmp_path_factory.mktemp("water") / "library"
    assert main(["new", str(folder), "--dossier", str(WATER)]) == 0
    return folder


def test_statements_have_the_speakers_of_the_dossier(library: Path) -> None:
    with Library.open(library, writing=False) as held:
        speakers = {statement.speaker_id for statement in held.statements()}
    assert speakers == {"caglar-unsal", "isil-demirbas", "gulsen-oz"}


def test_points_and_days_are_found(library: Path) -> None:
    with Library.open(library, writing=False) as held:
        found = {(item.day, item.points) for item in held.items()}
    assert (date(2034, 6, 6), (1,)) in found
    assert (date(2034, 6, 3), (2,)) in found


def test_the_tracker_has_the_dossiers_sides(library: Path) -> None:
    with Library.open(library, writing=False) as held:
        tracker = build_tracker(held)
    assert {side.id for side in tracker.sides} == {"yaylakent", "denizova"}
    assert tracker.cell(1, "denizova").stance is Stance.SUPPORTS
    assert tracker.cell(1, "yaylakent").stance is Stance.OPPOSES
    before = tracker.cell_of_actor(1, "caglar-unsal", date(2034, 6, 4))
    assert before.stance is Stance.CONDITIONAL


def test_a_quotation_in_two_papers_is_one_act(library: Path) -> None:
    with Library.open(library, writing=False) as held:
        tracker = build_tracker(held)
        cell = tracker.cell_of_actor(1, "caglar-unsal")
    told = [len(one.tellings) for one in cell.evidence if one.position.statement]
    assert all(count == 1 for count in told) or 2 in told


def test_contradicting_reports_of_a_version_are_kept() -> None:
    plan = load_dossier(WATER).plan
    assert [one.says for one in plan.points[0].wordings if one.version == "ministers"] == [
        "Fifty cubic metres a second.",
        "Forty-five cubic metres a second.",
    ]


def test_the_tracker_is_exported(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--library", str(library), "export", "tracker"]) == 0
    text = capsys.readouterr().out
    assert "Tracker: The water of the Akarsu" in text
    assert "Yaylakent: supports (4 June 2034) → opposes (6 June 2034)" in text


def test_the_template_is_a_dossier(tmp_path: Path) -> None:
    dossier, folder = tmp_path / "mine", tmp_path / "library"
    assert main(["new", str(dossier), "--template"]) == 0
    assert main(["new", str(folder), "--dossier", str(dossier)]) == 0
    with Library.open(folder, writing=False) as held:
        assert [point.title for point in held.plan.points] == ["Berths", "Lighthouse"]


def test_the_template_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.toml").write_text("mine", encoding="utf-8")
    assert main(["new", str(tmp_path), "--template"]) == 2
    assert (tmp_path / "plan.toml").read_text(encoding="utf-8") == "mine"
    assert "Name another folder" in capsys.readouterr().err


def test_a_mistake_in_a_dossier_is_told_with_line_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = tmp_path / "mine"
    main(["new", str(dossier), "--template"])
    actors = dossier / "actors.toml"
    text = actors.read_text(encoding="utf-8").replace('side = "vestmark"', 'side = "vestmarc"')
    actors.write_text(text, encoding="utf-8")
    line = text.split("\n").index('side = "vestmarc"') + 1
    assert main(["new", str(tmp_path / "library"), "--dossier", str(dossier)]) == 2
    told = capsys.readouterr().err
    assert f"actors.toml:{line}" in told
    assert "vestmark" in told


def test_decisions_are_exported_with_the_notes_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "library")
    assert main(["new", folder, "--dossier", str(WATER)]) == 0
    with Library.open(tmp_path / "library", writing=True) as held:
        position = next(one for one in held.positions() if one.actor == "gulsen-oz")
        held.notes.correct(CorrectionKind.POSITION, position.id, None)
        held.notes.toggle_bookmark(position.item)
    capsys.readouterr()
    assert main(["--library", folder, "export", "notes"]) == 0
    assert "## Decisions over what was proposed" in capsys.readouterr().out
    assert main(["--library", folder, "list", "corrections"]) == 0
    assert "position rejected" in capsys.readouterr().out
    assert main(["--library", folder, "import", "--again"]) == 0
    with Library.open(tmp_path / "library", writing=False) as held:
        assert not [one for one in held.positions() if one.actor == "gulsen-oz"]
