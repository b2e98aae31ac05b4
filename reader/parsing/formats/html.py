"""HTML: placeholder reader until the block scorer is in place."""

from __future__ import annotations

from datetime import date

from store.errors import FileUnusable

from ..decoding import Decoded
from ..model import Page


def read_html(
    decoded: Decoded, name: str, *, given_day: date | None, given_outlet: str | None
) -> Page:
    """Refuse."""
    raise FileUnusable(name, "HTML is not read yet", "Save it as text")
