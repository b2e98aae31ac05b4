from __future__ import annotations

import pytest

from .finding import View, views


@pytest.mark.parametrize(
    "text",
    [
        "Mira Holt thinks that Sarn wants a catch quota.",
        "Mira Holt, Rivia’s minister, thinks Sarn is tired and wants a catch quota.",
        "Mira Holt claimed that Sarn has rejected a catch quota.",
        "Mira Holt said that Sarn wants a catch quota.",
        "Mira Holt said that Sarn is not ready to accept a catch quota.",
        "According to Mira Holt, Sarn wants a catch quota.",
        "Sarn wants a catch quota, Mira Holt said.",
        "Rivia has urged Sarn to stop talking if Sarn wants to avoid a catch quota.",
    ],
)
def test_what_a_rival_says_that_a_side_wants_is_no_evidence(text: str) -> None:
    assert "sarn" not in {actor for actor, _, _ in views(text)}


def test_a_rivals_quotation_is_no_evidence() -> None:
    text = "“Sarn wants a catch quota,” Mira Holt claimed."
    assert views(text, speaker="holt", cue="claimed") == set()


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("Mira Holt said that Sarn has proposed a catch quota.", ("sarn", 1, "proposes")),
        ("Mira Holt said that Sarn is ready to discuss a catch quota.", ("sarn", 1, "conditional")),
        ("Mira Holt said that Sarn rejected a catch quota.", ("sarn", 1, "opposes")),
    ],
)
def test_what_a_side_did_or_agrees_to_may_be_told_by_a_rival(text: str, view: View) -> None:
    assert view in views(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tor Berg claimed that Sarn wants a catch quota.",
        "Mira Holt spoke first; Sarn wants a catch quota.",
        "Mira Holt thinks so, but Sarn wants a catch quota.",
        "Sarn wants a catch quota — a term Rivia says it will study.",
    ],
)
def test_its_own_side_and_the_writer_are_believed(text: str) -> None:
    assert ("sarn", 1, "supports") in views(text)
