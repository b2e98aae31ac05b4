"""Which of a config's keys can hold: known commands, keys there are, and no key for two commands.

Takes the ``keys`` table as it was written; gives the keymap that holds and, in words, what does
not. A command whose keys are refused keeps those that it comes with.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from textual.keys import Keys

from .keys import CHORDS, Command, key_names, key_sign
from .screen_keys import CONTEXTS, every_command

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "meta", "hyper"})
_NAMED = frozenset(key.value for key in Keys)
Clash = tuple[str, str, str, str]
"""Where, which key, and the ids of two commands in order."""


def usable_keys(table: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Return the keymap that holds, and what is wrong with the rest."""
    keymap: dict[str, str] = {}
    problems: list[str] = []
    fixed = {command.id: command.is_fixed for command in every_command()}
    for name, keys in table.items():
        problem = _problem(name, keys, fixed)
        if problem:
            problems.append(problem)
        else:
            keymap[name] = ",".join(key_names(str(keys)))
    return _without_clashes(keymap, problems), problems


def _problem(name: str, keys: object, fixed: Mapping[str, bool]) -> str:
    if name not in fixed or not isinstance(keys, str) or not keys.strip():
        return f"{name} is no command, or its keys are no text"
    if fixed[name]:
        return f"{name} cannot have other keys"
    names = [key.strip() for key in keys.split(",")]
    if not all(names):
        return f"{name}: there is an empty key; the comma itself is written comma"
    unknown = [key for key in names if not is_key(key)]
    if unknown:
        return f"{name}: {unknown[0]} is no key. Write f5, ctrl+b, slash or /"
    return ""


def is_key(name: str) -> bool:
    """Whether a terminal can send a key of this name."""
    *modifiers, key = name.split("+") if len(name) > 1 else [name]
    if not _MODIFIERS.issuperset(modifiers):
        return False
    if len(key) == 1 or key in _NAMED:
        return key.isprintable()
    try:
        unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return key in {"slash", "at", "underscore", "minus", "plus", "comma"}
    return True


def _without_clashes(keymap: dict[str, str], problems: list[str]) -> dict[str, str]:
    """Take keys out until no command has a key of another one's."""
    allowed = set(_clashes({}))
    while found := [clash for clash in _clashes(keymap) if clash not in allowed]:
        refused = {name for clash in found for name in clash[2:] if name in keymap}
        for name in sorted(refused):
            where, key, one, other = next(clash for clash in found if name in clash[2:])
            problems.append(
                f"{name} = {key_sign(key)}: in {where} this is a key of "
                f"{other if name == one else one} already. {name} keeps the keys it comes with"
            )
        keymap = {name: keys for name, keys in keymap.items() if name not in refused}
    return keymap


def _clashes(keymap: Mapping[str, str]) -> Iterator[Clash]:
    """Yield every key that two commands have in one context."""
    for where, commands in CONTEXTS.items():
        held: dict[str, str] = {}
        if any(command.id == "top" and command.keys == "home" for command in commands):
            held = {key: f"{key} {next(iter(rest))}" for key, rest in CHORDS.items()}
        for command in commands:
            for key in _keys_of(command, keymap):
                owner = held.setdefault(key, command.id)
                if owner != command.id:
                    yield (where, key, *sorted((owner, command.id)))  # type: ignore[misc]


def _keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    if command.is_fixed:
        return command.keys.split(",")
    return key_names(keymap.get(command.id, command.keys))
