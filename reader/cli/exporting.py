"""``parley export``: notes and bookmarks to stdout or to a file."""

from __future__ import annotations

from ..export.excerpts import Grouping, collect
from ..export.formats import FORMATS
from ..export.writing import write_export
from .arguments import Arguments
from .libraries import open_for_reading
from .output import say, write


def run_export(arguments: Arguments) -> int:
    """Run ``parley export notes``: 1 where there is nothing to export."""
    form = FORMATS[arguments.format]
    with open_for_reading(arguments.folder) as library:
        collection = collect(library, Grouping(arguments.by))
    if not collection.count:
        say("there are no notes or bookmarks yet")
        return 1
    text = form.render(collection)
    if arguments.to is None:
        write(text)
        return 0
    outcome = write_export(arguments.to, text, form, force=arguments.force)
    say(f"{outcome}: {arguments.to}, {collection.count} places")
    return 0
