"""States, bodies and outlets in text."""

from __future__ import annotations

import pytest

from .naming import others, persons


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
