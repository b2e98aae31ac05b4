"""The reader's decisions over what the program proposed, as plain words and as fields.

Takes corrections and names; gives one line each, and the fields of ``list corrections --json``.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.correcting import CONFIRMED
from store.records import Correction, CorrectionKind
from store.standing import parse_stands

Fields = Mapping[str, object]


def decided(correction: Correction, names: Mapping[str, str]) -> str:
    """Return what was decided in a few words; ``names`` has the actors' names by id."""
    value = correction.value
    match correction.kind:
        case CorrectionKind.DAY:
            return f"day: {value or 'unknown'}"
        case CorrectionKind.SPEAKER:
            return f"speaker: {names.get(value, value) if value else 'unknown'}"
        case CorrectionKind.POINTS:
            return f"points: {value or 'none'}"
        case CorrectionKind.ACTOR:
            return f"the same actor as {names.get(value, value) if value else 'nobody else'}"
        case CorrectionKind.POSITION:
            return _position(value, names)


def _position(value: str | None, names: Mapping[str, str]) -> str:
    if value is None:
        return "position rejected"
    if value == CONFIRMED:
        return "position confirmed"
    stands = (
        f"{names.get(one.actor, one.actor)} {one.stance.value} point {one.point}"
        for one in parse_stands(value)
    )
    return "; ".join(stands)


def correction_fields(correction: Correction, names: Mapping[str, str]) -> Fields:
    """Return a decision as JSON fields."""
    return {
        "id": correction.id,
        "kind": correction.kind.value,
        "target": correction.target,
        "value": correction.value,
        "decided": decided(correction, names),
        "quote": correction.quote,
        "document": correction.document or None,
        "created": correction.created.isoformat(),
        "creator": correction.creator,
    }
