"""Tables and paragraphs on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.cli import output
from reader.cli.output import cells, counted, wrap, write_json, write_paragraphs, write_table

words = st.text(st.sampled_from("ab é漢\u0301 “”"), max_size=60)


@settings(max_examples=200, deadline=None)
@given(text=words, room=st.integers(2, 30))
def test_no_wrapped_line_is_wider_than_its_room(text: str, room: int) -> None:
    assert all(cells(line) <= room for line in wrap(text, room))


@settings(max_examples=200, deadline=None)
@given(text=words, room=st.integers(2, 30))
def test_wrapping_keeps_every_character_but_spaces(text: str, room: int) -> None:
    assert "".join("".join(wrap(text, room)).split()) == "".join(text.split())


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make stdout a terminal of 40 cells."""
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(output, "width", lambda: 40)


@pytest.mark.usefixtures("terminal")
def test_a_table_is_aligned_and_its_last_column_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([("a", "bb", "one two three four five six seven"), ("aaa", "b", "short")])
    assert capsys.readouterr().out.split("\n") == [
        "a    bb  one two three four five six",
        "         seven",
        "aaa  b   short",
        "",
    ]


@pytest.mark.usefixtures("terminal")
def test_a_table_too_wide_puts_its_last_column_below(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([("a" * 15, "b" * 15, "the last column")])
    assert capsys.readouterr().out == f"{'a' * 15}  {'b' * 15}\n    the last column\n"


@pytest.mark.usefixtures("terminal")
def test_wide_characters_take_two_cells(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([("漢", "x"), ("ab", "y")])
    assert capsys.readouterr().out == "漢  x\nab  y\n"


@pytest.mark.usefixtures("terminal")
def test_paragraphs_are_wrapped_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    write_paragraphs("one\n" + "word " * 10, indent=2)
    assert capsys.readouterr().out == f"  one\n  {'word ' * 7}".rstrip() + "\n  word word word\n"


def test_a_tab_or_a_newline_never_breaks_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([("a\tb", "c\nd\x1b[2J")])
    assert capsys.readouterr().out == "a b\tc d␛[2J\n"


def test_json_holds_no_character_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    write_json([{"a\x9b": ["\x1b]0;x\x07", {"b": "\ud800"}]}])
    assert capsys.readouterr().out == '{"a\ufffd":["␛]0;x␇",{"b":"\ufffd"}]}\n'


def test_a_number_goes_with_its_noun() -> None:
    assert (counted(1, "item"), counted(0, "item")) == ("1 item", "0 items")
