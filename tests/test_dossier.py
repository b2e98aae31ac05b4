from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.dossier import Dossier, load_dossier
from store.errors import DossierInvalid

PLAN = """\
title = "Fishing rights in the Narrow Sea"

[words]
fish = ["herring", "cod"]

[[version]]
id = "first"
name = "First draft"
day = 2031-03-01
proposed_by = "rivia"
called = ["Rivian draft"]

[[version]]
id = "second"
name = "Counter-draft"
day = "2031-03-09"
proposed_by = "sarn"

[[point]]
number = 1
title = "Catch quota"
terms = ["catch quota"]
strong = ["cap ~ {fish}"]
against = ["free fishing"]
wording = [
  { version = "first", says = "Ten thousand tons.", change = "new", source = "Harbour News" },
  { version = "second", change = "unknown" },
]

[[point]]
number = 2
title = "Ports"
terms = ["open ports"]
"""
ACTORS = """\
[[actor]]
id = "rivia"
name = "Rivia"
kind = "state"
side = "rivia"

[[actor]]
id = "sarn"
name = "Sarn Islands"
kind = "state"
aliases = ["Sarn"]

[[actor]]
id = "mira-holt"
name = "Mira Holt"
kind = "person"
role = "fisheries minister of Rivia"
side = "rivia"
offices = ["fisheries minister of Rivia"]
"""


def write(folder: Path, plan: str = PLAN, actors: str = ACTORS) -> Path:
    (folder / "plan.toml").write_text(plan, encoding="utf-8")
    (folder / "actors.toml").write_text(actors, encoding="utf-8")
    return folder


def refusal(folder: Path, plan: str = PLAN, actors: str = ACTORS) -> DossierInvalid:
    with pytest.raises(DossierInvalid) as caught:
        load_dossier(write(folder, plan, actors))
    return caught.value


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return load_dossier(write(tmp_path))


def test_another_negotiation_loads_without_code(dossier: Dossier) -> None:
    assert [point.title for point in dossier.plan.points] == ["Catch quota", "Ports"]


def test_versions_carry_day_and_proposer(dossier: Dossier) -> None:
    assert [(v.day, v.proposed_by) for v in dossier.plan.versions] == [
        (date(2031, 3, 1), "rivia"),
        (date(2031, 3, 9), "sarn"),
    ]


def test_wordings_carry_change_and_source(dossier: Dossier) -> None:
    first, second = dossier.plan.points[0].wordings
    assert (first.change, first.source, second.change) == ("new", "Harbour News", "unknown")


def test_terms_of_a_point_are_strong(dossier: Dossier) -> None:
    assert dossier.rules[1].strong == ("catch quota", "cap ~ {fish}")


def test_optional_keys_of_an_actor_are_handed_on(dossier: Dossier) -> None:
    assert dossier.actor_keys["mira-holt"] == {"offices": ["fisheries minister of Rivia"]}


def test_an_actor_without_a_side_loads(dossier: Dossier) -> None:
    assert next(a for a in dossier.actors if a.id == "sarn").side is None


def test_windows_line_ends_load(tmp_path: Path) -> None:
    assert load_dossier(write(tmp_path, PLAN.replace("\n", "\r\n"))).plan.points


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DossierInvalid, match="nowhere"):
        load_dossier(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["plan.toml", "actors.toml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(DossierInvalid, match=name):
        load_dossier(tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "plan.toml").write_bytes('title = "Müll"'.encode("latin-1"))
    with pytest.raises(DossierInvalid, match="UTF-8"):
        load_dossier(tmp_path)


def test_a_number_without_end_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, plan="number = " + "9" * 5000 + "\n")
    assert "digits" in str(error)


def test_a_syntax_error_has_its_line(tmp_path: Path) -> None:
    plan = PLAN.replace('title = "Ports"', 'title = "Ports')
    assert plan.split("\n")[(refusal(tmp_path, plan).line or 0) - 1] == 'title = "Ports'


PLAN_MISTAKES = [
    ('title = "Ports"', 'titel = "Ports"', "[[point]]", "has no title"),
    ("number = 2", 'number = "two"', 'number = "two"', "a whole number"),
    ("number = 2", "number =  1", "number =  1", "stands twice"),
    ("number = 2", "number = 0", "number = 0", "from 1"),
    ("number = 2", "nummer = 2", "[[point]]", "has no number"),
    ('terms = ["open ports"]', "", "[[point]]", "has no terms"),
    ('terms = ["open ports"]', 'terms = "open ports"', 'terms = "open ports"', "not a list"),
    ('terms = ["open ports"]', 'terms = [" "]', 'terms = [" "]', "not a text"),
    ('terms = ["open ports"]', 'terms = ["{port} rules"]', "{port} rules", "group {port}"),
    ('terms = ["open ports"]', 'terms = ["open ~ ?"]', "open ~ ?", "without words"),
    ('"open ports"]', '"open ports"]\nweek = ["x"]', 'week = ["x"]', "'weak'"),
    ('change = "new"', 'change = "newer"', 'change = "newer"', "'new'"),
    ('version = "second"', 'version = "secnd"', "secnd", "'second'"),
    ('version = "second"', 'version = "first"', "says =", "stands twice"),
    ('id = "second"', 'id =  "first"', 'id =  "first"', "stands twice"),
    ('proposed_by = "sarn"', 'proposed_by = "sran"', "sran", "'sarn'"),
    ('day = "2031-03-09"', 'day = "9 March"', "9 March", "no date"),
    ("day = 2031-03-01", "day = 20310301", "20310301", "not a date"),
    ('title = "Fishing', 'author = "me"\ntitle = "Fishing', "author", "'author'"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "word"), PLAN_MISTAKES)
def test_a_mistake_in_the_plan_has_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, place: str, word: str
) -> None:
    plan = PLAN.replace(right, wrong, 1)
    error = refusal(tmp_path, plan)
    assert place in plan.split("\n")[(error.line or 0) - 1]
    assert word in str(error)


ACTOR_MISTAKES = [
    ('kind = "person"', 'kind = "persn"', "persn", "'person'"),
    ('side = "rivia"\noffices', 'side = "rivai"\noffices', "rivai", "'rivia'"),
    ('id = "sarn"', 'id =  "rivia"', 'id =  "rivia"', "stands twice"),
    ('aliases = ["Sarn"]', 'aliases = ["RIVIA", "rivia"]', "aliases", "'rivia'"),
    ('aliases = ["Sarn"]', 'alias = ["Sarn"]', "alias =", "'aliases'"),
    ('name = "Mira Holt"', "", "[[actor]]", "has no name"),
    ('role = "fisheries', "role = 7 #", "role = 7", "not a text"),
]


@pytest.mark.parametrize(("right", "wrong", "place", "word"), ACTOR_MISTAKES)
def test_a_mistake_in_the_actors_has_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, place: str, word: str
) -> None:
    actors = ACTORS.replace(right, wrong, 1)
    error = refusal(tmp_path, actors=actors)
    assert place in actors.split("\n")[(error.line or 0) - 1]
    assert word in str(error)


def test_the_built_in_plan_has_all_points_with_all_versions() -> None:
    plan = load_dossier(Path(__file__).parents[1] / "seeds").plan
    assert [point.number for point in plan.points] == list(range(1, 29))
    told = {point.number: [one.version for one in point.wordings] for point in plan.points}
    assert {len(set(versions)) for versions in told.values()} == {3}
    assert [number for number, versions in told.items() if len(versions) > 3] == [6]


@given(st.integers(0, len(PLAN)), st.text(max_size=4), st.integers(0, 4))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_edit_of_a_plan_crashes(tmp_path: Path, at: int, put: str, cut: int) -> None:
    plan = PLAN[:at] + put + PLAN[at + cut :]
    write(tmp_path)
    (tmp_path / "plan.toml").write_bytes(plan.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(DossierInvalid):
        load_dossier(tmp_path)
