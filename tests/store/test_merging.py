from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from store.library import Library
from store.records import NoteState, Parsed

Make = Callable[..., tuple[Parsed, bytes]]
LATER = timedelta(hours=1)


def test_notes_of_another_are_added_as_theirs(filled: Library, making: Make) -> None:
    other = Library.in_memory()
    other.add(*making([item.text for item in filled.parsed("feed.txt").items]))
    note = other.notes.annotate(other.statements()[0].id, "seen by Ada")
    mark = other.notes.toggle_bookmark(other.items()[0].id)
    assert mark is not None
    taken = filled.notes.take([note], [mark], creator="Ada")
    assert (taken.added, taken.unchanged) == ((note.id, mark.id), 0)
    assert filled.notes.annotations() == (replace(note, creator="Ada"),)
    assert not filled.notes.is_bookmarked(mark.target)
    assert filled.notes.take([note], [mark], creator="Ada").unchanged == 2
    assert filled.notes.undo() == "2 notes taken in"
    assert filled.notes.annotations() == ()


def test_a_newer_version_replaces_one_that_was_not_edited_here(filled: Library) -> None:
    ours = filled.notes.annotate(filled.items()[0].id, "x")
    theirs = replace(ours, text="y", modified=ours.modified + LATER)
    assert filled.notes.take([theirs]).updated == (ours.id,)
    assert filled.notes.annotation(ours.id).text == "y"


def test_an_older_version_changes_nothing(filled: Library) -> None:
    first = filled.notes.annotate(filled.items()[0].id, "x")
    filled.notes.edit(first.id, text="y")
    assert filled.notes.take([first]).unchanged == 1
    assert filled.notes.annotation(first.id).text == "y"


def test_versions_edited_on_both_sides_are_both_kept_once(filled: Library) -> None:
    first = filled.notes.annotate(filled.items()[0].id, "x")
    filled.notes.edit(first.id, text="ours")
    theirs = replace(first, text="theirs", modified=first.modified + LATER)
    (key,) = filled.notes.take([theirs]).conflicts
    assert {note.text for note in filled.notes.annotations()} == {"ours", "theirs"}
    assert filled.notes.annotation(key).text == "theirs"
    assert filled.notes.take([theirs]).unchanged == 1


def test_a_note_on_a_document_that_is_not_here_goes_where_its_words_stand(
    library: Library, making: Make, texts: list[str]
) -> None:
    other = Library.in_memory()
    other.add(*making(texts, name="theirs.txt"))
    on_passage = other.notes.annotate(other.statements()[1].id, "a")
    on_item = other.notes.annotate(other.items()[1].id, "b")
    library.add(*making(["A first item.", *texts], name="ours.txt", outlet=None))
    library.notes.take([on_passage, on_item])
    placed = library.notes.annotations()
    assert [note.state for note in placed] == [NoteState.ANCHORED] * 2
    assert on_passage.quote in library.item(placed[0].item).text
    assert library.item(placed[1].item).text == texts[1]


def test_an_orphan_is_put_on_a_passage_by_hand(library: Library, making: Make) -> None:
    library.add(*making(["A text that will go."], name="a.txt"))
    note = library.notes.annotate(library.items()[0].id, "keep", span=(2, 6))
    library.remove("a.txt")
    library.add(*making(["Another text altogether."], name="b.txt"))
    assert library.notes.annotation(note.id).state is NoteState.ORPHANED
    held = library.notes.attach(note.id, library.items()[0].id, span=(8, 12))
    assert (held.state, held.quote, held.anchor) == (NoteState.ANCHORED, "text", (8, 12))
    assert library.notes.annotations_on(library.items()[0].id) == (held,)
    library.notes.undo()
    assert library.notes.annotation(note.id).state is NoteState.ORPHANED


def test_a_note_that_came_edited_is_renewed_and_not_in_conflict(
    filled: Library, making: Make
) -> None:
    other = Library.in_memory()
    other.add(*making([item.text for item in filled.parsed("feed.txt").items]))
    first = other.notes.annotate(other.items()[0].id, "x")
    second = replace(first, text="y", modified=first.modified + LATER)
    third = replace(second, text="z", modified=second.modified + LATER)
    assert filled.notes.take([second]).added == (first.id,)
    assert filled.notes.take([third]).updated == (first.id,)
    assert filled.notes.take([second]).unchanged == 1
    filled.notes.edit(first.id, text="ours")
    assert filled.notes.take([third]).unchanged == 1
    assert filled.notes.annotation(first.id).text == "ours"
