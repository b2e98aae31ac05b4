from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.dossier.terms import TermInvalid, parse_term
from reader.parsing.points.terms import TermFinder

WORDS = {"fish": ("herring", "blue cod")}
TEXT = "Rivia’s ministers  would-be quotas: Herring, blue cod. Crème fishing ends."


def passages(term: str, text: str) -> list[str]:
    found = TermFinder([parse_term(term, WORDS)]).read(text)
    return [text[match.start : match.end] for match in found.matches]


@pytest.mark.parametrize(
    ("term", "passage"),
    [
        ("rivia ministers", "Rivia’s ministers"),
        ("would be", "would-be"),
        ("quota*", "quotas"),
        ("{fish} blue", "Herring, blue"),
        ("blue cod", "blue cod"),
        ("creme", "Crème"),
        ("boat / quotas", "quotas"),
        ("hake|herring", "Herring"),
        ("quotas ~1 {fish}", "quotas: Herring"),
        ("herring ~ quotas", "quotas: Herring"),
        ("quotas > herring", "quotas: Herring"),
        ("herring + ministers", "Herring"),
    ],
)
def test_a_term_stands_in_the_text(term: str, passage: str) -> None:
    assert passage in passages(term, TEXT)


@pytest.mark.parametrize(
    "term",
    ["quota", "herring > quotas", "ministers ~1 herring", "herring + fishing", "blue fishing"],
)
def test_a_term_does_not_stand_in_the_text(term: str) -> None:
    assert passages(term, TEXT) == []


@pytest.mark.parametrize("term", ["", "a ~ ", "{boats}", "?", "a > ~ b"])
def test_a_term_without_words_is_refused(term: str) -> None:
    with pytest.raises(TermInvalid):
        parse_term(term, WORDS)


def test_matches_know_their_sentence() -> None:
    found = TermFinder([parse_term("fishing", {})]).read(TEXT)
    assert [match.sentence for match in found.matches] == [1]


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_offsets_point_at_words_of_the_text(text: str) -> None:
    finder = TermFinder([parse_term("a* ~ b*", {}), parse_term("c|d", {})])
    for match in finder.read(text).matches:
        passage = text[match.start : match.end]
        assert passage == passage.strip()
        assert passage


def test_a_word_repeated_without_end_is_read_in_time() -> None:
    finder = TermFinder([parse_term("cod ~ cod", {}), parse_term("cod + cod ~ cod", {})])
    assert len(finder.read("cod " * 20_000).matches) < 1000
