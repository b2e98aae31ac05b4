"""Text that tries to act on a terminal or a widget does nothing in the tracker's screens."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from store.library import Library

from .conftest import reader_on
from .harbour import ACTORS, PLAN, gazette
from .hostile import NASTY, nasty

ACTING = {"Cc", "Cf", "Zl", "Zp"}


def make_nasty(folder: Path) -> Path:
    """A library whose plan, actors and documents all try something."""
    point, *others = PLAN.points
    wordings = tuple(replace(point.wordings[0], says=says, source=says) for says in NASTY)
    plan = replace(
        PLAN,
        title=NASTY[0],
        versions=(replace(PLAN.versions[0], name=NASTY[1]),),
        points=(replace(point, title=NASTY[1], wordings=wordings), *others),
    )
    actors = [
        replace(one, name=NASTY[2], role=NASTY[0], aliases=NASTY) if one.id == "cay" else one
        for one in ACTORS
    ]
    with Library.open(folder, writing=True) as library:
        library.set_dossier(plan, actors, {})
        for parsed in (nasty(), gazette()):
            library.add(parsed, "\n".join(parsed.lines).encode())
    return folder


@pytest.mark.parametrize(
    "keys",
    [
        "p l o",
        "p tab l enter ]",
        "p 1 enter j y j n",
        "p 1 enter e",
        "j ) A G",
        "j ) o",
        "j ) P",
        "T tab",
        "p 1 enter n escape escape C",
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (140, 45)], ids=["80x24", "140x45"])
async def test_nothing_acts(tmp_path: Path, keys: str, size: tuple[int, int]) -> None:
    async with reader_on(make_nasty(tmp_path / "nasty"), size) as reader:
        await reader.press(*keys.split())
        acting = {
            character
            for row in reader.picture()
            for character in row
            if unicodedata.category(character) in ACTING
        }
        assert acting == set()
        assert all(len(row) <= size[0] for row in reader.picture())
