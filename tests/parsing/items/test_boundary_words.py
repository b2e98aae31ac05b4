from __future__ import annotations

from reader.parsing.items.boundary_cues import ALONE
from reader.parsing.items.boundary_words import explain


def test_a_line_that_stands_alone_is_explained_by_its_kind() -> None:
    assert explain(["line: news, outlet, fresh", ALONE], ALONE) == (
        "somebody speaks, outlet, in the perfect or present"
    )


def test_another_decisive_cue_explains_itself() -> None:
    assert explain(["line: news, place, past", "bullets end"], "bullets end") == "bullets end"
