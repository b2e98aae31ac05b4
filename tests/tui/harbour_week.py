"""The invented negotiation with a third outlet: a statement told twice, a position that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from store.library import Library
from store.records import Parsed, Plan, Stance, Version, Wording

from .harbour import ACTORS, PLAN, Builder, Told, courier, gazette


def messenger() -> Parsed:
    """One day earlier Lind would share berths on terms; Holm's words are told a second time."""
    paper = Builder("messenger.txt", "North Messenger")
    paper.tell(
        Told(
            date(2031, 3, 5),
            "Ada Holm spoke at the customs house.\n"
            "“We will share every single berth from the north pier to the mole,” said Holm.",
            title="Holm speaks",
            points=(1,),
            speakers=("ada",),
            stances=((1, Stance.SUPPORTS),),
        )
    )
    paper.tell(
        Told(
            date(2031, 3, 3),
            "Bo Lind left.\n“Berths can be shared once the pier is ours,” said he.",
            points=(1,),
            speakers=("bo",),
            stances=((1, Stance.CONDITIONAL),),
        )
    )
    return paper.parsed()


def two_drafts() -> Plan:
    """A second draft, of which two reports contradict each other on the berths."""
    second = Version("second", "Second draft", date(2031, 3, 4), "estmark")
    first, *others = PLAN.points
    wordings = (
        *first.wordings,
        Wording("second", "Half of the berths.", "changed", "Sound Gazette"),
        Wording("second", "A third of the berths.", "changed", "North Messenger"),
    )
    points = (replace(first, wordings=wordings), *others)
    return replace(PLAN, versions=(*PLAN.versions, second), points=points)


def make_week(folder: Path) -> Path:
    """Make the library."""
    with Library.open(folder, writing=True) as library:
        library.set_dossier(two_drafts(), ACTORS, {})
        for parsed in (gazette(), courier(), messenger()):
            library.add(parsed, "\n".join(parsed.lines).encode())
    return folder
