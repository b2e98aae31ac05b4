"""The reader's decisions as records of JSON Lines, and back.

What a decision says is checked as if it had been made here; whether its target is in a library is
not: it rests until that comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from store.cleaning import clean
from store.errors import UsageError
from store.records import Correction, CorrectionKind
from store.targets import check_value

from .model import NotRead, creator_in, moment_in, target_in, text_in

RECORD = "decision"


def decision_fields(decision: Correction) -> Mapping[str, object]:
    """Return a decision as the fields of a record."""
    return {
        "record": RECORD,
        "id": decision.id,
        "kind": decision.kind.value,
        "target": decision.target,
        "value": None if decision.value is None else clean(decision.value),
        "quote": clean(decision.quote),
        "document": decision.document,
        "created": _written(decision.created),
        "creator": clean(decision.creator) if decision.creator else None,
    }


def _written(moment: datetime) -> str:
    return moment.isoformat()


def read_decision(fields: Mapping[str, object]) -> Correction:
    """Read a decision. Raises: NotRead."""
    kind = _read_kind(fields.get("kind"))
    value = None if fields.get("value") is None else text_in(fields, "value")
    try:
        check_value(kind, value)
    except UsageError as error:
        raise NotRead(f"it decides nothing that Parley knows: {error}") from error
    return Correction(
        id=target_in(fields, "id"),
        kind=kind,
        target=target_in(fields, "target"),
        value=value,
        quote=text_in(fields, "quote"),
        created=moment_in(fields, "created"),
        document=target_in(fields, "document") if fields.get("document") else "",
        creator=creator_in(fields),
    )


def _read_kind(value: object) -> CorrectionKind:
    for kind in CorrectionKind:
        if value == kind.value:
            return kind
    raise NotRead("its kind is unknown")
