"""``parley check``: is everything in the library sound, and, with ``--repair``, made so.

What is wrong is found and restored by the store; what a damaged document lost comes back when it
is parsed again from its original.
"""

from __future__ import annotations

from pathlib import Path

from store.checking import Finding, check
from store.errors import FileUnusable
from store.library import Library
from store.repairing import repair

from .arguments import Arguments
from .libraries import restore_dossier
from .output import say, write_table


def run_check(arguments: Arguments) -> int:
    """Run ``parley check``: 1 where something is wrong and was not repaired."""
    folder = arguments.folder
    if not _is_library(folder):
        raise FileUnusable(folder, "there is no library here", "Name one with --library.")
    findings = check(folder)
    if arguments.repair and findings:
        _repair(folder)
        findings = check(folder)
    write_table([_row(folder, finding) for finding in findings])
    if findings:
        return 1
    _tell_older(folder)
    say(f"{folder}: sound")
    return 0


def _is_library(folder: Path) -> bool:
    return Library.exists(folder) or (folder / "notes.json").exists()


def _row(folder: Path, finding: Finding) -> tuple[str, str, str]:
    path = finding.file
    name = path.relative_to(folder) if path.is_relative_to(folder) else path
    return (str(name), finding.problem, finding.remedy)


def _repair(folder: Path) -> None:
    done = repair(folder)
    for restored in done.restored:
        say(f"restored   {restored}")
    with Library.open(folder, writing=True, wait=2.0) as library:
        if restore_dossier(library):
            say("restored   plan and actors, from the dossier's own files")
        _parse_again(library)
    for lost in done.lost:
        say(f"lost       {lost}")
    for kept in done.kept:
        say(f"kept       {kept}, as it was")


def _parse_again(library: Library) -> None:
    """Parse the documents again that were damaged: the store marks them with parser 0."""
    from ..importing import Importer

    damaged = [document for document in library.documents() if document.parser == 0]
    for outcome in Importer(library).parse_again(damaged).outcomes:
        say(f"{'restored' if outcome.added else 'lost':<10} {outcome.name}, from its original")


def _tell_older(folder: Path) -> None:
    """Say which documents a newer parser would read again."""
    from ..parsing.pipeline import PARSER_VERSION

    with Library.open(folder, writing=False) as library:
        older = [one for one in library.documents() if one.parser < PARSER_VERSION]
    if older:
        say(f"{len(older)} documents were read by an older parser: parley import --again")
