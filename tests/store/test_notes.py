from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import NotFound, SaveFailed, UsageError
from store.library import Library
from store.records import CorrectionKind, NoteState, Parsed

Make = Callable[..., tuple[Parsed, bytes]]


def test_a_note_on_a_statement_brings_its_passage(filled: Library) -> None:
    statement = filled.statements()[0]
    note = filled.notes.annotate(
        statement.id, "why #Sundays? #ferry-fares, #7 a#b", points=(3, 1, 3)
    )
    item = filled.item(statement.item)
    assert note.selector is not None
    assert item.text[note.selector.start : note.selector.end] == statement.quote == note.quote
    assert note.selector.prefix == item.text[: note.selector.start][-32:]
    assert note.selector.suffix == item.text[note.selector.end :][:32]
    assert note.anchor == (note.selector.start, note.selector.end)
    assert (note.tags, note.points) == (("Sundays", "ferry-fares"), (1, 3))
    assert note.citation == (
        "Ilse Orsa, via the Tide agency — Harbour Post, 4 May 2031, feed.txt line 2"
    )
    assert filled.notes.annotations_on(item.id) == (note,)


def test_a_note_on_an_item_has_its_first_words(filled: Library) -> None:
    item = filled.items()[0]
    note = filled.notes.annotate(item.id, "look")
    assert (note.selector, note.anchor, note.state) == (None, None, NoteState.ANCHORED)
    assert note.quote == "Snow fell in the hills."
    assert note.citation == "Hill Gazette, 6 May 2031, hills.txt line 1"


def test_a_note_on_a_passage_keeps_its_words(filled: Library) -> None:
    item = filled.items()[1]
    note = filled.notes.annotate(item.id, "", span=(6, 15))
    assert note.quote == item.text[6:15] == "Ilse Orsa"


def test_a_passage_is_cited_with_who_speaks_in_it(filled: Library) -> None:
    statement = filled.statements()[0]
    item = filled.item(statement.item)
    start = item.text.index(statement.quote)
    wider = (start - 1, start + len(statement.quote) + 1)
    note = filled.notes.annotate(item.id, "", span=wider)
    mark = filled.notes.toggle_bookmark(item.id, span=wider)
    assert mark is not None
    assert note.citation == mark.citation
    assert note.citation.startswith("Ilse Orsa, via the Tide agency — Harbour Post")


def test_an_item_of_unknown_day_is_cited_as_such(filled: Library) -> None:
    note = filled.notes.annotate(filled.items()[-1].id, "x")
    assert "day unknown, hills.txt line 3" in note.citation


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (0, 10_000)])
def test_a_passage_outside_the_text_is_refused(filled: Library, span: tuple[int, int]) -> None:
    with pytest.raises(UsageError):
        filled.notes.annotate(filled.items()[0].id, "x", span=span)


def test_notes_on_an_item_come_by_place(filled: Library) -> None:
    item = filled.items()[1].id
    late = filled.notes.annotate(item, "late", span=(20, 30))
    early = filled.notes.annotate(item, "early", span=(2, 4))
    whole = filled.notes.annotate(item, "whole")
    assert filled.notes.annotations_on(item) == (whole, early, late)
    assert filled.notes.annotations() == (late, early, whole)


def test_control_characters_in_a_note_are_made_harmless(filled: Library) -> None:
    note = filled.notes.annotate(filled.items()[0].id, "a\x1b]52;c;x\x07b\ud800\nc")
    assert note.text == "a␛]52;c;x␇b\ufffd\nc"


def test_an_edit_changes_text_tags_and_points(filled: Library) -> None:
    note = filled.notes.annotate(filled.items()[0].id, "#one", points=(1,))
    edited = filled.notes.edit(note.id, text="#two")
    assert (edited.tags, edited.points, edited.created) == (("two",), (1,), note.created)
    assert edited.modified >= note.modified
    assert filled.notes.edit(note.id, points=(2, 3)).points == (2, 3)
    assert filled.notes.annotation(note.id).text == "#two"


def test_tags_of_other_programs_outlive_an_edit_of_the_text(filled: Library) -> None:
    note = filled.notes.annotate(filled.items()[0].id, "#one")
    filled.notes.take([replace(note, id="nother", tags=("one", "theirs"))])
    assert filled.notes.edit("nother", text="#two").tags == ("two", "theirs")
    assert filled.notes.edit("nother", without_tags=["theirs"]).tags == ("two",)


def test_a_bookmark_is_set_and_taken_away(filled: Library) -> None:
    statement = filled.statements()[0]
    mark = filled.notes.toggle_bookmark(statement.id)
    assert mark is not None
    assert (mark.quote, mark.item) == (statement.quote, statement.item)
    assert filled.notes.bookmarks() == (mark,)
    assert filled.notes.toggle_bookmark(statement.id) is None
    assert not filled.notes.is_bookmarked(statement.id)


def test_read_marks_are_set_and_taken_away(filled: Library) -> None:
    items = [item.id for item in filled.items()]
    filled.notes.mark_read(items[:3])
    filled.notes.mark_read(items[:1], read=False)
    assert [filled.notes.is_read(item) for item in items] == [False, True, True, False, False]


def test_notes_and_bookmarks_are_deleted_in_one_step(filled: Library) -> None:
    item = filled.items()[0].id
    note, mark = filled.notes.annotate(item, "x"), filled.notes.toggle_bookmark(item)
    assert mark is not None
    filled.notes.delete([note.id, mark.id])
    assert (filled.notes.annotations(), filled.notes.bookmarks()) == ((), ())
    assert filled.notes.undo() == "deletion of 2 notes"
    assert (filled.notes.annotations(), filled.notes.bookmarks()) == ((note,), (mark,))


def test_deleting_what_is_not_there_deletes_nothing(filled: Library) -> None:
    note = filled.notes.annotate(filled.items()[0].id, "x")
    with pytest.raises(NotFound, match="nothing-such"):
        filled.notes.delete([note.id, "nothing-such"])
    assert filled.notes.annotations() == (note,)


@pytest.mark.parametrize("call", ["annotation", "edit", "withdraw", "toggle_bookmark"])
def test_ids_that_are_not_there_are_not_found(filled: Library, call: str) -> None:
    with pytest.raises(NotFound):
        getattr(filled.notes, call)("nothing-such")


def test_undo_and_redo_go_through_every_change(filled: Library) -> None:
    notes, item = filled.notes, filled.items()[0].id
    note = notes.annotate(item, "x")
    notes.mark_read([item])
    notes.correct(CorrectionKind.DAY, item, "2031-05-01")
    labels = [notes.undo(), notes.undo(), notes.undo()]
    assert labels == [
        "correction of the day of “Snow fell in the hills.”",
        "1 item marked read",
        "note on “Snow fell in the hills.”",
    ]
    assert notes.undo() is None
    assert (notes.annotations(), notes.is_read(item), notes.corrections()) == ((), False, ())
    assert [notes.redo(), notes.redo(), notes.redo()] == labels[::-1]
    assert notes.redo() is None
    assert (notes.annotations(), notes.is_read(item)) == ((note,), True)


def test_a_new_change_ends_redo(filled: Library) -> None:
    first, second = (item.id for item in filled.items()[:2])
    filled.notes.mark_read([first])
    filled.notes.undo()
    filled.notes.mark_read([second])
    assert filled.notes.redo() is None


def test_changes_made_together_are_one_step_of_undo(filled: Library) -> None:
    notes = filled.notes
    with notes.together("three notes"):
        made = [notes.annotate(item.id, "x") for item in filled.items()[:3]]
        notes.edit(made[0].id, text="y")
    assert notes.undo() == "three notes"
    assert notes.annotations() == ()
    assert notes.redo() == "three notes"
    assert [note.text for note in notes.annotations()] == ["y", "x", "x"]


def test_what_changes_nothing_is_no_step_of_undo(filled: Library) -> None:
    filled.notes.mark_read([])
    filled.notes.delete([])
    with filled.notes.together("nothing"):
        pass
    assert filled.notes.undo() is None


def test_a_change_that_fails_leaves_memory_and_history(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes, item = filled.notes, filled.items()[0].id
    note = notes.annotate(item, "x")
    mark = notes.toggle_bookmark(item)

    def fail(*_: object) -> None:
        raise SaveFailed("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(filled._files, "append", fail)
        patch.setattr(filled._files, "replace", fail)
        for change in (
            lambda: notes.annotate(item, "y"),
            lambda: notes.edit(note.id, text="y"),
            lambda: notes.delete([note.id]),
            lambda: notes.toggle_bookmark(item),
            lambda: notes.mark_read([item]),
            lambda: notes.correct(CorrectionKind.DAY, item, None),
            lambda: notes.keep_place({"item": item}),
            notes.undo,
        ):
            with pytest.raises(SaveFailed):
                change()
    assert (notes.annotations(), notes.bookmarks()) == ((note,), (mark,))
    assert (notes.is_read(item), notes.corrections(), notes.place()) == (False, (), {})
    assert notes.undo() == "bookmark on “Snow fell in the hills.”"


def test_the_place_is_kept_and_not_undone(filled: Library) -> None:
    filled.notes.keep_place({"item": "i1", "pane": "text"})
    assert filled.notes.place() == {"item": "i1", "pane": "text"}
    assert filled.notes.undo() is None


def test_everything_is_there_after_opening_again(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        notes = library.notes
        library.notes.keep_place({"item": "i1"})
        notes.correct(CorrectionKind.POINTS, library.items()[0].id, "1,2")
        before = (notes.annotations(), notes.bookmarks(), notes.corrections(), notes.read_items())
    with Library.open(folder, writing=False) as library:
        notes = library.notes
        held = (notes.annotations(), notes.bookmarks(), notes.corrections(), notes.read_items())
        assert held == before
        assert notes.place() == {"item": "i1"}


def test_undo_after_an_import_does_not_bring_an_old_target_back(
    library: Library, making: Make, texts: list[str]
) -> None:
    library.add(*making(texts[:1], name="a.txt"))
    note = library.notes.annotate(library.statements()[0].id, "x")
    library.notes.edit(note.id, text="y")
    library.remove("a.txt")
    library.add(*making([texts[1], texts[0] + "\nMore."], name="z.txt", outlet="Hill Gazette"))
    library.notes.undo()
    placed = library.notes.annotation(note.id)
    assert (placed.text, placed.state) == ("x", NoteState.ANCHORED)
    assert placed.document == library.document("z.txt").id


def test_a_note_on_an_item_follows_it_into_a_longer_one(library: Library, making: Make) -> None:
    first = "The ferry to the northern islands will leave twice a week from next month on."
    rest = ["Nobody asked what it costs.", "The envoys spoke until dawn of cables and of fences."]
    library.add(*making([first, *rest], name="feed.txt"))
    note = library.notes.annotate(library.parsed("feed.txt").items[0].id, "on the whole")
    library.remove("feed.txt")
    library.add(*making([f"{first}\n{rest[0]}", rest[1], "Another story."], name="other.txt"))
    held = library.notes.annotation(note.id)
    assert held.state is not NoteState.ORPHANED
    assert library.item(held.item).text.startswith(first)
