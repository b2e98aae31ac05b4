"""What a statement leads to: its speaker, its points, the positions it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.citing import shown_cue
from store.records import Statement

from ..labels import STANCE_SIGNS, speaker_label
from .picker import Choice, Picker

if TYPE_CHECKING:
    from .reading import ReadingScreen


class Statements:
    """Opens statements."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def open(self, statement: Statement) -> None:
        """Show who said it and how that is known, and let the reader go on from there."""
        cue = f" (“{statement.cue}”)" if statement.cue else ""
        reason = f": {statement.resolved_by}" if statement.resolved_by else ""
        self._screen.app.push_screen(
            Picker(
                "Statement",
                self._choices(statement),
                about=f"“{statement.quote}”\n{speaker_label(statement)}{cue}{reason}",
            ),
            lambda value: self._screen.answer(lambda: self._chosen(value or "")),
        )

    def _choices(self, statement: Statement) -> list[Choice]:
        screen = self._screen
        choices = []
        if statement.speaker_id:
            name = screen.gathering.names.get(statement.speaker_id, statement.speaker_id)
            choices.append(Choice(f"speaker {statement.speaker_id}", f"What else {name} says"))
            choices.append(Choice(f"actor {statement.speaker_id}", f"Every item with {name}"))
        for position in screen.library.parsed(statement.document).positions:
            if position.statement == statement.id:
                title = screen.gathering.titles.get(position.point, "")
                stance = f"{STANCE_SIGNS[position.stance]} {position.stance.value}"
                label = f"{stance} point {position.point} {title}, by {shown_cue(position.cue)}"
                choices.append(Choice(f"evidence {position.point} {position.actor}", label))
        for number in statement.points:
            title = screen.gathering.titles.get(number, "")
            choices.append(Choice(f"point {number}", f"Every item on point {number} {title}"))
        choices.append(Choice("note", "Write a note on it"))
        return choices

    def _chosen(self, value: str) -> None:
        screen = self._screen
        what, _, key = value.partition(" ")
        if what in {"speaker", "actor"}:
            screen.narrow(screen.narrowing.with_value(what, key))
        elif what == "point":
            screen.narrow(screen.narrowing.with_value("point", int(key)))
        elif what == "evidence":
            point, _, actor = key.partition(" ")
            screen.controllers.tracking.evidence(int(point), actor)
        elif what == "note":
            screen.controllers.noting.annotate()
