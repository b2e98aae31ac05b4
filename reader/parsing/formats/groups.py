"""Which elements of a live page are its updates.

They are elements of one kind, each with a time of its own or known to JSON-LD, that together hold
more text than any other such group. No class name of any outlet is known here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborNode

from ..page.lines import fold
from .blocks import collect
from .markup import is_junk, names_of
from .metadata import Metadata, Update
from .stamps import Stamp, find_clocks, find_stamps, first_stamp

_FEWEST = 3
_LEAST_TEXT = 60
"""Characters outside links that the average post has at least; teasers have less."""
_FEWEST_LINE = 30
_DEEPEST = 14
_SAME_TEXT = 0.85
_OPENING = 60
"""Characters by which an update's first paragraph is known again."""
_MARKED = '[itemprop="liveBlogUpdate"], [itemprop="liveBlogUpdates"]'
_ANCHOR = re.compile(r"[\w:.-]{1,120}")


def find_group(root: LexborNode, page: Metadata) -> list[LexborNode]:
    """Find the elements that are updates, in the order of the page; empty where there are none."""
    groups: list[list[LexborNode]] = [
        root.css(_MARKED),
        [node for u in page.updates if (node := _by_id(root, u.anchor)) is not None],
        _around_openings(root, page.updates),
        *_around_stamps(find_stamps(root)),
    ]
    best = _best(groups, root, len(page.updates)) or _best(
        _around_stamps(find_clocks(root)), root, 0
    )
    return _with_siblings(best)


def _best(
    groups: Iterable[Sequence[LexborNode]], root: LexborNode, updates: int
) -> list[LexborNode]:
    measured = []
    for group in groups:
        outer = list(_outermost(group))
        if not outer or (len(outer) < _FEWEST and len(outer) != updates):
            continue
        text = sum(map(_own_text, outer))
        if text >= _LEAST_TEXT * len(outer) and not _is_in_junk(outer[0], root):
            measured.append((text, outer))
    if not measured:
        return []
    most = max(text for text, _ in measured)
    # Of groups with the same text the finest: days or sections hold several posts each.
    return max((group for text, group in measured if text >= _SAME_TEXT * most), key=len)


def _by_id(root: LexborNode, anchor: str) -> LexborNode | None:
    return root.css_first(f'[id="{anchor}"]') if _ANCHOR.fullmatch(anchor) else None


def _around_openings(root: LexborNode, updates: Sequence[Update]) -> list[LexborNode]:
    """Find the elements around the headlines or first words that JSON-LD has."""
    wanted = {fold(u.headline) for u in updates if u.headline}
    wanted |= {fold(u.paragraphs[0])[:_OPENING] for u in updates if u.paragraphs}
    wanted = {key for key in wanted if len(key) > 12}
    if len(wanted) < _FEWEST:
        return []
    found: dict[str, LexborNode] = {}
    for node in root.css("h2, h3, h4, h5, p"):
        text = fold(node.text())
        key = text if text in wanted else text[:_OPENING]
        if key in wanted:
            found.setdefault(key, node)
    if len(found) < _FEWEST:
        return []
    below: Counter[int] = Counter()
    for node in found.values():
        below.update(ancestor.mem_id for ancestor in _upwards(node))
    return [_highest_alone(node, below) for node in found.values()]


def _highest_alone(node: LexborNode, below: Counter[int]) -> LexborNode:
    """Climb while the element holds this one opening, or the headline and text of one post."""
    highest = node
    for ancestor in _upwards(node):
        if below[ancestor.mem_id] > 2 or ancestor.tag in ("body", "main"):
            break
        highest = ancestor
    return highest


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    current: LexborNode | None = node
    while current is not None and current.is_element_node:
        yield current
        current = current.parent


def _around_stamps(stamps: Iterable[Stamp]) -> list[list[LexborNode]]:
    """Group the elements around time stamps by their kind: tag, first class, form of the id."""
    groups: dict[str, dict[int, LexborNode]] = defaultdict(dict)
    for stamp in stamps:
        for depth, node in enumerate(_upwards(stamp.node)):
            if depth >= _DEEPEST or node.tag in ("body", "html", "main"):
                break
            groups[_kind(node)].setdefault(node.mem_id, node)
    return [list(group.values()) for group in groups.values() if len(group) >= _FEWEST]


def _kind(node: LexborNode) -> str:
    attributes = node.attributes
    classes = (attributes.get("class") or "").split()
    form = re.sub(r"\d.*|[^a-zA-Z-].*", "", (attributes.get("id") or "")[:12])
    parent = node.parent
    around = "" if classes or form or parent is None else names_of(parent)[:40]
    return f"{node.tag} {classes[0] if classes else ''} {form} {around}"


def _outermost(group: Sequence[LexborNode]) -> Iterator[LexborNode]:
    ids = {node.mem_id for node in group}
    seen: set[int] = set()
    for node in group:
        ancestors = list(_upwards(node))[1:]
        if node.mem_id not in seen and not any(a.mem_id in ids for a in ancestors):
            seen.add(node.mem_id)
            yield node


def _own_text(node: LexborNode) -> int:
    blocks = collect(node)
    return sum(len(b.text) - b.links for b in blocks if len(b.text) > _FEWEST_LINE)


def _is_in_junk(node: LexborNode, root: LexborNode) -> bool:
    """Comments have times too, but their names tell; a wrapper of most of the page never counts."""
    total = max(1, len(root.text()))
    inside_junk = (
        ancestor.tag not in ("body", "main", "html")
        and is_junk(ancestor)
        and (ancestor.mem_id == node.mem_id or len(ancestor.text()) < total / 2)
        for ancestor in _upwards(node)
    )
    return any(inside_junk)


def _with_siblings(group: Sequence[LexborNode]) -> list[LexborNode]:
    """Add what stands beside them, looks alike and has a time: a pinned post has other classes."""
    if not group:
        return []
    ids = {node.mem_id for node in group}
    tags = {node.tag for node in group}
    parents = {p.mem_id: p for node in group if (p := node.parent) is not None}
    complete: dict[int, LexborNode] = {}
    for parent in parents.values():
        child = parent.child
        while child is not None:
            is_alike = child.is_element_node and child.tag in tags and not is_junk(child)
            if child.mem_id in ids or (
                is_alike and first_stamp(child) is not None and _own_text(child) >= _LEAST_TEXT
            ):
                complete[child.mem_id] = child
            child = child.next
    return list(complete.values())
