from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.names.folding import fold, is_one_letter_off, shortened, skeleton, slug


@pytest.mark.parametrize(
    "spellings",
    [
        "Hrybovsky Grybovskyy Hrybovskiy Grybovski Hrybovskij",
        "Yelnik Jelnik Elnik",
        "Romanov Romanow Romanoff",
        "Shchedrin Schedrin",
        "Ryabov Riabov Rjabow",
        "Khrystenko Hristenko",
        "Ulanov Oulanov",
        "Grossman Grosman",
    ],
)
def test_spellings_of_one_surname_share_a_skeleton(spellings: str) -> None:
    assert len({skeleton(spelling) for spelling in spellings.split()}) == 1


def test_other_surnames_keep_skeletons_of_their_own() -> None:
    names = ["Brandal", "Brandel", "Stone", "Stein", "Marsh", "March", "Holm", "Helm", "Ash", "Esh"]
    assert len({skeleton(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Zelený", "zeleny"), ("Łódź", "lodz"), ("Strøm", "strom"), ("O’Neil", "o'neil")],
)
def test_fold_drops_case_and_accents(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("name", "made"),
    [("Jean-Noël D’Arc", "jean-noel-darc"), ("J.D. Birch", "jd-birch"), ("G7 / G8", "g7-g8")],
)
def test_slug_is_plain_and_hyphenated(name: str, made: str) -> None:
    assert slug(name) == made


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        ("brandal", "brandl", True),
        ("brandal", "brandol", True),
        ("brandal", "barndal", True),
        ("brandal", "brandal", False),
        ("brandal", "brondel", False),
        ("brandal", "brand", False),
    ],
)
def test_one_letter_off(first: str, second: str, near: bool) -> None:
    assert is_one_letter_off(first, second) is near


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_one_letter_off_holds_both_ways(first: str, second: str) -> None:
    assert is_one_letter_off(first, second) == is_one_letter_off(second, first)


@settings(max_examples=200, deadline=None)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_words_one_letter_off_have_a_shortened_form_in_common(first: str, second: str) -> None:
    assert not (is_one_letter_off(first, second) and shortened(first).isdisjoint(shortened(second)))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_in_a_slug(name: str) -> None:
    assert slug(slug(name)) == slug(name)
