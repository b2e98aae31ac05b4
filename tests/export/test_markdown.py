"""Notes as Markdown: the bytes, and that no text can break the structure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.formats import NOTES
from reader.export.markdown import render_markdown
from reader.export.writing import mark

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


def shape(reader: MarkdownIt, markdown: str) -> list[tuple[str, str]]:
    """Return type and tag of all tokens of a Markdown text, the inner ones included."""
    tokens = []
    for token in reader.parse(markdown):
        tokens += [(inner.type, inner.tag) for inner in (token, *(token.children or ()))]
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
@given(text=st.text(st.sampled_from("\\`*_[]()<>#+-=|~!&:.1$^%{} \n\tab"), min_size=1, max_size=60))
def test_no_text_makes_a_link_an_image_or_html(text: str) -> None:
    kinds = {kind for kind, _ in shape(HTML, render_markdown(make_hostile(f"a{text}")))}
    assert not kinds & {"link_open", "image", "html_block", "html_inline", "code_block", "fence"}
    assert not kinds & {"table_open", "bullet_list_open", "ordered_list_open", "s_open"}


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("\\`*_[]()<>#+-=|~!&:.1$^%{} \n\tab"), min_size=1, max_size=60))
def test_headings_and_rules_are_only_those_of_the_export(text: str) -> None:
    tokens = shape(HTML, render_markdown(make_hostile(f"a{text}")))
    assert [tag for kind, tag in tokens if kind == "heading_open"] == ["h1", "h2", "h2"]
    assert not [tag for kind, tag in tokens if kind == "hr"]
    assert len([tag for kind, tag in tokens if kind == "blockquote_open"]) == 2


def test_an_orphan_stands_with_its_stored_quotation() -> None:
    text = render_markdown(make_collection())
    assert "> Words that are gone" in text.partition("## No longer in the library")[2]


def test_a_bookmark_is_marked() -> None:
    assert "★ bookmarked 2031-05-02 09:30 UTC" in render_markdown(make_collection())
