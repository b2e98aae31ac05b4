from __future__ import annotations

import pytest

from reader.parsing.speakers.cues import Form, is_reporting_verb, load_cues


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("said", "say", Form.PAST),
        ("says", "say", Form.PRESENT),
        ("adding", "add", Form.GERUND),
        ("replied", "reply", Form.PAST),
        ("describing", "describe", Form.GERUND),
        ("stresses", "stress", Form.PRESENT),
        ("written", "write", Form.PARTICIPLE),
        ("admitted", "admit", Form.PAST),
        ("agreed", "agree", Form.PAST),
        ("put", "put", Form.PAST),
    ],
)
def test_inflected_forms_lead_to_their_verb(word: str, lemma: str, form: str) -> None:
    cue = load_cues()[word]
    assert (cue.lemma, cue.form) == (lemma, form)


@pytest.mark.parametrize("word", ["believes", "thought", "wants", "hoped", "knows"])
def test_verbs_of_thought_report_nothing(word: str) -> None:
    assert not is_reporting_verb(word)


def test_no_verb_is_malformed() -> None:
    assert all(word.isalpha() and word.islower() for word in load_cues())
