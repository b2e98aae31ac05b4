"""Which records of a parsed file are records of the library: the same words, or nearly so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from .folding import fold, words
from .records import Item, Parsed, Position, Statement

_ALIKE = 0.75
"""Least likeness, of 1, of an item that was edited."""
_HELD = 0.95
"""Least likeness of an item to a part of the one that it grew into."""
_LONG = 60
"""Characters from which an item can be known by standing in a longer one."""
_ALIKE_QUOTE = 0.7


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item of the library, as far as it is remembered."""

    id: str
    fingerprint: str
    text: str | None
    """None: taken out since; only the fingerprint was kept."""


@dataclass(frozen=True, slots=True)
class KnownStatement:
    """A statement of the library, as far as it is remembered."""

    id: str
    item: str
    fingerprint: str
    quote: str | None


@lru_cache(maxsize=4096)
def fingerprint(text: str) -> str:
    """Return what two texts share whose words are the same, marks and spaces aside."""
    return blake2b(words(text).encode("utf-8", "replace"), digest_size=8).hexdigest()


class FreshIds:
    """Ids for records that are not known: their own, unless a known record has it."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def make(self, key: str) -> str:
        """Return the key itself, or one made from it where that is taken."""
        made, count = key, 1
        while made in self._taken:
            count += 1
            made = key[0] + blake2b(f"{key}\x1f{count}".encode(), digest_size=5).hexdigest()
        self._taken.add(made)
        return made


def pair_items(old: Sequence[KnownItem], new: Sequence[Item]) -> dict[str, str]:
    """Return, for each item of the file that is known, the id it is known under."""
    pairs = _pair_same(old, new)
    rest = [item for item in new if item.id not in pairs]
    taken = set(pairs.values())
    left = [known for known in old if known.id not in taken and known.text is not None]
    return pairs | _pair_alike([(k.id, k.text or "") for k in left], [(i.id, i.text) for i in rest])


def _pair_same(old: Sequence[KnownItem], new: Sequence[Item]) -> dict[str, str]:
    """Pair items with the same words; where there are more of them, by those beside them."""
    prints = [fingerprint(item.text) for item in new]
    places: dict[str, list[int]] = defaultdict(list)
    for place, made in enumerate(prints):
        places[made].append(place)
    known = [item.fingerprint for item in old]
    pairs: dict[str, str] = {}
    waiting: list[tuple[int, int, int]] = []
    for number, item in enumerate(old):
        found = places.get(item.fingerprint, ())
        for rank, place in enumerate(found):
            beside = _beside(known, number) & _beside(prints, place) if len(found) > 1 else set()
            waiting.append((-len(beside), number, rank))
    paired: set[int] = set()
    for _, number, rank in sorted(waiting):
        place = places[old[number].fingerprint][rank]
        if number not in paired and new[place].id not in pairs:
            paired.add(number)
            pairs[new[place].id] = old[number].id
    return pairs


def _beside(prints: Sequence[str], place: int) -> set[str]:
    """Return what stands before and behind an item, told apart."""
    before = prints[place - 1] if place else ""
    behind = prints[place + 1] if place + 1 < len(prints) else ""
    return {f"<{before}", f">{behind}"}


def _pair_alike(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], least: float = _ALIKE
) -> dict[str, str]:
    """Pair texts that were edited: most alike first, each once; key of the new → key of the old.

    Only texts that share runs of words are compared, so the work grows with the texts' length.
    """
    if not old or not new:
        return {}
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (_, text) in enumerate(old):
        for run in _runs(text):
            holders[run].append(number)
    scored: list[tuple[float, int, int]] = []
    for place, (_, text) in enumerate(new):
        votes = Counter(
            n for run in _runs(text) for n in holders.get(run, ()) if len(holders[run]) <= 8
        )
        for number, _ in votes.most_common(4):
            alike = _likeness(words(old[number][1]), words(text), least)
            if alike >= least:
                scored.append((alike, number, place))
    scored.sort(key=lambda entry: (-entry[0], abs(entry[1] - entry[2])))
    used_old: set[int] = set()
    pairs: dict[str, str] = {}
    for _, number, place in scored:
        if number not in used_old and new[place][0] not in pairs:
            used_old.add(number)
            pairs[new[place][0]] = old[number][0]
    return pairs


def _likeness(old: str, new: str, least: float) -> float:
    """Return how alike two texts are, 0 to 1; a text that grew is as alike as it must be."""
    from rapidfuzz import fuzz

    alike = fuzz.ratio(old, new, score_cutoff=least * 100) / 100
    if alike >= least or not _LONG <= len(old) < len(new):
        return alike
    held = fuzz.partial_ratio(old, new, score_cutoff=_HELD * 100) / 100
    return least if held >= _HELD else 0.0


def _runs(text: str) -> set[str]:
    parts = fold(words(text)).split()
    if len(parts) < 3:
        return set(parts)
    return {" ".join(parts[n : n + 3]) for n in range(len(parts) - 2)}


def statement_ids(
    parsed: Parsed,
    known: Sequence[KnownStatement],
    item_ids: dict[str, str],
    fresh: FreshIds,
) -> dict[str, str]:
    """Return, for each statement of the file, the id it is known under or one of its own."""
    of_item: dict[str, list[KnownStatement]] = defaultdict(list)
    for old in known:
        of_item[old.item].append(old)
    by_item: dict[str, list[Statement]] = defaultdict(list)
    for statement in parsed.statements:
        by_item[statement.item].append(statement)
    ids: dict[str, str] = {}
    for item, statements in by_item.items():
        ids |= _pair_statements(of_item.get(item_ids[item], []), statements)
    return {s.id: ids.get(s.id) or fresh.make(s.id) for s in parsed.statements}


def _pair_statements(old: list[KnownStatement], new: list[Statement]) -> dict[str, str]:
    ids: dict[str, str] = {}
    waiting = list(old)
    for statement in new:
        printed = fingerprint(statement.quote)
        same = next((known for known in waiting if known.fingerprint == printed), None)
        if same is not None:
            waiting.remove(same)
            ids[statement.id] = same.id
    rest = [(s.id, s.quote) for s in new if s.id not in ids]
    left = [(known.id, known.quote) for known in waiting if known.quote is not None]
    return ids | _pair_alike([(k, q or "") for k, q in left], rest, _ALIKE_QUOTE)


def position_ids(
    positions: tuple[Position, ...], known: Sequence[Position], fresh: FreshIds
) -> tuple[Position, ...]:
    """A position keeps its id when actor, point and stance are the same on a passage alike."""
    from rapidfuzz import fuzz

    waiting = list(known)
    made = []
    for position in positions:
        same = next(
            (
                old
                for old in waiting
                if (old.item, old.actor, old.point, old.stance)
                == (position.item, position.actor, position.point, position.stance)
                and fuzz.ratio(old.passage, position.passage) >= 100 * _ALIKE_QUOTE
            ),
            None,
        )
        if same is not None:
            waiting.remove(same)
        made.append(replace(position, id=same.id if same else fresh.make(position.id)))
    return tuple(made)
