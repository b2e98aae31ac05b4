"""Where an annotated passage is in a text that may have changed since.

After the W3C Web Annotation model: a quotation with its surroundings, and a position. A place is
taken only on evidence: the same words in the same surroundings, or words so alike that no other
place comes near; otherwise there is none, for a note at a wrong place is worse than an orphan.
"""

from __future__ import annotations

from dataclasses import dataclass

from .folding import plain
from .records import Selector

CONTEXT = 32
_FLOOR = 85.0
"""Least likeness, of 100, of a passage that was edited."""
_LEAD = 6.0
"""By how much the best place must be ahead of the next one."""
_LONG = 40
"""Characters from which a passage that occurs once is known without its surroundings."""
_LIKE_AROUND = 60.0
"""Least likeness of surroundings that were edited."""
_SHORTEST_FUZZY = 16
"""Characters from which an edited passage is looked for next to surroundings that stayed."""
_SHORTEST_ALONE = 60
"""Characters from which an edited passage is looked for anywhere."""
_EDGE = 16
"""Characters of the surroundings that make a place known again."""
_STRAY = 8
"""Characters by which letters at an end may be off before they are taken for others."""
_ONE_WORD = 12
"""Characters at an end of the passage that may have been replaced by others."""


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


def locate(selector: Selector, text: str) -> Place | None:
    """Return where the passage is in a text, or None when no place is certain."""
    if not selector.exact:
        return None
    even = plain(text)
    if text[selector.start : selector.end] == selector.exact:
        around = _agreement(selector, even, selector.start, selector.end)
        if around >= _all_of(selector):
            return Place(selector.start, selector.end, 100.0)
    return (
        _exact(selector, even)
        or _between(selector, even)
        or _alone(selector, even)
        or _fuzzy(selector, even)
    )


def may_hold(selector: Selector, text: str) -> bool:
    """Whether a passage may be found in a text with a score of 90: cheap, to pass texts over."""
    even = plain(text)
    return plain(selector.exact) in even or any(edge in even for edge in _edges(selector))


def _exact(selector: Selector, even: str) -> Place | None:
    """Find the same words, marks and spaces aside, by their surroundings."""
    words = plain(selector.exact)
    found: list[tuple[int, int, int]] = []
    start = even.find(words)
    while start >= 0:
        around = _agreement(selector, even, start, start + len(words))
        found.append((around, -abs(start - selector.start), start))
        start = even.find(words, start + 1)
    if not found:
        return None
    found.sort(reverse=True)
    around, _, start = found[0]
    whole = _all_of(selector)
    if len(found) > 1 and (around < whole or not whole) and around < found[1][0] + 4:
        return None
    if around < min(8, whole) and not _is_alike_around(selector, even, start):
        return None
    edited = _between(selector, even) if around < whole else None
    if edited is not None and (edited.end <= start or edited.start >= start + len(words)):
        # The words stand here as well, while those that were annotated were edited.
        nearer = _agreement(selector, even, edited.start, edited.end)
        if nearer > around:
            return edited
    return Place(start, start + len(words), 90.0 + 10.0 * around / max(whole, 1))


def _is_alike_around(selector: Selector, even: str, start: int) -> bool:
    """Whether the surroundings of a place are those of the passage, edited."""
    from rapidfuzz import fuzz

    end = start + len(selector.exact)
    before = even[max(0, start - len(selector.prefix)) : start]
    behind = even[end : end + len(selector.suffix)]
    around = plain(selector.prefix + selector.suffix)
    return bool(fuzz.ratio(around, before + behind) >= _LIKE_AROUND)


def _alone(selector: Selector, even: str) -> Place | None:
    """Find a long passage whose words stand in the text once, in whatever surroundings."""
    words = plain(selector.exact)
    start = even.find(words)
    if len(words) < _LONG or start < 0 or even.find(words, start + 1) >= 0:
        return None
    return Place(start, start + len(words), 90.0)


def _edges(selector: Selector) -> list[str]:
    before, behind = plain(selector.prefix)[-_EDGE:], plain(selector.suffix)[:_EDGE]
    return [edge for edge in (before, behind) if len(edge) >= _EDGE]


def _between(selector: Selector, even: str) -> Place | None:
    """Find words that were edited next to surroundings that stayed."""
    if len(selector.exact) < _SHORTEST_FUZZY:
        return None
    places: set[tuple[int, int]] = set()
    for edge in _edges(selector):
        start = even.find(edge)
        while start >= 0:
            found = _next_to(selector, even, start, start + len(edge))
            if found is not None:
                places.add(found)
            start = even.find(edge, start + 1)
    if len(places) != 1:
        return None
    start, end = places.pop()
    return Place(start, end, _likeness(selector, even, start, end) * 0.9)


def _next_to(selector: Selector, even: str, edge: int, edge_end: int) -> tuple[int, int] | None:
    """Return the edited passage if it stands right behind or right before an edge."""
    from rapidfuzz import fuzz

    words = plain(selector.exact)
    reach = len(words) + len(words) // 3 + _ONE_WORD
    is_before = plain(selector.prefix).endswith(even[edge:edge_end])
    low, high = (edge_end, edge_end + reach) if is_before else (max(0, edge - reach), edge)
    best = fuzz.partial_ratio_alignment(words, even[low:high], score_cutoff=_FLOOR - 10)
    if best is None or len(even[low:high]) < len(words) // 2:
        return None
    start, end = _trimmed(words, even, low + best.dest_start, low + best.dest_end)
    gap = start - edge_end if is_before else edge - end
    if gap > _ONE_WORD or _likeness(selector, even, start, end) < _FLOOR:
        return None
    return start, end


def _fuzzy(selector: Selector, even: str) -> Place | None:
    """Find words that were edited, with their surroundings, if no other place comes near."""
    from rapidfuzz import fuzz

    words = plain(selector.exact)
    if len(words) < _SHORTEST_ALONE or len(even) < len(words) // 2:
        return None
    best = fuzz.partial_ratio_alignment(words, even, score_cutoff=_FLOOR - 10)
    if best is None:
        return None
    start, end = _trimmed(words, even, best.dest_start, best.dest_end)
    score = _likeness(selector, even, start, end)
    if score < _FLOOR:
        return None
    rest = even[:start] + "\0" * (end - start) + even[end:]
    rival = fuzz.partial_ratio_alignment(words, rest, score_cutoff=_FLOOR - 10)
    if rival is not None:
        rival_start, rival_end = _trimmed(words, rest, rival.dest_start, rival.dest_end)
        if _likeness(selector, even, rival_start, rival_end) > score - _LEAD:
            return None
    return Place(start, end, score * 0.9)


def _likeness(selector: Selector, even: str, start: int, end: int) -> float:
    """Return how alike the words are, 0 to 100, surroundings weighed in a little."""
    from rapidfuzz import fuzz

    alike = fuzz.ratio(plain(selector.exact), even[start:end])
    share = _agreement(selector, even, start, end) / max(_all_of(selector), 1)
    return float(alike) + 8.0 * share


def _trimmed(words: str, even: str, start: int, end: int) -> tuple[int, int]:
    """Return the passage's own ends: the window with what was put before and behind left out."""
    from rapidfuzz.distance import Levenshtein

    slack = max(8, len(words) // 4)
    low, high = max(0, start - slack), min(len(even), end + slack)
    blocks = Levenshtein.opcodes(words, even[low:high])
    equal = [block for block in blocks if block.tag == "equal" and _is_firm(block)]
    if not equal:
        return start, end
    while len(equal) > 1 and _is_stray(equal[0], equal[1], even[low:high]):
        del equal[0]
    while len(equal) > 1 and _is_stray(equal[-1], equal[-2], even[low:high]):
        del equal[-1]
    first, last = equal[0], equal[-1]
    ahead, behind = first.src_start, len(words) - last.src_end
    begin = low + first.dest_start - (ahead if ahead <= _ONE_WORD else 0)
    finish = low + last.dest_end + (behind if behind <= _ONE_WORD else 0)
    return _to_words(even, max(low, begin), min(high, finish))


def _is_stray(block: object, inner: object, window: str) -> bool:
    """Whether a few letters at an end only happen to stand in the text, away from the others."""
    start, end = getattr(block, "dest_start", 0), getattr(block, "dest_end", 0)
    shift = abs(_shift(inner) - _shift(block))
    if end - start >= _EDGE or shift <= _STRAY:
        return False
    return shift > 2 * _EDGE or _is_in_word(window, start) or _is_in_word(window, end)


def _is_in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _shift(block: object) -> int:
    return int(getattr(block, "dest_start", 0)) - int(getattr(block, "src_start", 0))


def _is_firm(block: object) -> bool:
    return getattr(block, "dest_end", 0) - getattr(block, "dest_start", 0) >= 3


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
