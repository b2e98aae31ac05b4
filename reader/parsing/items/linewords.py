"""The word lists of the items stage (``data/openers.toml``), and how it cuts words.

Takes nothing but the file; gives ``LISTS`` by name. What the words mean for an item's boundary is
left to the modules that ask for them.
"""

from __future__ import annotations

import re
import tomllib

from ..tables import read_data


def _read_lists() -> dict[str, frozenset[str]]:
    text = read_data("openers.toml")
    return {name: frozenset(table["words"]) for name, table in tomllib.loads(text).items()}


LISTS = _read_lists()
WORD = re.compile(r"[^\W_][\w’'-]*")
"""A word with its apostrophes and hyphens; matches "Berg’s" and "28-point"."""

NO_NAME = frozenset().union(
    *(
        LISTS[name]
        for name in (
            "articles",
            "connectives",
            "gerunds",
            "indefinite",
            "it",
            "own_voice",
            "past",
            "prepositions",
            "pronouns",
            "stop",
        )
    )
)
"""Lower-case words that begin sentences and are nobody's name."""
