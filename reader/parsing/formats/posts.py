"""The updates of a live page, from its mark-up.

Updates are elements of one kind, each with a time of its own, that together hold more text than any
other such group. JSON-LD helps to name and date them and stands in where the page's own elements
hold nothing. General over outlets: no class name of any is known here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from store.records import DaySource

from ..dates import find_time, read_stamp
from ..furniture import find_rule
from ..lines import fold
from ..model import DayFact
from .blocks import Block, collect, tidy
from .markup import TIME_ATTRIBUTES, is_junk, names_of
from .metadata import Metadata, Update

_FEWEST = 3
_LEAST_TEXT = 60
"""Characters outside links that the average post has at least; teasers have less."""
_LONGEST_LABEL = 60
_DEEPEST = 14
_NAIVE = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:\d\d")
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "td", "pre"})


@dataclass(frozen=True, slots=True)
class Post:
    """One update of a live page."""

    title: str | None
    paragraphs: tuple[Block, ...]
    fact: DayFact | None


def find_posts(tree: LexborHTMLParser, page: Metadata) -> list[Post]:
    """Find the updates of a live page, in the order of the page, none twice."""
    root = tree.body
    if root is None:
        return []
    clock = _Clock(page)
    posts = [
        post for node in _best_group(root, page) if (post := _read_post(node, clock)) is not None
    ]
    if not posts:
        posts = [p for update in page.updates if (p := _post_of(update, root)) is not None]
    return list(_without_copies(posts))


class _Clock:
    """Dates posts: by their own stamp, by JSON-LD, or in the page's zone."""

    def __init__(self, page: Metadata) -> None:
        stamps = Counter(u.published for u in page.updates if u.published)
        # Some pages give every update the page's own time: then JSON-LD says nothing.
        self.is_useful = len(stamps) > 1 or len(page.updates) == 1
        self.by_anchor = {u.anchor: u for u in page.updates if u.anchor}
        self.by_title = {fold(u.headline): u for u in page.updates if u.headline}
        self.zone: tzinfo | None = page.published.tzinfo if page.published else None

    def update_of(self, node: LexborNode, title: str | None) -> Update | None:
        """Find the post's update in JSON-LD, by the element's id or by the headline."""
        anchor = node.attributes.get("id") or ""
        found = self.by_anchor.get(anchor) if anchor else None
        if not found:
            inner = node.css_first("[id]")
            found = self.by_anchor.get(inner.attributes.get("id") or "") if inner else None
        return found or (self.by_title.get(fold(title)) if title else None)

    def fact(self, node: LexborNode, title: str | None) -> DayFact | None:
        """Date one post."""
        own = _first_time(node)
        update = self.update_of(node, title)
        stamp, where = (own[1], "its own time stamp") if own else (None, "")
        if (stamp is None or stamp.tzinfo is None) and update and self.is_useful:
            stamp, where = update.published or stamp, "its time stamp in JSON-LD"
        if stamp is None:
            return None
        if stamp.tzinfo is None and self.zone:
            stamp = stamp.replace(tzinfo=self.zone)
        elif own and own[2] and stamp.tzinfo and self.zone:
            stamp = stamp.astimezone(self.zone)  # an epoch has no zone of its own
        printed = tidy(own[0].text()) if own and own[0].tag == "time" else ""
        return DayFact(
            stamp.date(),
            DaySource.METADATA,
            f"The post has {where}: {stamp.isoformat(' ', 'minutes')}.",
            time=find_time(printed) if len(printed) < _LONGEST_LABEL else None,
            published=stamp if stamp.tzinfo else None,
        )


def _times(root: LexborNode) -> Iterator[tuple[LexborNode, datetime, bool]]:
    """Yield every element below with a time stamp: element, time, whether it is an epoch."""
    selector = ", ".join(f"[{name}]" for name in TIME_ATTRIBUTES if name != "content")
    for node in root.css(f"{selector}, [itemprop=datePublished][content]"):
        found = _stamp_of(node)
        if found:
            yield node, *found


def _stamp_of(node: LexborNode) -> tuple[datetime, bool] | None:
    attributes = node.attributes
    for name in TIME_ATTRIBUTES:
        value = attributes.get(name)
        if not value:
            continue
        stamp = read_stamp(value) or (
            datetime.fromisoformat(value[:16].replace(" ", "T")) if _is_naive(value) else None
        )
        if stamp:
            return stamp, value.strip().isdecimal()
    return None


def _is_naive(value: str) -> bool:
    try:
        return bool(_NAIVE.match(value)) and bool(datetime.fromisoformat(value[:16]))
    except ValueError:
        return False


def _first_time(node: LexborNode) -> tuple[LexborNode, datetime, bool] | None:
    """The post's own time: of an element inside it first, since a wrapper may carry an epoch."""
    inside = [t for t in _times(node) if not _is_label_of_update(t[0])]
    for found in inside:
        if not found[2]:
            return found
    own = _stamp_of(node)
    return inside[0] if inside else (node, *own) if own else None


def _is_label_of_update(node: LexborNode) -> bool:
    """Tell a line such as "Updated at 12.36" from when the post was published."""
    text = tidy(node.text())[:40].lower()
    return text.startswith(("updated", "last updated", "edited"))


def _best_group(root: LexborNode, page: Metadata) -> list[LexborNode]:
    groups: list[list[LexborNode]] = [
        root.css('[itemprop="liveBlogUpdate"], [itemprop="liveBlogUpdates"]'),
        [n for u in page.updates if u.anchor and (n := _by_id(root, u.anchor)) is not None],
        *_timed_groups(root),
    ]
    measured = []
    for group in groups:
        outer = list(_outermost(group))
        if outer and (len(outer) >= _FEWEST or len(outer) == len(page.updates)):
            text = sum(_own_text(node) for node in outer)
            if text >= _LEAST_TEXT * len(outer) and not _is_in_junk(outer[0], root):
                measured.append((text, outer))
    if not measured:
        return []
    most = max(text for text, _ in measured)
    # Of groups with the same text the finest: days or sections hold several posts each.
    return max((group for text, group in measured if text >= 0.85 * most), key=len)


def _by_id(root: LexborNode, anchor: str) -> LexborNode | None:
    if not re.fullmatch(r"[\w:.-]{1,120}", anchor):
        return None
    return root.css_first(f'[id="{anchor}"]')


def _timed_groups(root: LexborNode) -> Iterable[list[LexborNode]]:
    """Group the elements around time stamps by their kind: tag, first class, form of the id."""
    groups: dict[str, dict[int, LexborNode]] = defaultdict(dict)
    for node, _, _ in _times(root):
        current: LexborNode | None = node
        for _ in range(_DEEPEST):
            if current is None or current.tag in ("body", "html", "main"):
                break
            groups[_kind(current)].setdefault(current.mem_id, current)
            current = current.parent
    return [list(group.values()) for group in groups.values() if len(group) >= _FEWEST]


def _kind(node: LexborNode) -> str:
    attributes = node.attributes
    classes = (attributes.get("class") or "").split()
    form = re.sub(r"[\d].*|[^a-zA-Z-].*", "", (attributes.get("id") or "")[:12])
    parent = node.parent
    around = "" if classes or form or parent is None else names_of(parent)[:40]
    return f"{node.tag} {classes[0] if classes else ''} {form} {around}"


def _outermost(group: Sequence[LexborNode]) -> Iterator[LexborNode]:
    ids = {node.mem_id for node in group}
    for node in group:
        parent = node.parent
        while parent is not None and parent.mem_id not in ids:
            parent = parent.parent
        if parent is None:
            yield node


def _own_text(node: LexborNode) -> int:
    return sum(len(b.text) - b.links for b in collect(node) if len(b.text) > 30)


def _is_in_junk(node: LexborNode, root: LexborNode) -> bool:
    """Comments have times too, but their names tell; a wrapper of most of the page never counts."""
    total = max(1, len(root.css("p")))
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "main", "-document"):
        if is_junk(parent) and len(parent.css("p")) < 0.5 * total:
            return True
        parent = parent.parent
    return is_junk(node)


def _read_post(node: LexborNode, clock: _Clock) -> Post | None:
    title = None
    kept: list[Block] = []
    for block in collect(node):
        if block.is_heading and title is None and not kept:
            title = block.text
        elif not _is_label(block):
            kept.append(block)
    if not kept:
        return None
    return Post(title, tuple(kept), clock.fact(node, title))


def _is_label(block: Block) -> bool:
    """An author, a time, a button: short, not marked as a paragraph, no sentence."""
    if find_rule(block.text) or (block.links and block.link_share > 0.9 and len(block.text) < 40):
        return True
    is_short = len(block.text) < _LONGEST_LABEL
    return is_short and block.tag not in _PARAGRAPHS and block.text[-1] not in '.!?:”"’'


def _post_of(update: Update, holder: LexborNode) -> Post | None:
    if not update.paragraphs:
        return None
    blocks = tuple(Block(text, "p", holder, 0, in_quote=False) for text in update.paragraphs)
    stamp = update.published
    if stamp is None:
        return Post(update.headline, blocks, None)
    reason = f"The post has its time stamp in JSON-LD: {stamp.isoformat(' ', 'minutes')}."
    fact = DayFact(stamp.date(), DaySource.METADATA, reason, published=stamp)
    return Post(update.headline, blocks, fact)


def _without_copies(posts: Iterable[Post]) -> Iterator[Post]:
    """A pinned post stands a second time in its place."""
    seen: set[str] = set()
    for post in posts:
        key = fold(" ".join(b.text for b in post.paragraphs))[:300]
        if key not in seen:
            seen.add(key)
            yield post
