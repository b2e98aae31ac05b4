"""What a headless command loads: no screen, and only what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .cli.invented import make_library

PROBE = """
import sys
from reader.cli.app import main
code = main(sys.argv[1:])
print("\\n".join(sorted(sys.modules)), file=sys.stderr)
sys.exit(code)
"""
SCREEN = ("textual", "rich")
HEAVY = ("dateutil", "charset_normalizer", "selectolax", "reader.parsing", "reader.importing")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an invented library."""
    folder = tmp_path_factory.mktemp("library")
    make_library(folder)
    return folder


def loaded(library: Path, *words: str) -> list[str]:
    """Return the modules that a command has loaded when it is done."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PARLEY_LIBRARY": str(library)},
        cwd=Path(__file__).parents[1],
        check=False,
    )
    assert run.returncode in {0, 1}, run.stderr.decode()
    return run.stderr.decode().split("\n")


def named(modules: list[str], packages: tuple[str, ...]) -> set[str]:
    """Return those of the modules that belong to the packages."""
    heads = tuple(f"{package}." for package in packages)
    return {module for module in modules if module in packages or module.startswith(heads)}


@pytest.mark.parametrize(
    "words",
    [
        ["list", "items"],
        ["list", "notes", "--json"],
        ["search", "tolls"],
        ["show", "s00000000aa", "--why"],
        ["bookmark", "i00000000aa"],
        ["export", "notes"],
        [],
    ],
    ids=" ".join,
)
def test_a_headless_command_loads_neither_screen_nor_parser(
    library: Path, words: list[str]
) -> None:
    assert not named(loaded(library, *words), SCREEN + HEAVY)


@pytest.mark.parametrize("words", [["check"], ["import", "--again"]], ids=" ".join)
def test_a_command_that_parses_loads_no_screen(library: Path, words: list[str]) -> None:
    assert not named(loaded(library, *words), SCREEN)


def test_help_loads_no_library(library: Path) -> None:
    assert not named(loaded(library, "--help"), (*SCREEN, *HEAVY, "store.library", "tinydb"))
