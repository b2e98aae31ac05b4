"""The names of one line by their form alone: capitals, titles, bodies, papers.

Takes a line without its quotations and gives its capitalised sequences with their kind. It needs
no list of people, so boundaries are found as well in text about people whom nobody has listed.
Who is who is left to ``names``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .linewords import LISTS, NO_NAME

_TITLES, _BODIES, _PARTICLES = LISTS["titles"], LISTS["bodies"], LISTS["particles"]
_OUTLETS, _PAPERS, _PLACES = LISTS["outlets"], LISTS["papers"], LISTS["places"]

_CAPITAL = "[A-Z\u00c0-\u00de\u0100-\u017d\u0400-\u042f]"
_WORD = rf"{_CAPITAL}(?:[\w-]{{1,40}}|\.(?:{_CAPITAL}\.){{0,3}})?"
_NAME = re.compile(
    # up to eight capitalised words or initials in a row, particles between them
    rf"{_WORD}(?: (?:(?:al|bin|da|de|del|den|der|di|du|el|la|le|van|von) ){{0,2}}{_WORD}){{0,7}}"
)


class Kind(StrEnum):
    """How a name stands in a line."""

    TITLED = "titled"
    """In full, with title or office."""
    FULL = "full"
    """First name and surname."""
    SHORT = "short"
    """Title and surname."""
    SINGLE = "single"
    """One word: a surname, a place, a state."""
    BODY = "body"
    OUTLET = "outlet"


_BODY, _FULL, _OUTLET, _SHORT = Kind.BODY, Kind.FULL, Kind.OUTLET, Kind.SHORT
_SINGLE, _TITLED = Kind.SINGLE, Kind.TITLED


IN_FULL = (Kind.TITLED, Kind.FULL)
PERSONS = (Kind.TITLED, Kind.FULL, Kind.SHORT)


@dataclass(slots=True)
class Name:
    """A capitalised sequence outside quotation marks.

    Open, as are ``Speaker`` and ``Shape``: several are made for every line.
    """

    kind: Kind
    key: str
    """Its last word, lower case; of an outlet all words."""
    first: str
    """Its first word without title, lower case."""
    start: int
    """Character offsets into the line without its quotations, half-open."""
    end: int
    owns: bool
    """A possessive: what follows is a thing of it, or a person of it."""


_Form = tuple[Kind, str, str, int, bool]
"""Kind, key and first word, how many characters to leave out, and whether the kind may change with
what stands around."""


class _Forms(dict[str, _Form | None]):
    """What was read of sequences; where there is too much it starts anew."""

    _MOST = 16384

    def __missing__(self, text: str) -> _Form | None:
        if len(self) >= self._MOST:
            self.clear()
        form = self[text] = _read_form(text)
        return form


_FORMS: Final[Mapping[str, _Form | None]] = _Forms()


def _read_form(text: str) -> _Form | None:
    """What a sequence shows by itself."""
    words = text.split(" ")
    while words and (words[0].lower() in NO_NAME or words[0].lower() in _PARTICLES):
        del words[0]
    if not words:
        return None
    small = [word.lower() for word in words]
    cut = max((k for k, word in enumerate(small) if word.rstrip(".") in _TITLES), default=-1)
    own = [word for word in words[cut + 1 :] if word.lower() not in _PARTICLES]
    if not own:
        return None
    kind = _kind_by_form(small, own, is_titled=cut >= 0)
    left_out = len(text) - len(" ".join(words))
    key = " ".join(small) if kind is _OUTLET else small[-1]
    is_place = kind is _SINGLE and " ".join(small) in _PLACES
    may_change = kind is _FULL or (kind is _SINGLE and not is_place)
    return kind, key, own[0].lower(), left_out, may_change


def _kind_by_form(small: list[str], own: list[str], *, is_titled: bool) -> Kind:
    last = small[-1]
    if last in _OUTLETS or last in _PAPERS or small[0] in _OUTLETS:
        return _OUTLET
    if last in _PLACES:
        return _SINGLE
    if own[0].lower() in _PLACES and len(own) > 1:
        return _SHORT if is_titled else _BODY
    if last in _BODIES or (len(own) == 1 and len(own[0]) > 1 and own[0].isupper()):
        return _BODY
    if len(own) == 1 or (len(own) == 2 and own[0].isupper() and "." not in own[0]):
        return _SHORT if is_titled else _SINGLE
    return _TITLED if is_titled else _FULL


def _kind_in_place(kind: Kind, plain: str, start: int, end: int) -> Kind:
    """The kind with a title in small letters: "envoy Anna Berg", "Anna Berg, the envoy"."""
    is_titled = False
    if start > 1:
        gap = plain.rfind(" ", max(0, start - 24), start - 1)
        is_titled = gap >= 0 and plain[gap + 1 : start - 1].rstrip(",").lower() in _TITLES
    if kind is _SINGLE:
        return _SHORT if is_titled else kind
    if not is_titled and plain.startswith(", ", end):
        is_titled = not _TITLES.isdisjoint(plain[end : end + 60].lower().split())
    return _TITLED if is_titled else kind


def find_line_names(plain: str) -> tuple[Name, ...]:
    """Find the names of a line, in order.

    Args:
        plain: the line without quotations, its possessives written as `` ; ``.
    """
    names = []
    for found in _NAME.finditer(plain):
        form = _FORMS[found[0]]
        if form is None:
            continue
        kind, key, first, left_out, may_change = form
        start, end = found.span()
        start += left_out
        if may_change:
            kind = _kind_in_place(kind, plain, start, end)
        names.append(Name(kind, key, first, start, end, plain.startswith(" ;", end)))
    return tuple(names)
