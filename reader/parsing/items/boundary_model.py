"""How likely a line opens an item: a logistic model over named cues.

The weights are a readable file, ``data/boundary_weights.toml``, trained by
``tests/training/train_boundaries.py``: positive weights speak for an opening, negative ones for
going on. It decides nothing but the score; ``items`` draws the line.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..tables import read_data


@dataclass(frozen=True, slots=True)
class BoundaryModel:
    """A bias and a weight for every cue."""

    bias: float
    weights: Mapping[str, float]

    def score(self, cues: Iterable[str]) -> float:
        """Give the log odds that a line with these cues opens an item."""
        get = self.weights.get
        return self.bias + sum([get(cue, 0.0) for cue in cues])

    def decisive(self, cues: Iterable[str], *, opens: bool) -> str:
        """Give the cue that spoke most for the decision."""
        get = self.weights.get
        ranked = [(get(cue, 0.0), cue) for cue in cues]
        return (max(ranked) if opens else min(ranked))[1] if ranked else "no cue"


def probability(score: float) -> float:
    """Turn log odds into a probability."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def load_model() -> BoundaryModel:
    """Read the weights that come with the package."""
    text = read_data("boundary_weights.toml")
    table = tomllib.loads(text)
    return BoundaryModel(table["bias"], table["weights"])
