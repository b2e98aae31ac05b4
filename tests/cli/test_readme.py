"""The README names every command and every option."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.arguments import LIST_KINDS, make_parser

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
COMMANDS = make_parser()[1]
OPTIONS = sorted(
    {
        (name, option)
        for name, command in (("", make_parser()[0]), *COMMANDS.items())
        for action in command._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"parley {command}" in README


@pytest.mark.parametrize("option", sorted({option for _, option in OPTIONS}))
def test_every_option_stands_in_the_readme(option: str) -> None:
    assert option in README


@pytest.mark.parametrize("kind", LIST_KINDS)
def test_every_kind_of_record_stands_in_the_readme(kind: str) -> None:
    assert kind in README


@pytest.mark.parametrize("name", ["PARLEY_LIBRARY"])
def test_every_environment_variable_stands_in_the_readme(name: str) -> None:
    assert name in README
