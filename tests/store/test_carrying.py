"""Notes on words that stand twice: carried from one version of a document to the next."""

from __future__ import annotations

from dataclasses import replace

from store.library import Library
from store.records import NoteState

from .conftest import MakeParsed

BELL = "The bell in the old tower of the harbour rang for a whole hour that day, and longer."
FERRY = "The ferry to the northern islands will leave twice a week from next month on."
BOAT = "Nobody in the council asked what the second boat would cost the town."
TOLL = "Toll gates at the border stayed shut for a third night in a row."


def test_a_note_stays_on_its_paragraph_when_a_copy_comes_before_it(
    library: Library, making: MakeParsed
) -> None:
    library.add(*making(["\n".join([FERRY, BELL, BOAT]), TOLL], name="feed.txt"))
    item = library.items()[0]
    start = item.text.index("rang for")
    note = library.notes.annotate(item.id, "x", span=(start, start + 8))
    library.add(*making(["\n".join([BELL, FERRY, BELL, BOAT]), TOLL], name="feed.txt"))
    placed = library.notes.annotation(note.id)
    assert placed.anchor is not None
    assert placed.anchor[0] == library.item(placed.item).text.rindex("rang for")


def test_words_that_stood_elsewhere_before_do_not_take_a_note(
    library: Library, making: MakeParsed
) -> None:
    first, second = f"{FERRY}\n{BELL}\n{BOAT}", f"{BELL}\n{TOLL}"
    library.add(*making([first, second], name="feed.txt"))
    item = next(item for item in library.items() if item.text.startswith(FERRY))
    start = item.text.index(BELL)
    note = library.notes.annotate(item.id, "x", span=(start, start + len(BELL)))
    library.add(*making([f"{FERRY}\n{BOAT}", second], name="feed.txt"))
    assert library.notes.annotation(note.id).state is NoteState.ORPHANED
    library.add(*making([first, second, BOAT], name="feed.txt"))
    again = library.notes.annotation(note.id)
    assert (again.state, again.item) == (NoteState.ANCHORED, item.id)


def test_a_note_that_moved_to_another_item_stays_there(
    library: Library, making: MakeParsed
) -> None:
    library.add(*making([f"{FERRY}\n{BELL}\n{BOAT}", TOLL * 2], name="feed.txt"))
    item = next(item for item in library.items() if BELL in item.text)
    start = item.text.index(BELL)
    note = library.notes.annotate(item.id, "x", span=(start, start + len(BELL)))
    for number in range(3):
        texts = [f"{FERRY}\n{BOAT}", f"{TOLL * 2}\n{BELL}", *[BOAT + str(number)] * number]
        library.add(*making(texts, name="feed.txt"))
        assert library.notes.annotation(note.id).state is NoteState.MOVED


def test_a_note_that_loses_its_document_keeps_what_stood_around_it(
    library: Library, making: MakeParsed
) -> None:
    library.add(*making([FERRY, BELL], name="feed.txt"))
    item = library.items()[0]
    note = library.notes.annotate(item.id, "x")
    wanted = library.notes.annotation(note.id).setting
    library.notes.delete([note.id])
    library.notes.take([replace(note, setting=None)])
    library.remove("feed.txt")
    kept = library.notes.annotation(note.id)
    assert (kept.state, kept.setting) == (NoteState.ORPHANED, wanted)
    assert wanted is not None
    assert (wanted.document, wanted.outlet, wanted.day) == ("feed.txt", "Harbour Post", item.day)


def test_words_that_move_to_another_item_take_their_note_along(
    library: Library, making: MakeParsed
) -> None:
    library.add(*making([f"{FERRY}\n{BELL}\n{BOAT}", TOLL * 2], name="feed.txt"))
    item = next(item for item in library.items() if BELL in item.text)
    start = item.text.index(BELL)
    note = library.notes.annotate(item.id, "x", span=(start, start + len(BELL)))
    library.add(*making([f"{FERRY}\n{BOAT}", f"{TOLL * 2}\n{BELL}"], name="feed.txt"))
    placed = library.notes.annotation(note.id)
    assert placed.state is NoteState.MOVED
    assert BELL in library.item(placed.item).text
