"""What an HTML page says about itself: JSON-LD, meta elements, the address, microdata.

Gives one ``Metadata``; which date wins is decided in ``datelines``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import orjson
from selectolax.lexbor import LexborHTMLParser

from ..days.datelines import Claim, Strength, claim_of_address
from ..days.dates import read_iso_day, read_stamp
from .blocks import tidy
from .markup import ARTICLE_TYPES, PUBLISHED

_TAG = re.compile(r"<[^<>]{0,2000}>")
_PARAGRAPH_END = re.compile(r"</p>|<br ?/?>|</li>|</h\d>|\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Update:
    """One update of a live blog as JSON-LD has it."""

    anchor: str
    """The part of its address behind "#": the id of its element."""
    headline: str | None
    published: datetime | None
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page about itself."""

    title: str | None
    full_title: str | None
    """With the outlet behind it."""
    address: str | None
    site_names: tuple[str, ...]
    claims: tuple[Claim, ...]
    published: datetime | None
    updates: tuple[Update, ...]
    is_live: bool
    """It calls itself a LiveBlogPosting."""
    is_article: bool
    """It calls itself an article of some kind."""
    body: tuple[str, ...]
    """The text in JSON-LD, in paragraphs."""
    kinds: frozenset[str] = frozenset()
    """Types of schema.org that the page's main thing has."""
    problems: tuple[str, ...] = ()
    """What of it could not be read, for the reader."""


def read_metadata(tree: LexborHTMLParser) -> Metadata:
    """Read a page's metadata."""
    problems: list[str] = []
    things = list(_linked_data(tree, problems))
    meta = _meta_elements(tree)
    articles = [t for t in things if _types(t) & ARTICLE_TYPES]
    main = max(articles, key=_rank, default={})
    full_title = _page_title(tree) or meta.get("og:title")
    headline = _string(main.get("headline")) if main else None
    heading = tree.css_first("h1")
    title = headline or (tidy(heading.text()) if heading else None) or meta.get("og:title")
    address = meta.get("og:url") or _canonical(tree) or _string(main.get("url"))
    claims, published = _claims(main, meta, tree, address)
    updates = tuple(_update(u) for t in articles for u in _list(t.get("liveBlogUpdate")))
    return Metadata(
        title=tidy(html.unescape(title)) if title else None,
        full_title=full_title,
        address=address,
        site_names=_site_names(meta, main),
        claims=claims,
        published=published,
        updates=updates,
        is_live=bool(updates) or any("LiveBlogPosting" in _types(t) for t in things),
        is_article=(bool(main) and _rank(main)[0] > 0) or meta.get("og:type") == "article",
        body=paragraphs_of(_string(main.get("articleBody")) or ""),
        kinds=frozenset(_types(main)),
        problems=tuple(problems),
    )


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Cut text with or without tags and entities into paragraphs."""
    parts = (_TAG.sub("", part) for part in _PARAGRAPH_END.split(html.unescape(text)))
    return tuple(tidied for part in parts if (tidied := tidy(html.unescape(part))))


def _linked_data(tree: LexborHTMLParser, problems: list[str]) -> Iterator[Mapping[str, object]]:
    """Yield every object of every JSON-LD script, those in a ``@graph`` or list one by one."""
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text().strip().removesuffix(";")
        try:
            waiting: list[object] = [orjson.loads(text)]
        except orjson.JSONDecodeError:
            try:  # line ends inside strings are a common fault
                waiting = [orjson.loads(re.sub(r"[\x00-\x1f\u2400-\u241f]", " ", text))]
            except orjson.JSONDecodeError:
                problems.append("The page's data about itself (JSON-LD) could not be read")
                continue
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting[:0] = thing
            elif isinstance(thing, dict):
                yield thing
                waiting += _list(thing.get("@graph"))
                waiting += (
                    [thing["mainEntity"]] if isinstance(thing.get("mainEntity"), dict) else []
                )


def _types(thing: Mapping[str, object]) -> set[str]:
    return {kind for kind in _list(thing.get("@type")) if isinstance(kind, str)}


def _rank(thing: Mapping[str, object]) -> tuple[int, int]:
    """Articles before web pages, dated before undated, live blogs first."""
    types = _types(thing)
    kind = 2 if "LiveBlogPosting" in types else 1 if types - {"WebPage"} else 0
    return kind, int("datePublished" in thing) + int("headline" in thing)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _meta_elements(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.css("meta[content]"):
        attributes = element.attributes
        content = attributes.get("content")
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            if name and content:
                found.setdefault(name.lower(), content.strip())
    return found


def _page_title(tree: LexborHTMLParser) -> str | None:
    element = tree.css_first("head title") or tree.css_first("title")
    return tidy(element.text()) if element else None


def _canonical(tree: LexborHTMLParser) -> str | None:
    element = tree.css_first('link[rel="canonical"]')
    return element.attributes.get("href") if element else None


def _site_names(meta: Mapping[str, str], main: Mapping[str, object]) -> tuple[str, ...]:
    names = [meta.get("og:site_name"), meta.get("application-name")]
    publishers = _list(main.get("publisher"))
    names += [_string(p.get("name")) for p in publishers if isinstance(p, dict)]
    return tuple(tidy(html.unescape(name)) for name in names if name)


def _claims(
    main: Mapping[str, object], meta: Mapping[str, str], tree: LexborHTMLParser, address: str | None
) -> tuple[tuple[Claim, ...], datetime | None]:
    claims = []
    for source, text in _stamps(main, meta, tree):
        day = read_iso_day(text)
        if day:
            stamp = read_stamp(text)
            stamp = stamp if stamp and stamp.tzinfo else None
            reason = f'The page\'s {source}: "{tidy(text)[:40]}".'
            claims.append(Claim(Strength.MARKUP, day, reason, published=stamp))
            break
    published = claims[0].published if claims else None
    if address and (claim := claim_of_address(address)):
        claims.append(claim)
    return tuple(claims), published


def _stamps(
    main: Mapping[str, object], meta: Mapping[str, str], tree: LexborHTMLParser
) -> Iterator[tuple[str, str]]:
    """Yield where a time of publication stands, and the time, the surest first."""
    stamp = _string(main.get("datePublished"))
    if stamp:
        yield "JSON-LD", stamp
    for name in PUBLISHED:
        if meta.get(name):
            yield f"metadata ({name})", meta[name]
    for selector in (
        '[itemprop="datePublished"]',
        "time[pubdate]",
        "article header time[datetime]",
    ):
        element = tree.css_first(selector)
        if element:
            attributes = element.attributes
            text = attributes.get("datetime") or attributes.get("content")
            if text:
                yield "mark-up", text
    times: Sequence[str] = [
        text for t in tree.css("time[datetime]") if (text := t.attributes.get("datetime"))
    ]
    if len(times) == 1:
        yield "only time stamp", times[0]


def _update(thing: object) -> Update:
    if not isinstance(thing, dict):
        return Update("", None, None, ())
    stamp = read_stamp(_string(thing.get("datePublished")) or "")
    headline = _string(thing.get("headline"))
    return Update(
        (_string(thing.get("url")) or _string(thing.get("@id")) or "").rpartition("#")[2],
        tidy(html.unescape(headline)) if headline else None,
        stamp if stamp and stamp.tzinfo else None,
        paragraphs_of(_string(thing.get("articleBody")) or ""),
    )
