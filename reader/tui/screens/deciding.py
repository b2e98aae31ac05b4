"""Decisions over what the program proposes: positions, speakers, actors; each one is undoable.

Takes records and asks what is missing; stores the decision in the library and tells the screen that
it was made. Used by the reading screen and by the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widget import Widget

from store.citing import in_marks
from store.correcting import CONFIRMED
from store.errors import ParleyError
from store.library import Library
from store.records import (
    ActorKind,
    Correction,
    CorrectionKind,
    Item,
    Position,
    Stance,
    Statement,
)
from store.standing import Stand

from ..labels import KIND_SIGNS, STANCE_SIGNS, counted, speaker_label
from .hints import undoing
from .picker import Choice, Picker

Done = Callable[[str], None]
"""Told in a few words what was decided, or what went wrong."""
NOBODY = "-"


class Deciding:
    """Asks and stores."""

    def __init__(self, host: Widget, library: Library, done: Done) -> None:
        self._host, self._library, self._done = host, library, done

    # A position that the program proposes

    def confirm(self, position: Position) -> None:
        """Take a proposal over as the reader's own."""
        if self._own(position):
            self._done("It is your own already.")
        else:
            self._decide(position, CONFIRMED, "Confirmed")

    def reject(self, position: Position) -> None:
        """Take a position out of the tracker."""
        own = self._own(position)
        if own is None:
            self._decide(position, None, "Rejected")
            return
        kept = [
            part
            for number, part in enumerate((own.value or "").split(";"), 1)
            if f"{own.id}-{number}" != position.id
        ]
        self._store(CorrectionKind.POSITION, own.target, ";".join(kept) or None, "Taken away")

    def change(self, position: Position) -> None:
        """Give a position another stance, point or actor."""
        stances = _stances(position.stance)
        others = [Choice("point", "Another point …"), Choice("actor", "Another actor …")]
        self._ask(
            f"Stance on point {position.point}",
            [*stances, *others],
            lambda value: self._changed(position, value),
            value=position.stance.value,
            about=f"{in_marks(position.passage[:300])}",
        )

    def _changed(self, position: Position, value: str) -> None:
        if value == "point":
            self._ask_point(
                (position.point,),
                lambda n: self._restated(position, position.actor, n, position.stance),
            )
        elif value == "actor":
            self._ask_actor(
                "Whose position is it?",
                position.actor,
                lambda who: self._restated(position, who, position.point, position.stance),
            )
        else:
            self._restated(position, position.actor, position.point, Stance(value))

    def _restated(self, position: Position, actor: str, point: int, stance: Stance) -> None:
        own = self._own(position)
        if own is None:
            self._decide(position, Stand(actor, point, stance).written(), "Changed")
            return
        parts = (own.value or "").split(";")
        place = int(position.id.rpartition("-")[2]) - 1
        words = parts[place].split()[3:]
        parts[place] = " ".join((Stand(actor, point, stance).written(), *words))
        self._store(CorrectionKind.POSITION, own.target, ";".join(parts), "Changed")

    def _decide(self, position: Position, value: str | None, words: str) -> None:
        self._store(CorrectionKind.POSITION, position.id, value, words)

    def _own(self, position: Position) -> Correction | None:
        """The decision that made a position, if the reader did."""
        key = position.id.rpartition("-")[0]
        return next((one for one in self._library.notes.corrections() if one.id == key), None)

    # A position of the reader's own

    def add(self, statement: Statement) -> None:
        """Ask for actor, point and stance of a statement."""
        about = f"“{statement.quote[:300]}”\n{speaker_label(statement)}"
        self._ask_stand(
            statement.speaker_id or "",
            statement.points,
            about,
            lambda actor, point, stance: self._add(statement.id, Stand(actor, point, stance)),
        )

    def add_passage(self, item: Item, span: tuple[int, int]) -> None:
        """Ask for actor, point and stance of a passage."""
        words = item.text[span[0] : span[1]]
        self._ask_stand(
            item.mentions[0].actor if item.mentions else "",
            item.points,
            f"{in_marks(words[:300])}",
            lambda actor, point, stance: self._add(
                item.id, Stand(actor, point, stance, span[0], words)
            ),
        )

    def _ask_stand(
        self,
        actor: str,
        points: Sequence[int],
        about: str,
        use: Callable[[str, int, Stance], None],
    ) -> None:
        def ask_stance(who: str, number: int) -> None:
            self._ask(
                f"Stance of {self._names().get(who, who)} on point {number}",
                _stances(),
                lambda value: use(who, number, Stance(value)),
                about=about,
            )

        self._ask_actor(
            "Your own position: whose is it?",
            actor,
            lambda who: self._ask_point(points, lambda number: ask_stance(who, number)),
            about=about,
        )

    def _add(self, target: str, stand: Stand) -> None:
        held = [
            one.value
            for one in self._library.notes.corrections()
            if one.kind is CorrectionKind.POSITION and one.target == target
        ]
        before = [held[-1]] if held and held[-1] else []
        value = ";".join([*before, stand.written()])
        self._store(CorrectionKind.POSITION, target, value, "Position added")

    # Speakers and actors

    def speaker(self, statement: Statement) -> None:
        """Let the reader say who speaks."""
        about = f"“{statement.quote[:300]}”\n{speaker_label(statement)}: {statement.resolved_by}"
        self._ask_actor(
            "Who says it?",
            statement.speaker_id or NOBODY,
            lambda who: self._store(
                CorrectionKind.SPEAKER,
                statement.id,
                None if who == NOBODY else who,
                "Speaker corrected",
            ),
            about=about,
            first=Choice(NOBODY, "nobody who is known"),
        )

    def merge(self, actor: str) -> None:
        """Let the reader say who an actor really is."""
        name = self._names().get(actor, actor)
        self._ask_actor(
            f"{name} is the same as …",
            "",
            lambda other: self._store(CorrectionKind.ACTOR, actor, other, f"{name} merged"),
            without=actor,
        )

    # Undo

    def undo(self) -> None:
        """Take the latest change back."""
        self._move(self._library.notes.undo, "Undone", "Nothing to undo")

    def redo(self) -> None:
        """Make it again."""
        self._move(self._library.notes.redo, "Done again", "Nothing to do again")

    def _move(self, move: Callable[[], str | None], did: str, nothing: str) -> None:
        try:
            label = move()
        except ParleyError as error:
            self._done(str(error))
        else:
            self._done(f"{did}: {label}." if label else f"{nothing}.")

    # Questions and answers

    def _store(self, kind: CorrectionKind, target: str, value: str | None, words: str) -> None:
        try:
            self._library.notes.correct(kind, target, value)
        except ParleyError as error:
            self._done(str(error))
        else:
            self._done(f"{words}; {undoing(self._host)}.")

    def _names(self) -> dict[str, str]:
        return {one.actor.id: one.actor.name for one in self._library.actors()}

    def _ask(
        self,
        question: str,
        choices: Sequence[Choice],
        use: Callable[[str], None],
        *,
        value: str = "",
        about: str = "",
    ) -> None:
        self._host.app.push_screen(
            Picker(question, choices, value, about=about),
            lambda chosen: use(chosen) if chosen else None,
        )

    def _ask_point(self, first: Sequence[int], use: Callable[[int], None]) -> None:
        points = sorted(self._library.plan.points, key=lambda one: one.number not in first)
        choices = [Choice(str(one.number), f"{one.number} {one.title}") for one in points]
        self._ask("On which point?", choices, lambda value: use(int(value)))

    def _ask_actor(
        self,
        question: str,
        value: str,
        use: Callable[[str], None],
        *,
        about: str = "",
        first: Choice | None = None,
        without: str = "",
    ) -> None:
        choices = [first] if first else []
        for one in self._library.actors():
            actor = one.actor
            if actor.id != without and actor.kind is not ActorKind.OUTLET:
                aside = f"{KIND_SIGNS[actor.kind]} {counted(one.mentions, 'mention')}"
                role = f", {actor.role}" if actor.role else ""
                choices.append(Choice(actor.id, f"{actor.name}{role}", aside))
        self._ask(question, choices, use, value=value, about=about)


def _stances(held: Stance | None = None) -> list[Choice]:
    return [
        Choice(one.value, f"{STANCE_SIGNS[one]} {one.value}", "as it is" if one is held else "")
        for one in Stance
    ]
