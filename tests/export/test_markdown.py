"""Notes as Markdown: the bytes, and that no text can break the structure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.export.blocks import Block, read_blocks
from reader.export.formats import NOTES
from reader.export.markdown import render_folder, render_markdown
from reader.export.writing import ids_in, join, mark

from .collections import make_collection, make_hostile

GOLDEN = Path(__file__).parent / "golden"
HTML = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
PLAIN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
HOSTILE = [
    "# heading\n\n- list\n\n1. number",
    "---",
    "text\n===\nmore\n---",
    "```\nfence\n```",
    "~~~ fence",
    "    indented code",
    "\tindented code",
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    "<!-- comment",
    "[a](javascript:alert(1))",
    "![a](http://example.org/beacon.png)",
    "[a]: http://example.org",
    "<http://example.org>",
    "[[page]] %%hidden%% <% code %> {{ x }}",
    "| a | b |\n|---|---|\n| c | d |",
    "a | b\n--- | ---",
    "*bold* __bold__ ~~gone~~ `code`",
    "> quoted\n> > twice",
    "a\\\nb  \nc",
    "&lt;b&gt; &#35; &amp;",
    "\u202egnol\u2066 \u200b\ufeff \x1b]52;c;eA==\x07",
    "+++\n+ plus",
    "* * *\n_ _ _",
]


MARKER = re.compile(r"<!-- /?parley [a-z0-9-]+(?: [0-9a-f]{16})? -->\n*")
CHARACTERS = st.sampled_from("\\`*_[]()<>#+-=|~!&:.1$^%{} \n\tab")


def body(markdown: str) -> str:
    """Return a text without its front matter, which must be YAML."""
    _, front, rest = markdown.split("---\n", 2)
    properties = yaml.safe_load(front)
    assert properties["parley"] == "notes"
    assert all(isinstance(value, str | list) for value in properties.values())
    return rest


def tokens_of(reader: MarkdownIt, markdown: str) -> list[Token]:
    """Return all tokens of a text without its front matter, the inner ones included."""
    tokens: list[Token] = []
    for token in reader.parse(body(markdown)):
        tokens += [token, *(token.children or ())]
    return tokens


def shape(reader: MarkdownIt, markdown: str) -> list[tuple[str, str]]:
    """Return type and tag of all tokens of a Markdown text, the inner ones included."""
    tokens = [(token.type, token.tag) for token in tokens_of(reader, markdown)]
    return [token for token in tokens if token[0] != "softbreak"]


@pytest.mark.parametrize("name", list(NOTES))
def test_an_export_has_exactly_the_bytes_of_the_golden_file(name: str) -> None:
    form = NOTES[name]
    text = mark(form.render(make_collection()), form)
    assert text.encode() == (GOLDEN / f"notes.{name}").read_bytes()


@pytest.mark.parametrize("reader", [HTML, PLAIN], ids=["html", "no-html"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_gives_the_same_structure_as_plain_text(reader: MarkdownIt, text: str) -> None:
    lines = "\n".join("plain" for line in text.split("\n") if line.strip())
    wanted = shape(reader, render_markdown(make_hostile(lines)))
    assert shape(reader, render_markdown(make_hostile(text))) == wanted


@settings(max_examples=150, deadline=None)
@given(text=st.text(CHARACTERS, min_size=1, max_size=60))
def test_no_text_makes_a_link_an_image_or_html(text: str) -> None:
    tokens = tokens_of(HTML, render_markdown(make_hostile(f"a{text}")))
    kinds = {token.type for token in tokens}
    assert not kinds & {"image", "html_inline", "code_block", "fence", "code_inline", "table_open"}
    assert not kinds & {"bullet_list_open", "ordered_list_open", "s_open", "em_open"}
    assert all(MARKER.fullmatch(token.content) for token in tokens if token.type == "html_block")
    links = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    assert links == ["#%5Ed1"]


@settings(max_examples=150, deadline=None)
@given(text=st.text(CHARACTERS, min_size=1, max_size=60))
def test_headings_and_rules_are_only_those_of_the_export(text: str) -> None:
    tokens = shape(HTML, render_markdown(make_hostile(f"a{text}")))
    headings = [tag for kind, tag in tokens if kind == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h2"]
    assert not [tag for kind, tag in tokens if kind == "hr"]
    assert len([tag for kind, tag in tokens if kind == "blockquote_open"]) == 2


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(codec="utf-8") | CHARACTERS, min_size=1, max_size=60))
def test_any_text_exports_twice_to_the_same_bytes_and_blocks(text: str) -> None:
    collection = make_hostile(text)
    once = render_markdown(collection)
    assert render_markdown(collection) == once
    keys = [part.key for part in read_blocks(once) if isinstance(part, Block)]
    assert len(keys) == len(set(keys)) == 8
    assert join(once, once, ids_in(once)) == once
    for name, page in render_folder(collection).items():
        assert yaml.safe_load(page.split("---\n", 2)[1])["parley"] == "notes"
        assert len(name.encode()) <= 120


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_links_between_notes(text: str) -> None:
    exported = render_markdown(make_hostile(text))
    assert not re.search(r"(?<!\\)\[\[|(?<!\\)%%", body(exported))


def test_an_orphan_stands_with_its_stored_quotation() -> None:
    text = render_markdown(make_collection())
    assert "> Words that are gone" in text.partition("## No longer in the library")[2]


def test_a_bookmark_is_marked() -> None:
    assert "★ bookmarked 2031-05-02 09:30 UTC" in render_markdown(make_collection())
