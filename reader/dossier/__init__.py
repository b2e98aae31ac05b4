"""A dossier's two files, ``plan.toml`` and ``actors.toml``, read and checked.

The plan and the actors become records; what only the parser needs (terms in context, the names of
the drafts) stands beside them. ``loading`` reads a folder, ``terms`` is the small language that
terms are written in, ``tables`` checks one TOML table and knows its line.
"""

from .loading import load_dossier
from .rules import Dossier, PointRules

__all__ = ["Dossier", "PointRules", "load_dossier"]
