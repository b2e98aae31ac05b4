"""Foreign text in Markdown: shown as it is, never obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.escaping import escape_line, escape_lines
from store.cleaning import clean_line

ACTIVE = "\\`*_[]()<>#+-=|~!&:.;{}$^%\"'/@0123456789 \tabw"
READERS = {
    "html": MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
    "no-html": MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]),
    "links": MarkdownIt("gfm-like", {"html": True}),
}
PLAIN_TOKENS = {"paragraph_open", "paragraph_close", "inline"}

hostile = st.text(st.sampled_from(ACTIVE), max_size=40) | st.text(max_size=40)


def read(reader: str, markdown: str) -> tuple[str, list[Token]]:
    """Return the plain text of a Markdown text and all its tokens."""
    tokens: list[Token] = []
    text = ""
    for block in READERS[reader].parse(markdown):
        tokens.append(block)
        for token in block.children or ():
            tokens.append(token)
            text += token.content if token.type in {"text", "code_inline"} else "\n"
    return text, tokens


@pytest.mark.parametrize("reader", ["html", "no-html"])
@settings(max_examples=300, deadline=None)
@given(text=hostile)
def test_any_line_is_read_back_as_the_same_plain_text(reader: str, text: str) -> None:
    shown, tokens = read(reader, escape_line(text))
    assert shown == clean_line(text).strip()
    assert {token.type for token in tokens} <= {*PLAIN_TOKENS, "text"}


@settings(max_examples=300, deadline=None)
@given(text=hostile)
def test_any_line_stays_plain_inside_a_quotation_and_after_other_text(text: str) -> None:
    line = escape_line(text)
    _, tokens = read("html", f"> {line}\n\nsaid: {line}, *{line}*\n\n## {line}\n")
    kinds = {token.type for token in tokens}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"}
    assert not kinds & {"hr", "bullet_list_open", "ordered_list_open", "table_open", "code_block"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2"]


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from(ACTIVE + "\n"), max_size=80))
def test_lines_of_a_text_never_make_a_block_together(text: str) -> None:
    lines = escape_lines(text)
    _, tokens = read("html", "\n\n".join(lines))
    assert {token.type for token in tokens} <= {*PLAIN_TOKENS, "text"}
    assert sum(token.type == "paragraph_open" for token in tokens) == len(lines)


@pytest.mark.parametrize(
    "prose",
    [
        "The delegation left at 10:30 (local time), it said.",
        "AT&T paid $5 billion, or 3% of $160bn - a lot!",
        "He said: “We will not give up 1.5 million people”…",
        "see file_name_two.txt and 24/7 & more",
        "Well; it's 'fine' -- or so \"they\" say?",
        "2025 was the year; 19 points, 28 before",
    ],
)
def test_plain_prose_stays_as_it_is(prose: str) -> None:
    assert escape_line(prose) == prose


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# heading", "\\# heading"),
        ("#tag and #1", "\\#tag and \\#1"),
        ("- item", "\\- item"),
        ("-5 degrees", "-5 degrees"),
        ("---", "\\---"),
        ("===", "\\=\\=\\="),
        ("1. first", "1\\. first"),
        ("2025) it was", "2025\\) it was"),
        ("> quoted", "\\> quoted"),
        ("our [editor's] word", "our \\[editor's] word"),
        ("[a](http://b.c)", "\\[a](http:\\//b.c)"),
        ("![x](y)", "!\\[x](y)"),
        ("[[page]]", "\\[\\[page]]"),
        ("%% hidden %%", "\\%\\% hidden \\%\\%"),
        ("<% run %>", "&lt;% run %>"),
        ("a < b", "a &lt; b"),
        ("&copy; & &#65;", "&amp;copy; & &amp;#65;"),
        ("snake_case _word_", "snake_case \\_word\\_"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("```", "\\`\\`\\`"),
        ("~~~", "\\~\\~\\~"),
        ("a ^block", "a \\^block"),
        ("$x$ and $5", "\\$x\\$ and $5"),
        ("{{ x }} {% y %}", "\\{\\{ x }} \\{\\% y %}"),
        ("visit www.example.org", "visit www\\.example.org"),
    ],
)
def test_what_acts_is_escaped(text: str, markdown: str) -> None:
    assert escape_line(text) == markdown


@pytest.mark.parametrize("address", ["https://example.org/a", "www.example.org", "ftp://x.yz"])
def test_a_bare_address_is_no_link_even_where_addresses_become_links(address: str) -> None:
    _, tokens = read("links", escape_line(f"see {address} there"))
    assert "link_open" not in {token.type for token in tokens}


def test_signs_that_turn_the_direction_of_text_are_made_visible() -> None:
    assert escape_line("a\u202eb\x1b[31m") == "a\ufffdb␛\\[31m"
