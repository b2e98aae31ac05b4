"""The reader's settings: ``config.toml`` in the config folder, its ``keys`` table.

    [keys]
    bookmark = "m"
    page_down = "pagedown,f"

Takes the folder; gives the keymap and, in words, what of the file could not be used and why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .keys import COMMANDS, MOVEMENTS

FILE = "config.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader set."""

    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id."""
    problems: tuple[str, ...] = ()


UNSET = Settings()
"""What holds where the reader set nothing."""


def read_settings(folder: Path) -> Settings:
    """Read the settings; a file that is not there is none."""
    path = folder / FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("keys", {})
    except FileNotFoundError:
        return UNSET
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Settings(problems=(f"{path}: {error}. The keys are as they come.",))
    if not isinstance(table, dict):
        return Settings(problems=(f"{path}: keys is no table. Write [keys] on a line of its own.",))
    known = {command.id for command in (*COMMANDS, *MOVEMENTS)}
    keymap = {name: keys for name, keys in table.items() if name in known and _is_key(keys)}
    unknown = sorted(set(table) - set(keymap))
    problems = [
        f"{path}: {name} is no command, or its keys are no text. ? lists them." for name in unknown
    ]
    return Settings(keymap, tuple(problems))


def _is_key(keys: object) -> bool:
    return isinstance(keys, str) and bool(keys.strip())
