from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.items.openers import read_shape


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("– a longer pause", "bullet"),
        ("“We go on,” she said.", "quotation"),
        ("She added that.", "pronoun"),
        ("It said so.", "pronoun"),
        ("It is late to sign.", "it is"),
        ("Meanwhile, troops moved.", "connective"),
        ("The envoy, however, disagreed.", "connective"),
        ("Earlier, troops moved.", "background"),
        ("Last month troops moved.", "background"),
        ("In June, troops moved.", "background"),
        ("According to Ruiz, troops moved.", "according to"),
        ("The agency said so.", "the source"),
        ("The minister said so.", "the office"),
        ("The leaders of Spain and Italy met.", "the"),
        ("The bridge is closed.", "the"),
        ("A bridge is closed.", "a"),
        ("Speaking in Vienna, she agreed.", "participle"),
        ("During the talks, she agreed.", "preposition"),
        ("Ruiz agreed.", "other"),
    ],
)
def test_how_a_line_begins(text: str, lead: str) -> None:
    assert read_shape(text).lead == lead


@pytest.mark.parametrize(
    "text",
    [
        "Madrid has long said that it wants peace.",
        "Madrid has repeatedly said that it wants peace.",
        "Ruiz had asked for a pause.",
        "Ruiz warned in August that the price was high.",
        "Madrid later accused the other side.",
    ],
)
def test_background_is_recalled(text: str) -> None:
    assert read_shape(text).is_background


def test_the_perfect_of_had_is_no_background() -> None:
    assert not read_shape("Ruiz has had a good talk.").is_background


def test_only_the_first_sentence_tells_the_speaker() -> None:
    shape = read_shape("Ruiz has left Vienna. Kahn said he was sorry.")
    assert shape.speaker.kind == ""


def test_a_stop_inside_a_quotation_ends_the_sentence() -> None:
    shape = read_shape("Ruiz has called it “a good day.” However, Kahn left.")
    assert shape.lead == "other"


def test_initials_do_not_end_a_sentence() -> None:
    assert read_shape("The offer of envoy Carl F. Berg stands, Ruiz said.").speaker.key == "ruiz"


def test_the_person_after_an_outlet_or_state_is_the_subject() -> None:
    shape = read_shape("Kremlin spokesman Anton Weiss, who has been ill, is back.")
    assert shape.names[shape.subject].key == "weiss"


def test_a_line_in_the_first_person_may_be_a_block_quotation() -> None:
    assert read_shape("We have come a long way.").is_own_voice


def test_the_us_is_no_pronoun() -> None:
    assert "first person outside marks" not in read_shape("The US has said no.").cues


def test_a_line_with_a_speaker_is_no_block_quotation() -> None:
    assert not read_shape("Ruiz said that talks go on.").is_own_voice


def test_an_unclosed_quotation_is_open() -> None:
    assert read_shape("“We go on. It was a good day.").is_open


def test_a_closed_quotation_is_not_open() -> None:
    assert not read_shape("“We go on,” she said.").is_open


def test_officials_of_a_state_need_nobody_before() -> None:
    assert read_shape("Spanish officials are tired of waiting.").is_of_officials


def test_a_headline_is_a_label() -> None:
    assert read_shape("Ruiz hopeful in Vienna").is_label


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_any_line_has_a_shape(text: str) -> None:
    shape = read_shape(text)
    assert 0 <= shape.head <= len(shape.names)
    assert -1 <= shape.subject < max(1, shape.head)
