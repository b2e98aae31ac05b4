"""The updates of a live page, from its mark-up.

``groups`` finds their elements; here each becomes a ``Post`` with its title, paragraphs and time.
JSON-LD helps to date them and stands in where the page's own elements hold nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from store.records import DaySource

from ..model import DayFact
from ..page.furniture import find_rule
from ..page.lines import fold
from .blocks import Block, collect
from .groups import find_group
from .metadata import Metadata, Update
from .stamps import first_stamp

_LONGEST_LABEL = 60
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
        post for node in find_group(root, page) if (post := _read_post(node, clock)) is not None
    ]
    if not posts:
        posts = [p for update in page.updates if (p := _post_of(update, root)) is not None]
    return list(_without_copies(posts))


class _Clock:
    """Dates posts: by their own stamp, by JSON-LD, or in the page's zone."""

    def __init__(self, page: Metadata) -> None:
        stamps = Counter(u.published for u in page.updates if u.published)
        # Some pages give every update the page's own time: then JSON-LD says nothing.
        self._is_useful = len(stamps) > 1 or len(page.updates) == 1
        self._by_anchor = {u.anchor: u for u in page.updates if u.anchor}
        self._by_title = {fold(u.headline): u for u in page.updates if u.headline}
        self._by_opening = {fold(u.paragraphs[0])[:60]: u for u in page.updates if u.paragraphs}
        self.zone: tzinfo | None = page.published.tzinfo if page.published else None

    def update_of(self, node: LexborNode, title: str | None, opening: str) -> Update | None:
        """Find the post's update in JSON-LD: by the element's id, the headline or first words."""
        if not self._is_useful:
            return None
        inner = node.css_first("[id]")
        for anchor in (node.attributes.get("id"), inner.attributes.get("id") if inner else None):
            if anchor and anchor in self._by_anchor:
                return self._by_anchor[anchor]
        by_title = self._by_title.get(fold(title)) if title else None
        return by_title or self._by_opening.get(fold(opening)[:60])

    def fact(self, node: LexborNode, title: str | None, opening: str) -> DayFact | None:
        """Date one post."""
        own = first_stamp(node)
        moment, where = (own.moment, "its own time stamp") if own else (None, "")
        update = self.update_of(node, title, opening)
        if (moment is None or moment.tzinfo is None) and update and update.published:
            moment, where = update.published, "its time stamp in JSON-LD"
        time = own.printed if own else None
        if moment is None:
            return DayFact(None, None, "", time=time) if time else None
        if moment.tzinfo is None and self.zone:
            moment = moment.replace(tzinfo=self.zone)
        elif own and own.is_epoch and self.zone:
            moment = moment.astimezone(self.zone)
        return DayFact(
            moment.date(),
            DaySource.METADATA,
            f"The post has {where}: {moment.isoformat(' ', 'minutes')}.",
            time=time,
            published=moment if moment.tzinfo else None,
        )


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
    return Post(title, tuple(kept), clock.fact(node, title, kept[0].text))


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
