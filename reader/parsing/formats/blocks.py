"""Paragraphs out of a tree of HTML, and the element that holds the main text.

The main element is the one in which prose outweighs everything else most: sentences outside links
count for it, navigation, teasers and lists of links against it. Takes selectolax nodes, gives
``Block``s in the order of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from store.cleaning import clean_line

from .markup import INLINE, SKIPPED, is_body, is_junk

_SENTENCE = re.compile(r"""[.!?…:]["'”’»)\]]{0,4}$""")
_SPACE = re.compile(r"[\s\u00a0\u2028\u2029]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FEWEST = 40
"""Characters from which a sentence counts as prose."""
_PROSE_LINKS = 0.5
_BODY_BONUS = 1.15
_JUNK_MAJORITY = 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or entry of a list."""

    text: str
    tag: str
    """The nearest element that is no inline one."""
    node: LexborNode
    links: int
    """Characters inside links."""
    in_quote: bool

    @property
    def is_heading(self) -> bool:
        """An element h1 to h6."""
        return self.tag in _HEADINGS

    @property
    def link_share(self) -> float:
        """Share of its characters inside links."""
        return self.links / max(1, len(self.text))

    @property
    def is_prose(self) -> bool:
        """A sentence outside links."""
        return (
            not self.is_heading
            and len(self.text) >= _FEWEST
            and self.link_share < _PROSE_LINKS
            and bool(_SENTENCE.search(self.text))
        )


class _Collector:
    """Gathers inline text until the next block begins."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._links = 0

    def add(self, text: str, *, in_link: bool) -> None:
        self._parts.append(text)
        if in_link:
            self._links += len(text.strip())

    def flush(self, holder: LexborNode, *, in_quote: bool) -> None:
        text = tidy("".join(self._parts))
        if any(character.isalnum() for character in text):
            self.blocks.append(Block(text, str(holder.tag), holder, self._links, in_quote))
        self._parts.clear()
        self._links = 0


def tidy(text: str) -> str:
    """Make the text of an element one clean line: entities can hide control characters."""
    return clean_line(_SPACE.sub(" ", _INVISIBLE.sub("", text)).strip())


def collect(root: LexborNode, skip: Callable[[LexborNode], bool] = is_junk) -> list[Block]:
    """Read all blocks below an element, in order; without recursion, since pages nest deeply."""
    collector = _Collector()
    holders: list[LexborNode] = [root]
    links = quotes = 0
    for event, node in _walk(root, skip):
        tag = str(node.tag)
        if event == "text":
            collector.add(node.text_content or "", in_link=links > 0)
        elif tag == "br":
            collector.flush(holders[-1], in_quote=quotes > 0)
        elif tag in INLINE:
            links += _step(event) if tag == "a" else 0
        else:
            collector.flush(holders[-1], in_quote=quotes > 0)
            quotes += _step(event) if tag == "blockquote" else 0
            if event == "open":
                holders.append(node)
            elif len(holders) > 1:
                holders.pop()
    collector.flush(root, in_quote=False)
    return collector.blocks


def _step(event: str) -> int:
    return 1 if event == "open" else -1


def _walk(root: LexborNode, skip: Callable[[LexborNode], bool]) -> Iterator[tuple[str, LexborNode]]:
    """Yield ("open" | "text" | "close", node) below the root, leaving out skipped elements."""
    node: LexborNode | None = root.child
    stack: list[LexborNode] = []
    while node is not None or stack:
        if node is None:
            closing = stack.pop()
            yield "close", closing
            node = closing.next
            continue
        if node.is_text_node:
            yield "text", node
        elif node.is_element_node and node.tag not in SKIPPED and not skip(node):
            yield "open", node
            stack.append(node)
            node = node.child
            continue
        node = node.next


def careful_junk(root: LexborNode) -> Callable[[LexborNode], bool]:
    """``is_junk``, but never an element that holds much of the page's text.

    Pages call their body "article-with-sidebar" and the like.
    """
    total = max(1, len(root.text()))

    def skip(node: LexborNode) -> bool:
        if node.tag in ("body", "main", "article"):
            return False
        return is_junk(node) and len(node.text()) < _JUNK_MAJORITY * total

    return skip


def main_element(root: LexborNode, blocks: Sequence[Block]) -> LexborNode:
    """Choose the element in which prose outweighs all else most, the smallest of equals."""
    prose: dict[int, float] = {}
    other: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    depth: dict[int, int] = {}
    for block in blocks:
        gains = prose if block.is_prose else other
        chain = list(_ancestors(block.node, root))
        for level, node in enumerate(reversed(chain)):
            key = node.mem_id
            nodes[key], depth[key] = node, level
            gains[key] = gains.get(key, 0.0) + len(block.text)
    if not prose:
        return root

    def value(key: int) -> tuple[float, int]:
        bonus = _BODY_BONUS if is_body(nodes[key]) else 1.0
        return bonus * prose.get(key, 0.0) - other.get(key, 0.0), depth[key]

    return nodes[max(nodes, key=value)]


def _ancestors(node: LexborNode, root: LexborNode) -> Iterator[LexborNode]:
    current: LexborNode | None = node
    while current is not None:
        yield current
        if current.mem_id == root.mem_id:
            return
        current = current.parent
