"""What the list of notes knows of each note, orphans above all."""

from __future__ import annotations

from pathlib import Path

from reader.tui.note_entries import read_entries
from reader.tui.note_query import keep, read_terms
from store.library import Library
from store.records import NoteState

from .harbour import make_library


def test_an_orphan_is_filtered_by_what_stood_around_it(tmp_path: Path) -> None:
    with Library.open(make_library(tmp_path / "library"), writing=True) as library:
        library.notes.annotate("igaz1", "not so sure", span=(0, 8))
        names = {one.actor.id: one.actor.name for one in library.actors()}
        (before,) = read_entries(library, names)
        library.remove(library.item("igaz1").document)
        (after,) = read_entries(library, names)
    assert (after.state, after.item) == (NoteState.ORPHANED, None)
    assert before.day is not None
    assert (after.day, after.outlet, after.document) == (
        before.day,
        before.outlet,
        before.document,
    )
    assert set(before.actors) <= set(after.actors)
    for line in (f"day:{before.day}", f'outlet:"{before.outlet}" state:orphaned'):
        assert keep([after], read_terms(line)[0]) == [after]
    assert keep([after], read_terms("day:1999-01-01")[0]) == []
