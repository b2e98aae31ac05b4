"""How the words of a passage are put into a line."""

from __future__ import annotations

import pytest

from store.citing import in_marks


def test_words_are_shown_in_quotation_marks() -> None:
    assert in_marks("the harbour’s tolls") == "“the harbour’s tolls”"


@pytest.mark.parametrize("words", ["“No tolls,” she wrote", '"No tolls', "she said «never"])
def test_words_that_hold_quotation_marks_get_no_others(words: str) -> None:
    assert in_marks(words) == words
