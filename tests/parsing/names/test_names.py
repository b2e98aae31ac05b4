"""Persons in text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dossier import Dossier
from reader.parsing.model import DayFact, Line, LineRole, Page
from reader.parsing.names.names import find_names
from store.records import Layout

from .naming import DOSSIER, listed, naming, persons


@pytest.mark.parametrize(
    "spelling",
    ["Oleksandr Hrynenko", "Aleksandr Grynenko", "Alexander Hrynenko", "Oleksandr [Hrynenko]"],
)
def test_spelling_that_is_not_listed_joins_the_listed_person(spelling: str) -> None:
    assert [actor for _, actor, _ in persons(f"{spelling} said so.")] == ["oleksandr-hrynenko"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Hrynenko left.", "Hrynenko"),
        ("Hrynenko’s aides left.", "Hrynenko"),
        ("They met [Hrynenko] there.", "[Hrynenko]"),
        ("a Hrynenko-backed plan", "Hrynenko"),
        ("an anti-Hrynenko mood", "Hrynenko"),
    ],
)
def test_listed_surname_is_enough_where_nobody_else_bears_it(text: str, name: str) -> None:
    assert [(actor, said.strip("[]")) for _, actor, said in persons(text)] == [
        ("oleksandr-hrynenko", name.strip("[]"))
    ]


def test_common_surname_alone_means_nobody() -> None:
    assert persons("Later, Johnson left the room.") == []


def test_common_surname_means_its_full_name_in_the_same_text() -> None:
    text = ("Gregor Johnson came.", "Later, Johnson left the room.")
    assert persons(*text)[1] == (2, "gregor-johnson", "Johnson")


def test_namesake_found_in_the_text_is_kept_apart_from_the_listed_one() -> None:
    found = persons("The trainer Mary Johnson said yes.", "Johnson left.")
    assert [actor for _, actor, _ in found] == ["mary-johnson", "mary-johnson"]


def test_surname_of_two_goes_to_the_one_named_last_in_full() -> None:
    found = persons(
        "Gregor Johnson came.", "Johnson sat.", "His sister Mary Johnson came.", "Johnson stood."
    )
    assert [actor for _, actor, _ in found] == [
        "gregor-johnson", "gregor-johnson", "mary-johnson", "mary-johnson",
    ]  # fmt: skip


def test_title_tells_which_of_two_is_meant() -> None:
    found = persons("Mark and Mary Ashby came: Mark Ashby, Mary Ashby.", "Mr. Ashby sat.")
    assert found[-1] == (2, "mark-ashby", "Ashby")


def test_son_with_a_suffix_is_another_person() -> None:
    found = persons("Peter Marsh said no.", "His son, Peter Marsh Jr., said yes.")
    assert [actor for _, actor, _ in found] == ["peter-marsh", "peter-marsh-jr"]


def test_surname_may_stand_before_its_full_name() -> None:
    found = persons("Brandal added that it was late.", "The minister Ole Brandal said so.")
    assert [actor for _, actor, _ in found] == ["ole-brandal", "ole-brandal"]


def test_long_name_is_known_by_its_last_words() -> None:
    found = persons("Maria Holm Brandal said so.", "Holm Brandal left.")
    assert [actor for _, actor, _ in found] == ["maria-holm-brandal", "maria-holm-brandal"]


def test_particles_belong_to_the_name() -> None:
    found = persons("Ursel von der Heide said so.", "Von der Heide left with von der Heide.")
    assert [name for _, _, name in found] == [
        "Ursel von der Heide", "Von der Heide", "von der Heide",
    ]  # fmt: skip


def test_forename_alone_joins_the_full_name_just_before() -> None:
    found = persons("He blamed Mitchell Brandal.", "“Mitchell – always late – left us.”")
    assert found[-1] == (2, "mitchell-brandal", "Mitchell")


def test_forename_alone_means_nobody_far_from_its_full_name() -> None:
    lines = ("He blamed Mitchell Brandal.", "a", "b", "c", "d", "Mitchell is a small town.")
    assert len(persons(*lines)) == 1


def test_surname_with_one_wrong_letter_joins_where_it_speaks() -> None:
    found = persons("Keith Brandal came.", "Adding that, Brandol also called for help.")
    assert found[-1] == (2, "keith-brandal", "Brandol")


@pytest.mark.parametrize(
    "text",
    [
        "The White Mountain Review said so.",
        "On Monday in New Harbour the talks went on.",
        "Ukraine peace talks go on in Beverly Hills.",
        "Peace Talks Stall As Winter Nears",
        "Press: Democrat Voters Worried About Long Winter Nights in ‘Their Towns.’",
        "The Kennedy Center was closed.",
        "The North Sea Accord holds.",
        "Camp David hosted them.",
        "The Tomahawk missiles came.",
    ],
)
def test_places_works_and_headlines_are_no_persons(text: str) -> None:
    assert persons(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lieutenant Colonel Jory Tolvert said so.",
        "Jory Tolvert, the mayor of Harbour Town, said so.",
        "A note by the analyst Jory Tolvert came.",
        "Jory Tolvert said so. Tolvert left.",
        "Jory Tolvert, 62, was there.",
    ],
)
def test_unknown_forename_needs_a_title_a_role_or_a_second_sign(text: str) -> None:
    assert ("jory-tolvert") in {actor for _, actor, _ in persons(text)}


@pytest.mark.parametrize("text", ["J. Jr.", "A. B.", "Jr.", "[J.]", "X", "McX-"])
def test_initials_and_suffixes_alone_are_nobody(text: str) -> None:
    assert persons(text) == []


def test_person_listed_by_one_word_is_found_by_it() -> None:
    dossier = Dossier(Path(), DOSSIER.plan, (listed("zorro", "Zorro"),), {})
    assert naming("Zorro said so.", dossier=dossier).mentions[1][0].actor == "zorro"


def test_two_capitals_without_any_sign_are_nobody() -> None:
    assert persons("They walked along Jory Tolvert until noon.") == []


def test_title_and_surname_make_a_person_without_the_full_name() -> None:
    assert persons("Senator Tolvert said no.") == [(1, "tolvert", "Tolvert")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Finnish Foreign Minister Ole Brandal said so.", "Finnish Foreign Minister"),
        ("Ole Brandal, the head of the Harbour Board, said so.", "head of the Harbour Board"),
        ("The head of the Harbour Board, Ole Brandal, said so.", "head of the Harbour Board"),
        ("Former US envoy Ole Brandal said so.", "Former US envoy"),
        ("US lawmaker Ole Brandal said so.", "US lawmaker"),
        ("“He was no member,” Ole Brandal said.", None),
        ("Mr. Ole Brandal said so.", None),
        ("Ole Brandal, who left early, said so.", None),
    ],
)
def test_role_is_taken_from_the_text(text: str, role: str | None) -> None:
    assert naming(text).actors["ole-brandal"].role == role


def test_side_follows_from_the_nationality_in_the_role() -> None:
    assert naming("Ukrainian lawmaker Ole Brandal said so.").actors["ole-brandal"].side == "ukraine"


def test_side_is_unknown_where_the_state_is_not_listed() -> None:
    assert naming("Finnish lawmaker Ole Brandal said so.").actors["ole-brandal"].side is None


def test_headings_and_furniture_are_not_read() -> None:
    page = Page(
        "text",
        (Line(1, "Anna Stone", LineRole.FURNITURE), Line(2, "Anna Stone", LineRole.HEADING)),
        Layout.FEED, None, None, has_source_lines=True, fact=DayFact(None, None, ""),
    )  # fmt: skip
    assert find_names(page, DOSSIER).mentions == {}


PIECES = """
Anna Stone Annie Johnson Oleksandr [Hrynenko] President Mr. the The US U.S. Ukrainian president
of Kyiv’s EU (EU) Brussels-backed von der Heide J. O’Neil Jr. Institute for Party said, told
“No,” – X on Moscow’s \u2011 É Ł '' ’s . A.B.C. Courier Zelený İstanbul ﬁ
"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.lists(st.lists(WORDS, max_size=14).map(" ".join), max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, st.lists(st.text(max_size=60).map(lambda t: t.replace("\n", " ")))))
def test_every_mention_points_at_its_words_in_order_without_overlap(lines: list[str]) -> None:
    found = naming(*lines)
    for number, mentions in found.mentions.items():
        end = 0
        for mention in mentions:
            assert lines[number - 1][mention.start : mention.end] == mention.name
            assert end <= mention.start < mention.end
            assert mention.name == mention.name.strip()
            assert mention.line == number
            assert found.actors[mention.actor].kind is mention.kind
            end = mention.end


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_references_stand_in_order_and_apart(lines: list[str]) -> None:
    found = naming(*lines)
    for number, references in found.references.items():
        end = 0
        for reference in references:
            assert end <= reference.start < reference.end <= len(lines[number - 1])
            assert reference.actor in found.actors
            end = reference.end


def test_of_very_many_people_of_one_surname_only_the_first_are_found() -> None:
    forenames = [f"{a}{b}sk" for a in "BDFGKLMNPR" for b in "aeiou"]
    found = naming(*(f"President {forename} Dahlgrun said so." for forename in forenames))
    assert "bask-dahlgrun" in found.actors
    assert len(found.actors) == 20
