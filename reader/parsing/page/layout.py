"""Whether a document is a feed, a live blog or an article.

Day headings make a feed. A live blog without them says so itself, or shows it by many short
independent updates: the weights are ``data/layout.toml``. An article must never be split, so a
doubtful text is an article.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from store.records import Layout

from ..model import Line, LineRole
from ..tables import read_data
from .lines import is_headline_like

_HEADING, _TEXT = LineRole.HEADING, LineRole.TEXT  # a member is slow to reach

_RULES = tomllib.loads(read_data("layout.toml"))
_WEIGHTS: dict[str, float] = _RULES["weights"]
_MOST: dict[str, int] = _RULES["most"]
_PERFECT = re.compile(_RULES["patterns"]["news_in_perfect"])
_AGENCY = re.compile(_RULES["patterns"]["agency_report"])
_AGENCY_WORDS: tuple[str, ...] = tuple(_RULES["agency_words"])
_LEANING = re.compile(_RULES["patterns"]["leaning_on_before"])
_ADDRESS = re.compile(_RULES["says_live"]["address"], re.IGNORECASE)
_TITLE = re.compile(_RULES["says_live"]["title"])
# The capital comes first, so that the search can leap to it; what stands before it is looked at
# when it is found.
_NAME = re.compile(
    r"([A-Z](?<![\w’'.-].)[\w’'-]{0,25} (?:[A-Z][\w’'-]{0,25} ){0,2})([A-Z][\w’'-]{2,25})"
)
_WORD = re.compile(r"[A-Z](?<!\w.)[\w-]{2,25}")
_FIRST_NAME = re.compile(
    r"[A-Z](?<![\w’'.-].)[\w’'-]{1,25}(?: (?:de|van|von|der|al|bin|la)){0,2}"
    r"(?: [A-Z][\w’'-]{1,25}){1,3}"
)
_MARKS = "“\"'‘«„•–-*"
_HEAD = 130


def says_live(address: str | None, title: str | None, lines: Sequence[Line]) -> bool:
    """Tell whether the page calls itself live: its address, its title, or a line of its own."""
    if address and _ADDRESS.search(address):
        return True
    if title and _TITLE.search(title):
        return True
    return any(line.rule in _RULES["says_live"]["rules"] for line in lines)


def choose_layout(lines: Sequence[Line], *, has_day_headings: bool, is_live: bool) -> Layout:
    """Decide the layout of a plain text.

    Args:
        lines: with their roles.
        has_day_headings: updates stand under days.
        is_live: the page calls itself live.
    """
    if has_day_headings:
        return Layout.FEED
    if is_live:
        return Layout.LIVE
    paragraphs = [x.text for x in lines if x.role is _TEXT and len(x.text) > 60]
    if len(paragraphs) < _RULES["fewest"]:
        return Layout.ARTICLE
    enough = _RULES["enough_long" if len(paragraphs) >= _RULES["long"] else "enough"]
    return Layout.LIVE if _is_live(lines, paragraphs, enough) else Layout.ARTICLE


def _is_live(lines: Sequence[Line], paragraphs: Sequence[str], enough: float) -> bool:
    """Weigh the signs of independent updates against those of one connected text."""
    count = len(paragraphs)
    headings = [x.text for x in lines if x.role is _HEADING]
    headlines = len([h for h in headings if len(h.split()) >= 8 and is_headline_like(h)])
    signs = {
        "news_in_perfect": _in_perfect(paragraphs) / count,
        "agency_report": _agency_reports(paragraphs) / count,
        "introduced_again": 0.0,
        "same_opening_name": _same_opening_name(paragraphs) / count,
        "headline": min(headlines, _MOST["headline"]),
        "block_quotation": min(_block_quotations(lines), _MOST["block_quotation"]),
        "leaning_on_before": len([p for p in paragraphs if _LEANING.match(p)]) / count,
    }
    if _weigh(signs) >= enough:  # the sign that is left can only add to it, and takes the longest
        return True
    signs["introduced_again"] = _introduced_again(paragraphs) / count
    return _weigh(signs) >= enough


def _weigh(signs: Mapping[str, float]) -> float:
    return sum([_WEIGHTS[name] * sign for name, sign in signs.items()])


def _in_perfect(paragraphs: Sequence[str]) -> int:
    """Count the paragraphs that begin with news in the perfect tense."""
    heads = [p[:_HEAD] for p in paragraphs]
    return len([h for h in heads if ("has " in h or "have " in h) and _PERFECT.search(h)])


def _agency_reports(paragraphs: Sequence[str]) -> int:
    """Count the paragraphs that name an agency in passing."""
    whole = "\n".join(paragraphs)  # few of the words stand in it, so that few lines are looked at
    present = [word for word in _AGENCY_WORDS if word in whole]
    if not present:
        return 0
    may_name = re.compile("|".join(map(re.escape, present)))
    return len([p for p in paragraphs if may_name.search(p) and _AGENCY.search(p)])


def _block_quotations(lines: Sequence[Line]) -> int:
    texts = [x.text.strip() for x in lines if x.role is _TEXT]
    return sum(one.endswith(":") and other[0] not in _MARKS for one, other in pairwise(texts))


def _same_opening_name(paragraphs: Sequence[str]) -> int:
    matches = [_FIRST_NAME.search(p, 0, 80) for p in paragraphs]
    return sum(n - 1 for n in Counter(m.group() for m in matches if m).values())


def _introduced_again(paragraphs: Sequence[str]) -> int:
    """Count full names at the head of a paragraph after the bare surname has been in use."""
    known: set[str] = set()
    bare: set[str] = set()
    again = 0
    for paragraph in paragraphs:
        named = {_without_owning(surname) for _, surname in _NAME.findall(paragraph)}
        if not named.isdisjoint(bare):  # only then is their place looked for
            for match in _NAME.finditer(paragraph):
                surname = _without_owning(match[2])
                if surname in bare and match.start() < _HEAD:
                    again += 1
                    bare.discard(surname)
        known |= named
        used = known.intersection(_WORD.findall(paragraph)) - bare
        if used:
            spans = [match.span() for match in _NAME.finditer(paragraph)]
            bare |= {
                word[0]
                for word in _WORD.finditer(paragraph)
                if word[0] in used and not any(a <= word.start() < b for a, b in spans)
            }
    return again


def _without_owning(surname: str) -> str:
    return surname[:-2] if surname.endswith(("’s", "'s")) else surname
