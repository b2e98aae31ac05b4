from __future__ import annotations

from itertools import pairwise

from reader.parsing.names.namewords import load_name_words
from reader.parsing.names.offices import office_table
from reader.parsing.names.states import load_states


def test_states_stand_in_order() -> None:
    names = [state.name for state in load_states()]
    assert all(first < second for first, second in pairwise(names))


def test_no_two_states_share_a_name_or_a_capital() -> None:
    words = [word for state in load_states() for word in (*state.names, *state.capitals)]
    assert len(words) == len(set(words))


def test_every_state_has_an_adjective() -> None:
    assert all(state.adjectives for state in load_states())


def test_pronouns_and_titles_are_no_names() -> None:
    assert {"he", "the", "president", "monday"} <= load_name_words().no_name


def test_forename_that_is_a_thing_too_stays_a_forename() -> None:
    assert not {"bill", "charlotte", "victoria"} & load_name_words().no_name


def test_forms_of_one_office_share_a_plain_form() -> None:
    forms = office_table().forms
    assert forms["spokeswoman"] == forms["spokesperson"] == "spokesman"
    assert forms["pm"] == forms["premier"] == "prime minister"
    assert forms["defense minister"] == forms["defence minister"]
