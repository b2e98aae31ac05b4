"""``parley export``: notes and bookmarks, or the tracker, to stdout, to a file or to a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from store.errors import FileUnusable, UsageError

from ..export.excerpts import Grouping, collect
from ..export.formats import NOTES, TRACKER, Format
from ..export.writing import ExportRefused, Written, write_export, write_folder
from .arguments import Arguments
from .libraries import open_for_reading
from .output import counted, say, write

if TYPE_CHECKING:
    from ..export.templating import Layout

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
    if arguments.format != "md" and (arguments.template or arguments.to_folder):
        raise UsageError("--template and folders are for --format md")
    if arguments.prune and not arguments.to_folder:
        raise UsageError("--prune is for an export to a folder: --to FOLDER/")
    with open_for_reading(arguments.folder) as library:
        collection = collect(library, Grouping(arguments.by or Grouping.DAY))
    if not (collection.count or collection.decisions or _is_there(arguments)):
        say("there are no notes or bookmarks yet")
        return 1
    if arguments.format != "md":
        return _put(arguments, form.render(collection), form)
    from ..export.markdown import render_folder, render_markdown

    layout = _layout(arguments.template)
    if arguments.to is not None and arguments.to_folder:
        files = render_folder(collection, layout)
        return _put_folder(arguments.to, files, prune=arguments.prune)
    return _put(arguments, render_markdown(collection, layout), form)


def _is_there(arguments: Arguments) -> bool:
    """Whether there is an earlier export that must learn that all notes are gone."""
    return arguments.format == "md" and arguments.to is not None and arguments.to.exists()


def _layout(path: Path | None) -> Layout:
    from ..export.templating import Layout

    if path is None:
        return Layout()
    from ..savedfiles import read_file  # it loads a part of the parser

    try:
        return Layout(read_file(path).decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        raise FileUnusable(path, "is not UTF-8 text", "Save it as UTF-8.") from error


def _put_folder(folder: Path, files: Mapping[str, str], *, prune: bool) -> int:
    outcomes = write_folder(folder, files, prune=prune, tell=say)
    for name, outcome in outcomes.items():
        if outcome is not Written.SAME:
            say(f"{outcome}: {folder / name}")
    counts = Counter(outcomes.values())
    told = ", ".join(f"{counts[kind]} {kind}" for kind in Written if counts[kind])
    say(f"{folder}: {counted(len(outcomes), 'file')}, {told}")
    if counts[Written.LEFT]:
        remedy = (
            "they hold text of yours" if prune else "--prune takes away those as Parley left them"
        )
        say(f"left over files are of an export by another heading; {remedy}")
    return 0


def _export_tracker(arguments: Arguments) -> int:
    form = _format(TRACKER.get(arguments.format), arguments)
    if arguments.by or arguments.template or arguments.to_folder or arguments.prune:
        raise UsageError("--by, --template, --prune and folders are for notes")
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
    try:
        outcome = write_export(arguments.to, text, form, force=arguments.force, tell=say)
    except ExportRefused as refused:
        say(f"parley: {refused} --force replaces it.")
        return refused.exit_code
    say(f"{outcome}: {arguments.to}")
    return 0
