from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dossier import Dossier
from reader.parsing.model import DayFact, Line, LineRole, Naming, Page
from reader.parsing.names.names import find_names
from store.records import Actor, ActorKind, Layout, Plan


def listed(
    actor: str,
    name: str,
    *aliases: str,
    kind: ActorKind = ActorKind.PERSON,
    role: str | None = None,
) -> Actor:
    return Actor(actor, name, kind, role, None, aliases, is_listed=True)


ACTORS = (
    listed("oleksandr-hrynenko", "Oleksandr Hrynenko", role="president of Ukraine"),
    listed("dmitry-zorin", "Dmitry Zorin", "Dmitri Sorin", role="foreign minister of Russia"),
    listed("anna-stone", "Anna Stone", "Annie", role="secretary of state of the United States"),
    listed("gregor-johnson", "Gregor Johnson"),
    listed("henry-vale", "Henry Vale", role="president of the United States"),
    listed("ukraine", "Ukraine", kind=ActorKind.STATE),
    listed("russia", "Russia", kind=ActorKind.STATE),
    listed("united-states", "United States", "US", "U.S.", kind=ActorKind.STATE),
    listed("union", "European Union", "EU", kind=ActorKind.ORGANISATION),
    listed("tower", "Tower House", kind=ActorKind.ORGANISATION),
    listed("the-courier", "The Courier", "Courier", kind=ActorKind.OUTLET),
)
DOSSIER = Dossier(
    Path(),
    Plan("plan", "", (), ()),
    ACTORS,
    {},
    {"union": {"metonyms": ["Brussels"]}, "anna-stone": {"offices": ["top diplomat of the US"]}},
)


def naming(*lines: str, dossier: Dossier = DOSSIER) -> Naming:
    page = Page(
        "text",
        tuple(
            Line(number, text, LineRole.TEXT if text.strip() else LineRole.BLANK)
            for number, text in enumerate(lines, 1)
        ),
        Layout.FEED,
        None,
        None,
        has_source_lines=True,
        fact=DayFact(date(2025, 3, 1), None, ""),
    )
    return find_names(page, dossier)


def persons(*lines: str) -> list[tuple[int, str, str]]:
    return [
        (number, mention.actor, mention.name)
        for number, mentions in naming(*lines).mentions.items()
        for mention in mentions
        if mention.kind is ActorKind.PERSON
    ]


def others(*lines: str) -> list[tuple[str, str]]:
    return [
        (mention.actor, mention.name)
        for mentions in naming(*lines).mentions.values()
        for mention in mentions
        if mention.kind is not ActorKind.PERSON
    ]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The US and the U.S. agree with us.",
            [("united-states", "US"), ("united-states", "U.S.")],
        ),
        ("Moscow said no.", [("russia", "Moscow")]),
        ("He flew to Moscow.", []),
        ("in Moscow’s view", [("russia", "Moscow")]),
        ("Kiev and Kyiv are one.", [("ukraine", "Kiev"), ("ukraine", "Kyiv")]),
        ("Brussels said no.", [("union", "Brussels")]),
        ("Russia-Ukraine talks", [("russia", "Russia"), ("ukraine", "Ukraine")]),
        ("Finland said no.", [("finland", "Finland")]),
        ("he told the Courier", [("the-courier", "the Courier")]),
        ("he wrote on X.", [("x", "X")]),
        ("Plan X failed.", []),
    ],
)
def test_states_bodies_and_outlets_count_where_they_act(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert others(text) == expected


def test_state_is_no_surname_and_a_surname_no_state() -> None:
    assert persons("Michael Jordan said so.") == [(1, "michael-jordan", "Michael Jordan")]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Harbour Studies Institute (HSI) said so.", "harbour-studies-institute"),
        ("The Institute for Harbour Studies said so.", "institute-for-harbour-studies"),
        ("The University of Lakeside said so.", "university-of-lakeside"),
        ("The Harbour Safety Party lost.", "harbour-safety-party"),
    ],
)
def test_body_is_found_by_its_kind(text: str, actor: str) -> None:
    assert actor in {found for found, _ in others(text)}


def test_acronym_counts_before_and_after_it_is_spelt_out() -> None:
    found = others("HSI said so.", "The Harbour Safety Inn (HSI) burned.", "HSI shut.")
    assert found == [
        ("harbour-safety-inn", "HSI"),
        ("harbour-safety-inn", "Harbour Safety Inn"),
        ("harbour-safety-inn", "HSI"),
        ("harbour-safety-inn", "HSI"),
    ]


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


def test_offices_of_a_dossier_without_keys_follow_from_the_roles() -> None:
    bare = Dossier(Path(), DOSSIER.plan, ACTORS, {})
    found = naming("the Russian foreign minister said no", dossier=bare)
    assert [r.actor for r in found.references[1]] == ["dmitry-zorin"]


def test_of_very_many_people_of_one_surname_only_the_first_are_found() -> None:
    forenames = [f"{a}{b}sk" for a in "BDFGKLMNPR" for b in "aeiou"]
    found = naming(*(f"President {forename} Dahlgrun said so." for forename in forenames))
    assert "bask-dahlgrun" in found.actors
    assert len(found.actors) == 20
