"""Page furniture is known by its own words."""

from __future__ import annotations

import re

import pytest

from reader.parsing.page.furniture import Rule, ends_in_credit, find_rule, is_credit, load_rules


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_every_rule_matches_its_example(rule: Rule) -> None:
    found = find_rule(rule.example)
    assert (found is None) if rule.is_text else (found is not None and found.name == rule.name)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_no_pattern_has_capitals_since_lines_are_read_in_lower_case(rule: Rule) -> None:
    assert not re.search(r"(?<!\\)[A-Z]", rule.pattern)
    assert not any(word != word.lower() for word in rule.needs)


def test_capitals_without_a_small_letter_of_their_own_are_left_out_of_account() -> None:
    found = find_rule("ADVERTİSEMENTS")
    assert found is not None
    assert found.name == "advertisement"


@pytest.mark.parametrize(
    "line",
    [
        "The minister said the podcast had nothing to do with the talks.",
        "Support for the plan is growing in the east of the country, the minister said.",
        "Watching the talks from Oslo, the minister said she was pleased.",
        "Follow-up talks will be held on Tuesday.",
        "Read the plan again, he told his colleagues.",
        "People like Anna, she said.",
        "Join the union, the leaders told their neighbours.",
        "By Tuesday the troops had left the town.",
        "• Russia has not received the draft",
        "Home is where the troops want to be.",
        "More talks are planned.",
        "“Share the burden,” the minister said.",
    ],
)
def test_news_is_no_furniture(line: str) -> None:
    assert find_rule(line) is None
    assert not is_credit(line)
    assert not ends_in_credit(line)


@pytest.mark.parametrize(
    "line",
    ["ANNA BELL/AP", "CARL DUNN/AFP/GETTY IMAGES", "Ministry of Ports via Reuters", "Reuters"],
)
def test_credits_are_known(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "A bridge near Oslo. (AP Photo/Anna Bell)",
        "Two ministers in Oslo [File: Anna Bell/AFP]",
        "The minister in Oslo. **Anna Bell/AP** ****hide caption****",
    ],
)
def test_captions_with_their_credit_are_known(line: str) -> None:
    assert ends_in_credit(line)


def test_an_agency_in_brackets_alone_is_no_credit() -> None:
    assert not ends_in_credit("The ministers met in Oslo, reports Agence France-Presse (AFP).")
