"""Random changes to the notes against a model that keeps whole copies of the state."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from store.library import Library
from store.records import CorrectionKind, Parsed

Make = Callable[..., tuple[Parsed, bytes]]


class NotesMachine(RuleBasedStateMachine):
    """The model's state is what the notes answer; history is a list of such states."""

    make: Make
    sentences: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.path = Path(tempfile.mkdtemp())
        self.library = Library.open(self.path, writing=True)
        self.library.add(*type(self).make(type(self).sentences))
        statements = [statement.id for statement in self.library.statements()]
        self.items = [item.id for item in self.library.items()]
        self.targets = self.items + statements
        self.history = [self.answers()]
        self.at = 0

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.path)

    def answers(self) -> tuple[Any, ...]:
        notes = self.library.notes
        return (
            {note.id: note for note in notes.annotations()},
            {mark.id: mark for mark in notes.bookmarks()},
            {decision.id: decision for decision in notes.corrections()},
            notes.read_items(),
            self.library.items(),
            self.library.statements(),
        )

    def changed(self) -> None:
        state = self.answers()
        if state != self.history[self.at]:
            self.history[self.at + 1 :] = [state]
            self.at += 1

    @rule(n=st.integers(0, 9), text=st.sampled_from(["", "x", "#tag word", "“é”\n"]))
    def annotate(self, n: int, text: str) -> None:
        note = self.library.notes.annotate(self.targets[n % len(self.targets)], text)
        self.changed()
        assert self.history[self.at][0][note.id].text == text

    @precondition(lambda self: self.history[self.at][0])
    @rule(n=st.integers(0, 9), text=st.sampled_from(["y", "#other"]))
    def edit(self, n: int, text: str) -> None:
        keys = list(self.history[self.at][0])
        self.library.notes.edit(keys[n % len(keys)], text=text)
        self.changed()

    @precondition(lambda self: self.history[self.at][0] or self.history[self.at][1])
    @rule(count=st.integers(1, 3))
    def delete(self, count: int) -> None:
        keys = [*self.history[self.at][0], *self.history[self.at][1]][:count]
        self.library.notes.delete(keys)
        self.changed()
        assert not set(keys) & {*self.history[self.at][0], *self.history[self.at][1]}

    @rule(n=st.integers(0, 9))
    def toggle(self, n: int) -> None:
        target = self.targets[n % len(self.targets)]
        was = self.library.notes.is_bookmarked(target)
        self.library.notes.toggle_bookmark(target)
        self.changed()
        assert self.library.notes.is_bookmarked(target) != was

    @rule(n=st.integers(0, 9), start=st.integers(0, 3))
    def toggle_passage(self, n: int, start: int) -> None:
        item, span = self.items[n % len(self.items)], (start, start + 9)
        was = self.library.notes.is_bookmarked(item, span)
        self.library.notes.toggle_bookmark(item, span=span)
        self.changed()
        assert self.library.notes.is_bookmarked(item, span) != was

    @rule(count=st.integers(0, 3), read=st.booleans())
    def mark(self, count: int, read: bool) -> None:  # hypothesis passes by name
        self.library.notes.mark_read(self.items[:count], read=read)
        self.changed()

    @rule(n=st.integers(0, 9), day=st.sampled_from(["2031-05-01", "2031-05-09", None]))
    def correct(self, n: int, day: str | None) -> None:
        key = self.items[n % len(self.items)]
        self.library.notes.correct(CorrectionKind.DAY, key, day)
        self.changed()
        held = self.library.item(key).day
        assert (held and held.isoformat()) == day

    @rule()
    def undo(self) -> None:
        assert (self.library.notes.undo() is not None) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert (self.library.notes.redo() is not None) == (self.at + 1 < len(self.history))
        self.at = min(len(self.history) - 1, self.at + 1)

    @rule()
    def open_again(self) -> None:
        self.library.close()
        self.library = Library.open(self.path, writing=True)
        self.history = [self.history[self.at]]
        self.at = 0

    @rule()
    def compact(self) -> None:
        self.library._notebook._journal.compact()

    @invariant()
    def agrees(self) -> None:
        assert self.answers() == self.history[self.at]


def test_notes_behave_like_a_list_of_states(making: Make, texts: list[str]) -> None:
    NotesMachine.make = staticmethod(making)
    NotesMachine.sentences = texts
    run_state_machine_as_test(
        NotesMachine,
        settings=settings(
            max_examples=60,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
