"""Positions of the reader's own: on a statement, on a passage, after a new import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from store.errors import UsageError
from store.library import Library
from store.records import CorrectionKind, Item, Origin, Parsed, Position, Stance
from store.standing import Stand, parse_stands

Make = Callable[..., tuple[Parsed, bytes]]


def own(library: Library) -> list[Position]:
    return [one for one in library.positions() if one.origin is Origin.USER]


def put(library: Library, item: Item, words: str) -> None:
    stand = Stand("belen-marsh", 2, Stance.OPPOSES, item.text.index(words), words)
    library.notes.correct(CorrectionKind.POSITION, item.id, stand.written())


def test_what_is_written_is_read_back() -> None:
    stand = Stand("ann", 3, Stance.PROPOSES, 17, "half; of “it”\nall")
    assert parse_stands(stand.written()) == [stand]
    assert parse_stands("ann 3 proposes") == [Stand("ann", 3, Stance.PROPOSES)]


def test_a_passage_becomes_a_position_where_it_stands(filled: Library) -> None:
    item = filled.items()[0]
    words = item.text.split("\n")[-1][2:12]
    put(filled, item, words)
    (made,) = own(filled)
    assert (made.actor, made.point, made.stance) == ("belen-marsh", 2, Stance.OPPOSES)
    assert made.passage == words
    line = filled.parsed(item.document).lines[made.line - 1]
    assert line[made.start : made.end] == words
    filled.notes.undo()
    assert own(filled) == []


def test_words_that_are_not_in_the_text_are_refused(filled: Library) -> None:
    item = filled.items()[0]
    stand = Stand("belen-marsh", 2, Stance.OPPOSES, 0, "no such words at all")
    with pytest.raises(UsageError):
        filled.notes.correct(CorrectionKind.POSITION, item.id, stand.written())


def test_a_passage_is_found_again_after_a_new_import(filled: Library) -> None:
    item = filled.items()[0]
    put(filled, item, item.text.split("\n")[-1][2:12])
    before = own(filled)
    parsed = filled.parsed(item.document)
    raw = filled.original(item.document)
    document = replace(parsed.document, digest="other", parser=2)
    filled.add(replace(parsed, document=document, positions=()), raw)
    assert [(p.passage, p.line, p.start) for p in own(filled)] == [
        (p.passage, p.line, p.start) for p in before
    ]


def test_two_positions_on_one_statement_are_both_there(filled: Library) -> None:
    statement = filled.statements()[0]
    value = "belen-marsh 1 supports;belen-marsh 3 opposes"
    filled.notes.correct(CorrectionKind.POSITION, statement.id, value)
    assert {(p.point, p.stance) for p in own(filled)} == {
        (1, Stance.SUPPORTS),
        (3, Stance.OPPOSES),
    }
