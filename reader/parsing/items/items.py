"""Where items start and end.

Takes a page whose lines are sorted into text, headings and furniture, and gives the spans of its
items: one for an article, those of the mark-up where it tells them, and otherwise those that the
boundary model finds line by line. A heading always ends an item. Days are left to ``days``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from store.records import Layout

from ..model import Line, LineRole, Naming, Opening, Page, Span
from .boundary_cues import Surroundings, find_cues
from .boundary_model import BoundaryModel, load_model, probability
from .boundary_words import explain
from .cohesion import ItemSoFar, Lexicon
from .openers import read_shape

_BLANK, _FURNITURE, _HEADING, _TEXT = (
    LineRole.BLANK,
    LineRole.FURNITURE,
    LineRole.HEADING,
    LineRole.TEXT,
)

MODEL = load_model()


def split_items(page: Page, naming: Naming) -> tuple[Span, ...]:
    """Group the text lines of a page into items.

    Every text line is in exactly one span, and the spans are in the order of the text.

    Args:
        page: the document, its lines sorted by role.
        naming: who is named where; the boundary cues read names by their form alone, so that they
            also hold for people whom no list knows.
    """
    text = [line for line in page.lines if line.role is _TEXT]
    if not text:
        return ()
    if page.openings is not None:
        return tuple(_by_openings(text, page.openings))
    if page.layout is Layout.ARTICLE:
        return (Span(tuple(line.number for line in text), page.title, "an article is one item"),)
    return tuple(_by_cues(page, text, naming.spelt))


def _by_openings(text: Sequence[Line], openings: Sequence[Opening]) -> Iterator[Span]:
    """Items as the mark-up tells them; what stands above the first opening is an item too."""
    ordered = sorted(openings, key=lambda opening: opening.line)
    at = 0
    for place, opening in enumerate(ordered):
        above = at
        while at < len(text) and text[at].number < opening.line:
            at += 1
        if place == 0 and at > above:
            yield Span(_numbers(text[above:at]), None, "text above the first update")
        end = ordered[place + 1].line if place + 1 < len(ordered) else None
        below = at
        while at < len(text) and (end is None or text[at].number < end):
            at += 1
        if at > below:
            yield Span(_numbers(text[below:at]), opening.title, "the page's mark-up", opening.fact)
    if not ordered:
        yield Span(_numbers(text), None, "the page's mark-up")


def _numbers(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(line.number for line in lines)


def _by_cues(page: Page, text: Sequence[Line], spelt: AbstractSet[str] | None) -> Iterator[Span]:
    shapes = [read_shape(line.text) for line in text]
    has_blocks = _has_blocks(page, text)
    lexicon = Lexicon(shapes, (line.text for line in text), spelt)
    lines: list[int] = []
    title, opened_by = None, ""
    item: ItemSoFar | None = None
    for place, line in enumerate(text):
        gap = read_gap(page, text, place)
        rule = gap.rule or None
        if item is None:
            rule = rule or "first line of the text"
        elif rule is None and has_blocks and gap.cues == _BLANK_ONLY:
            rule = "after a blank line"
        elif rule is None:
            rule = _find_opener(MODEL, Surroundings(shapes, lexicon, place, item), gap.cues)
        if rule is None and item is not None:
            item.add(shapes[place])
            lines.append(line.number)
            continue
        if lines:
            yield Span(tuple(lines), title, opened_by)
        item, lines, opened_by = ItemSoFar(shapes[place]), [line.number], rule or ""
        title = gap.heading or None
    yield Span(tuple(lines), title, opened_by)


def _find_opener(
    model: BoundaryModel, around: Surroundings, gap_cues: tuple[str, ...]
) -> str | None:
    """Why the line opens an item, or None if it goes on."""
    cues = [*find_cues(around), *gap_cues]
    score = model.score(cues)
    if score <= 0:
        return None
    why = explain(cues, model.decisive(cues, opens=True))
    return f"opener: {why} ({probability(score):.2f})"


def _has_blocks(page: Page, text: Sequence[Line]) -> bool:
    """Whether blank lines part items here: some paragraphs stand together, some apart.

    Where they part all paragraphs, or hardly any, they tell nothing.
    """
    numbers = [line.number for line in text]
    alone = 0
    for above, below in pairwise(numbers):
        if below - above > 1:
            alone += all(line.role is _BLANK for line in page.lines[above : below - 1])
    return alone > 1 and _FEW * len(text) < alone < _MOST * len(text)


class Gap:
    """What stands between two text lines."""

    __slots__ = ("cues", "heading", "is_signed")

    def __init__(self, heading: str | None, *, is_signed: bool, cues: tuple[str, ...]) -> None:
        self.heading = heading
        """The last section heading, empty for a day heading alone, None for none."""
        self.is_signed = is_signed
        """A byline stands between: live blogs sign an update above its text."""
        self.cues = cues

    @property
    def rule(self) -> str:
        """Why the line below opens an item, empty if it need not."""
        if self.heading is not None:
            return "under a heading"
        return "under a byline" if self.is_signed else ""


_BLANK_ONLY = ("blank line between",)
_FEW, _MOST = 0.15, 0.6
"""Shares of paragraphs with a blank line above."""
_NO_GAP = Gap(None, is_signed=False, cues=())


def read_gap(page: Page, text: Sequence[Line], place: int) -> Gap:
    """Read the headings, furniture and blank lines above a text line."""
    above = text[place - 1].number if place else 0
    number = text[place].number
    if number - above == 1:
        return _NO_GAP
    heading, is_signed, cues = None, False, []
    for line in page.lines[above : number - 1]:
        if line.role is _HEADING:
            # a day, or the title of the whole page, is no item's title
            is_section = line.number not in page.day_headings and line.text.strip() != page.title
            heading = line.text.strip() if is_section else heading or ""
        elif line.role is _FURNITURE:
            is_signed = is_signed or "byline" in line.rule
            cues.append("furniture between")
        elif line.role is _BLANK:
            cues.append("blank line between")
    return Gap(heading, is_signed=is_signed, cues=tuple(dict.fromkeys(cues)))
