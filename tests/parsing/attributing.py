"""Invented pages for the tests of quotations and speakers."""

from __future__ import annotations

from reader.parsing.model import (
    Attribution,
    DayFact,
    Line,
    LineRole,
    Naming,
    Page,
    Quotation,
    Reference,
    Span,
)
from reader.parsing.quotations.quotations import find_quotations
from reader.parsing.speakers.speakers import attribute
from store.records import Actor, ActorKind, Layout, Mention


def make_page(*lines: str, layout: Layout = Layout.FEED) -> Page:
    """Make a page of text lines."""
    roles = [LineRole.TEXT if text.strip() else LineRole.BLANK for text in lines]
    numbered = tuple(
        Line(number, text, role)
        for number, (text, role) in enumerate(zip(lines, roles, strict=True), 1)
    )
    return Page("invented.txt", numbered, layout, None, None, True, DayFact(None, None, ""))


def make_span(page: Page) -> Span:
    """Take all text lines for one item."""
    return Span(tuple(x.number for x in page.lines if x.role is LineRole.TEXT), None, "test")


def quotes(*lines: str) -> list[str]:
    """Give the words of all quotations."""
    page = make_page(*lines)
    return [words(page, q) for q in find_quotations(page, (make_span(page),))]


def words(page: Page, quotation: Quotation) -> str:
    """Give the words of one quotation."""
    return page.lines[quotation.line - 1].text[quotation.start : quotation.end]


def attributions(
    *lines: str, naming: Naming | None = None, layout: Layout = Layout.FEED
) -> tuple[Attribution, ...]:
    """Attribute all quotations of one item."""
    page = make_page(*lines, layout=layout)
    spans = (make_span(page),)
    known = naming or Naming({}, {}, {})
    return attribute(page, spans, known, find_quotations(page, spans))


def speakers(*lines: str, naming: Naming | None = None) -> list[str | None]:
    """Give the speakers of all quotations of one item."""
    return [found.speaker for found in attributions(*lines, naming=naming)]


def vias(*lines: str, layout: Layout = Layout.FEED) -> list[str | None]:
    """Give the channels of all quotations of one item."""
    return [found.via for found in attributions(*lines, layout=layout)]


def name_person(actor: str, name: str, shown: str, *lines: str, office: str = "") -> Naming:
    """Say that one person is meant by some words, and by an office, wherever they stand."""
    person = Actor(actor, name, ActorKind.PERSON, None, None, (), is_listed=True)
    mentions: dict[int, tuple[Mention, ...]] = {}
    references: dict[int, tuple[Reference, ...]] = {}
    for number, text in enumerate(lines, 1):
        at = text.find(shown)
        if at >= 0:
            mention = Mention(actor, shown, ActorKind.PERSON, number, at, at + len(shown))
            mentions[number] = (mention,)
        at = text.find(office) if office else -1
        if at >= 0:
            references[number] = (Reference(actor, number, at, at + len(office)),)
    return Naming({actor: person}, mentions, references)
