"""What the stages found, put together as records with stable ids.

Ids are made from content: the document's from its first bytes' digest, an item's from its words,
a statement's from its item and its words. The same words twice in one document are told apart by
a count.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import blake2b, sha256
from itertools import chain

from store.making import maker
from store.records import Document, Item, Origin, Parsed, Position, Statement

from .model import Attribution, LineRole, Naming, Page, Quotation, Span
from .positions.positions import Stand

_FURNITURE, _HEADING = LineRole.FURNITURE, LineRole.HEADING  # a member is slow to reach

_make_item, _make_statement, _make_position = maker(Item), maker(Statement), maker(Position)


class _Ids:
    """Short stable ids: the same content gives the same id, a repetition the next one."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def make(self, prefix: str, *parts: str) -> str:
        """Return ``prefix`` and ten hexadecimal digits made from the parts."""
        key = "\x1f".join((prefix, *parts))
        self._seen[key] = count = self._seen.get(key, 0) + 1
        numbered = f"{key}\x1f{count}".encode("utf-8", "surrogatepass")
        return prefix + blake2b(numbered, digest_size=5).hexdigest()


def assemble(
    raw: bytes,
    page: Page,
    naming: Naming,
    spans: tuple[Span, ...],
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    points: tuple[tuple[int, ...], ...],
    positions: tuple[Stand, ...],
    parser: int,
    statement_points: tuple[tuple[int, ...], ...],
) -> Parsed:
    """Make the records of one document from what the stages found."""
    assembly = _Assembly(raw, page)
    assembly.add_items(naming, spans, points)
    assembly.add_statements(quotations, attributions, statement_points)
    return Parsed(
        document=assembly.make_document(parser),
        lines=tuple(assembly.texts),
        headings=tuple(x.number for x in page.lines if x.role is _HEADING),
        furniture=tuple(x.number for x in page.lines if x.role is _FURNITURE),
        items=tuple(assembly.items),
        statements=tuple(assembly.statements),
        positions=tuple([assembly.make_position(stand) for stand in positions]),
        actors=tuple(actor for actor in naming.actors.values() if not actor.is_listed),
    )


class _Assembly:
    """The records of one document: items first, then what stands in them."""

    def __init__(self, raw: bytes, page: Page) -> None:
        self.page = page
        self.texts = [line.text for line in page.lines]
        self.items: list[Item] = []
        self.statements: list[Statement] = []
        self._digest = sha256(raw).hexdigest()
        self._document = f"d{self._digest[:10]}"
        self._ids = _Ids()
        self._item_of_line: dict[int, Item] = {}

    def add_items(
        self, naming: Naming, spans: tuple[Span, ...], points: tuple[tuple[int, ...], ...]
    ) -> None:
        mentions = naming.mentions
        for number, (span, numbers) in enumerate(zip(spans, points, strict=True), 1):
            text = "\n".join([self.texts[n - 1] for n in span.lines])
            fact = span.fact or self.page.fact
            item = _make_item(
                id=self._ids.make("i", self._document, " ".join(text.split())),
                document=self._document,
                number=number,
                day=fact.day,
                day_source=fact.source,
                day_reason=fact.reason,
                time=fact.time,
                published=fact.published,
                title=span.title,
                text=text,
                lines=span.lines,
                points=numbers,
                mentions=tuple(chain.from_iterable([mentions.get(n, ()) for n in span.lines])),
                opened_by=span.opened_by,
            )
            self.items.append(item)
            self._item_of_line |= dict.fromkeys(span.lines, item)

    def add_statements(
        self,
        quotations: tuple[Quotation, ...],
        attributions: tuple[Attribution, ...],
        points: tuple[tuple[int, ...], ...],
    ) -> None:
        for quotation, found, narrowed in zip(quotations, attributions, points, strict=True):
            self.statements.append(self._make_statement(quotation, found, narrowed))

    def _make_statement(
        self, quotation: Quotation, found: Attribution, points: tuple[int, ...]
    ) -> Statement:
        item = self._item_of_line[quotation.line]
        quote = self.texts[quotation.line - 1][quotation.start : quotation.end]
        return _make_statement(
            id=self._ids.make("s", item.id, quote),
            item=item.id,
            document=self._document,
            line=quotation.line,
            start=quotation.start,
            end=quotation.end,
            quote=quote,
            kind=quotation.kind,
            speaker=found.speaker,
            speaker_id=found.speaker_id,
            via=found.via,
            day=item.day,
            points=points,
            cue=found.cue,
            subject=found.subject,
            resolved_by=found.resolved_by,
        )

    def make_position(self, stand: Stand) -> Position:
        item = self._item_of_line[stand.line]
        passage = self.texts[stand.line - 1][stand.start : stand.end]
        said = None if stand.quotation is None else self.statements[stand.quotation].id
        key = (item.id, stand.actor, str(stand.point), stand.stance, passage)
        return _make_position(
            id=self._ids.make("p", *key),
            actor=stand.actor,
            side=stand.side,
            point=stand.point,
            stance=stand.stance,
            document=self._document,
            item=item.id,
            statement=said,
            line=stand.line,
            start=stand.start,
            end=stand.end,
            passage=passage,
            cue=stand.cue,
            day=item.day,
            origin=Origin.RULE,
            cue_start=stand.cue_start - stand.start,
            cue_end=stand.cue_end - stand.start,
        )

    def make_document(self, parser: int) -> Document:
        page = self.page
        newest = max(self.items, key=lambda i: (i.day is not None, i.day), default=None)
        return Document(
            id=self._document,
            name=page.name,
            outlet=page.outlet,
            title=page.title,
            layout=page.layout,
            day=newest.day if newest else None,
            day_source=newest.day_source if newest else None,
            digest=self._digest,
            has_source_lines=page.has_source_lines,
            parser=parser,
            imported=datetime.now(UTC).replace(microsecond=0),
            item_count=len(self.items),
            warnings=page.warnings,
        )
