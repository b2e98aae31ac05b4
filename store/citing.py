"""The words that keep a note readable without its document: quotation, citation, place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from .records import Annotation, DaySource, Document, Item, Statement

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_QUOTE_LENGTH = 160
_MARK = re.compile('[“”„‟«»＂"]')
_OPENING, _CLOSING = frozenset("“„‟«"), frozenset("”»")
_TAG = re.compile(r"(?<![\w#/&])#(\w[\w-]{0,49})")


def cite(
    item: Item, statement: Statement | None, span: tuple[int, int] | None, document: Document
) -> str:
    """Return ``Speaker, via X — Outlet, 27 November 2025, file.txt line 12``."""
    published = cite_published(
        speaker=statement.speaker if statement else None,
        via=statement.via if statement else None,
        outlet=document.outlet,
        when=cite_day(item.day, item.time, is_inferred=item.day_source is DaySource.INFERRED),
    )
    line = _line(item, statement, span) if document.has_source_lines else None
    return f"{published}, {cite_place(document.name, line)}"


def cite_published(*, speaker: str | None, via: str | None, outlet: str | None, when: str) -> str:
    """Return who said it and where it was published: ``Speaker, via X — Outlet, day``."""
    said = [*([speaker] if speaker else []), *([f"via {via}"] if via else [])]
    published = ", ".join(filter(None, (outlet, when)))
    return f"{', '.join(said)} — {published}" if said else published


def cite_day(day: date | None, time: str | None, *, is_inferred: bool) -> str:
    """Return ``27 November 2025 10:15``, with what is not known for sure."""
    if day is None:
        return "day unknown"
    clock = f" {time}" if time else ""
    how = " (inferred)" if is_inferred else ""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}{clock}{how}"


def cite_place(document: str, line: int | None) -> str:
    """Return document and line: ``file.txt line 12``."""
    return document if line is None else f"{document} line {line}"


def first_words(item: Item) -> str:
    """Return the item's title or the beginning of its text, on one line."""
    line = item.title or " ".join(item.text.split())
    if len(line) <= _QUOTE_LENGTH:
        return line
    return f"{line[:_QUOTE_LENGTH].rsplit(' ', 1)[0]}…"


def offsets_of(statement: Statement, item: Item) -> tuple[int, int] | None:
    """Return where a statement stands in its item's text, or None when its line is not there."""
    if statement.line not in item.lines:
        return None
    before = item.text.split("\n")[: item.lines.index(statement.line)]
    start = sum(len(line) + 1 for line in before) + statement.start
    end = start + statement.end - statement.start
    return (start, end) if item.text[start:end] == statement.quote else None


def touched(statements: Iterable[Statement], item: Item, span: tuple[int, int]) -> Statement | None:
    """Return the statement that a passage touches; None where several people speak in it."""
    found = []
    for statement in statements:
        place = offsets_of(statement, item)
        if place and place[0] < span[1] and span[0] < place[1]:
            found.append(statement)
    return found[0] if len({one.speaker for one in found}) == 1 else None


def line_at(item: Item, offset: int) -> int:
    """Return the document's line in which a character of the item's text stands."""
    return item.lines[min(item.text.count("\n", 0, offset), len(item.lines) - 1)]


def tags_of(text: str) -> tuple[str, ...]:
    """Return the ``#words`` of a note, without the mark, each once, in order."""
    found = (match.group(1) for match in _TAG.finditer(text))
    return tuple(dict.fromkeys(tag for tag in found if not tag.isdigit()))


def retagged(note: Annotation, text: str, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tags of a note with another text: those in it, and those that stood in none.

    Tags that came from another program are not part of the text; ``without`` takes them off.
    """
    off = set(without)
    apart = (tag for tag in note.tags if tag not in tags_of(note.text) and tag not in off)
    return tuple(dict.fromkeys((*tags_of(text), *apart)))


def short(text: str) -> str:
    """Return the text on one line, cut to a length that fits a message."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


def in_marks(words: str) -> str:
    """Return the words in quotation marks, or as they are where they hold such marks."""
    return words if _MARK.search(words) else f"“{words}”"


def shown_cue(cue: str) -> str:
    """Return the words that showed a position as they are told, in quotation marks."""
    return in_marks(without_lone_marks(cue))


def without_lone_marks(words: str) -> str:
    """Return the words of a sentence without quotation marks whose partner they do not hold."""
    kept, opened = list(words), list[int]()
    for found in _MARK.finditer(words):
        at, mark = found.start(), found[0]
        is_closing = mark in _CLOSING or (mark not in _OPENING and bool(opened))
        if not is_closing:
            opened.append(at)
        elif opened:
            opened.pop()
        else:
            kept[at] = ""
    for at in opened:
        kept[at] = ""
    return "".join(kept).strip()


def _line(item: Item, statement: Statement | None, span: tuple[int, int] | None) -> int:
    if span is not None:
        return line_at(item, span[0])
    return statement.line if statement else item.lines[0]
