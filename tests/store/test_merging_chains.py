"""Notes merged on any way, any number of times: every version is there once."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.library import Library
from store.records import Annotation, CorrectionKind, Stance
from store.standing import Stand

from .conftest import MakeParsed, make_parsed

TEXTS = [
    "The ferry to the northern islands will leave twice a week from next month on.",
    "Nobody in the council asked what the second boat would cost the town.",
]


def reader_of(making: MakeParsed = make_parsed) -> Library:
    library = Library.in_memory()
    library.add(*making(TEXTS))
    return library


def merge(into: Library, other: Library, name: str = "Ada") -> tuple[int, ...]:
    notes = other.notes
    taken = into.notes.take(
        notes.annotations(), notes.bookmarks(), corrections=notes.corrections(), creator=name
    )
    return tuple(map(len, (taken.added, taken.updated, taken.conflicts, taken.decisions)))


def texts_in(library: Library) -> list[str]:
    return sorted(note.text for note in library.notes.annotations())


@dataclass
class Three:
    """Three readers with the same document; Ada wrote a note, Ben and Cleo have it from her."""

    ada: Library = field(default_factory=reader_of)
    ben: Library = field(default_factory=reader_of)
    cleo: Library = field(default_factory=reader_of)
    note: Annotation = field(init=False)

    def __post_init__(self) -> None:
        self.note = self.ada.notes.annotate(self.ada.items()[0].id, "first")
        merge(self.ben, self.ada)
        merge(self.cleo, self.ada)


def test_two_colleagues_versions_of_a_note_are_both_kept() -> None:
    three = Three()
    three.ada.notes.edit(three.note.id, text="by Ada")
    three.ben.notes.edit(three.note.id, text="by Ben")
    merge(three.cleo, three.ada)
    merge(three.cleo, three.ben, "Ben")
    assert texts_in(three.cleo) == ["by Ada", "by Ben"]


def test_a_version_made_from_another_takes_its_place_however_it_comes() -> None:
    three = Three()
    three.ada.notes.edit(three.note.id, text="second")
    merge(three.ben, three.ada)
    three.ben.notes.edit(three.note.id, text="third")
    merge(three.cleo, three.ben, "Ben")
    assert merge(three.cleo, three.ada) == (0, 0, 0, 0)
    assert texts_in(three.cleo) == ["third"]


def test_an_edit_of_a_version_that_is_kept_beside_renews_it() -> None:
    three = Three()
    three.ada.notes.edit(three.note.id, text="by Ada")
    three.ben.notes.edit(three.note.id, text="by Ben")
    merge(three.cleo, three.ada)
    merge(three.cleo, three.ben, "Ben")
    three.ben.notes.edit(three.note.id, text="by Ben, again")
    assert merge(three.cleo, three.ben, "Ben") == (0, 1, 0, 0)
    assert texts_in(three.cleo) == ["by Ada", "by Ben, again"]
    assert merge(three.ben, three.cleo, "Cleo") == (0, 0, 1, 0)
    assert texts_in(three.ben) == texts_in(three.cleo)


def test_decisions_of_others_hold_where_the_reader_has_not_decided() -> None:
    ada, ben = reader_of(), reader_of()
    first, second = (item.id for item in ada.items())
    ada.notes.correct(CorrectionKind.POINTS, first, "3")
    ada.notes.correct(CorrectionKind.POINTS, second, "4")
    ben.notes.correct(CorrectionKind.POINTS, first, "5")
    taken = ben.notes.take((), corrections=ada.notes.corrections(), creator="Ada")
    assert (len(taken.decisions), len(taken.overruled)) == (2, 1)
    assert [ben.item(key).points for key in (first, second)] == [(5,), (4,)]
    assert merge(ben, ada) == (0, 0, 0, 0)
    ben.notes.correct(CorrectionKind.POINTS, second, "6")
    assert ben.item(second).points == (6,)


def test_a_merger_of_actors_and_a_position_come_with_a_merge() -> None:
    ada, ben = reader_of(), reader_of()
    item = ada.items()[0]
    stand = Stand("orsa", 2, Stance.SUPPORTS, 4, "ferry").written()
    ada.notes.correct(CorrectionKind.POSITION, item.id, stand)
    merge(ben, ada)
    assert [position.passage for position in ben.positions()] == ["ferry"]
    assert ben.notes.corrections()[0].creator == "Ada"


def test_notes_that_were_taken_in_become_the_readers_own_when_he_says_so() -> None:
    ada, ben = reader_of(), reader_of()
    ada.notes.annotate(ada.items()[0].id, "x")
    ada.notes.toggle_bookmark(ada.items()[1].id)
    ada.notes.correct(CorrectionKind.POINTS, ada.items()[0].id, "3")
    merge(ben, ada, "laptop")
    parts = (ada.notes.annotations(), ada.notes.bookmarks())
    decided = ada.notes.corrections()
    taken = ben.notes.take(*parts, corrections=decided, is_said=True)
    assert len(taken.claimed) == 3
    creators = [note.creator for note in ben.notes.annotations()]
    creators += [mark.creator for mark in ben.notes.bookmarks()]
    creators += [decision.creator for decision in ben.notes.corrections()]
    assert creators == [None] * 3
    again = ben.notes.take(*parts, corrections=decided, creator="Ada", is_said=True)
    assert (again.claimed, again.unchanged) == ((), 3)


def test_confirming_twice_is_one_decision(library: Library, making: MakeParsed) -> None:
    library.add(*making(TEXTS))
    item = library.items()[0].id
    first = library.notes.correct(CorrectionKind.POINTS, item, "3")
    assert library.notes.correct(CorrectionKind.POINTS, item, "3") == first
    library.notes.correct(CorrectionKind.POINTS, item, "4")
    library.notes.correct(CorrectionKind.POINTS, item, "3")
    assert len(library.notes.corrections()) == 3


Step = tuple[str, int, int]
steps = st.lists(
    st.tuples(st.sampled_from(["note", "edit", "merge"]), st.integers(0, 2), st.integers(0, 2)),
    max_size=12,
)


def play(readers: list[Library], made: list[Step]) -> None:
    for number, (what, who, other) in enumerate(made):
        notes = readers[who].notes
        held = sorted(notes.annotations(), key=lambda note: (note.created, note.text))
        if what == "note":
            notes.annotate(readers[who].items()[0].id, f"note {number}")
        elif what == "edit" and held:
            notes.edit(held[other % len(held)].id, text=f"edit {number}")
        elif what == "merge" and who != other:
            merge(readers[who], readers[other], f"reader {other}")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@settings(max_examples=40, deadline=None)
@given(steps)
def test_merging_again_changes_nothing(order: tuple[int, int], made: list[Step]) -> None:
    readers = [reader_of() for _ in range(3)]
    play(readers, made)
    for place in order:
        merge(readers[2], readers[place])
    before = readers[2].notes.annotations()
    for place in (*order, *order[::-1]):
        assert merge(readers[2], readers[place]) == (0, 0, 0, 0)
    assert readers[2].notes.annotations() == before


@settings(max_examples=60, deadline=None)
@given(steps)
def test_the_order_of_merges_does_not_matter(made: list[Step]) -> None:
    readers = [reader_of() for _ in range(3)]
    play(readers, made)
    one, other = reader_of(), reader_of()
    for library, order in ((one, (0, 1, 2)), (other, (2, 1, 0))):
        for place in order:
            merge(library, readers[place])
    assert texts_in(one) == texts_in(other)
    assert merge(one, other) == (0, 0, 0, 0)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_no_latest_version_is_lost(made: list[Step]) -> None:
    readers = [reader_of() for _ in range(3)]
    play(readers, made)
    everything = reader_of()
    replaced: set[tuple[object, ...]] = set()
    written: dict[tuple[object, ...], str] = {}
    for reader in readers:
        merge(everything, reader)
        for note in reader.notes.annotations():
            written[note.created, note.modified] = note.text
            replaced |= {(note.created, moment) for moment in note.history}
    wanted = sorted(text for key, text in written.items() if key not in replaced)
    assert sorted(set(texts_in(everything))) == sorted(set(wanted))
