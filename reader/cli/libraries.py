"""Opens the library that a command works on, and makes one where none exists yet.

A library is never made over another, and one that exists is never given another dossier.
"""

from __future__ import annotations

from pathlib import Path

from store.errors import UsageError
from store.library import Library

from ..locations import built_in_dossier
from .output import say

_WAIT = 5.0
"""Seconds to wait for another program that writes."""


def open_for_reading(folder: Path) -> Library:
    """Open a library; where none exists, make one from the built-in dossier with its documents."""
    ensure(folder)
    return Library.open(folder, writing=False)


def open_for_writing(folder: Path) -> Library:
    """Open a library to change it; where none exists, make one as for reading."""
    ensure(folder)
    return open_existing(folder)


def open_existing(folder: Path) -> Library:
    """Open a library to change it, waiting briefly for another program that writes."""
    return Library.open(folder, writing=True, wait=_WAIT)


def ensure(folder: Path) -> None:
    """Make a library from the built-in dossier with its documents, where none exists."""
    if not Library.exists(folder):
        make(folder, built_in_dossier(), with_documents=True)


def make(folder: Path, dossier: Path, *, with_documents: bool) -> None:
    """Make a library from a dossier; one that another program has made meanwhile stays.

    Raises:
        DossierInvalid: before anything is written.
    """
    from ..dossier import load_dossier
    from ..importing import Importer, set_up
    from ..savedfiles import find_files

    load_dossier(dossier)
    with open_existing(folder) as library:
        if library.plan.points or library.documents():
            return
        set_up(library, dossier)
        files, _ = find_files([dossier]) if with_documents else ([], [])
        report = Importer(library).import_files(files)
    for error in report.errors:
        say(str(error))
    say(f"made a library in {folder}, with {len(report.outcomes)} documents")


def make_new(folder: Path, dossier: Path) -> None:
    """Make a library where none is. Raises: UsageError, DossierInvalid."""
    if Library.exists(folder):
        raise UsageError(f"{folder}: holds a library already. Name another folder")
    make(folder, dossier, with_documents=True)
