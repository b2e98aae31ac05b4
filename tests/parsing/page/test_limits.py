"""What is over a limit is left out, and a warning says so."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reader.dossier import Dossier, load_dossier
from reader.parsing.page import limits
from reader.parsing.pipeline import parse_document
from store.errors import FileUnusable
from store.records import Parsed

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
HEAD = "Monday, November 24, 2025\n\n"


@cache
def dossier() -> Dossier:
    return load_dossier(SEEDS)


def parse(text: str, name: str = "a.txt") -> Parsed:
    return parse_document(text.encode(), name, dossier())


def test_a_line_over_the_limit_is_cut_and_says_so() -> None:
    long = "The talks go on. " * 20_000
    parsed = parse(f"{HEAD}Before it.\n{long}\nBehind it.\n")
    cut = parsed.lines[3]
    assert cut.startswith("The talks go on. ")
    assert cut.endswith("[…] 240,000 more characters were left out")
    assert parsed.lines[4] == "Behind it."
    assert parsed.document.warnings == ("1 line was cut after 100,000 characters",)


def test_a_paragraph_of_a_page_over_the_limit_is_cut_and_says_so() -> None:
    long = "The talks go on, said the envoy. " * 10_000
    parsed = parse(f"<html><body><article><p>{long}</p></article></body></html>", "a.html")
    assert max(map(len, parsed.lines)) < 101_000
    assert "1 line was cut after 100,000 characters" in parsed.document.warnings


def test_lines_over_the_limit_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LINES", 50)
    parsed = parse(HEAD + "The talks go on in the old town.\n" * 90)
    assert len(parsed.lines) == 50
    assert "Only the first 50 of 93 lines were read" in parsed.document.warnings[0]


def test_items_over_the_limit_are_left_out_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (SEEDS / "documents" / "feed-of-the-week.txt").read_text()
    whole = parse(text)
    monkeypatch.setattr(limits, "MOST_ITEMS", 5)
    parsed = parse(text)
    assert [item.text for item in parsed.items] == [item.text for item in whole.items[:5]]
    warning = f"Only the first 5 of {len(whole.items)} items were read"
    assert any(warning in one for one in parsed.document.warnings)
    assert all(max(item.lines) <= len(parsed.lines) for item in parsed.items)


def test_statements_over_the_limit_are_left_out_and_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = (SEEDS / "documents" / "feed-of-the-week.txt").read_text()
    monkeypatch.setattr(limits, "MOST_STATEMENTS", 3)
    parsed = parse(text)
    assert len(parsed.statements) == 3
    assert any("quotations became statements" in one for one in parsed.document.warnings)


def test_nesting_over_the_limit_is_refused_with_a_word() -> None:
    with pytest.raises(FileUnusable, match="elements without end"):
        parse("<html><body>" + "<div>" * 3000 + "The talks go on.", "a.html")


def test_elements_over_the_limit_are_refused_with_a_word() -> None:
    with pytest.raises(FileUnusable, match="more than 500,000 tags"):
        parse("<html><body>" + "<p>ab</p>" * 250_001, "a.html")


def test_data_nested_over_the_limit_is_told() -> None:
    script = '<script type="application/ld+json">' + '{"@graph":[' * 5000 + "</script>"
    body = f"<p>{'The talks go on, said the envoy. ' * 20}</p>"
    parsed = parse(f"<html><head>{script}</head><body>{body}</body></html>", "a.html")
    assert any("could not be read" in one for one in parsed.document.warnings)


def test_a_file_over_the_limit_is_refused_with_a_word() -> None:
    with pytest.raises(FileUnusable, match="too large"):
        parse("The talks go on. " * 1_300_000)
