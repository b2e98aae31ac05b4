"""A dossier's folder, read and checked as a whole."""

from __future__ import annotations

from pathlib import Path

from store.errors import DossierInvalid

from .actorsfile import read_actors
from .planfile import read_plan
from .rules import Dossier
from .tables import TomlFile


def load_dossier(folder: Path) -> Dossier:
    """Read and check ``plan.toml`` and ``actors.toml``.

    Raises:
        DossierInvalid: with file, line and what to write instead.
    """
    if not folder.is_dir():
        raise DossierInvalid(
            folder, None, "is not a folder", "Name a folder with a plan.toml and an actors.toml"
        )
    actors = read_actors(TomlFile.read(folder / "actors.toml"))
    ids = tuple(actor.id for actor in actors.actors)
    plan = read_plan(TomlFile.read(folder / "plan.toml"), ids)
    return Dossier(
        folder, plan.plan, actors.actors, plan.rules, actors.keys, plan.called, plan.words
    )
