"""Bytes become text, or the file is refused with a remedy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.page.decoding import SIZE_LIMIT, decode, split_lines
from store.errors import FileUnusable


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    text = "Talks went on in Geneva.\nŽofia Nováková said “no”.\n" * 3
    assert decode(text.encode(encoding), "a.txt").text == text


def test_cyrillic_in_an_old_encoding_is_recognised() -> None:
    text = "Переговоры продолжаются. Министр сообщил о встрече в среду вечером.\n" * 5
    assert decode(text.encode("cp1251"), "a.txt").text == text


def test_another_encoding_is_told_to_the_reader() -> None:
    decoded = decode("Le ministre a déclaré être prêt. Ça va.\n".encode("latin-1") * 6, "a.txt")
    assert "not UTF-8" in decoded.warnings[0]


def test_the_declared_encoding_comes_before_a_guess() -> None:
    raw = '<html><meta charset="windows-1250"><p>Příliš žluťoučký kůň</p>'.encode("cp1250")
    assert "žluťoučký" in decode(raw, "a.html").text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n\n\t\n",
        b"\xef\xbb\xbf",
        b"%PDF-1.7 text",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"text\x00\x01\x02more",
        b"From: <Saved by a browser>\n",
    ],
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(FileUnusable) as refused:
        decode(raw, "saved.bin")
    assert refused.value.path == "saved.bin"
    assert refused.value.remedy


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(FileUnusable, match="limit is 20 MB"):
        decode(b"a" * (SIZE_LIMIT + 1), "big.txt")


def test_carriage_returns_at_line_ends_are_dropped() -> None:
    assert split_lines(decode(b"one\r\ntwo\r\n", "a.txt").text) == ["one", "two", ""]


def test_other_line_separators_do_not_split() -> None:
    assert len(split_lines(decode("one\u2028two\x0bthree\x85four".encode(), "a.txt").text)) == 1


def test_escape_sequences_become_visible_signs_of_the_same_length() -> None:
    decoded = decode(b"red \x1b[31mtext\x1b[0m", "a.txt")
    assert decoded.text == "red \u241b[31mtext\u241b[0m"
    assert decoded.warnings


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_decoder(raw: bytes) -> None:
    try:
        decoded = decode(raw, "a.txt")
    except FileUnusable:
        return
    assert "\x1b" not in decoded.text
