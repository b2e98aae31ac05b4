"""``parley bookmark``, ``note`` and ``place``: what the reader makes, one durable write each."""

from __future__ import annotations

import re
import sys

from store.citing import in_marks
from store.cleaning import clean
from store.errors import NotFound, UsageError
from store.library import Library
from store.records import Annotation, Bookmark, Item

from .arguments import Arguments
from .libraries import open_for_writing
from .listing import shorten
from .output import say, write_line
from .records import find_record


def run_bookmark(arguments: Arguments) -> int:
    """Run ``parley bookmark``: doing it twice changes nothing."""
    with open_for_writing(arguments.folder) as library:
        key = arguments.id
        span = _find_span(arguments.quote, key, find_markable(library, key))
        wanted = not arguments.remove
        what = key if span is None else f"the passage in {key}"
        if library.notes.is_bookmarked(key, span) == wanted:
            say(f"{what} {'is bookmarked already' if wanted else 'has no bookmark'}")
            return 0
        library.notes.toggle_bookmark(key, span=span)
    say(f"{what} {'bookmarked' if wanted else 'is no longer bookmarked'}")
    return 0


def run_note(arguments: Arguments) -> int:
    """Run ``parley note``: print the id of the note."""
    text = clean(sys.stdin.read().strip() if arguments.text == "-" else arguments.text)
    if not text:
        raise UsageError("the note is empty. Write a text after the id, or give one on stdin")
    with open_for_writing(arguments.folder) as library:
        span = _find_span(arguments.quote, arguments.id, find_markable(library, arguments.id))
        note = library.notes.annotate(arguments.id, text, span=span)
    write_line(note.id)
    return 0


def run_place(arguments: Arguments) -> int:
    """Run ``parley place``: put a note or bookmark on another passage; undone by placing again."""
    from store.anchoring import locate

    with open_for_writing(arguments.folder) as library:
        made = _find_made(library, arguments.id)
        target = arguments.target
        item = find_markable(library, target)
        span = _find_span(arguments.quote, target, item)
        if span is None and item.id == target and made.selector is not None:
            place = locate(made.selector, item.text)
            span = None if place is None else (place.start, place.end)
        if isinstance(made, Bookmark):
            placed: Annotation | Bookmark = library.notes.attach_bookmark(
                made.id, target, span=span
            )
        else:
            placed = library.notes.attach(made.id, target, span=span)
    where = "the item" if placed.selector is None else "the passage"
    say(f"{made.id} is on {where} {in_marks(shorten(placed.quote))}")
    return 0


def _find_made(library: Library, key: str) -> Annotation | Bookmark:
    mark = library.notes.bookmark(key)
    return library.notes.annotation(key) if mark is None else mark


def _find_span(quote: str | None, target: str, item: Item) -> tuple[int, int] | None:
    """Return where the quoted words stand. Raises: NotFound, UsageError."""
    if quote is None:
        return None
    if item.id != target:
        raise UsageError(f"{target}: --quote is for items; a statement has its own")
    return find_passage(item, quote)


def find_markable(library: Library, key: str) -> Item:
    """Return the item with this id, or that of the statement. Raises: NotFound, UsageError."""
    record = find_record(library, key)
    if isinstance(record, Item):
        return record
    item = getattr(record, "item", None)
    if isinstance(item, str) and key.startswith("s"):
        return library.item(item)
    raise UsageError(f"{key}: neither an item nor a statement. See parley list items")


def find_passage(item: Item, words: str) -> tuple[int, int]:
    """Return where the words stand in an item's text, spaces and line ends taken as alike.

    Raises:
        NotFound: they do not stand there.
        UsageError: they stand there more than once.
    """
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    places = [found.span() for found in pattern.finditer(item.text)]
    if not places:
        raise NotFound(
            f"{item.id}: does not hold these words. Copy them from parley show {item.id}"
        )
    if len(places) > 1:
        raise UsageError(f"{item.id}: holds these words {len(places)} times. Give more words")
    return places[0]
