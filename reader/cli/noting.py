"""``parley bookmark`` and ``parley note``: what the reader makes, one durable write each."""

from __future__ import annotations

import re
import sys

from store.cleaning import clean
from store.errors import NotFound, UsageError
from store.library import Library
from store.records import Item

from .arguments import Arguments
from .libraries import open_for_writing
from .output import say, write_line
from .records import find_record


def run_bookmark(arguments: Arguments) -> int:
    """Run ``parley bookmark``: doing it twice changes nothing."""
    with open_for_writing(arguments.folder) as library:
        key = arguments.id
        span = _find_span(arguments, find_markable(library, key))
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
        span = _find_span(arguments, find_markable(library, arguments.id))
        note = library.notes.annotate(arguments.id, text, span=span)
    write_line(note.id)
    return 0


def _find_span(arguments: Arguments, item: Item) -> tuple[int, int] | None:
    """Return where the quoted words stand. Raises: NotFound, UsageError."""
    if arguments.quote is None:
        return None
    if item.id != arguments.id:
        raise UsageError(f"{arguments.id}: --quote is for items; a statement has its own")
    return find_passage(item, arguments.quote)


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
