"""The cues for and against an item's start at a line: a line's kind, and what ties it.

Takes the shapes of a document's lines, its lexicon and the item so far; gives named cues. A
line's kind (how it begins, who speaks, whether the item has introduced them) comes with a group:
a line ``stands alone`` when a reader who sees only this line understands it, and ``leans`` when
it needs the one before. What the cues weigh is left to ``boundary_model``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cohesion import ItemSoFar, Lexicon
from .linenames import IN_FULL, PERSONS, Kind, Name
from .linewords import LISTS
from .openers import Shape

_BODY, _FULL, _OUTLET, _SHORT = Kind.BODY, Kind.FULL, Kind.OUTLET, Kind.SHORT
_SINGLE, _TITLED = Kind.SINGLE, Kind.TITLED

ALONE, LEANS, OPEN = "stands alone", "leans", ""
_ALWAYS_LEAN = frozenset({"background", "bullet", "connective", "pronoun"})
_NEEDS_ABOVE = frozenset({"bullet", "connective", "pronoun", "the office", "the source"})
_UNNAMED = frozenset({"body", "name", "new office", "office", "office of a state"})
_HARDLY, _MANY, _MORE = 0.06, 0.22, 0.08
"""Shares of telling words: next to none, many, clearly more than elsewhere."""


class Surroundings:
    """A line among its neighbours."""

    __slots__ = ("after", "before", "item", "lexicon", "place", "shape")

    def __init__(
        self, shapes: Sequence[Shape], lexicon: Lexicon, place: int, item: ItemSoFar
    ) -> None:
        """Look at the line at ``place``, which is not the first, with the item above it."""
        self.shape = shapes[place]
        self.before = shapes[place - 1]
        self.after = shapes[place + 1] if place + 1 < len(shapes) else None
        self.place = place
        self.lexicon = lexicon
        self.item = item


def find_cues(around: Surroundings) -> list[str]:
    """Give every cue for and against an item's start at a line."""
    shape, before, item = around.shape, around.before, around.item
    kind, group = _kind_of_line(around)
    cues = [f"line: {kind}", *shape.cues]
    if group:
        cues.append(group)
    if item.is_block and not shape.is_own_voice:
        cues.append("a block quotation may end")
    if before.is_open and shape.is_quote:
        cues.append("quotation goes on")
    if before.is_bullet and not shape.is_bullet:
        cues.append("bullets end")
    if group == LEANS:
        # such a line is no opener, whatever it shares with others
        return cues
    cues += _find_ties(around)
    if _begins_with_person(around):
        cues.append("begins with a full name")
    if around.after is not None:
        cues += _look_ahead(around, around.after)
    return cues


def _kind_of_line(around: Surroundings) -> tuple[str, str]:
    """The kind of a line with its group: first by how it begins, then by who speaks."""
    shape, before, item = around.shape, around.before, around.item
    if before.asks_more and not shape.is_bullet:
        return "after a colon", LEANS
    if before.is_label and item.size == 1 and not shape.is_label:
        return "under a headline or byline", LEANS
    if shape.lead in _ALWAYS_LEAN:
        return shape.lead, LEANS
    if item.is_block and shape.is_own_voice:
        return "in a block quotation", LEANS
    if shape.announces:
        return "introduces what comes next", LEANS
    if shape.lead in ("the source", "the office") and not _is_introduced(shape):
        is_passed_on = shape.speaker.kind == "outlet" and not shape.goes_on
        return (f"{shape.lead}, passed on", OPEN) if is_passed_on else (shape.lead, LEANS)
    return _kind_by_speaker(around)


def _is_introduced(shape: Shape) -> bool:
    """Whether an office comes with its name: "The envoy, Anna Berg, has said"."""
    if shape.speaker.kind in ("full", "new office"):
        return True
    subject = shape.names[shape.subject] if shape.subject >= 0 else None
    return subject is not None and subject.start <= 80 and subject.kind in IN_FULL


def _kind_by_speaker(around: Surroundings) -> tuple[str, str]:
    shape, speaker = around.shape, around.shape.speaker
    known, group = _who(around)
    if shape.lead == "quotation":
        return _kind_of_quotation(around, known)
    if shape.is_background:
        return f"recalls, {known}", LEANS
    if shape.lead == "according to":
        return f"according to, {known}", group
    is_fresh = _is_fresh(around)
    if group == ALONE and shape.goes_on and not is_fresh:
        group = OPEN
    if group == LEANS and is_fresh:
        # "Berg says", though she has spoken above: a headline's tense
        group = ALONE if speaker.kind == "name" else OPEN
    what = "news" if speaker.kind else "event"
    return f"{what}, {known}, {'fresh' if is_fresh else 'past'}", group


def _kind_of_quotation(around: Surroundings, known: str) -> tuple[str, str]:
    speaker, is_fresh = around.shape.speaker, _is_fresh(around)
    if is_fresh and speaker.key:
        return f"quotation, {known}, fresh", ALONE
    tense = "fresh" if is_fresh else "past"
    if speaker.kind not in ("full", "short"):
        return f"quotation, {known}, {tense}", LEANS
    is_titled = any(n.kind is _TITLED and n.key == speaker.key for n in around.shape.names)
    if not is_titled or known.endswith("again"):
        return f"quotation, {known}, {tense}", OPEN
    # "the ministry said. “No,” ministry spokesman Otto Kahn said": named a line late
    is_late = around.item.size == 1 and around.before.speaker.kind in _UNNAMED
    return f"quotation, {known}, {tense}", OPEN if is_late else ALONE


def _is_fresh(around: Surroundings) -> bool:
    """Whether a line is told in the tense of news: the perfect, or a present that is not usual."""
    speaker = around.shape.speaker
    if not speaker.kind:
        return around.shape.is_perfect
    is_present = speaker.tense == "present" and not around.lexicon.is_in_present
    return is_present or speaker.tense == "perfect"


def _who(around: Surroundings) -> tuple[str, str]:
    """Who speaks in the first sentence or is its subject, with what that says for a start."""
    shape, speaker = around.shape, around.shape.speaker
    head = shape.names[: shape.head]
    subject = head[shape.subject] if shape.subject >= 0 else None
    if shape.lead == "according to":
        return _who_is_followed(around, head)
    if speaker.kind in ("pronoun", "office"):
        is_told = subject is not None and subject.start == 0 and subject.kind in PERSONS
        if subject is not None and is_told and shape.is_perfect and not subject.owns:
            return _known(around, subject)
        is_person = _begins_with_person(around)
        return ("anaphor after a full name", OPEN) if is_person else ("anaphor", LEANS)
    if speaker.kind == "new office":
        return "new office", ALONE
    if speaker.kind == "office of a state":
        return "office of a state", OPEN
    name = _find_key(head, speaker.key) if speaker.key else None
    if name is not None and speaker.kind == "outlet" and name.key not in around.item.keys:
        return "outlet", ALONE
    if name is not None:
        return _known(around, name)
    return _who_acts(around, subject)


def _find_key(names: Sequence[Name], key: str) -> Name | None:
    for name in names:
        if name.key == key:
            return name
    return None


def _who_is_followed(around: Surroundings, head: tuple[Name, ...]) -> tuple[str, str]:
    """Who stands after "According to" at the beginning of a line."""
    name = next((n for n in head if n.start < (75 if n.kind in PERSONS else 20)), None)
    if name is None or name.start > around.shape.clause:
        return "anaphor", LEANS
    known, group = _known(around, name)
    return known, ALONE if known == "surname named in the item" else group


def _who_acts(around: Surroundings, subject: Name | None) -> tuple[str, str]:
    """The subject of a sentence in which nobody who is named speaks."""
    if around.shape.is_of_officials and (subject is None or subject.kind not in PERSONS):
        return "officials", ALONE
    if subject is None:
        return ("somebody" if around.shape.speaker.kind else "nothing named"), OPEN
    known, group = _known(around, subject)
    return (f"a thing of: {known}", OPEN) if subject.owns else (known, group)


def _known(around: Surroundings, name: Name) -> tuple[str, str]:
    """How a name stands, and whether the item has named or introduced it."""
    kind, key, item, lexicon = name.kind, name.key, around.item, around.lexicon
    if kind is _OUTLET:
        return ("outlet again", OPEN) if key in item.keys else ("outlet", ALONE)
    is_person = lexicon.is_person(key)
    if kind is _FULL and _is_begun_by_word(lexicon, name):
        kind = _SINGLE
    if kind is _SINGLE and is_person:
        return _known_surname(around, key)
    if kind is _SINGLE and key in lexicon.small:
        return "nothing named", OPEN
    if kind is _SINGLE and key in LISTS["places"]:
        return "place", OPEN
    if kind in (_SINGLE, _BODY) or (kind is _FULL and not is_person):
        return "body", ALONE if _is_fresh(around) else OPEN
    label = "short name" if kind is _SHORT else "full name"
    return f"{label} {'again' if key in item.keys else 'new'}", ALONE


def _is_begun_by_word(lexicon: Lexicon, name: Name) -> bool:
    """Whether a name's first word has its capital from the sentence: "Neither Ruiz"."""
    return name.start == 0 and name.first in lexicon.small


def _known_surname(around: Surroundings, key: str) -> tuple[str, str]:
    if key in around.item.introduced:
        return "surname introduced in the item", LEANS
    if key in around.item.keys:
        return "surname named in the item", ALONE if _is_fresh(around) else OPEN
    is_below = around.lexicon.is_nearer_below(key, around.place)
    return ("surname introduced below" if is_below else "surname new"), ALONE


def _begins_with_person(around: Surroundings) -> bool:
    shape = around.shape
    if not shape.names or shape.names[0].start > 4 or shape.subject < 0 or shape.is_quote:
        return False
    name = shape.names[shape.subject]
    if name.start >= 90 or name.kind not in IN_FULL or _is_begun_by_word(around.lexicon, name):
        return False
    return around.lexicon.is_person(name.key)


def _find_ties(around: Surroundings) -> list[str]:
    """What ties a line to the item above, or to the line after."""
    shape, before, speaker = around.shape, around.before, around.shape.speaker
    ties = _compare_words(around)
    if not shape.names:
        ties.append("no name")
    if before.is_background or before.lead == "background":
        ties.append("line before recalls what was earlier")
    if not (speaker.kind and _is_fresh(around)):
        if speaker.carries_on:
            ties.append("carrying verb: added, stressed")
        if shape.lead == "preposition":
            ties.append("begins with its circumstances, told in the past")
    head = shape.names[: shape.head]
    if (key := speaker.key) and [n for n in head if n.key == key and n.start > 30]:
        ties.append("the claim comes before its speaker")
    return ties


def _compare_words(around: Surroundings) -> list[str]:
    shape, place, lexicon = around.shape, around.place, around.lexicon
    ties = []
    with_item = lexicon.shared(place, shape.words, around.item.words)
    if with_item < _HARDLY:
        ties.append("shares hardly a word with the item")
    elif with_item > _MANY:
        ties.append("shares many words with the item")
    if around.after is not None:
        below = lexicon.shared_above(place + 1, around.after.words, shape.words)
        above = lexicon.shared_above(place, shape.words, around.before.words)
        if below > above + _MORE:
            ties.append("shares more with the line after")
        elif above > below + _MORE:
            ties.append("shares more with the line before")
    return ties


def _look_ahead(around: Surroundings, after: Shape) -> list[str]:
    """Whether the line after needs this one."""
    ties = []
    fresh = {
        name.key
        for name in around.shape.names
        if name.kind in PERSONS
        and name.key not in around.item.keys
        and around.lexicon.is_person(name.key)
    }
    if fresh and (
        after.speaker.key in fresh
        or [name for name in after.names if name.kind is _SINGLE and name.key in fresh]
    ):
        ties.append("the line after speaks of somebody introduced here")
    if after.lead in _NEEDS_ABOVE or after.speaker.kind == "pronoun":
        ties.append("the line after leans on this one")
    return ties
