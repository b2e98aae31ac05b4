"""Highlights that Readwise exported as Markdown.

A document is ``# title`` with a list under ``## Metadata`` (its address among it) and a list under
``## Highlights`` (or "New highlights added …"): ``- passage ([View Highlight](…))`` and, indented,
``- Note: …`` and ``- Tags: …``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .highlights import Highlight, parcel_of
from .model import Parcel, decode_text

_TITLE = re.compile(r"# (?P<title>\S.{0,400})")
_SECTION = re.compile(r"#{2,6} (?P<name>\S.{0,400})")
_FACT = re.compile(r"[-*] (?P<name>Full Title|URL|Author|Source): ?(?P<value>\S.{0,2000})")
_ITEM = re.compile(r"[-*] (?P<text>\S.*)")
_LABEL = re.compile(
    r"[\t ]{0,8}[-*] \*{0,2}(?P<name>Note|Tags?)\*{0,2}: ?\*{0,2}(?P<text>.*)", re.IGNORECASE
)
_LINK = re.compile(r" ?\(\[[^\[\]\n]{1,60}\]\([^()\s]{1,500}\)\)$")
_TAG = re.compile(
    r"\[\[(?P<link>[^\[\]\n]{1,80})\]\]|#(?P<hash>[^\s#,]{1,80})|(?P<bare>[^\s,#]{1,80})"
)


@dataclass(slots=True)
class _Open:
    """A highlight whose end has not come yet."""

    lines: list[str]
    note: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def is_readwise(text: str) -> bool:
    """Whether a text has a section of highlights with a list in it."""
    return next(_highlights(text.split("\n")), None) is not None


def read_readwise(raw: bytes, name: str) -> Parcel:
    """Read highlights of Readwise. Raises: FileUnusable."""
    return parcel_of("Readwise export", list(_highlights(decode_text(raw, name).split("\n"))))


def _highlights(lines: list[str]) -> Iterator[Highlight]:
    title = ""
    facts: dict[str, str] = {}
    is_listing = False
    held: _Open | None = None
    number = 0
    for line in (*lines, "# end"):
        heading, section = _TITLE.fullmatch(line), _SECTION.fullmatch(line)
        is_label = held is not None and _LABEL.fullmatch(line) is not None
        item = _ITEM.fullmatch(line) if is_listing and not is_label else None
        if (heading or section or item) and held:
            number += 1
            yield _highlight(number, held, title, facts)
            held = None
        if heading:
            title, facts, is_listing = heading["title"], {}, False
        elif section:
            is_listing = "highlights" in section["name"].casefold()
        elif item:
            held = _Open([item["text"]])
        elif held:
            _add(held, line)
        else:
            fact = _FACT.fullmatch(line)
            facts |= {fact["name"]: fact["value"].strip()} if fact else {}


def _add(held: _Open, line: str) -> None:
    label = _LABEL.fullmatch(line)
    if label and label["name"].casefold() == "note":
        held.note.append(label["text"])
    elif label:
        held.tags += [m["link"] or m["hash"] or m["bare"] for m in _TAG.finditer(label["text"])]
    elif held.note:
        held.note.append(line.strip())
    else:
        held.lines.append(line)


def _highlight(number: int, held: _Open, title: str, facts: dict[str, str]) -> Highlight:
    lines = [_LINK.sub("", line.rstrip()) for line in held.lines]
    documents = (facts.get("Full Title", ""), title, facts.get("URL", ""))
    author = facts.get("Author", "").strip("[]")
    told = tuple(dict.fromkeys(filter(None, documents)))
    return Highlight(
        where=f"highlight {number}",
        passage="\n".join(lines).strip(),
        note="\n".join(held.note).strip(),
        tags=tuple(held.tags),
        documents=told,
        citation=", ".join(filter(None, (author, *told))),
    )
