"""The reader's settings: ``config.toml`` in the config folder, its ``keys`` table.

    [keys]
    bookmark = "m"
    page_down = "pagedown,ctrl+f"

Takes the folder; gives the keymap and, in words, what of the file could not be used and why. Which
keys can hold is for ``keymaps`` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FILE = "config.toml"


class Settings(NamedTuple):
    """What the reader set."""

    keymap: Mapping[str, str]
    """Keys by command id."""
    problems: tuple[str, ...] = ()


UNSET = Settings({})
"""What holds where the reader set nothing."""


def read_settings(folder: Path) -> Settings:
    """Read the settings; a file that is not there is none."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return UNSET
    except (OSError, UnicodeDecodeError) as error:
        return Settings({}, (f"{path}: {error}. The keys are as they come.",))
    import tomllib  # most readers have no such file

    try:
        table = tomllib.loads(text).get("keys", {})
    except tomllib.TOMLDecodeError as error:
        return Settings({}, (f"{path}: {error}. The keys are as they come.",))
    if not isinstance(table, dict):
        return Settings({}, (f"{path}: keys is no table. Write [keys] on a line of its own.",))
    from .keymaps import usable_keys  # most readers keep the keys that come with the program

    keymap, problems = usable_keys(table)
    return Settings(keymap, tuple(f"{FILE}: {problem}." for problem in problems))
