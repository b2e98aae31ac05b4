"""Documents and arguments are untrusted: nothing of them is obeyed, whatever the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Parley

PAYLOADS = {
    "title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;b3duZWQ=\x07",
    "link": "\x1b]8;;http://example.org\x1b\\click\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "unterminated": "\x1b]0;never ends",
    "device": "\x1bP$q\x1b\\",
    "c1": "\x9b31m\x9d0;owned\x9c",
    "bell": "\x07\x08\x0b\x0c\x0e",
    "return": "kept\rgone",
    "delete": "a\x7fb",
    "bidi": "\u202egnol\u202c \u2066x\u2069",
    "invisible": "\u200b\u2060\ufeff",
    "tags": "\U000e0041\U000e007f",
    "separators": "a\u2028b\u2029c",
    "markup": "[@click=app.quit]x[/] [/b] [TODO]",
    "surrogate": "\ud800",
}
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_payload_reaches_the_terminal_by_any_command(
    parley: Parley, tmp_path: Path, payload: str
) -> None:
    path = tmp_path / "story.txt"
    text = f'Ada Moreau said: "We {payload} open the harbour again soon" on Monday {payload}.\n'
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    told = parley("import", path, "--outlet", f"Out{payload}", "--day", "2031-05-01")
    assert told.code == 0
    key = str(parley("list", "items", "--json").records[0]["id"])
    runs = [told, parley("note", key, f"#tag{payload} {payload}"), parley("bookmark", key)]
    commands: list[list[str]] = [
        *(["list", kind] for kind in ("documents", "items", "statements", "actors", "notes")),
        *(["list", kind, "--json"] for kind in ("documents", "items", "statements", "notes")),
        ["show", key, "--why"],
        ["show", key, "--json"],
        ["search", "harbour"],
        ["search", payload],
        ["export", "notes"],
        ["export", "notes", "--format", "json"],
        ["export", "tracker"],
        ["remove", f"x{payload}"],
        [],
    ]
    for run in (*runs, *(parley(*words) for words in commands)):
        assert not UNSAFE.search(run.out + run.err)


def test_editorial_brackets_are_shown(parley: Parley, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text('"We [the council] open the harbour again", said Ada Moreau on Monday.\n')
    parley("import", path)
    assert "We [the council] open" in parley("list", "items").out
    assert "We [the council] open" in parley().out


WORDS = st.sampled_from(
    [
        "list", "items", "notes", "positions", "search", "show", "note", "bookmark", "export",
        "tracker", "check", "remove", "--json", "--why", "--day", "2031-05-01", "..", "--actor",
        "ada-moreau", "--point", "1", "--outlet", "", " ", "i00000000aa", "s00000000aa", "--quote",
        "never pay", "--by", "actor", "--format", "json", "csv", "--as-of", "--", "\x1b[2J",
        '"', '"never', "\udcff", "0" * 400, "--version", "--help", "--bookmarked", "harbour.txt",
    ]
)  # fmt: skip


@pytest.mark.usefixtures("library")
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, min_size=1, max_size=6))
def test_no_words_break_a_command(parley: Parley, words: list[str]) -> None:
    run = parley(*words)
    assert run.code in {0, 1, 2}
    assert not UNSAFE.search(run.out + run.err)
