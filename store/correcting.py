"""The reader's decisions laid over what the parser found; what is stored stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .records import (
    Correction,
    CorrectionKind,
    DaySource,
    Document,
    Item,
    Mention,
    Origin,
    Parsed,
    Position,
    Statement,
)
from .standing import BY_READER, own_passages, own_positions, parse_stands

CONFIRMED = "confirmed"


class Actors(NamedTuple):
    """What the store knows of actors when it applies a decision."""

    name: Callable[[str], str | None]
    side: Callable[[str], str | None]


class Decisions(NamedTuple):
    """The corrections that hold, by kind and target; a later one wins."""

    days: dict[str, Correction]
    speakers: dict[str, Correction]
    points: dict[str, Correction]
    positions: dict[str, Correction]
    merged: dict[str, str]
    """Actor → the actor it stands for in the end."""
    documents: set[str]
    """The documents that a decision other than a merger of actors concerns."""

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Decisions:
        """Sort corrections by kind and target; the reader's own hold before those of others."""
        tables: dict[CorrectionKind, dict[str, Correction]] = {kind: {} for kind in CorrectionKind}
        merges: dict[str, str] = {}
        documents: set[str] = set()
        for correction in sorted(corrections, key=lambda c: (c.creator is None, c.created)):
            documents.add(correction.document)
            if correction.kind is not CorrectionKind.ACTOR:
                tables[correction.kind][correction.target] = correction
            elif correction.value:
                merges[correction.target] = correction.value
            else:
                merges.pop(correction.target, None)
        return cls(
            days=tables[CorrectionKind.DAY],
            speakers=tables[CorrectionKind.SPEAKER],
            points=tables[CorrectionKind.POINTS],
            positions=tables[CorrectionKind.POSITION],
            merged={target: _end_of(target, merges) for target in merges},
            documents=documents,
        )

    def actor(self, key: str) -> str:
        """Return the actor that this one stands for."""
        return self.merged.get(key, key)


def corrected(parsed: Parsed, decisions: Decisions, actors: Actors) -> Parsed:
    """Return the document's records with the decisions applied."""
    if not decisions.merged and parsed.document.id not in decisions.documents:
        return parsed
    document_day = decisions.days.get(parsed.document.id)
    items = {item.id: _item(item, document_day, decisions) for item in parsed.items}
    before = {item.id: item for item in parsed.items}
    statements = {
        statement.id: _statement(
            statement, before[statement.item], items[statement.item], decisions, actors
        )
        for statement in parsed.statements
    }
    positions = _positions(parsed, items, statements, decisions, actors)
    return replace(
        parsed,
        document=_document(parsed.document, items.values()),
        items=tuple(items.values()),
        statements=tuple(statements.values()),
        positions=tuple(positions),
        actors=tuple(actor for actor in parsed.actors if actor.id not in decisions.merged),
    )


def parse_points(value: str | None) -> tuple[int, ...]:
    """Return the numbers in a correction of points. Raises: ValueError."""
    return tuple(sorted({int(number) for number in (value or "").split(",") if number.strip()}))


def _end_of(target: str, merges: dict[str, str]) -> str:
    seen = {target}
    while merges.get(target, target) not in seen:
        target = merges[target]
        seen.add(target)
    return target


def _item(item: Item, document_day: Correction | None, decisions: Decisions) -> Item:
    day = decisions.days.get(item.id, document_day)
    points = decisions.points.get(item.id)
    if day is not None:
        item = replace(
            item,
            day=date.fromisoformat(day.value) if day.value else None,
            day_source=DaySource.GIVEN if day.value else None,
            day_reason=BY_READER,
        )
    if points is not None:
        item = replace(item, points=parse_points(points.value))
    if decisions.merged and any(mention.actor in decisions.merged for mention in item.mentions):
        item = replace(item, mentions=tuple(_mention(m, decisions) for m in item.mentions))
    return item


def _mention(mention: Mention, decisions: Decisions) -> Mention:
    if mention.actor not in decisions.merged:
        return mention
    return replace(mention, actor=decisions.actor(mention.actor))


def _statement(
    statement: Statement, before: Item, item: Item, decisions: Decisions, actors: Actors
) -> Statement:
    points = decisions.points.get(statement.id)
    speaker = decisions.speakers.get(statement.id)
    if item.day != statement.day:
        statement = replace(statement, day=item.day)
    if points is not None:
        statement = replace(statement, points=parse_points(points.value))
    elif item.points != before.points and statement.points == before.points:
        statement = replace(statement, points=item.points)
    if speaker is not None:
        key = decisions.actor(speaker.value) if speaker.value else None
        name = (actors.name(key) or key) if key else None
        statement = replace(statement, speaker=name, speaker_id=key, resolved_by=BY_READER)
    elif statement.speaker_id in decisions.merged:
        key = decisions.actor(statement.speaker_id or "")
        statement = replace(
            statement, speaker=actors.name(key) or statement.speaker, speaker_id=key
        )
    return statement


def _positions(
    parsed: Parsed,
    items: dict[str, Item],
    statements: dict[str, Statement],
    decisions: Decisions,
    actors: Actors,
) -> list[Position]:
    said = {statement.id: statement.speaker_id for statement in parsed.statements}
    result = []
    for position in parsed.positions:
        made = _position(position, said, statements, decisions, actors)
        if made is not None:
            result.append(replace(made, day=items[made.item].day))

    def as_counted(actor: str) -> tuple[str, str | None]:
        actor = decisions.actor(actor)
        return actor, actors.side(actor)

    for statement in statements.values():
        decision = decisions.positions.get(statement.id)
        if decision is not None and decision.value:
            result += own_positions(statement, decision, as_counted)
    for item in items.values():
        decision = decisions.positions.get(item.id)
        if decision is not None and decision.value:
            result += own_passages(item, decision, as_counted)
    order = {key: number for number, key in enumerate(items)}
    return sorted(result, key=lambda p: (order[p.item], p.line, p.start))


def _position(
    position: Position,
    said: dict[str, str | None],
    statements: dict[str, Statement],
    decisions: Decisions,
    actors: Actors,
) -> Position | None:
    decision = decisions.positions.get(position.id)
    if decision is not None:
        if decision.value is None:
            return None
        if decision.value == CONFIRMED:
            return replace(position, origin=Origin.USER)
        stand = parse_stands(decision.value)[0]
        return replace(
            _of_actor(position, decisions.actor(stand.actor), actors),
            point=stand.point,
            stance=stand.stance,
            origin=Origin.USER,
        )
    key = position.statement
    if key in decisions.speakers and said.get(key) == position.actor:
        speaker = statements[key].speaker_id
        return None if speaker is None else _of_actor(position, speaker, actors)
    if position.actor in decisions.merged:
        return _of_actor(position, decisions.actor(position.actor), actors)
    if position.side in decisions.merged:
        return replace(position, side=decisions.actor(position.side or ""))
    return position


def _of_actor(position: Position, actor: str, actors: Actors) -> Position:
    return replace(position, actor=actor, side=actors.side(actor))


def _document(document: Document, items: Iterable[Item]) -> Document:
    dated = [item for item in items if item.day is not None]
    if not dated:
        return replace(document, day=None, day_source=None)
    latest = max(dated, key=lambda item: item.day or date.min)
    if latest.day == document.day and latest.day_reason != BY_READER:
        return document
    return replace(document, day=latest.day, day_source=latest.day_source)
