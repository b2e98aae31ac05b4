"""``parley list notes``: the reader's notes and bookmarks, and those of others, under filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from store.correcting import Decisions
from store.errors import UsageError
from store.filters import Filter
from store.folding import fold
from store.library import Library
from store.records import Annotation, Bookmark, NoteState
from store.surroundings import fits

from .arguments import Arguments

Made: TypeAlias = Annotation | Bookmark


@dataclass(frozen=True, slots=True)
class NoteTest:
    """What is asked of notes alone; every field that is set must hold."""

    tag: str | None = None
    state: NoteState | None = None
    words: str | None = None
    """Words that the note, its quotation, citation or tags hold, case and accents aside."""


def make_note_test(arguments: Arguments) -> NoteTest:
    """Return what the command line asks of notes. Raises: UsageError."""
    state = NoteState(arguments.state) if arguments.state else None
    tag = arguments.tag.removeprefix("#") if arguments.tag else None
    test = NoteTest(tag, state, arguments.words)
    if arguments.kind != "notes" and test != NoteTest():
        raise UsageError(f"--tag, --state and --text are for notes, not for {arguments.kind}")
    return test


def notes_under(library: Library, where: Filter, test: NoteTest = NoteTest()) -> list[Made]:
    """Return the notes that pass the filters, annotations before bookmarks, oldest first.

    Filters of day, actor, outlet and the like ask the note's item, so they leave orphans out; the
    point asks the note's own ties as well.
    """
    found: list[Made] = [*library.notes.bookmarks()]
    if not where.is_bookmarked:
        found = [*library.notes.annotations(), *found]
    where = where._replace(is_bookmarked=False)
    if where != Filter():
        found = list(_in_items(library, where, found))
    return [made for made in found if _passes(made, test)]


def _in_items(library: Library, where: Filter, found: Sequence[Made]) -> Iterator[Made]:
    kept = {item.id for item in library.items(where)}
    wider = where._replace(point=None)
    around = {item.id for item in library.items(wider)} if where.point is not None else set()
    stands_for = Decisions.of(library.notes.corrections()).actor
    for made in found:
        is_tied = where.point in made.points
        if made.state is NoteState.ORPHANED and made.setting is not None:
            if fits(made.setting, wider if is_tied else where, stands_for):
                yield made
        elif made.item in kept or (is_tied and (made.item in around or wider == Filter())):
            yield made


def _passes(made: Made, test: NoteTest) -> bool:
    if test.tag is not None and fold(test.tag) not in map(fold, made.tags):
        return False
    if test.state is not None and made.state is not test.state:
        return False
    if test.words is None:
        return True
    text = made.text if isinstance(made, Annotation) else ""
    held = fold(" ".join((text, made.quote, made.citation, made.creator or "", *made.tags)))
    return all(word in held for word in fold(test.words).split())
