"""Offices that stand for their holders."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.dossier import Dossier

from .naming import ACTORS, DOSSIER, naming


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("the Ukrainian president said no", "oleksandr-hrynenko", "the Ukrainian president"),
        ("Ukraine’s president said no", "oleksandr-hrynenko", "Ukraine’s president"),
        ("The Ukrainian leader said no", "oleksandr-hrynenko", "The Ukrainian leader"),
        ("up to the president of the United States.", "henry-vale",
         "the president of the United States"),
        ("the US secretary of state said no", "anna-stone", "the US secretary of state"),
        ("the top US diplomat, or America’s top diplomat", "anna-stone", "America’s top diplomat"),
    ],
)  # fmt: skip
def test_office_stands_for_its_holder(text: str, actor: str, words: str) -> None:
    references = naming(text).references[1]
    assert (actor, words) in {(r.actor, text[r.start : r.end]) for r in references}


@pytest.mark.parametrize(
    "text",
    [
        "the former Ukrainian president said no",
        "a senior US secretary of state",
        "Ukrainian President Oleksandr Hrynenko said no",
        "Oleksandr Hrynenko, the Ukrainian president, said no",
        "the Peruvian president said no",
    ],
)
def test_title_former_holder_and_unknown_office_stand_for_nobody(text: str) -> None:
    assert naming(text).references == {}


def test_office_of_a_person_found_in_the_text_stands_for_it() -> None:
    found = naming("Finnish President Ole Brandal came.", "The Finnish president sat.")
    assert [r.actor for r in found.references[2]] == ["ole-brandal"]


def test_bare_office_means_the_holder_named_last() -> None:
    found = naming("German Chancellor Ole Brandal came.", "“No,” the chancellor said.")
    assert [r.actor for r in found.references[2]] == ["ole-brandal"]


def test_everyone_who_is_referred_to_is_among_the_actors() -> None:
    found = naming("the Ukrainian president said no")
    assert "oleksandr-hrynenko" in found.actors


def test_offices_of_a_dossier_without_keys_follow_from_the_roles() -> None:
    bare = Dossier(Path(), DOSSIER.plan, ACTORS, {})
    found = naming("the Russian foreign minister said no", dossier=bare)
    assert [r.actor for r in found.references[1]] == ["dmitry-zorin"]
