"""Markdown as crawlers save it: front matter, then the page with its navigation and side bars.

Takes the decoded text; gives a page whose lines are the file's. The body is the stretch of lines
with the most connected prose; what stands before and after it is furniture. The front matter's
date is the weakest evidence, since crawlers take it from side bars.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from urllib.parse import unquote

from store.errors import FileUnusable

from ..days.datelines import Claim, Strength, claim_of_address, is_dateline
from ..days.dates import find_dates, read_iso_day, read_stamp
from ..model import LineRole, Page
from ..page.decoding import Decoded, split_lines
from ..page.furniture import ends_in_credit, find_rule, is_credit
from ..page.lines import fold
from ..page.outlets import outlet_named
from .flat import FlatSource, Known, flat_page

_KEY = re.compile(r"([A-Za-z_][\w -]{0,30}):\s{0,4}(.{0,2000})")
_ADDRESSES = ("url", "source", "source_url", "link", "canonical", "permalink")
_DATES = (
    "date",
    "published",
    "publish_date",
    "date_published",
    "pubdate",
    "created",
    "published_at",
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_BULLET = re.compile(r"\s{0,6}(?:[*+-]|\d{1,3}\.)\s")
_SENTENCE = re.compile(r"""[.!?…:]["'”’»)\]*_]{0,5}\s{0,4}$""")
_PROSE = 70
"""Characters from which a line with a full stop counts as prose."""
_FEWEST_PROSE = 250
"""Characters of prose below which a long page has nothing to read."""
_MANY_LINES = 20
_LEAST_PROSE = 80
"""Characters of prose below which any page with front matter has nothing to read."""
_ABOVE_BODY = 5
"""Lines above the body among which its dateline is looked for."""
_GAP = -60
"""What a line that is no prose costs a stretch; short runs of them inside a body are bridged."""


def read_markdown(
    decoded: Decoded, name: str, *, given_day: date | None, given_outlet: str | None
) -> Page:
    """Make a page of a crawled Markdown file.

    Raises:
        FileUnusable: the page has teasers and navigation only.
    """
    texts = split_lines(decoded.text)
    matter, end = read_front_matter(texts)
    known: Known = {
        n: (LineRole.FURNITURE, "front matter") for n in range(1, end + 1) if texts[n - 1].strip()
    }
    full_title = matter.get("title")
    title = strip_outlet(full_title) if full_title else None
    if matter or _looks_crawled(texts):
        first, last = _body(name, texts, end)
        known |= _outside(texts, end, first, last, title)
    known |= _marked_headings(texts, known)
    address = next((matter[key] for key in _ADDRESSES if matter.get(key)), None)
    return flat_page(
        FlatSource(
            name,
            texts,
            known,
            title=title,
            full_title=full_title,
            address=address,
            claims=_claims(matter, address),
            given_day=given_day,
            given_outlet=given_outlet,
            is_crawled=bool(matter),
            warnings=decoded.warnings,
        )
    )


def read_front_matter(texts: Sequence[str]) -> tuple[dict[str, str], int]:
    """Read ``key: value`` lines between two ``---`` at the top.

    Gives the values and the number of the closing line, 0 where there is none.
    """
    if not texts or texts[0].strip() not in ("---", "+++"):
        return {}, 0
    matter: dict[str, str] = {}
    for number, text in enumerate(texts[1:200], 2):
        if text.strip() == texts[0].strip():
            return matter, number
        match = _KEY.match(text)
        if match:
            matter[match[1].lower().replace(" ", "_")] = match[2].strip().strip("\"'")
    return {}, 0


def strip_outlet(title: str) -> str:
    """Take the outlet and the section off the end of a page's title."""
    parts = re.split(r"\s{1,3}([|–—:-]|\s-\s)\s{1,3}", title)
    kept = parts
    while len(kept) > 2 and (outlet_named(kept[-1]) or kept[-2] == "|"):
        kept = kept[:-2]
    whole = title[: len(title) - len("".join(parts[len(kept) :]))] if kept != parts else title
    return whole.strip(" |–—:-") if kept == parts else _rejoined(title, kept)


def _rejoined(title: str, kept: Sequence[str]) -> str:
    end = 0
    for part in kept:
        end = title.index(part, end) + len(part)
    return title[:end].strip()


def _claims(matter: Mapping[str, str], address: str | None) -> tuple[Claim, ...]:
    claims = []
    if address and (claim := claim_of_address(unquote(address))):
        claims.append(claim)
    for key in _DATES:
        day = read_iso_day(matter.get(key, ""))
        if day:
            reason = f'The file\'s front matter: "{key}: {matter[key]}".'
            claims.append(Claim(Strength.FRONT_MATTER, day, reason, published=_zoned(matter[key])))
            break
    return tuple(claims)


def _zoned(text: str) -> datetime | None:
    stamp = read_stamp(text)
    return stamp if stamp and stamp.tzinfo else None


def _looks_crawled(texts: Sequence[str]) -> bool:
    """Many links: a page, not somebody's own notes."""
    return sum("](" in text for text in texts) > max(5, len(texts) // 10)


def _is_prose(text: str) -> bool:
    bare = text.strip()
    if len(bare) < _PROSE or not _SENTENCE.search(bare) or _BULLET.match(text):
        return False
    return not (find_rule(text) or is_credit(text) or ends_in_credit(text) or "](" in text[:3])


def _body(name: str, texts: Sequence[str], after: int) -> tuple[int, int]:
    """Find the stretch with the most prose: first and last line number.

    Raises:
        FileUnusable: hardly any prose on a page with many lines.
    """
    best, best_range = 0, (after + 1, after)
    total, begin = 0, after + 1
    for number in range(after + 1, len(texts) + 1):
        text = texts[number - 1]
        if not text.strip():
            continue
        if total <= 0:
            total, begin = 0, number
        total += min(len(text), 400) if _is_prose(text) else _GAP
        if total > best:
            best, best_range = total, (begin, number)
    filled = sum(bool(text.strip()) for text in texts[after:])
    if best < (_FEWEST_PROSE if filled > _MANY_LINES else _LEAST_PROSE * bool(after)):
        raise FileUnusable(
            name,
            "it is a page of headlines and links; there is no article or live blog in it",
            "Open the article or live blog itself, save it as text or HTML, and import that file",
        )
    return best_range if best else (after + 1, len(texts))


def _outside(texts: Sequence[str], after: int, first: int, last: int, title: str | None) -> Known:
    """Everything before and after the body, and second copies of long lines inside it."""
    known: Known = {}
    wanted = fold(title) if title else ""
    seen: set[str] = set()
    above = [n for n in range(after + 1, first) if texts[n - 1].strip()][-_ABOVE_BODY:]
    for number in range(after + 1, len(texts) + 1):
        text = texts[number - 1].strip()
        if not text or (number in above and is_dateline(text, find_dates(text))):
            continue
        if not first <= number <= last:
            is_title = bool(wanted) and len(text) > 12 and fold(text) == wanted
            known[number] = (
                (LineRole.HEADING, "title")
                if is_title
                else (LineRole.FURNITURE, "outside the body")
            )
        elif len(text) > 60 and text in seen:
            known[number] = (LineRole.FURNITURE, "second copy")
        seen.add(text)
    return known


def _marked_headings(texts: Sequence[str], known: Mapping[int, tuple[LineRole, str]]) -> Known:
    return {
        number: (LineRole.HEADING, "marked as a heading")
        for number, text in enumerate(texts, 1)
        if number not in known and _HEADING.match(text)
    }
