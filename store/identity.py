"""Which document of the library a parsed file is, and which of its records are known ones.

A file is a known document when it holds the same items: under the same name a fifth of them is
enough (a live blog grows and is edited), under another name nearly all, from the same outlet. An
item with the same words keeps its id, so does one that was edited a little, and so do their
statements and positions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from .folding import fold, words
from .manifest import Entry, Removed
from .records import Document, Item, Parsed, Position, Statement

_SKETCH = 48
_SAME_NAME = 0.2
_OTHER_NAME = 0.8
_ALIKE = 0.62
"""Least likeness, of 1, of an item that was edited."""
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


@dataclass(frozen=True, slots=True)
class Known:
    """A document's records under the ids that notes point at."""

    document: Document
    items: tuple[KnownItem, ...]
    statements: tuple[KnownStatement, ...]
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Identified:
    """A parsed file under the ids of the library, and what changed."""

    parsed: Parsed
    added: int
    changed: int
    removed: int


def fingerprint(text: str) -> str:
    """Return what two texts share whose words are the same, marks and spaces aside."""
    return blake2b(words(text).encode("utf-8", "replace"), digest_size=8).hexdigest()


def sketch(items: Iterable[Item]) -> tuple[int, ...]:
    """Return a sample of the items' fingerprints: the smallest ones, so that samples compare."""
    prints = sorted({int(fingerprint(item.text)[:12], 16) for item in items})
    return tuple(prints[:_SKETCH])


def known_from(parsed: Parsed) -> Known:
    """Return a document of the library as known records."""
    return Known(
        parsed.document,
        tuple(KnownItem(i.id, fingerprint(i.text), i.text) for i in parsed.items),
        tuple(
            KnownStatement(s.id, s.item, fingerprint(s.quote), s.quote) for s in parsed.statements
        ),
        parsed.positions,
    )


def known_from_removed(removed: Removed) -> Known:
    """Return a document that was taken out as known records."""
    items = (line.split() for line in removed.items)
    statements = (line.split() for line in removed.statements)
    return Known(
        removed.document,
        tuple(KnownItem(key, printed, None) for key, printed in items),
        tuple(KnownStatement(key, item, printed, None) for key, item, printed in statements),
        (),
    )


def removed_from(parsed: Parsed) -> Removed:
    """Return what is kept of a document that is taken out."""
    known = known_from(parsed)
    return Removed(
        parsed.document,
        sketch(parsed.items),
        tuple(f"{item.id} {item.fingerprint}" for item in known.items),
        tuple(f"{s.id} {s.item} {s.fingerprint}" for s in known.statements),
    )


def find_known(
    parsed: Parsed,
    entries: Iterable[Entry],
    removed: Iterable[Removed],
    read: Callable[[str], Parsed],
) -> Known | None:
    """Return the document of the library that a parsed file is, or None for a new one."""
    document, sample = parsed.document, set(sketch(parsed.items))
    held = tuple(entries)
    for entry in held:
        if entry.document.digest == document.digest:
            return known_from(read(entry.document.id))
    prints = Counter(fingerprint(item.text) for item in parsed.items)
    best: tuple[float, Known] | None = None
    candidates = [(e.document, e.sketch, e) for e in held if _may_be(document, e.document)]
    for old, kept, entry in candidates:
        is_named_so = fold(old.name) == fold(document.name)
        if not is_named_so and not sample.intersection(kept):
            continue
        known = known_from(read(entry.document.id))
        share = _share(prints, known, parsed, is_named_so=is_named_so)
        if share >= (_SAME_NAME if is_named_so else _OTHER_NAME) and (
            best is None or share > best[0]
        ):
            best = (share, known)
    if best is not None:
        return best[1]
    return _find_removed(parsed, sample, prints, removed)


def _find_removed(
    parsed: Parsed, sample: set[int], prints: Counter[str], removed: Iterable[Removed]
) -> Known | None:
    for old in removed:
        if old.document.digest == parsed.document.digest:
            return known_from_removed(old)
    for old in removed:
        is_named_so = fold(old.document.name) == fold(parsed.document.name)
        if sample.intersection(old.sketch) and _may_be(parsed.document, old.document):
            known = known_from_removed(old)
            share = _share(prints, known, parsed, is_named_so=False)
            if share >= (_SAME_NAME if is_named_so else _OTHER_NAME):
                return known
    return None


def _may_be(document: Document, old: Document) -> bool:
    """Whether two files can be versions of one document: two outlets never are."""
    if document.outlet is None or old.outlet is None:
        return True
    return fold(document.outlet) == fold(old.outlet)


def _share(prints: Counter[str], known: Known, parsed: Parsed, *, is_named_so: bool) -> float:
    """Return which share of the smaller document's items stands in the other."""
    old = Counter(item.fingerprint for item in known.items)
    fewer = min(sum(old.values()), sum(prints.values()))
    if not fewer:
        return 0.0
    share = sum((old & prints).values()) / fewer
    if share < _SAME_NAME and is_named_so:
        pairs = _pair_items(known.items, parsed.items)
        share = len(pairs) / fewer
    return share


def identify(parsed: Parsed, known: Known) -> Identified:
    """Return the parsed file under the known document's ids, and count what changed."""
    pairs = _pair_items(known.items, parsed.items)
    old_texts = {item.id: item.fingerprint for item in known.items}
    taken = set(pairs.values())
    fresh = _FreshIds({item.id for item in known.items} | {s.id for s in known.statements})
    item_ids = {i.id: pairs[i.id] if i.id in pairs else fresh.make(i.id) for i in parsed.items}
    statement_ids = _statement_ids(parsed, known, item_ids, fresh)
    key = known.document.id
    items = tuple(replace(i, id=item_ids[i.id], document=key) for i in parsed.items)
    statements = tuple(
        replace(s, id=statement_ids[s.id], item=item_ids[s.item], document=key)
        for s in parsed.statements
    )
    positions = tuple(
        replace(
            p,
            document=key,
            item=item_ids[p.item],
            statement=statement_ids.get(p.statement or "", p.statement),
        )
        for p in parsed.positions
    )
    changed = sum(
        1 for item in items if item.id in taken and fingerprint(item.text) != old_texts[item.id]
    )
    return Identified(
        replace(
            parsed,
            document=replace(parsed.document, id=key),
            items=items,
            statements=statements,
            positions=_position_ids(positions, known, fresh),
        ),
        added=len(items) - len(pairs),
        changed=changed,
        removed=len(known.items) - len(pairs),
    )


class _FreshIds:
    """Ids for records that are not known: their own, unless a known record has it."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def make(self, key: str) -> str:
        made, count = key, 1
        while made in self._taken:
            count += 1
            made = key[0] + blake2b(f"{key}\x1f{count}".encode(), digest_size=5).hexdigest()
        self._taken.add(made)
        return made


def _pair_items(old: Sequence[KnownItem], new: Sequence[Item]) -> dict[str, str]:
    """Return, for each item of the file that is known, the id it is known under."""
    waiting: dict[str, list[KnownItem]] = defaultdict(list)
    for known in reversed(old):
        waiting[known.fingerprint].append(known)
    pairs: dict[str, str] = {}
    rest: list[Item] = []
    for item in new:
        same = waiting.get(fingerprint(item.text))
        if same:
            pairs[item.id] = same.pop().id
        else:
            rest.append(item)
    taken = set(pairs.values())
    left = [known for known in old if known.id not in taken and known.text is not None]
    return pairs | _pair_alike([(k.id, k.text or "") for k in left], [(i.id, i.text) for i in rest])


def _pair_alike(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], least: float = _ALIKE
) -> dict[str, str]:
    """Pair texts that were edited: most alike first, each once; key of the new → key of the old.

    Only texts that share runs of words are compared, so the work grows with the texts' length.
    """
    if not old or not new:
        return {}
    from rapidfuzz import fuzz

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
            alike = fuzz.ratio(words(old[number][1]), words(text), score_cutoff=least * 100) / 100
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


def _runs(text: str) -> set[str]:
    parts = fold(words(text)).split()
    if len(parts) < 3:
        return set(parts)
    return {" ".join(parts[n : n + 3]) for n in range(len(parts) - 2)}


def _statement_ids(
    parsed: Parsed, known: Known, item_ids: dict[str, str], fresh: _FreshIds
) -> dict[str, str]:
    of_item: dict[str, list[KnownStatement]] = defaultdict(list)
    for old in known.statements:
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


def _position_ids(
    positions: tuple[Position, ...], known: Known, fresh: _FreshIds
) -> tuple[Position, ...]:
    """A position keeps its id when actor, point and stance are the same on a passage alike."""
    from rapidfuzz import fuzz

    waiting = list(known.positions)
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
