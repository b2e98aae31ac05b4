"""Reads the parser's tables of rules from ``data``, by file name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files


def read_data(name: str) -> str:
    """Return the text of one file of rules."""
    return files(__package__).joinpath("data", name).read_text(encoding="utf-8")


def load_table(name: str) -> Mapping[str, object]:
    """Read one table; the caller keeps what it makes of it."""
    return tomllib.loads(read_data(name))
