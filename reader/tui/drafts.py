"""What a note is about, drafts of notes, and which notes belong to what is being read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from store.citing import tags_of
from store.notes import Notes
from store.records import Annotation, Bookmark, Item, Statement


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is being written."""

    text: str
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteSubject:
    """What a note is about, as the editor shows it."""

    target: str
    span: tuple[int, int] | None
    quote: str
    citation: str
    note: str | None = None
    """The id of the note that is edited; None for one that is to be made."""

    @property
    def key(self) -> str:
        """The name of its draft."""
        return self.note or f"{self.target}{f'@{self.span[0]}-{self.span[1]}' if self.span else ''}"


def annotations_of(
    notes: Notes, item: Item | None, statement: Statement | None
) -> list[Annotation]:
    """The notes on the current statement, or all on the item when it has none."""
    if item is None:
        return []
    held = notes.annotations_on(item.id)
    on_statement = [one for one in held if statement and one.target == statement.id]
    return on_statement or list(held)


def bookmarks_of(notes: Notes, item: Item | None, statement: Statement | None) -> list[Bookmark]:
    """The bookmarks on the current statement, or all on the item when it has none."""
    if item is None:
        return []
    held = list(notes.bookmarks_on(item.id))
    on_statement = [one for one in held if statement and one.target == statement.id]
    return on_statement or held


def note_at(notes: Notes, item: Item, span: tuple[int, int]) -> Annotation | None:
    """The reader's own note on exactly this passage."""
    held = notes.annotations_on(item.id)
    return next((one for one in held if one.anchor == span and one.creator is None), None)


def toggled_points(points: tuple[int, ...], number: int) -> tuple[int, ...]:
    """The points with one more, or without it when it was there."""
    if number in points:
        return tuple(one for one in points if one != number)
    return tuple(sorted((*points, number)))


def read_points(text: str, numbers: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return the point numbers written in a line; None when one is no point of the plan."""
    words = text.replace(",", " ").split()
    if not all(word.isdecimal() and int(word) in numbers for word in words):
        return None
    return tuple(sorted({int(word) for word in words}))


def read_tags(line: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the tags to put on and those to take off (``-tag``); None when one is no tag."""
    on: list[str] = []
    off: list[str] = []
    for word in line.replace(",", " ").split():
        tag = word.removeprefix("-").removeprefix("#")
        if tags_of(f"#{tag}") != (tag,):
            return None
        (off if word.startswith("-") else on).append(tag)
    return tuple(on), tuple(off)


def with_tags(text: str, tags: Iterable[str]) -> str:
    """Return a note's text with tags at its end, those left out that it has already."""
    held = tags_of(text)
    fresh = " ".join(f"#{tag}" for tag in tags if tag not in held)
    return f"{text.rstrip()} {fresh}".strip() if fresh else text


def without_tags(text: str, tags: Iterable[str]) -> str:
    """Return a note's text without tags; each goes with the blanks before it."""
    for tag in tags:
        text = re.sub(rf"[ \t]?(?<![\w#/&])#{re.escape(tag)}(?![\w-])", "", text)
    return text.strip()
