"""A highlight as reading programs export it, made into a note: the part that formats share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.records import Annotation

from .model import NotRead, Parcel, note_from_elsewhere


@dataclass(frozen=True, slots=True)
class Highlight:
    """One passage with what was written on it."""

    where: str
    """Its place in the export, for messages."""
    passage: str
    note: str = ""
    tags: tuple[str, ...] = ()
    made: datetime | None = None
    documents: tuple[str, ...] = ()
    """Title, address and the like of what it stands in."""
    citation: str = ""
    creator: str | None = None
    problem: str = ""
    """Why it is none that can be taken in; empty where nothing is wrong."""


def parcel_of(label: str, found: Sequence[Highlight]) -> Parcel:
    """Return highlights as notes; what has no passage is refused, saying where."""
    annotations: dict[str, Annotation] = {}
    hints: dict[str, tuple[str, ...]] = {}
    refused: list[str] = []
    for one in found:
        title = one.documents[0] if one.documents else ""
        if one.problem:
            refused.append(f"{one.where}: {one.problem}")
            continue
        try:
            note = note_from_elsewhere(
                one.passage,
                one.note,
                origin="\x1f".join(("highlight", title, one.passage, str(one.made or ""))),
                made=one.made,
                tags=one.tags,
                creator=one.creator,
                citation=one.citation or ", ".join(one.documents),
            )
        except NotRead as error:
            refused.append(f"{one.where}: {error}")
            continue
        if note.id in annotations:
            refused.append(f"{one.where}: it stands in the file twice")
            continue
        annotations[note.id] = note
        hints[note.id] = one.documents
    return Parcel(label, tuple(annotations.values()), (), tuple(refused), hints)
