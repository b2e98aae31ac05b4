"""What ties a line to the item so far, to the line after it and to the rest of the document.

Takes the shapes of a document's text lines and gives, for a line and the item that is open above
it, the cues that stand between the two: who speaks and whether the item has introduced them,
whose name comes back, how many words are shared, how long the item is. The decision is left to
``boundary_model``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .openers import LISTS, Kind, Name, Shape, Speaker

_INTRODUCED = (Kind.TITLED, Kind.FULL)
_PERSONS = (Kind.TITLED, Kind.FULL, Kind.SHORT)
_SMALL = re.compile(r"\b[^\W\d_A-Z]\w+")
_LEANING = {"pronoun", "the source", "the office", "connective", "bullet"}


class Lexicon:
    """Who is introduced where in a document, and how telling each word is."""

    def __init__(self, shapes: Sequence[Shape], texts: Iterable[str]) -> None:
        """Read all lines once.

        Args:
            shapes: of the document's text lines.
            texts: these lines; a word that is spelt small somewhere is nobody's name.
        """
        self.small = small = {word for text in texts for word in _SMALL.findall(text)}
        counts: Counter[str] = Counter()
        introductions: defaultdict[str, list[int]] = defaultdict(list)
        for place, shape in enumerate(shapes):
            counts.update(shape.words)
            for name in shape.names:
                if name.kind in _PERSONS and name.key not in small:
                    introductions[name.key].append(place)
                    if name.first != name.key and name.first not in small:
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
    if before.asks_more and not shape.is_bullet:
        kind, group = "after a colon", "leans"
    elif before.is_label and item.size == 1 and not shape.is_label:
        kind, group = "under a label", "leans"
    else:
        kind, group = _kind_of_line(shape, lexicon, place, item)
    ties = [f"line: {kind}"]
    if group:
        ties.append(group)
    if item.is_block and not shape.is_own_voice:
        ties.append("a block quotation may end")
    if before.is_open and shape.is_quote:
        ties.append("quotation goes on")
    if before.is_bullet and not shape.is_bullet:
        ties.append("bullets end")
    if group != "leans":
        # a line that leans is no opener whatever it shares with others
        ties += _shared(shapes, lexicon, place, item)
        ties += _names(shape, lexicon, item)
        if before.is_background or before.lead == "background":
            ties.append("line before recalls what was earlier")
        if shape.speaker.carries_on and not shape.speaker.is_fresh:
            ties.append("carrying verb: added, stressed")
        if shape.lead == "preposition" and not shape.speaker.is_fresh:
            ties.append("begins with its circumstances, told in the past")
        if _claims_first(shape):
            ties.append("the claim comes before its speaker")
    if _begins_with_person(shape, lexicon):
        ties.append("begins with a full name")
    if place + 1 < len(shapes):
        ties += _ahead(shapes, lexicon, place, item)
    return ties


def _claims_first(shape: Shape) -> bool:
    """Whether the speaker is named after what they said: "Talks go on, Anna Berg said"."""
    key = shape.speaker.key
    return bool(key) and any(n.key == key and n.start > 55 for n in shape.names[: shape.head])


def _begins_with_person(shape: Shape, lexicon: Lexicon) -> bool:
    if not shape.names or shape.names[0].start > 4 or shape.subject < 0 or shape.is_quote:
        return False
    name = shape.names[shape.subject]
    return name.start < 90 and name.kind in _INTRODUCED and lexicon.is_person(name.key)


def _kind_of_line(shape: Shape, lexicon: Lexicon, place: int, item: ItemSoFar) -> tuple[str, str]:
    """How the line begins and who speaks in its first sentence, fine and coarse."""
    lead, speaker = shape.lead, shape.speaker
    if lead in ("bullet", "pronoun", "connective", "background"):
        return lead, "leans"
    if item.is_block and shape.is_own_voice:
        return "in a block quotation", "leans"
    if shape.announces:
        return "introduces what comes next", "leans"
    known, group = _who(shape, lexicon, place, item)
    if lead in ("the source", "the office") and speaker.kind not in ("full", "new office"):
        subject = shape.names[shape.subject] if shape.subject >= 0 else None
        if subject is None or subject.start > 80 or subject.kind not in _INTRODUCED:
            return (f"{lead}, passed on", "") if speaker.kind == "outlet" else (lead, "leans")
    if lead == "quotation":
        return _quotation(speaker, known, group)
    if shape.is_background:
        return f"recalls, {known}", "leans"
    if lead == "according to":
        return f"{lead}, {known}", group
    is_fresh = speaker.is_fresh if speaker.kind else shape.is_perfect
    if group == "stands alone" and shape.goes_on and not is_fresh:
        group = ""
    kind = f"{'news' if speaker.kind else 'event'}, {known}, {'fresh' if is_fresh else 'past'}"
    if group == "leans" and is_fresh:
        # "Berg says", though she has spoken above: a headline's tense
        group = "stands alone" if speaker.kind == "name" else ""
    return kind, group


def _quotation(speaker: Speaker, known: str, group: str) -> tuple[str, str]:
    if speaker.is_fresh and speaker.key:
        return f"quotation, {known}, fresh", "stands alone"
    is_told = speaker.kind in ("full", "short") or (speaker.is_fresh and speaker.kind == "name")
    return (
        f"quotation, {known}, {'fresh' if speaker.is_fresh else 'past'}",
        "" if is_told else "leans",
    )


def _who(shape: Shape, lexicon: Lexicon, place: int, item: ItemSoFar) -> tuple[str, str]:
    """Who speaks in the first sentence or is its subject, and what that says for an opening."""
    speaker, head = shape.speaker, shape.names[: shape.head]
    subject = head[shape.subject] if shape.subject >= 0 else None
    is_fresh = speaker.is_fresh if speaker.kind else shape.is_perfect
    if shape.lead == "according to":
        name = next((n for n in head if n.start < (75 if n.kind in _PERSONS else 20)), None)
        if name is None or name.start > shape.clause:
            return "anaphor", "leans"
        known, group = _named(name, lexicon, place, item, is_fresh=is_fresh)
        return known, "stands alone" if known == "surname named in the item" else group
    if speaker.kind in ("pronoun", "office"):
        is_told = subject and subject.start == 0 and subject.kind in _PERSONS and shape.is_perfect
        if subject and is_told and not subject.owns:
            return _named(subject, lexicon, place, item, is_fresh=is_fresh)
        if _begins_with_person(shape, lexicon):
            return "anaphor after a full name", ""
        return "anaphor", "leans"
    if speaker.kind in ("new office", "office of a state"):
        return speaker.kind, ""
    name = next((n for n in head if n.key == speaker.key), None)
    if name is not None and speaker.kind == "outlet" and name.key not in item.keys:
        return "outlet", "stands alone"
    if name is not None:
        return _named(name, lexicon, place, item, is_fresh=is_fresh)
    if shape.is_of_officials and (subject is None or subject.kind not in _PERSONS):
        return "officials", "stands alone"
    if subject is None:
        return ("somebody" if speaker.kind else "nothing named"), ""
    known, group = _named(subject, lexicon, place, item, is_fresh=is_fresh)
    return (f"a thing of: {known}", "") if subject.owns else (known, group)


def _named(
    name: Name, lexicon: Lexicon, place: int, item: ItemSoFar, *, is_fresh: bool
) -> tuple[str, str]:
    kind, key = name.kind, name.key
    if kind is Kind.OUTLET:
        return ("outlet again", "") if key in item.keys else ("outlet", "stands alone")
    if kind is Kind.SINGLE and key in lexicon.small:
        return "nothing named", ""
    if kind is Kind.SINGLE and not lexicon.is_person(key):
        if key in LISTS["places"]:
            return "place", ""
        return "body", "stands alone" if is_fresh else ""
    if kind is Kind.BODY or (kind is Kind.FULL and not lexicon.is_person(key)):
        return "body", "stands alone" if is_fresh else ""
    if kind in _PERSONS:
        label = "short name" if kind is Kind.SHORT else "full name"
        return f"{label} {'again' if key in item.keys else 'new'}", "stands alone"
    if key in item.introduced:
        return "surname introduced in the item", "leans"
    if key in item.keys:
        return "surname named in the item", "stands alone" if is_fresh else ""
    if lexicon.is_nearer_below(key, place):
        return "surname introduced below", "stands alone"
    return "surname new", "stands alone"


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


def _names(shape: Shape, lexicon: Lexicon, item: ItemSoFar) -> list[str]:
    keys = {name.key for name in shape.names}
    if not keys:
        return ["no name"]
    ties = []
    head = shape.names[: shape.head]
    if any(
        n.kind is Kind.TITLED and n.key not in item.keys and lexicon.is_person(n.key) for n in head
    ):
        ties.append("introduces somebody")
    return ties


def _ahead(shapes: Sequence[Shape], lexicon: Lexicon, place: int, item: ItemSoFar) -> list[str]:
    shape, after = shapes[place], shapes[place + 1]
    ties = []
    introduced = {n.key for n in shape.names if n.kind in _PERSONS and lexicon.is_person(n.key)}
    singles = {n.key for n in after.names if n.kind is Kind.SINGLE} | {after.speaker.key}
    if introduced & singles - item.keys:
        ties.append("the line after speaks of somebody introduced here")
    if after.lead in _LEANING or after.speaker.kind == "pronoun":
        ties.append("the line after leans on this one")
    return ties
