"""How the words of a passage are put into a line."""

from __future__ import annotations

import pytest

from store.citing import in_marks, without_lone_marks


def test_words_are_shown_in_quotation_marks() -> None:
    assert in_marks("the harbour’s tolls") == "“the harbour’s tolls”"


@pytest.mark.parametrize("words", ["“No tolls,” she wrote", '"No tolls', "she said «never"])
def test_words_that_hold_quotation_marks_get_no_others(words: str) -> None:
    assert in_marks(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("fleet “capped at 90", "fleet capped at 90"),
        ("must be” dropped", "must be dropped"),
        ('called it "unfair', "called it unfair"),
        ("“never", "never"),
        ("called it “unfair” and left", "called it “unfair” and left"),
        ('a "full" and “fair', 'a "full" and fair'),
    ],
)
def test_a_quotation_mark_without_its_partner_is_left_out(words: str, shown: str) -> None:
    assert without_lone_marks(words) == shown
