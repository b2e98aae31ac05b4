"""Which outlets there are, and which one published a document.

The table is ``data/outlets.toml``. ``find_outlet`` weighs what a page says about itself; other
stages ask ``outlet_named`` whether a name in the text is an outlet. An unsure answer is None.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from ..tables import read_data


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row of the table."""

    name: str
    country: str
    kind: str
    """paper, magazine, broadcaster, agency, site or channel."""
    hosts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """Podcasts and newsletters that only this outlet promotes."""
    is_common: bool = False
    """The bare name is a common word ("the hill")."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called in running text: name and aliases, without common words."""
        bare = self.name.removeprefix("The ")
        if not self.is_common:
            return tuple(dict.fromkeys((self.name, bare, *self.aliases)))
        return self.aliases if bare == self.name else (self.name, *self.aliases)


@cache
def _table() -> dict[str, object]:
    return tomllib.loads(read_data("outlets.toml"))


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """Return all outlets, sorted by name."""
    rows = _table()["outlets"]
    assert isinstance(rows, list)
    return tuple(
        Outlet(
            row["name"], row["country"], row["kind"], tuple(row["hosts"]),
            tuple(row.get("aliases", ())), tuple(row.get("products", ())),
            bool(row.get("is_common")),
        )
        for row in rows
    )  # fmt: skip


@cache
def load_platforms() -> tuple[str, ...]:
    """Return the platforms on which people publish themselves, such as Telegram and X."""
    platforms = _table()["platforms"]
    assert isinstance(platforms, list)
    return tuple(platforms)


@cache
def _by_name() -> dict[str, Outlet]:
    names: dict[str, Outlet] = {}
    for outlet in load_outlets():
        for name in (outlet.name, *outlet.names):
            names.setdefault(_fold(name), outlet)
    return names


def outlet_named(name: str) -> Outlet | None:
    """Return the outlet of this name or alias, case and "the" left out of account."""
    return _by_name().get(_fold(name))


def outlet_at(address: str) -> Outlet | None:
    """Return the outlet that an address (URL or host) belongs to."""
    host = (urlsplit(address).hostname or "") if "//" in address else address.split("/")[0]
    parts = host.casefold().split(".")
    hosts = _by_host()
    for start in range(len(parts) - 1):
        outlet = hosts.get(".".join(parts[start:]))
        if outlet:
            return outlet
    return None


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in load_outlets() for host in outlet.hosts}


def _fold(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


_NAME = r"[A-Z0-9][\w.'’&-]{0,20}(?: (?:of |and |the |de |della )?[A-Z0-9][\w.'’&-]{0,20}){0,4}"
_ENOUGH = 4
_LONGEST_PROMOTION = 400
_PROMOTING = ("odcast", "ewsletter", "episode", "Listen")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Words with which a page speaks of its own outlet."""

    weight: int
    anchors: tuple[str, ...]
    """One of them stands in every line that the pattern matches, for a quick look."""
    pattern: re.Pattern[str]
    takes_unknown: bool
    """A name that is not in the table counts as well."""


@cache
def _evidence() -> tuple[_Evidence, ...]:
    rows = _table()["evidence"]
    assert isinstance(rows, list)
    return tuple(
        _Evidence(
            row["weight"],
            tuple(row["anchors"]),
            re.compile(row["match"].replace("NAME", f"({_NAME})")),
            bool(row.get("takes_unknown")),
        )
        for row in rows
    )


def find_outlet(
    address: str | None, site_names: Sequence[str], title: str | None, lines: Iterable[str]
) -> str | None:
    """Decide who published a document.

    The order: the address, the name that the page gives itself, the end of its title, and at
    last its words about itself, where one outlet must stand clearly before all others.

    Args:
        address: the page's URL, if known.
        site_names: names from metadata (``og:site_name``, JSON-LD publisher).
        title: the page's title with whatever follows it ("… | Reuters").
        lines: the text.
    """
    known = outlet_at(address) if address else None
    for name in site_names:
        known = known or outlet_named(name) or outlet_at(name)
    if known is None and title:
        known = _outlet_after_title(title)
    if known:
        return known.name
    return next((n.strip() for n in site_names if n.strip()), None) or _outlet_in_text(lines)


def _outlet_after_title(title: str) -> Outlet | None:
    for part in reversed(re.split(r"\s[|–—:-]{1,2}\s", title)[1:]):
        outlet = outlet_named(part)
        if outlet:
            return outlet
    return None


def _outlet_in_text(lines: Iterable[str]) -> str | None:
    votes: Counter[str] = Counter()
    whole = "\n".join((*lines, ""))  # few lines have one of the words: only these are looked at
    for line in _lines_with(_PROMOTING, whole):
        if len(line) < _LONGEST_PROMOTION:
            votes.update({o: _ENOUGH for o, product in _products() if product in line})
    for evidence in _evidence():
        for line in _lines_with(evidence.anchors, whole):
            name = _self_named(line, evidence)
            if name:
                votes[name] += evidence.weight
    ranked = votes.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    is_close = len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]
    return None if is_close else ranked[0][0]


def _lines_with(words: Iterable[str], whole: str) -> list[str]:
    """Give the lines of a text, which ends with a line break, in which one of the words stands."""
    found: dict[int, str] = {}
    for word in words:
        at = whole.find(word)
        while at >= 0:
            start, end = whole.rfind("\n", 0, at) + 1, whole.index("\n", at)
            found[start] = whole[start:end]
            at = whole.find(word, end)
    return [found[start] for start in sorted(found)]


def _self_named(line: str, evidence: _Evidence) -> str | None:
    match = evidence.pattern.search(line)
    if not match:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):  # "Harbour Post 21" in a dateline
        known = outlet_named(" ".join(words[:count]))
        if known:
            return known.name
    return match[1] if evidence.takes_unknown else None


@cache
def _products() -> tuple[tuple[str, str], ...]:
    return tuple(
        (o.name, product.removesuffix(" podcast")) for o in load_outlets() for product in o.products
    )
