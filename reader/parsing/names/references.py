"""Where an office stands for its holder: "the Polish president", "the chancellor".

Takes the holders of offices (``offices``) and the places where their states, bodies and principals
are named, line by line. An office that two hold goes to the one named last nearby, else to
nobody; so does a bare office.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from ..model import Reference
from .folding import fold
from .offices import PEEK, Offices, office_key, office_table

_PLACE = itemgetter(0, 1)
_WINDOW = 6
"""Lines in which an office that several hold still means the one named last."""
_BARE_WINDOW = 1
_NOT_NOW = frozenset({"ex", "first", "former", "future", "late", "next", "previous", "then"})
_INDEFINITE = frozenset({"a", "an", "another", "any", "one", "some", "two", "unnamed"})
_FOLLOWING = re.compile(r"(?:['’]s?)? ([A-Za-z]+)")
_BESIDE = 2
"""Characters between an office and the name that it is the title of: ", " at most."""
_MOST_WORDS = 5
_LINKS = ("of the ", "to the ", "of ", "to ")


class Owner(NamedTuple):
    """A place where a state, body or person is named, by noun or adjective."""

    start: int
    end: int
    actor: str


class Held(NamedTuple):
    """An office with its owner, by its place in a line."""

    start: int
    end: int
    office: str
    """Its plain form."""
    owner: str | None
    """The owner's id; None for an office without one."""


def find_offices(text: str, places: Iterable[tuple[int, int, str]]) -> list[Held]:
    """Find the offices beside the places of one line where somebody is named.

    Args:
        text: the line.
        places: start, end and id of each state, body or person, by noun or adjective.
    """
    behind = office_table().behind
    found = []
    for first, last, owner in places:
        start, end, office = first, last, None
        # A quick look at the letters that touch a name: most have no office at all.
        follows = text[end : end + PEEK].lower()
        if follows in behind or follows[:-1] in behind:
            end, office = _office_behind(text, end)
        if office is None:
            link = text[start - 3 : start]
            if link in _LINKS or (link == "he " and text[start - 7 : start] in _LINKS):
                start, office = _office_before(text, start)
        if office is not None and _is_definite(text, start, end):
            is_after = text.endswith(("the ", "The "), max(0, start - 4), start)
            found.append(Held(start - 4 * is_after, end, office, owner))
    return found


def _bare_offices(text: str) -> list[Held]:
    """Find the offices that have an article and no owner."""
    table = office_table()
    return [
        Held(match.start() - 1, match.end(), table.forms[office_key(match[1])], None)
        for match in table.bare.finditer(text)
        if match.start() and text[match.start() - 1] in "tT"
    ]


class Trail:
    """Follows who was named last, line by line, and says whom an office means."""

    def __init__(self, offices: Offices) -> None:
        self._offices = offices
        self._last: dict[str, int] = {}

    def name(self, person: str, line: int) -> None:
        """Note that a person is named."""
        self._last.pop(person, None)
        self._last[person] = line

    def find(
        self, text: str, line: int, offices: Sequence[Held], named: Sequence[Owner]
    ) -> list[Reference]:
        """Return the offices in one line that mean one person.

        Args:
            text: the line.
            line: its number.
            offices: those beside an owner, as ``find_offices`` gives them.
            named: the persons in the line, by place; an office beside a name is a title.
        """
        bare = _bare_offices(text) if "he " in text else []
        if bare:
            offices = [*offices, *bare]
        if not offices:
            for person in named:
                self.name(person.actor, line)
            return []
        found: list[Reference] = []
        waiting = list(named)
        end_of_last = 0
        for start, end, office, owner in sorted(offices, key=_PLACE):
            while waiting and waiting[0].start < start:
                self.name(waiting.pop(0).actor, line)
            if start < end_of_last or _is_title(text, start, end, named):
                continue
            holder = self._holder(office, owner, line)
            if holder is not None:
                found.append(Reference(holder, line, start, end))
                self.name(holder, line)
                end_of_last = end
        for person in waiting:
            self.name(person.actor, line)
        return found

    def _holder(self, office: str, owner: str | None, line: int) -> str | None:
        if owner is None:
            near = self._near(line, _BARE_WINDOW)
            return next((p for p in near if office in self._offices.kinds.get(p, ())), None)
        holders = self._offices.held(office, owner)
        if len(holders) == 1:
            return next(iter(holders))
        return next((p for p in self._near(line, _WINDOW) if p in holders), None)

    def _near(self, line: int, window: int) -> Iterable[str]:
        """Those named in the last lines, the last one first."""
        return takewhile(lambda p: line - self._last[p] <= window, reversed(self._last))


def _office_behind(text: str, owner: int) -> tuple[int, str | None]:
    """Return where the office right behind an owner ends, and its plain form."""
    following = _FOLLOWING.match(text, owner)
    pattern = following and office_table().after.get(following[1].lower())
    match = pattern and pattern.match(text, owner)
    return (match.end(), office_table().forms[office_key(match[1])]) if match else (owner, None)


def _office_before(text: str, owner: int) -> tuple[int, str | None]:
    """Return where the office before "of the" begins and its plain form, the longest one."""
    before = text[max(0, owner - 7) : owner]
    link = next(n for n in _LINKS if before.endswith(n))
    end = owner - len(link) - 1
    words = text[max(0, end - 50) : end].split(" ")
    if fold(words[-1]).rpartition("-")[2] not in office_table().closers:
        return owner, None
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        plain = office_table().forms.get(office_key(phrase))
        if plain is not None:
            return end - len(phrase), plain
    return owner, None


def _is_definite(text: str, start: int, end: int) -> bool:
    """Whether the holder is meant: no "former Polish president", no "a senior Polish envoy"."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return False
    words = text[max(0, start - 45) : start].replace("-", " ").split(" ")[-5:-1]
    if words and words[-1].lower() in _NOT_NOW:
        return False
    for word in reversed(words):
        if word.lower() in _INDEFINITE:
            return False
        if not word.islower() or not word.isalpha():
            return True
    return True


def _is_title(text: str, start: int, end: int, named: Sequence[Owner]) -> bool:
    """Whether an office stands beside the name of its holder, before or in apposition."""
    place = bisect_left(named, (end, 0, ""))
    if place < len(named) and named[place].start - end <= _BESIDE:
        return True
    is_possessive = text[end : end + 2] in {"'s", "’s"}
    place = bisect_left(named, (start, 0, ""))
    before = named[place - 1].end if place else -1
    return not is_possessive and place > 0 and text[before:start] in {", ", " – ", " — "}
