"""Files of an earlier export that belong to the present one no longer, and which may go.

A file goes only if everything in it is as Parley wrote it: no word between the blocks, no block
edited, no property added. Anything else is the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import Between, Block, read_blocks
from .frontmatter import property_of, split_front

_OWN = frozenset({"title", "tags", "parley", "parley-by", "parley-file"})
_NAME = re.compile(r"(?P<name>[\w-]{1,80}):")
_WORD = re.compile(r"\w+")
_TAGS = '["parley"]'


def holds_own_text(text: str) -> bool:
    """Whether a Markdown file of Parley holds anything that Parley did not write."""
    front, rest = split_front(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    parts = read_blocks(rest)
    return not (_is_plain(front or (), parts) and all(map(_is_written, parts)))


def _is_written(part: Block | Between) -> bool:
    if isinstance(part, Block):
        return part.is_intact
    return not any(line.strip() for line in part.lines)


def _is_plain(front: Sequence[str], parts: Sequence[Block | Between]) -> bool:
    """Whether all properties are Parley's, the title being that of the text."""
    names = [found["name"] if (found := _NAME.match(line)) else "" for line in front]
    tags = next((line for line in front if line.startswith("tags:")), f"tags: {_TAGS}")
    written = " ".join(line for part in parts if isinstance(part, Block) for line in part.lines)
    title = _WORD.findall(property_of(front, "title") or "")
    is_title = set(title) <= set(_WORD.findall(written))
    return set(names) <= _OWN and tags.partition(":")[2].strip() == _TAGS and is_title
