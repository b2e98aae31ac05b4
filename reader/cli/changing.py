"""``parley import``, ``remove`` and ``new``: what changes the documents of a library."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from store.cleaning import clean_line
from store.errors import FileUnusable, UsageError
from store.library import Added, Library

from ..importing import Given, Importer, Outcome, Progress, Report
from ..savedfiles import find_files
from .arguments import Arguments
from .changes import Before
from .libraries import make_new, open_for_writing
from .output import counted, say

_CLEAR_LINE = "\r\x1b[K"


def run_import(arguments: Arguments) -> int:
    """Run ``parley import``: 2 if any file was unusable, the others are in the library."""
    if arguments.again:
        return _parse_again(arguments)
    if not arguments.paths:
        raise UsageError("nothing to import. Name files or folders")
    files, errors = find_files(arguments.paths)
    for error in errors:
        say(f"parley: {error}")
    if not files:
        return FileUnusable.exit_code
    with open_for_writing(arguments.folder, with_documents=False) as library:
        before = Before(library, {clean_line(file.name) for file in files})
        given = Given(arguments.day, arguments.outlet)
        report = _importer(library, before).import_files(files, given)
        _tell_dated(report)
        _tell_lines(before.notes())
    return FileUnusable.exit_code if errors or report.errors else 0


def _parse_again(arguments: Arguments) -> int:
    if arguments.paths or arguments.day or arguments.outlet:
        raise UsageError("--again takes no files, day or outlet: it reads the kept originals")
    with open_for_writing(arguments.folder) as library:
        before = Before(library, {document.name for document in library.documents()})
        report = _importer(library, before).parse_again(library.documents())
        _tell_dated(report)
        _tell_lines(before.notes())
    return FileUnusable.exit_code if report.errors else 0


def _importer(library: Library, before: Before) -> Importer:
    return Importer(
        library,
        on_progress=_show_progress,
        on_outcome=lambda outcome: _tell(library, outcome, before),
    )


def _show_progress(progress: Progress) -> None:
    """Count on one line that the next one takes away; only where somebody sees it."""
    if sys.stderr.isatty():
        place = f"{progress.stage} {progress.done + 1} of {progress.total}"
        sys.stderr.write(f"{_CLEAR_LINE}{place}")
        sys.stderr.flush()


def _tell(library: Library, outcome: Outcome, before: Before) -> None:
    """Say what became of a file, in one line and one for each change and each warning."""
    if sys.stderr.isatty():
        sys.stderr.write(_CLEAR_LINE)
    say(_line(library, outcome))
    for warning in outcome.added.document.warnings if outcome.added else ():
        say(f"  {warning}")
    if outcome.added and outcome.added.outcome == "updated":
        _tell_lines(before.items_of(outcome.added.document.id))


def _tell_lines(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _tell_dated(report: Report) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(_CLEAR_LINE)
    for document in report.dated:
        say(f"dated      {document.name}: {document.day or 'day unknown'}, by the new documents")


def _line(library: Library, outcome: Outcome) -> str:
    if not outcome.added:
        return f"parley: {outcome.error}"
    document = outcome.added.document
    parsed = library.parsed(document.id)
    days = sorted({item.day for item in parsed.items if item.day})
    span = f"{days[0]}..{days[-1]}" if len(days) > 1 else str(days[0]) if days else "day unknown"
    source = f" ({document.day_source.value})" if document.day_source else ""
    items, statements = len(parsed.items), len(parsed.statements)
    counts = f"{counted(items, 'item')}, {counted(statements, 'statement')}, {span}{source}"
    return f"{outcome.added.outcome:<10} {document.name}: {counts}{_changes(outcome.added)}"


def _changes(added: Added) -> str:
    counted = (
        (added.added_items, "added"),
        (added.changed_items, "changed"),
        (added.removed_items, "gone"),
    )
    told = [f"{count} {word}" for count, word in counted if count]
    return f" ({', '.join(told)})" if added.outcome == "updated" and told else ""


def run_remove(arguments: Arguments) -> int:
    """Run ``parley remove``: all of the named documents or none."""
    with open_for_writing(arguments.folder) as library:
        found = {document.id: document for document in map(library.document, arguments.documents)}
        for document in found.values():
            library.remove(document.id)
            say(f"removed    {document.name}")
    return 0


def run_new(arguments: Arguments) -> int:
    """Run ``parley new``: 2 if a document of the dossier was unusable."""
    if arguments.is_template:
        return _write_template(arguments.dir.expanduser())
    is_good = make_new(arguments.dir.expanduser().absolute(), arguments.dossier.expanduser())
    return 0 if is_good else FileUnusable.exit_code


def _write_template(folder: Path) -> int:
    """Write the template of a dossier. Raises: UsageError, FileUnusable."""
    from ..dossier.template import write_template

    for path in write_template(folder):
        say(f"written: {path}")
    say(f"change them, then run: parley new LIBRARY --dossier {folder}")
    return 0
