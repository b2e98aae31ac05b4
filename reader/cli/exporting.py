"""``parley export``: notes and bookmarks, or the tracker, to stdout or to a file."""

from __future__ import annotations

from typing import TypeVar

from store.errors import UsageError

from ..export.excerpts import Grouping, collect
from ..export.formats import NOTES, TRACKER, Format
from ..export.writing import write_export
from .arguments import Arguments
from .libraries import open_for_reading
from .output import say, write

T = TypeVar("T")


def run_export(arguments: Arguments) -> int:
    """Run ``parley export``: 1 where there is nothing to export."""
    if arguments.kind == "tracker":
        return _export_tracker(arguments)
    return _export_notes(arguments)


def _export_notes(arguments: Arguments) -> int:
    form = _format(NOTES.get(arguments.format), arguments)
    if arguments.as_of:
        raise UsageError("--as-of is for the tracker; notes are exported whole")
    with open_for_reading(arguments.folder) as library:
        collection = collect(library, Grouping(arguments.by or Grouping.DAY))
    if not collection.count:
        say("there are no notes or bookmarks yet")
        return 1
    return _put(arguments, form.render(collection), form)


def _export_tracker(arguments: Arguments) -> int:
    form = _format(TRACKER.get(arguments.format), arguments)
    if arguments.by:
        raise UsageError("--by is for notes; the tracker goes by point")
    from ..tracking.report import build_report

    with open_for_reading(arguments.folder) as library:
        report = build_report(library, arguments.as_of)
    return _put(arguments, form.render(report), form)


def _format(form: Format[T] | None, arguments: Arguments) -> Format[T]:
    if form is None:
        raise UsageError(f"{arguments.kind} cannot be written as {arguments.format}")
    return form


def _put(arguments: Arguments, text: str, form: Format[T]) -> int:
    if arguments.to is None:
        write(text)
        return 0
    outcome = write_export(arguments.to, text, form, force=arguments.force)
    say(f"{outcome}: {arguments.to}")
    return 0
