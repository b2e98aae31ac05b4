"""What ties a line to the item so far, to the line after it and to the rest of the document.

Takes the shapes of a document's text lines and gives, for a line and the item that is open above
it, the cues that stand between the two: who speaks and whether the item has introduced them,
whose name comes back, how many words are shared, how long the item is. The decision is left to
``boundary_model``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from .openers import Kind, Name, Shape

_INTRODUCED = (Kind.TITLED, Kind.FULL)
_PERSONS = (Kind.TITLED, Kind.FULL, Kind.SHORT)
_LEANING = {"pronoun", "the source", "the office", "connective", "bullet"}


class Lexicon:
    """Who is introduced where in a document, and how telling each word is."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        """Read all lines once."""
        counts: Counter[str] = Counter()
        introductions: defaultdict[str, list[int]] = defaultdict(list)
        for place, shape in enumerate(shapes):
            counts.update(shape.words)
            for name in shape.names:
                if name.kind in _PERSONS:
                    introductions[name.key].append(place)
                    if name.first != name.key:
                        introductions[name.first].append(place)
        size = len(shapes) + 1
        self.introductions = dict(introductions)
        self.weights = {word: math.log(size / count) for word, count in counts.items()}
        self.totals = [sum(map(self.weights.__getitem__, shape.words)) for shape in shapes]

    def shared(self, place: int, words: frozenset[str], others: set[str] | frozenset[str]) -> float:
        """Share of the line's telling words that stand among others as well."""
        total = self.totals[place]
        return sum(map(self.weights.__getitem__, words & others)) / total if total else 0.0

    def is_person(self, key: str) -> bool:
        """Somebody with this last word is introduced somewhere."""
        return key in self.introductions

    def is_nearer_below(self, key: str, place: int) -> bool:
        """The next introduction of the name is nearer than the last one."""
        places = self.introductions[key]
        at = bisect_left(places, place)
        below = places[at] - place if at < len(places) else 10**9
        above = place - places[at - 1] if at else 10**9
        return below < above


class ItemSoFar:
    """The item that is open: its lines up to the one in question."""

    def __init__(self, shape: Shape) -> None:
        """Open an item with its first line."""
        self.size = 0
        self.words: set[str] = set()
        self.keys: set[str] = set()
        self.introduced: set[str] = set()
        self.is_block = False
        self.add(shape)

    def add(self, shape: Shape) -> None:
        """Take a line into the item."""
        self.size += 1
        self.words |= shape.words
        for name in shape.names:
            self.keys.add(name.key)
            if name.kind in _PERSONS:
                self.introduced.update((name.key, name.first))
        self.is_block = shape.asks_more or (self.is_block and shape.is_own_voice)


def find_ties(shapes: Sequence[Shape], lexicon: Lexicon, place: int, item: ItemSoFar) -> list[str]:
    """Give the cues between a line and the item above it."""
    shape, before = shapes[place], shapes[place - 1]
    ties = _kind_of_line(shape, lexicon, place, item)
    if item.size < 3:
        ties.append(f"lines so far: {item.size}")
    ties += _shared(shapes, lexicon, place, item)
    ties += _names(shape, item)
    if item.is_block:
        ties.append("in a block quotation" if shape.is_own_voice else "a block quotation may end")
    if before.asks_more:
        ties.append("line before ends with a colon")
    if before.is_open and shape.is_quote:
        ties.append("quotation goes on")
    if before.is_bullet and not shape.is_bullet:
        ties.append("bullets end")
    if place + 1 < len(shapes):
        ties += _ahead(shapes, place, item)
    return ties


def _kind_of_line(shape: Shape, lexicon: Lexicon, place: int, item: ItemSoFar) -> list[str]:
    """Cues for how the line begins and who speaks in its first sentence, fine and coarse."""
    lead, speaker = shape.lead, shape.speaker
    if lead in ("bullet", "pronoun", "connective", "background"):
        return [f"line: {lead}", "leans"]
    known, group = _who(shape, lexicon, place, item)
    if lead in ("the source", "the office") and speaker.kind not in ("full", "outlet"):
        return [f"line: {lead}", "leans"]
    if lead == "quotation":
        tense = "fresh" if speaker.is_fresh and group == "stands alone" else "past"
        return [f"line: quotation, {known}, {tense}", "leans" if tense == "past" else group]
    if lead == "according to":
        return [f"line: {lead}, {known}", group]
    if not speaker.kind:
        return [f"line: event, {known}", group] if group else [f"line: event, {known}"]
    tense = "fresh" if speaker.is_fresh else "past"
    return [f"line: news, {known}, {tense}", group] if group else [f"line: news, {known}, {tense}"]


def _who(shape: Shape, lexicon: Lexicon, place: int, item: ItemSoFar) -> tuple[str, str]:
    """Who speaks in the first sentence or is its subject, and what that says for an opening."""
    speaker, head = shape.speaker, shape.names[: shape.head]
    if speaker.kind in ("pronoun", "office"):
        return "anaphor", "leans"
    if speaker.kind == "new office":
        return "new office", ""
    name = next((n for n in head if n.key == speaker.key), None)
    if name is None and shape.lead == "according to":
        name = head[0] if head and head[0].start < 40 else None
        if name is None:
            return "anaphor", "leans"
    if name is None:
        name = head[0] if head and head[0].start < 30 and not speaker.kind else None
        if name is None:
            return ("somebody" if speaker.kind else shape.lead), ""
    return _named(name, lexicon, place, item)


def _named(name: Name, lexicon: Lexicon, place: int, item: ItemSoFar) -> tuple[str, str]:
    kind, key = name.kind, name.key
    if kind is Kind.OUTLET:
        return "outlet", "stands alone"
    if kind is Kind.BODY:
        return "body", ""
    if kind in _INTRODUCED or kind is Kind.SHORT:
        label = "short name" if kind is Kind.SHORT else "full name"
        return f"{label} {'again' if key in item.keys else 'new'}", "stands alone"
    if not lexicon.is_person(key):
        return "place", ""
    if key in item.introduced:
        return "surname introduced in the item", "leans"
    if key in item.keys:
        return "surname named in the item", ""
    return "surname introduced below" if lexicon.is_nearer_below(
        key, place
    ) else "surname new", "stands alone"


def _shared(shapes: Sequence[Shape], lexicon: Lexicon, place: int, item: ItemSoFar) -> list[str]:
    shape, before = shapes[place], shapes[place - 1]
    ties = []
    value = max(lexicon.shared(place, shape.words, item.words), 0.0)
    if value < 0.06:
        ties.append("shares hardly a word with the item")
    elif value > 0.22:
        ties.append("shares many words with the item")
    if place + 1 < len(shapes):
        after = shapes[place + 1]
        below = lexicon.shared(place + 1, after.words, shape.words)
        above = lexicon.shared(place, shape.words, before.words)
        if below > above + 0.08:
            ties.append("shares more with the line after")
        elif above > below + 0.08:
            ties.append("shares more with the line before")
    return ties


def _names(shape: Shape, item: ItemSoFar) -> list[str]:
    keys = {name.key for name in shape.names}
    if not keys:
        return ["no name"]
    ties = []
    if keys.isdisjoint(item.keys):
        ties.append("no name of the item comes back")
    elif keys <= item.keys:
        ties.append("only names of the item")
    if {n.key for n in shape.names[: shape.head] if n.kind is Kind.TITLED} - item.keys:
        ties.append("introduces somebody")
    return ties


def _ahead(shapes: Sequence[Shape], place: int, item: ItemSoFar) -> list[str]:
    shape, after = shapes[place], shapes[place + 1]
    ties = []
    introduced = {n.key for n in shape.names if n.kind in _INTRODUCED} - item.keys
    singles = {n.key for n in after.names if n.kind is Kind.SINGLE} | {after.speaker.key}
    if introduced & singles:
        ties.append("the line after speaks of somebody introduced here")
    if after.lead in _LEANING or after.speaker.kind == "pronoun":
        ties.append("the line after leans on this one")
    return ties
