from __future__ import annotations

import math

from reader.parsing.items.boundary_cues import ALONE, LEANS
from reader.parsing.items.boundary_model import BoundaryModel, load_model, probability


def test_the_score_is_bias_and_weights_together() -> None:
    model = BoundaryModel(-1.0, {"a": 2.0, "b": 0.5})
    assert model.score(["a", "b", "unheard of"]) == 1.5


def test_the_decisive_cue_is_the_one_that_spoke_most_for_the_decision() -> None:
    model = BoundaryModel(0.0, {"a": 2.0, "b": -3.0})
    assert model.decisive(["a", "b"], opens=True) == "a"
    assert model.decisive(["a", "b"], opens=False) == "b"


def test_without_cues_there_is_no_decisive_one() -> None:
    assert BoundaryModel(0.0, {}).decisive([], opens=True) == "no cue"


def test_even_odds_are_one_half() -> None:
    assert probability(0.0) == 0.5


def test_a_huge_score_is_no_overflow() -> None:
    assert math.isclose(probability(-1e9), 0.0, abs_tol=1e-9)


def test_the_weights_of_the_package_speak_for_what_stands_alone() -> None:
    weights = load_model().weights
    assert weights[ALONE] > 0 > weights[LEANS]
