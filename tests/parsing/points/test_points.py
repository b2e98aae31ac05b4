from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reader.dossier import Dossier, PointRules
from reader.parsing.model import DayFact, Line, LineRole, Naming, Page, Quotation, Span
from reader.parsing.points.points import (
    find_points,
    find_statement_points,
)
from store.records import Layout, Plan, StatementKind

RULES = {
    1: PointRules(
        strong=("catch quota", "cap ~ herring"),
        weak=("quota*", "tonnage"),
        off=("milk quota",),
    ),
    2: PointRules(strong=("open ports",), against=("close* ~3 ports",), needs=("Sarn*",)),
}
DOSSIER = Dossier(Path(), Plan("plan", "", (), ()), (), RULES)


def page_of(*lines: str) -> Page:
    return Page(
        "text",
        tuple(Line(n, text, LineRole.TEXT) for n, text in enumerate(lines, 1)),
        Layout.FEED,
        None,
        None,
        has_source_lines=True,
        fact=DayFact(date(2031, 3, 1), None, ""),
    )


def points(*lines: str, title: str | None = None) -> tuple[int, ...]:
    span = Span(tuple(range(1, len(lines) + 1)), title, "test")
    return find_points(page_of(*lines), (span,), Naming({}, {}, {}), DOSSIER)[0]


def statement_points(line: int, quote: str, *lines: str) -> tuple[int, ...]:
    page = page_of(*lines)
    spans = (Span(tuple(range(1, len(lines) + 1)), None, "test"),)
    start = lines[line - 1].index(quote)
    quotation = Quotation(line, start, start + len(quote), StatementKind.DIRECT)
    found = find_points(page, spans, Naming({}, {}, {}), DOSSIER)
    return find_statement_points(page, spans, (quotation,), found, DOSSIER)[0]


def test_one_strong_term_is_enough() -> None:
    assert points("Rivia wants a catch quota.") == (1,)


def test_one_weak_term_is_not_enough() -> None:
    assert points("The quota was talked about.") == ()


def test_two_weak_terms_in_neighbouring_sentences_are_enough() -> None:
    assert points("The quota was talked about. Its tonnage was not.") == (1,)


def test_two_weak_terms_far_apart_are_not_enough() -> None:
    assert points("The quota was raised.", "Nobody knew.", "The tonnage was cut.") == ()


def test_the_same_weak_term_twice_is_not_enough() -> None:
    assert points("The quota was raised. The quotas were cut.") == ()


def test_words_beside_a_term_switch_it_off() -> None:
    assert points("A cap on milk quota and herring was set.") == ()


def test_words_far_from_a_term_do_not_switch_it_off() -> None:
    assert points("A milk quota ended as farmers left; the other side has a catch quota.") == (1,)


def test_a_point_that_needs_a_word_is_not_found_without_it() -> None:
    assert points("Rivia has open ports.") == ()


def test_the_needed_word_may_stand_elsewhere_in_the_item() -> None:
    assert points("Rivia has open ports.", "The Sarn islands watch.") == (2,)


def test_the_opposite_of_a_point_is_about_the_point() -> None:
    assert points("Sarn will close its ports.") == (2,)


def test_a_title_counts() -> None:
    assert points("Talks go on.", title="Catch quota agreed") == (1,)


def test_an_item_may_have_several_points() -> None:
    assert points("Sarn offers open ports for a catch quota.") == (1, 2)


def test_a_statement_has_the_points_of_its_sentence() -> None:
    text = "Sarn has “open ports”. Rivia wants a catch quota."
    assert statement_points(1, "open ports", text) == (2,)


def test_a_statement_without_a_point_in_its_sentence_has_those_of_its_line() -> None:
    lines = ("Sarn has open ports.", "Rivia wants a catch quota. “We wait,” they said.")
    assert statement_points(2, "We wait,", *lines) == (1,)


def test_a_statement_without_a_point_in_its_line_has_those_of_its_short_item() -> None:
    lines = ("Sarn has open ports and a catch quota.", "“We wait,” they said.")
    assert statement_points(2, "We wait,", *lines) == (1, 2)


def test_a_statement_of_a_long_item_has_no_point_that_it_does_not_speak_of() -> None:
    lines = ("Sarn has open ports.", "“We wait,” they said.", *["The crews went home."] * 5)
    assert statement_points(2, "We wait,", *lines) == ()


@pytest.mark.parametrize("text", ["", " ", "…", "\u2400", "quota " * 5000])
def test_odd_text_has_no_point(text: str) -> None:
    assert points(text) == ()
