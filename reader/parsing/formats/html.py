"""HTML pages: a live page becomes its updates, any other its main text.

Takes the decoded file; gives a page with lines of its own (``has_source_lines`` is false), since
the lines of an HTML file mean nothing to a reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser, LexborNode

from store.errors import FileUnusable
from store.records import DaySource, Layout

from ..days.datelines import Claim, is_bare, read_text_dates, settle
from ..days.dates import find_dates
from ..days.dayheadings import find_day_headings
from ..model import DayFact, Line, LineRole, Opening, Page
from ..page.decoding import Decoded
from ..page.furniture import ends_in_credit, find_rule, is_credit
from ..page.layout import says_live
from ..page.limits import cut_line, warn_of_long_lines
from ..page.lines import fold
from ..page.outlets import find_outlet
from .blocks import Block, careful_junk, collect, main_element
from .markup import is_lead
from .metadata import Metadata, read_metadata
from .posts import Post, find_posts

_UNREAD = ["script", "style", "noscript", "template", "svg"]
_FEWEST_PROSE = 200
"""Characters; a page with less holds a video, a picture or nothing."""
_MOST_LINKS = 0.6
_DEEPEST = 2_000
_MOST_MARKS = 500_000
_LONGEST_LABEL = 60
_FEWEST_TEASERS = 8
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "td", "dd", "dt"})


class _Sheet:
    """Lines in the making."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, text: str, role: LineRole, rule: str = "") -> int:
        """Append a line and return its number."""
        self.lines.append(Line(len(self.lines) + 1, cut_line(text), role, rule))
        return len(self.lines)


def read_html(
    decoded: Decoded, name: str, *, given_day: date | None, given_outlet: str | None
) -> Page:
    """Make a page of an HTML file.

    Raises:
        FileUnusable: it has no article and no live blog in it.
    """
    _refuse_endless_markup(decoded.text, name)
    tree = LexborHTMLParser(decoded.text)
    metadata = read_metadata(tree)
    root = tree.body
    if root is None:
        raise _nothing_to_read(name)
    root.strip_tags(_UNREAD)
    sheet = _Sheet()
    if metadata.title:
        sheet.add(metadata.title, LineRole.HEADING, "title")
    openings = _write_posts(sheet, _live_posts(tree, root, metadata))
    headings: dict[int, date] = {}
    if not openings:
        _write_article(sheet, root, metadata, name)
        headings = _mark_day_headings(sheet)
    fact, warnings = _settle(metadata, sheet.lines, given_day)
    is_live = bool(openings) or "LiveBlogPosting" in metadata.kinds
    return Page(
        name,
        tuple(sheet.lines),
        Layout.FEED if headings else Layout.LIVE if is_live else Layout.ARTICLE,
        given_outlet or _outlet(metadata, sheet.lines),
        metadata.title,
        has_source_lines=False,
        fact=fact,
        day_headings=headings,
        openings=openings,
        warnings=(
            *decoded.warnings,
            *warnings,
            *metadata.problems,
            *warn_of_long_lines(sheet.lines),
        ),
    )


def _outlet(metadata: Metadata, lines: Sequence[Line]) -> str | None:
    texts = [line.text for line in lines]
    return find_outlet(metadata.address, metadata.site_names, metadata.full_title, texts)


def _refuse_endless_markup(text: str, name: str) -> None:
    """The parser's time grows with the square of the depth, its memory with the elements.

    No page comes near either limit.
    """
    if text.count("<") > _MOST_MARKS:
        problem = f"its mark-up has more than {_MOST_MARKS:,} tags"
        raise FileUnusable(name, problem, "Save the page again as text")
    for tag in ("div", "span", "section", "table", "ul", "blockquote", "font", "b"):
        if text.count(f"<{tag}>") + text.count(f"<{tag} ") - text.count(f"</{tag}") > _DEEPEST:
            raise FileUnusable(
                name, "its mark-up is broken: elements without end", "Save the page again as text"
            )


def _nothing_to_read(name: str) -> FileUnusable:
    return FileUnusable(
        name,
        "there is no article and no live blog in this page",
        "Open the article or live blog itself, wait until it is shown, save the page and import it",
    )


def _live_posts(tree: LexborHTMLParser, root: LexborNode, metadata: Metadata) -> list[Post]:
    """Find the posts of a page that calls itself live.

    Where only its address or title says so, they must be most of its text: an article about a
    broadcast has "live" in its title too, and teasers with times beside it.
    """
    if not metadata.is_live and not says_live(metadata.address, metadata.full_title, ()):
        return []
    posts = find_posts(tree, metadata)
    if not metadata.is_live:
        prose = sum(len(b.text) for b in collect(root, careful_junk(root)) if b.is_prose)
        own = sum(len(b.text) for post in posts for b in post.paragraphs)
        return posts if own >= prose / 2 else []
    return posts


def _mark_day_headings(sheet: _Sheet) -> dict[int, date]:
    """Days that stand over updates in the text of a page whose mark-up knows no posts."""
    headings = find_day_headings([line.text for line in sheet.lines])
    for number in headings:
        line = sheet.lines[number - 1]
        sheet.lines[number - 1] = replace(line, role=LineRole.HEADING, rule="day heading")
    return headings


def _write_posts(sheet: _Sheet, posts: Sequence[Post]) -> tuple[Opening, ...] | None:
    openings = []
    for post in posts:
        if post.title:
            sheet.add(post.title, LineRole.HEADING, "headline")
        first = None
        for block in post.paragraphs:
            number = _write(sheet, block)
            if first is None and sheet.lines[-1].role is LineRole.TEXT:
                first = number
        if first is not None:
            openings.append(Opening(first, post.title, post.fact))
    return tuple(openings) or None


def _write(sheet: _Sheet, block: Block) -> int:
    """Append a paragraph, as furniture where its words say so."""
    if _is_bare_date(block.text):
        return sheet.add(block.text, LineRole.HEADING, "dateline")
    rule = find_rule(block.text)
    if rule:
        return sheet.add(block.text, LineRole.FURNITURE, rule.name)
    if is_credit(block.text) or ends_in_credit(block.text):
        return sheet.add(block.text, LineRole.FURNITURE, "caption with credit")
    return sheet.add(block.text, LineRole.TEXT, "block quotation" if block.in_quote else "")


def _write_article(sheet: _Sheet, root: LexborNode, metadata: Metadata, name: str) -> None:
    blocks = collect(root, careful_junk(root))
    main = main_element(root, blocks)
    inside = _inside(blocks, main)
    prose = sum(len(b.text) for b in inside if b.is_prose)
    if _is_index(inside, metadata) or prose < _FEWEST_PROSE:
        if sum(map(len, metadata.body)) < _FEWEST_PROSE:
            raise _nothing_to_read(name)
        for text in metadata.body:
            sheet.add(text, LineRole.TEXT)
        return
    seen = {fold(metadata.title or "")}
    for block in [*_lead(blocks, inside), *_without_end(inside)]:
        key = fold(block.text)
        if key in seen or _is_label(block):
            continue
        seen.add(key)
        if block.is_heading and not is_lead(block.node):
            sheet.add(block.text, LineRole.HEADING, "section heading")
        else:
            _write(sheet, block)
    if not any(line.role is LineRole.TEXT for line in sheet.lines):
        raise _nothing_to_read(name)


def _inside(blocks: Sequence[Block], main: LexborNode) -> list[Block]:
    return [block for block in blocks if _is_below(block.node, main)]


def _is_below(node: LexborNode, main: LexborNode) -> bool:
    current: LexborNode | None = node
    while current is not None:
        if current.mem_id == main.mem_id:
            return True
        current = current.parent
    return False


def _is_index(inside: Sequence[Block], metadata: Metadata) -> bool:
    """A home page: headlines that are links, half as many as paragraphs, and no day of its own."""
    linked = sum(b.is_heading and b.link_share > 0.8 for b in inside)
    prose = sum(b.is_prose for b in inside)
    is_own_text = metadata.is_article and bool(metadata.claims)
    return not is_own_text and linked >= _FEWEST_TEASERS and linked > 0.5 * prose


def _lead(blocks: Sequence[Block], inside: Sequence[Block]) -> list[Block]:
    """The sentence under the title, where it stands outside the main element."""
    if not inside:
        return []
    first = inside[0].node.mem_id
    lead = []
    for block in blocks:
        if block.node.mem_id == first:
            break
        is_sentence = 30 < len(block.text) < 500 and block.link_share < 0.3
        if is_sentence and is_lead(block.node) and block.node.tag != "h1":
            lead.append(block)
    return lead[-1:]


def _without_end(inside: Sequence[Block]) -> list[Block]:
    """Leave off headings and labels below the last sentence: they belong to what was cut away."""
    last = max((n for n, b in enumerate(inside) if b.is_prose), default=len(inside) - 1)
    return list(inside[: last + 1])


def _is_label(block: Block) -> bool:
    """A link to elsewhere, an author, a time, a button."""
    if block.is_heading:
        return find_rule(block.text) is not None or block.link_share > 0.8
    if _is_bare_date(block.text):
        return False
    if block.link_share > _MOST_LINKS and not block.is_prose:
        return True
    is_short = len(block.text) < _LONGEST_LABEL and block.text[-1] not in '.!?:”"’…'
    return is_short and block.tag not in _PARAGRAPHS


def _is_bare_date(text: str) -> bool:
    if len(text) > _LONGEST_LABEL:
        return False
    dates = find_dates(text)
    return len(dates) == 1 and is_bare(text, dates)


def _settle(
    metadata: Metadata, lines: Sequence[Line], given_day: date | None
) -> tuple[DayFact, tuple[str, ...]]:
    if given_day:
        return DayFact(given_day, DaySource.GIVEN, "You stated this day on import."), ()
    claims: list[Claim] = list(metadata.claims)
    if not claims:
        claims += read_text_dates([line.text for line in lines[:12]]).claims
    return settle(claims)
