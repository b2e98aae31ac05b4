"""The words of ``data/markup.toml``, and what they say about one element."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from selectolax.lexbor import LexborNode

_RULES = tomllib.loads(
    (files("reader.parsing") / "data" / "markup.toml").read_text(encoding="utf-8"),
)
SKIPPED = frozenset(_RULES["skipped"])
"""Elements that are never read."""
INLINE = frozenset(_RULES["inline"])
"""Elements inside a paragraph."""
PUBLISHED: tuple[str, ...] = tuple(_RULES["metadata"]["published"])
"""Names of meta elements that give the time of publication, the surest first."""
ARTICLE_TYPES = frozenset(_RULES["metadata"]["articles"])
"""Types of schema.org for an article."""
TIME_ATTRIBUTES: tuple[str, ...] = tuple(_RULES["times"]["attributes"])
"""Attributes that carry the time of a post, the surest first."""

_JUNK_WORDS = frozenset(_RULES["junk"]["words"])
_JUNK_FRAGMENTS: tuple[str, ...] = tuple(_RULES["junk"]["fragments"])
_JUNK_ROLES = frozenset(_RULES["junk"]["roles"])
_BODY_WORDS: tuple[str, ...] = tuple(_RULES["body"]["words"])
_LEAD_WORDS: tuple[str, ...] = tuple(_RULES["lead"]["words"])
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_HIDING = re.compile(r"display\s{0,2}:\s{0,2}none|visibility\s{0,2}:\s{0,2}hidden")


def names_of(node: LexborNode) -> str:
    """Return the class names and the id of an element in one string."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()


def is_junk(node: LexborNode) -> bool:
    """Tell whether an element's names, role or style say that it is no news."""
    attributes = node.attributes
    if attributes.get("itemprop") in ("articleBody", "liveBlogUpdate"):
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in _JUNK_ROLES:
        return True
    style = attributes.get("style")
    if style and _HIDING.search(style):
        return True
    names = names_of(node)
    return bool(names) and _is_junk_name(names)


@lru_cache(maxsize=4096)
def _is_junk_name(names: str) -> bool:
    lower = names.lower()
    if any(fragment in lower for fragment in _JUNK_FRAGMENTS) or "hidden" in lower.split():
        return True
    return not _JUNK_WORDS.isdisjoint(part.lower() for part in _PARTS.findall(names))


def is_body(node: LexborNode) -> bool:
    """Tell whether an element says that it holds the article's text."""
    if node.attributes.get("itemprop") == "articleBody":
        return True
    names = names_of(node).lower()
    return bool(names) and any(word in names for word in _BODY_WORDS)


def is_lead(node: LexborNode) -> bool:
    """Tell whether an element or the one around it says it is the sentence under the title."""
    parent = node.parent
    names = f"{names_of(node)} {names_of(parent) if parent is not None else ''}".lower()
    return any(word in names for word in _LEAD_WORDS)
