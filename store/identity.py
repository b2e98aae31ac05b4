"""Which document of the library a parsed file is, and which of its records are known ones.

A file is a known document when it holds that document's items: under the same name half of them
are enough (a live blog grows and is edited), under another name nearly all, from the same outlet.
An item with the same words keeps its id, so does one that was edited a little, and so do their
statements and positions.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from .candidates import Candidates
from .folding import fold
from .manifest import Removed
from .pairing import (
    FreshIds,
    KnownItem,
    KnownStatement,
    fingerprint,
    pair_items,
    position_ids,
    statement_ids,
)
from .records import Document, Item, Parsed, Position

_SKETCH = 48
_SAME_NAME = 0.5
_OTHER_NAME = 0.8
"""Least share of the known items that a file must hold to take the document's place: a part of a
feed, or a later stretch of it, is a document of its own, so that nothing leaves the library."""
_WORTH_PAIRING = 0.2
"""Least share of items with the same words from which, under another name, edited ones are looked
for."""


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
    added: tuple[str, ...]
    """Ids of items that were not known."""
    changed: tuple[str, ...]
    """Ids of known items whose words are others now."""
    removed: tuple[str, ...]
    """Ids of known items that the file has no more."""


def sketch(items: Iterable[Item]) -> tuple[int, ...]:
    """Return a sample of the items' fingerprints: the smallest ones, so that samples compare."""
    prints = {_shortened(fingerprint(item.text)) for item in items}
    return tuple(heapq.nsmallest(_SKETCH, prints))


def _shortened(printed: str) -> int:
    return int(printed[:12], 16)


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
    parsed: Parsed, candidates: Candidates, read: Callable[[str], Parsed]
) -> Known | None:
    """Return the document of the library that a parsed file is, or None for a new one."""
    document = parsed.document
    same = candidates.held.with_digest(document.digest)
    if same is not None:
        return known_from(read(same.document.id))
    prints = Counter(fingerprint(item.text) for item in parsed.items)
    short = {_shortened(printed) for printed in prints}
    sample = heapq.nsmallest(_SKETCH, short)
    best: tuple[float, Known] | None = None
    for entry in candidates.held.alike(document.name, sample):
        least = _least_share(document, entry.document)
        if _may_be(document, entry.document) and _may_hold(short, entry.sketch, least):
            known = known_from(read(entry.document.id))
            share = _share(prints, known, parsed, least)
            if share >= least and (best is None or share > best[0]):
                best = (share, known)
    if best:
        return best[1]
    removed = candidates.removed.with_digest(document.digest)
    if removed is not None:
        return known_from_removed(removed)
    for old in candidates.removed.alike(None, sample):
        least = _least_share(document, old.document)
        if _may_be(document, old.document) and _may_hold(short, old.sketch, least):
            known = known_from_removed(old)
            if _share(prints, known, parsed, least) >= least:
                return known
    return None


def _may_hold(prints: set[int], sample: tuple[int, ...], least: float) -> bool:
    """Whether a document is worth reading, by the share of its sketch that stands in a file.

    Another week of a feed has an item or two in common with each week that is there.
    """
    hits = sum(printed in prints for printed in sample)
    return least == _SAME_NAME or hits >= len(sample) * _WORTH_PAIRING / 4


def _least_share(document: Document, old: Document) -> float:
    """Return how much two files must have in common: less where they have one name."""
    return _SAME_NAME if fold(old.name) == fold(document.name) else _OTHER_NAME


def _may_be(document: Document, old: Document) -> bool:
    """Whether two files can be versions of one document: two outlets never are."""
    if document.outlet is None or old.outlet is None:
        return True
    return fold(document.outlet) == fold(old.outlet)


def _share(prints: Counter[str], known: Known, parsed: Parsed, least: float) -> float:
    """Return which share of the known document's items stands in the file, edited ones too."""
    old = Counter(item.fingerprint for item in known.items)
    count = len(known.items)
    if not count:
        return 0.0
    share = sum((old & prints).values()) / count
    # Under another name a few items in common, as a week's feed has with the next, are too few to
    # look for edited ones: pairing costs more than parsing.
    if share >= least or (least == _OTHER_NAME and share < _WORTH_PAIRING):
        return share
    return len(pair_items(known.items, parsed.items)) / count


def identify(parsed: Parsed, known: Known) -> Identified:
    """Return the parsed file under the known document's ids, and count what changed."""
    pairs = pair_items(known.items, parsed.items)
    old_texts = {item.id: item.fingerprint for item in known.items}
    taken = set(pairs.values())
    fresh = FreshIds({item.id for item in known.items} | {s.id for s in known.statements})
    item_ids = {i.id: pairs[i.id] if i.id in pairs else fresh.make(i.id) for i in parsed.items}
    said = statement_ids(parsed, known.statements, item_ids, fresh)
    key = known.document.id
    items = tuple(replace(i, id=item_ids[i.id], document=key) for i in parsed.items)
    statements = tuple(
        replace(s, id=said[s.id], item=item_ids[s.item], document=key) for s in parsed.statements
    )
    positions = tuple(
        replace(
            p,
            document=key,
            item=item_ids[p.item],
            statement=said.get(p.statement or "", p.statement),
        )
        for p in parsed.positions
    )
    changed = tuple(
        item.id
        for item in items
        if item.id in taken and fingerprint(item.text) != old_texts[item.id]
    )
    return Identified(
        replace(
            parsed,
            document=replace(parsed.document, id=key),
            items=items,
            statements=statements,
            positions=position_ids(positions, known.positions, fresh),
        ),
        added=tuple(item.id for item in items if item.id not in taken),
        changed=changed,
        removed=tuple(item.id for item in known.items if item.id not in taken),
    )
