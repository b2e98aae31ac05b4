"""The formats that notes can be written in, by name: the place to add another one.

A format is a function from a ``Collection`` to text, and the way in which its files carry a mark of
Parley, so that a later export knows its own file again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .excerpts import Collection
from .jsonlines import render_json_lines
from .markdown import render_markdown


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write notes."""

    name: str
    """As given to ``--format``."""
    render: Callable[[Collection], str]
    comment: tuple[str, str] | None
    """What opens and closes a comment line of this format; None where it has none."""


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("md", render_markdown, ("<!-- ", " -->")),
        Format("json", render_json_lines, None),
    )
}
