"""Chooses the reader for a file and gives its page.

The name's ending decides; where it says nothing, the text's first characters do.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

from ..model import Page
from ..page.decoding import decode
from ..page.limits import cut_text
from .markdown import read_markdown
from .plain import read_plain

_HTML = re.compile(
    r"\s{0,40}(?:<\?xml[^>]{0,200}>\s{0,40})?(?:<!--[^>]{0,400}-->\s{0,40})?"
    r"<(?:!doctype html|html|head)\b",
    re.IGNORECASE,
)
_MARKDOWN_ENDINGS = {".md", ".markdown", ".mdown", ".mkd"}
_HTML_ENDINGS = {".html", ".htm", ".xhtml"}


def read_page(raw: bytes, name: str, *, given_day: date | None, given_outlet: str | None) -> Page:
    """Decode a file and sort its lines into text, headings and furniture.

    Args:
        raw: the file's bytes.
        name: the file's name, without folder.
        given_day: the day that the reader states; it beats all others.
        given_outlet: the outlet that the reader states.

    Raises:
        FileUnusable: empty, binary, too large, or nothing to read in it.
    """
    decoded = decode(raw, name)
    ending = PurePath(name).suffix.lower()
    if ending in _HTML_ENDINGS or _HTML.match(decoded.text[:1000]):
        from .html import read_html  # its parser takes time to load and most files are text

        return read_html(decoded, name, given_day=given_day, given_outlet=given_outlet)
    decoded = cut_text(decoded)
    if ending in _MARKDOWN_ENDINGS or decoded.text.startswith("---\n"):
        return read_markdown(decoded, name, given_day=given_day, given_outlet=given_outlet)
    return read_plain(decoded, name, given_day=given_day, given_outlet=given_outlet)
