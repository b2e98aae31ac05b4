from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.cli.app import main

from .invented import make_library


@dataclass(frozen=True)
class Run:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.split("\n")[:-1]

    @property
    def records(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines]


Parley = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the place of a library that does not exist yet; nothing else is ever used."""
    place = tmp_path / "library"
    monkeypatch.setenv("PARLEY_LIBRARY", str(place))
    return place


@pytest.fixture
def parley(folder: Path, capsys: pytest.CaptureFixture[str]) -> Parley:
    """Return a function that runs a command on the folder's library."""

    def run(*words: str | Path) -> Run:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run


@pytest.fixture
def library(folder: Path) -> Path:
    """Return the folder of an invented library."""
    make_library(folder)
    return folder
