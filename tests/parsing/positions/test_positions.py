from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .finding import find, views


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Rivia has rejected the catch quota.", ("rivia", 1, "opposes")),
        ("Rivia demands a catch quota.", ("rivia", 1, "supports")),
        ("Rivia would never accept a catch quota.", ("rivia", 1, "opposes")),
        ("Nor will Rivia accept a catch quota.", ("rivia", 1, "opposes")),
        ("Rivia could accept a catch quota.", ("rivia", 1, "conditional")),
        ("Rivia is ready to discuss a catch quota.", ("rivia", 1, "conditional")),
        ("Rivia did not rule out a catch quota.", ("rivia", 1, "conditional")),
        ("Rivia does not oppose a catch quota.", ("rivia", 1, "supports")),
        ("Rivia has proposed a catch quota.", ("rivia", 1, "proposes")),
        ("Rivia warned that a catch quota would ruin it.", ("rivia", 1, "opposes")),
        ("A catch quota is a red line for Sarn.", ("sarn", 1, "opposes")),
        ("A catch quota put forward by Sarn is on the table.", ("sarn", 1, "proposes")),
        ("One of the key demands of Sarn is a catch quota.", ("sarn", 1, "supports")),
        ("A catch quota must be agreed, Tor Berg said.", ("berg", 1, "supports")),
        ("Sarn must accept a catch quota, Mira Holt said.", ("holt", 1, "supports")),
        ("No catch quota, Mira Holt said.", ("holt", 1, "opposes")),
        ("Sarn and Rivia backed open ports.", ("sarn", 2, "supports")),
        ("French officials rejected the catch quota.", ("france", 1, "opposes")),
    ],
)
def test_words_show_a_stance(text: str, view: tuple[str, int, str]) -> None:
    assert view in views(text)


def test_supporting_the_opposite_of_a_point_opposes_it() -> None:
    assert views("Rivia demands free fishing.") == {("rivia", 1, "opposes")}


def test_a_red_line_against_the_opposite_supports_the_point() -> None:
    assert views("Free fishing is a red line for Sarn.") == {("sarn", 1, "supports")}


def test_support_for_another_wording_is_conditional() -> None:
    assert views("Rivia agreed to a catch quota in summer.") == {("rivia", 1, "conditional")}


def test_a_draft_proposes_what_it_calls_for() -> None:
    assert views("The Rivian draft calls for a catch quota.") == {("rivia", 1, "proposes")}


def test_a_draft_opposes_what_it_drops() -> None:
    assert views("The counter-proposal drops the catch quota.") == {("sarn", 1, "opposes")}


def test_it_stands_for_the_draft_of_the_sentence_before() -> None:
    found = views("Sarn has a counter-proposal.", "It includes a catch quota.")
    assert found == {("sarn", 1, "proposes")}


def test_lines_of_a_list_belong_to_the_draft_above() -> None:
    found = views(
        "The counter-proposal differs from the Rivian draft:",
        "– removal of the catch quota",
        "– open ports",
    )
    assert found == {("sarn", 1, "opposes"), ("sarn", 2, "proposes")}


def test_a_condition_is_asked_for_and_makes_the_offer_conditional() -> None:
    found = views("Rivia will leave the bay once they stop fishing, Mira Holt said.")
    assert found == {("holt", 2, "conditional"), ("holt", 3, "supports")}


def test_a_condition_may_come_first() -> None:
    found = views("If they stop fishing, we will leave the bay, Mira Holt said.")
    assert found == {("holt", 2, "conditional"), ("holt", 3, "supports")}


def test_but_parts_two_stances() -> None:
    found = views("Rivia rejected a catch quota, but is ready to discuss open ports.")
    assert found == {("rivia", 1, "opposes"), ("rivia", 2, "conditional")}


def test_he_carries_on_with_the_speaker_before() -> None:
    found = views("Tor Berg spoke to Rivia.", "He said there must be a catch quota.")
    assert found == {("berg", 1, "supports")}


def test_a_statement_belongs_to_its_speaker() -> None:
    text = "“There must be a catch quota.”"
    assert views(text, speaker="berg") == {("berg", 1, "supports")}


def test_a_stand_inside_a_quotation_names_the_statement() -> None:
    (stand,) = find("“There must be a catch quota.”", speaker="berg")
    assert stand.quotation == 0


def test_an_outlet_holds_no_stance() -> None:
    assert views("Harbour News demands a catch quota.") == set()


def test_nothing_is_taken_without_words_that_show_it() -> None:
    assert views("Rivia and Sarn talked about the catch quota.") == set()


def test_nothing_is_taken_without_a_holder() -> None:
    assert views("The catch quota must stay.") == set()


def test_the_possessor_of_a_group_is_not_its_holder() -> None:
    assert ("rivia", 1, "opposes") not in views("Rivia's friends rejected the catch quota.")


def test_compounds_are_no_cues() -> None:
    assert views("The Rivia-backed catch quota is on the table.") == set()


def test_a_state_is_its_own_side() -> None:
    assert find("Rivia demands a catch quota.")[0].side == "rivia"


def test_a_person_speaks_for_a_side() -> None:
    assert find("Mira Holt demands a catch quota.")[0].side == "rivia"


PIECES = st.sampled_from(
    [
        "Rivia", "Sarn", "Mira Holt", "said", "that", "must", "not", "accept", "a catch quota",
        "open ports", "free fishing", "stop fishing", "if", "once", "the Rivian draft", "it",
        "calls for", "–", ".", ",", ";", "but", "“", "”", "he", "which", "\n", "is a red line for",
        "counter-proposal", "removal of", "'s", "!",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=150, deadline=None)
def test_passages_point_at_the_text_and_hold_their_cue(pieces: list[str]) -> None:
    lines = " ".join(pieces).split("\n")
    for stand in find(*lines, speaker="berg"):
        passage = lines[stand.line - 1][stand.start : stand.end]
        assert stand.cue in passage


def test_this_condition_stands_for_the_claim_before() -> None:
    found = views("Rivia demands a catch quota.", "Sarn has rejected this condition.")
    assert ("sarn", 1, "opposes") in found


def test_the_point_stands_for_the_points_own_wording() -> None:
    found = views("Free fishing was talked about.", "The point is a red line for Sarn.")
    assert found == {("sarn", 1, "opposes")}


def test_two_leaders_hold_a_stance_each() -> None:
    found = views(
        "Mira Holt and Tor Berg met.", "The two leaders said there must be a catch quota."
    )
    assert found == {("holt", 1, "supports"), ("berg", 1, "supports")}


def test_an_open_question_shows_no_stance() -> None:
    assert views("Mira Holt asked whether Sarn should accept a catch quota.") == set()


def test_a_draft_holds_what_another_rejected() -> None:
    found = views("The Rivian draft includes clauses which Sarn rejected, such as a catch quota.")
    assert found == {("rivia", 1, "proposes"), ("sarn", 1, "opposes")}


def test_an_asker_holds_what_others_shall_accept() -> None:
    assert views("Rivia demands that Sarn accept a catch quota.") == {("rivia", 1, "supports")}


def test_what_is_not_done_may_be_the_red_line() -> None:
    assert views("Not having a catch quota is a red line for Sarn.") == {("sarn", 1, "supports")}


def test_nobody_should_is_a_refusal() -> None:
    found = views("Nobody should force them into a catch quota, Mira Holt said.")
    assert found == {("holt", 1, "opposes")}


def test_they_in_mid_sentence_carries_nobody_on() -> None:
    assert views("Tor Berg left.", "Critics think that they must accept a catch quota.") == set()


def test_what_something_must_be_part_of_is_not_asked_for() -> None:
    assert views("Open ports must be part of any catch quota, Tor Berg said.") == {
        ("berg", 2, "supports")
    }


def test_must_know_that_asks_for_nothing() -> None:
    assert views("Sarn must know that the catch quota is old, Mira Holt said.") == set()


def test_must_drop_is_a_refusal() -> None:
    assert views("Sarn must drop the catch quota, Mira Holt said.") == {("holt", 1, "opposes")}


def test_that_behind_a_verb_of_speech_is_no_relative() -> None:
    assert views("Tor Berg said that Sarn wants a catch quota.") == {("sarn", 1, "supports")}


def test_a_stand_says_where_its_cue_is() -> None:
    text = "Sarn must pay and there must be a catch quota, Tor Berg said."
    (stand,) = find(text)
    assert (stand.cue, text.index("must be")) == ("must", stand.cue_start)
