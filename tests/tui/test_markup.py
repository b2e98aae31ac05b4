"""No foreign text can become markup: the ways in which Textual parses it are not used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[2] / "reader" / "tui").rglob("*.py"))
BANNED = {"from_markup", "from_text", "Markdown", "RichLog"}


def _calls(source: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            yield (
                function.attr
                if isinstance(function, ast.Attribute)
                else getattr(function, "id", ""),
                node,
            )


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_toasts_are_never_markup(source: Path) -> None:
    for name, call in _calls(source):
        if name == "notify":
            assert any(word.arg == "markup" for word in call.keywords), ast.unparse(call)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_text_in_widgets_is_fixed_or_content(source: Path) -> None:
    for name, call in _calls(source):
        assert name not in BANNED, ast.unparse(call)
        if name in {"Static", "Label"} and call.args:
            is_content = isinstance(call.args[0], ast.Constant | ast.Call)
            assert is_content, ast.unparse(call)
            assert not isinstance(call.args[0], ast.JoinedStr), ast.unparse(call)
