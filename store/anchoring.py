"""Where an annotated passage is in a text that may have changed since.

After the W3C Web Annotation model: a quotation with its surroundings, and a position. A place is
taken only on evidence: the same words in the same surroundings, or words so alike that no other
place comes near; otherwise there is none, for a note at a wrong place is worse than an orphan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .aligning import Stretch, seek, stretches
from .folding import plain
from .records import Selector

CONTEXT = 32
_LONG = 40
"""Characters from which a passage that occurs once is known without its surroundings."""
_LIKE_AROUND = 60.0
"""Least likeness of surroundings that were edited."""
_EDGE = 16
"""Characters of the surroundings that make a place known again."""
_LONGEST = 400_000
"""Characters of a text in which edited passages are looked for: longer ones cost too much."""
_NEAR = 8
"""Characters next to a passage that must be those that were next to it."""
_KEPT = 0.75
"""Share of a passage that must be left of it."""
_KEPT_ALONE = 0.85
"""The same where less than half of its surroundings is left, for a long one."""
_AROUND = 0.5
_SENTENCE = 5
"""Words put in from which they are more than a change of wording."""
_LEAST = 20
"""Characters of passage and surroundings that must be left."""
_LEAST_SAME = 32
"""The same where the very words stand next to a few characters of their surroundings."""
_LEAD = 0.1
"""By which share of all its characters a place must be ahead of the next one."""
_LEAST_LEAD = 4.0
_END = 10
"""Characters of surroundings that the end of a text counts for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage found again: offsets into the text, and how much of its surroundings agrees."""

    start: int
    end: int
    score: float
    """0 to 100; 100 is the same words in the same surroundings."""


def select(text: str, start: int, end: int) -> Selector:
    """Return the selector of a passage."""
    return Selector(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=start,
        end=end,
    )


def locate(selector: Selector, text: str, *, near: int | None = None) -> Place | None:
    """Return where the passage is in a text, or None when no place is certain.

    Args:
        selector: what the passage is known by.
        text: the text as it is.
        near: where the passage was last; it tells one of several that are alike in everything.
    """
    near = selector.start if near is None else near
    if not selector.exact:
        return None
    even = plain(text)
    whole = _all_of(selector)
    end = near + len(selector.exact)
    is_there = text[near:end] == selector.exact
    if is_there and _agreement(selector, even, near, end) >= whole:
        return Place(near, end, 100.0)
    same = _same(selector, even, near)
    if whole and same and same[0].around == whole:
        return Place(same[0].start, same[0].end, 100.0)
    return _best(selector, even, same, _edited(selector, even, text))


def is_rewritten(selector: Selector, text: str) -> bool:
    """Whether a passage's surroundings stand in a text, with other words between them.

    It was edited there beyond being known again, so the same words elsewhere are others.
    """
    return any(
        min(one.before, one.behind) >= _AROUND and one.kept < 1.0
        for one in _stretches(selector, plain(text))
    )


def is_short(selector: Selector) -> bool:
    """Whether a passage is too short to be known without its surroundings."""
    return len(selector.exact) < _LONG


def may_hold(selector: Selector, text: str) -> bool:
    """Whether a passage may be found in a text with a score of 90: cheap, to pass texts over."""
    even = plain(text)
    return plain(selector.exact) in even or any(edge in even for edge in _edges(selector))


@dataclass(frozen=True, slots=True)
class _Found:
    """A place that may be the passage's."""

    start: int
    end: int
    around: int
    """Characters on both sides that are the same, up to the first other one."""
    weight: float
    """Characters of the passage and its surroundings that are there, spaces aside."""
    score: float
    is_same: bool
    """The very words, marks and spaces aside."""
    share: float = 0.0
    """Share of the surroundings that is there, past other words as well."""


def _same(selector: Selector, even: str, near: int) -> list[_Found]:
    """Return where the same words stand, marks and spaces aside; the likeliest first."""
    words = plain(selector.exact)
    whole = max(_all_of(selector), 1)
    found = []
    start = even.find(words)
    while start >= 0:
        end = start + len(words)
        around = _agreement(selector, even, start, end)
        is_last = not selector.suffix.strip() and not even[end:].strip()
        weight = _size(words) + 0.8 * around + (_END if is_last else 0)
        score = 90.0 + 10.0 * around / whole
        found.append(_Found(start, end, around, weight, score, is_same=True))
        start = even.find(words, start + 1)
    return sorted(found, key=lambda one: (-one.around, abs(one.start - near)))


def _stretches(selector: Selector, even: str) -> list[Stretch]:
    if len(even) > _LONGEST:
        return []
    parts = (selector.prefix, selector.exact, selector.suffix)
    prefix, exact, suffix = map(plain, parts)
    return stretches(seek(prefix, exact, suffix, CONTEXT), even)


def _edited(selector: Selector, even: str, text: str) -> list[_Found]:
    """Return where most of the words stand between most of their surroundings."""
    found = []
    for one in _stretches(selector, even) if _size(selector.exact) >= _NEAR else ():
        lines = text.count("\n", one.start, one.end) - selector.exact.count("\n")
        if one.weight >= _LEAST and _is_likely(one, selector, lines):
            start, end = _to_words(even, one.start, one.end)
            around = _agreement(selector, even, start, end)
            score = 90.0 * one.kept + 4.0 * (one.before + one.behind)
            share = _share(one, selector)
            found.append(_Found(start, end, around, one.weight, score, is_same=False, share=share))
    return found


def _share(one: Stretch, selector: Selector) -> float:
    """Return which share of the surroundings is there; sides that are empty do not count."""
    sides = _sides(one, selector)
    return sum(sides) / len(sides) if sides else 0.0


def _sides(one: Stretch, selector: Selector) -> list[float]:
    sides = ((one.before, selector.prefix), (one.behind, selector.suffix))
    return [share for share, part in sides if part.strip()]


def _is_likely(one: Stretch, selector: Selector, lines: int) -> bool:
    """Whether enough is left of a passage; ``lines`` is how many line ends it has more."""
    is_between = _share(one, selector) >= _AROUND
    is_alone = one.kept >= _KEPT_ALONE and len(selector.exact) >= _LONG
    if not one.is_firm or one.kept < _KEPT or not (is_between or is_alone):
        return False
    # A paragraph in its middle tears it apart; a sentence in it needs both ends to be sure.
    is_inside = lines <= 0 and min(_sides(one, selector), default=0.0) >= _AROUND
    is_small = one.end - one.start <= 2 * len(selector.exact) + _EDGE
    return one.put_in < _SENTENCE or (is_inside and is_small)


def _best(
    selector: Selector, even: str, same: Sequence[_Found], edited: Sequence[_Found]
) -> Place | None:
    """Return the place that holds most of a passage and its surroundings, if it is ahead."""
    places = [_merged(one, edited) for one in same]
    places += [one for one in edited if not any(_overlaps(one, known) for known in same)]
    if not places:
        return None
    best, *rivals = sorted(places, key=lambda one: (-one.weight, -one.around))
    lead = max(_LEAST_LEAD, _LEAD * _whole(selector))
    if any(not _overlaps(one, best) and one.weight > best.weight - lead for one in rivals):
        return None
    if best.is_same and not _is_known(best, selector, even, is_only=len(places) == 1):
        return None
    return Place(best.start, best.end, best.score)


def _merged(place: _Found, edited: Sequence[_Found]) -> _Found:
    """Return a place of the very words with what is told by words further off."""
    around = [one for one in edited if _overlaps(one, place)]
    if not around:
        return place
    widest = max(around, key=lambda one: one.weight)
    return replace(place, weight=max(place.weight, widest.weight), share=widest.share)


def _is_known(place: _Found, selector: Selector, even: str, *, is_only: bool) -> bool:
    """Whether the very words are those of the passage: by their surroundings, or as the only."""
    if is_only and len(selector.exact) >= _LONG:
        return True
    is_near = place.around >= min(_NEAR, _all_of(selector)) or place.share >= _AROUND
    is_enough = place.weight >= min(_LEAST_SAME, 0.8 * _whole(selector))
    return (is_near and is_enough) or _is_alike_around(selector, even, place.start)


def _whole(selector: Selector) -> int:
    return _size(f"{selector.prefix}{selector.exact}{selector.suffix}")


def _size(text: str) -> int:
    return len("".join(text.split()))


def _overlaps(one: _Found, other: _Found) -> bool:
    return one.start < other.end and other.start < one.end


def _is_alike_around(selector: Selector, even: str, start: int) -> bool:
    """Whether the surroundings of a place are those of the passage, edited."""
    from rapidfuzz import fuzz

    end = start + len(selector.exact)
    before = even[max(0, start - len(selector.prefix)) : start]
    behind = even[end : end + len(selector.suffix)]
    around = plain(selector.prefix + selector.suffix)
    return bool(fuzz.ratio(around, before + behind) >= _LIKE_AROUND)


def _edges(selector: Selector) -> list[str]:
    before, behind = plain(selector.prefix)[-_EDGE:], plain(selector.suffix)[:_EDGE]
    return [edge for edge in (before, behind) if len(edge) >= _EDGE]


def _to_words(even: str, start: int, end: int) -> tuple[int, int]:
    """Move the ends to the nearest ends of words."""
    while start < end and even[start].isspace():
        start += 1
    while start > 0 and even[start - 1].isalnum() and even[start].isalnum():
        start -= 1
    while end > start and even[end - 1].isspace():
        end -= 1
    while end < len(even) and even[end - 1].isalnum() and even[end].isalnum():
        end += 1
    return start, end


def _agreement(selector: Selector, even: str, start: int, end: int) -> int:
    """Return how many characters next to the place are those next to the passage."""
    prefix, suffix = plain(selector.prefix), plain(selector.suffix)
    before, behind = even[max(0, start - CONTEXT) : start], even[end : end + CONTEXT]
    return _common(prefix[::-1], before[::-1]) + _common(suffix, behind)


def _common(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _all_of(selector: Selector) -> int:
    return len(selector.prefix) + len(selector.suffix)
