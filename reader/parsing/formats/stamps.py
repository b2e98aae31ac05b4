"""Time stamps of the elements of a page: attributes first, clock times in the text at last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborNode

from ..days.dates import find_time, read_stamp
from .blocks import tidy
from .markup import TIME_ATTRIBUTES

_NAIVE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d")
_STAMPED = ", ".join(f"[{name}]" for name in TIME_ATTRIBUTES if name != "content")
_CLOCKS = 'time, [class*="time" i], [class*="clock" i], [data-testid*="time" i]'
_LONGEST_CLOCK = 40
_OF_AN_UPDATE = ("updated", "last updated", "edited", "modified")


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was published, as one element has it."""

    node: LexborNode
    moment: datetime | None
    """Without offset where the page gives none; None where only a clock time is printed."""
    is_epoch: bool = False
    """Counted in seconds: it says nothing of the page's zone."""

    @property
    def printed(self) -> str | None:
        """The clock time "HH:MM" in the element's text."""
        text = tidy(self.node.text())
        return find_time(text) if len(text) <= _LONGEST_CLOCK else None


def find_stamps(root: LexborNode) -> Iterator[Stamp]:
    """Yield every element below with a time stamp in an attribute."""
    for node in root.css(f"{_STAMPED}, [itemprop=datePublished][content]"):
        stamp = stamp_of(node)
        if stamp:
            yield stamp


def find_clocks(root: LexborNode) -> Iterator[Stamp]:
    """Yield every element below that prints a clock time and calls itself a time."""
    for node in root.css(_CLOCKS):
        stamp = Stamp(node, None)
        if stamp.printed:
            yield stamp


def stamp_of(node: LexborNode) -> Stamp | None:
    """Read the time stamp in an element's own attributes."""
    attributes = node.attributes
    for name in TIME_ATTRIBUTES:
        value = attributes.get(name)
        moment = (read_stamp(value) or _naive(value)) if value else None
        if value and moment:
            return Stamp(node, moment, value.strip().isdecimal())
    return None


def first_stamp(node: LexborNode) -> Stamp | None:
    """Choose a post's own time: of an element inside first, since a wrapper may have an epoch."""
    inside = [stamp for stamp in find_stamps(node) if not _is_of_an_update(stamp.node)]
    exact = next((stamp for stamp in inside if not stamp.is_epoch), None)
    if exact or inside:
        return exact or inside[0]
    return stamp_of(node) or next(find_clocks(node), None)


def _naive(value: str) -> datetime | None:
    if not _NAIVE.match(value):
        return None
    try:
        return datetime.fromisoformat(value[:16])
    except ValueError:
        return None


def _is_of_an_update(node: LexborNode) -> bool:
    """Tell "Updated at 12.36" from when the post was published."""
    return tidy(node.text())[:40].lower().startswith(_OF_AN_UPDATE)
