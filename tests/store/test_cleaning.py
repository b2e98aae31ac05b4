"""Untrusted text becomes harmless, one character for one character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.cleaning import clean, clean_line

HIDDEN = (
    "\x00\x07\x08\x0b\x1b\x7f\x80\x85\x9b\x9f\u180e\u200b\u2028\u2029\u202a\u202e\u2060\u2064\u2065"
    "\u2066\u2069\u206a\u206f\ud800\udfff\ufeff\ufff9\ufffb\U0001bca0\U0001d173\U000e0001\U000e0041"
    "\U000e007f\U000e0100\U000e01ef"
)
WHOLE = (
    "Nguyễn", "e\u0301\u0323", "שָׁלוֹם", "كِتَابٌ", "می\u200cخواهم", "क्\u200dष", "ที่นี่", "ཧཱུྃ", "Мир",
    "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈", "👍🏽", "☎\ufe0f", "1\ufe0f\u20e3", "🇺🇦",
    "한국어", "\u200fعربي\u200e",
)  # fmt: skip
MARKS = "\u0301\u0336\u0489\u0e35\u20dd\ufe0f\u05b0\u064b\u0941"


@pytest.mark.parametrize("char", HIDDEN, ids=ascii)
def test_a_hidden_character_is_shown_as_one(char: str) -> None:
    cleaned = clean(f"a{char}b")
    assert len(cleaned) == 3
    assert char not in cleaned
    assert unicodedata.category(cleaned[1]) == "So"


@pytest.mark.parametrize("text", WHOLE)
def test_letters_with_marks_scripts_that_join_and_emoji_stay_whole(text: str) -> None:
    assert clean(f"{text} and {text}") == f"{text} and {text}"


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_marks_that_pile_up_are_capped(mark: str) -> None:
    flood = f"a{mark * 100}b"
    cleaned = clean(flood)
    assert len(cleaned) == len(flood)
    assert cleaned.count(mark) == 6
    assert cleaned.count("\ufffd") == 94


def test_a_flood_of_mixed_marks_and_joiners_is_capped() -> None:
    flood = "я" + "\u0301\u200d\ufe0f\u0336" * 50
    assert clean(flood).count("\ufffd") == 194


def test_marks_below_and_above_the_first_plane_are_capped_together() -> None:
    assert clean("a" + "\u0301\U0001e130" * 10).count("\ufffd") == 14


def test_long_words_of_a_script_that_shares_its_block_with_marks_stay_whole() -> None:
    assert clean("المحادثات" * 50) == "المحادثات" * 50


@pytest.mark.parametrize("text", ["pay\u200dpal", "\u200cx", "a \u200d b", "1\u200c2"])
def test_a_joiner_that_joins_nothing_is_shown(text: str) -> None:
    assert clean(text) == text.replace("\u200d", "\ufffd").replace("\u200c", "\ufffd")


def test_tabs_and_newlines_are_kept_and_a_line_has_none() -> None:
    assert clean("a\tb\nc") == "a\tb\nc"
    assert clean_line("a\tb\nc\u2028d") == "a b c\ufffdd"


@given(st.text(st.characters() | st.sampled_from(HIDDEN + MARKS + "\u200d\u200c")))
def test_cleaning_keeps_every_offset_and_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    for before, after in zip(text, cleaned, strict=True):
        assert before == after or after == "\ufffd" or "\u2400" <= after <= "\u2421"
