"""Invented excerpts for the tests of the formats."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from reader.export.model import Collection, Excerpt, Group, Grouping, Mark, Note, Source
from store.records import Annotation, Bookmark, NoteState, Selector

MADE = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
CHANGED = datetime(2031, 5, 3, 18, 5, tzinfo=UTC)


def make_note(text: str, *, state: NoteState = NoteState.ANCHORED, key: str = "n1") -> Note:
    """Return a note of the reader."""
    tags = tuple(word[1:] for word in text.split() if word.startswith("#"))
    return Note(key, text, tags, MADE, CHANGED, state, None)


def make_source(document: str = "harbour.txt", speaker: str | None = "Ada Moreau") -> Source:
    """Return the place of a statement in an invented document."""
    return Source(
        document=document,
        outlet="Harbour Gazette",
        day=date(2031, 5, 1),
        day_source="heading",
        time=None,
        line=12,
        speaker=speaker,
        speaker_id="ada-moreau",
        via="Coast Radio",
        actors=(("ada-moreau", "Ada Moreau"),),
        document_id="d1",
    )


def make_excerpt(quote: str, *notes: Note, key: str = "s1", source: Source | None) -> Excerpt:
    """Return a marked place with its notes."""
    return Excerpt(
        key=key,
        quote=quote,
        is_whole=False,
        source=source,
        citation="Ada Moreau — Harbour Gazette, 1 May 2031, gone.txt line 3",
        points=(2, 5),
        notes=notes,
        bookmarked=None if notes else MADE,
        marks=() if notes else (Mark(f"b{key}", MADE, None),),
    )


def make_collection() -> Collection:
    """Return a collection with a bit of everything."""
    said = make_excerpt(
        "We will open the harbour\nwhen the boats are home.",
        make_note("The first time she names a condition. #harbour\n\nCompare with May."),
        source=make_source(),
    )
    marked = make_excerpt("The pier is ours.", key="s2", source=make_source(speaker=None))
    gone = make_excerpt(
        "Words that are gone", make_note("still here", key="n3"), key="n3", source=None
    )
    return Collection(
        plan="Harbour accord",
        by=Grouping.DAY,
        groups=(Group("2031-05-01, Thursday", (said, marked), "day 2031-05-01"),),
        orphans=(gone,),
        annotations=(make_annotation(),),
        bookmarks=(
            Bookmark("b1", "s2", "i1", "d1", "The pier is ours.", "harbour.txt", MADE, "Ada"),
        ),
    )


def make_annotation() -> Annotation:
    """Return a note on a passage."""
    return Annotation(
        id="n1",
        target="s1",
        item="i1",
        document="d1",
        selector=Selector("the harbour", "We will open ", "\nwhen the boats", 13, 24),
        anchor=(13, 24),
        quote="the harbour",
        citation="Ada Moreau — Harbour Gazette, 1 May 2031, harbour.txt line 12",
        text="The first time she names a condition. #harbour",
        points=(2, 5),
        tags=("harbour",),
        created=MADE,
        modified=CHANGED,
        state=NoteState.ANCHORED,
        creator=None,
    )


def make_hostile(text: str) -> Collection:
    """Return a collection that holds a text in every place where foreign text can be."""
    source = Source(
        document=text,
        outlet=text,
        day=None,
        day_source=None,
        time=None,
        line=1,
        speaker=text,
        speaker_id=None,
        via=text,
        actors=((text, text),),
        document_id="d1",
    )
    note = Note("n1", text, (text,), MADE, MADE, NoteState.MOVED, text)
    mark = Mark("b1", MADE, text)
    here = Excerpt("s1", text, False, source, text, (1,), (note,), MADE, (mark,))
    gone = Excerpt("s2", text, False, None, text, (), (replace(note, id="n2"),), None)
    group = Group(text, (here,), f"actor {text}")
    return Collection(text, Grouping.ACTOR, (group,), (gone,), points={1: text})
