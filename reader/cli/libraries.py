"""Opens the library that a command works on, and makes one where none exists yet.

A library is never made over another, and one that exists is never given another dossier. The
dossier is stored last, so that one whose making was cut short is known, and made again.
"""

from __future__ import annotations

from pathlib import Path

from store.errors import FileUnusable, LibraryDamaged, UsageError
from store.library import Library

from ..locations import built_in_dossier
from .output import counted, say

_WAIT = 5.0
"""Seconds to wait for another program that writes."""
_MANIFEST = "library.json"
_NOTES = {"notes.json", "notes.journal"}


def open_for_reading(folder: Path) -> Library:
    """Open a library; where none exists, make one from the built-in dossier with its documents."""
    if not _is_there(folder):
        _make_whole(folder, with_documents=True)
    library = Library.open(folder, writing=False)
    if not is_whole(library):
        library.close()
        _make_whole(folder, with_documents=True)
        library = Library.open(folder, writing=False)
    return library


def open_for_writing(folder: Path, *, with_documents: bool = True) -> Library:
    """Open a library to change it; where none exists, make one from the built-in dossier."""
    if not _is_there(folder):
        _make_whole(folder, with_documents=with_documents)
    library = Library.open(folder, writing=True, wait=_WAIT)
    if not is_whole(library):
        library.close()
        _make_whole(folder, with_documents=with_documents)
        library = Library.open(folder, writing=True, wait=_WAIT)
    return library


def ensure(folder: Path) -> None:
    """Make a library from the built-in dossier with its documents, where none exists."""
    open_for_reading(folder).close()


def is_whole(library: Library) -> bool:
    """Whether the library has its dossier, which is stored last."""
    return bool(library.plan.id or library.plan.points)


def _is_there(folder: Path) -> bool:
    """Whether a library is there.

    Raises:
        LibraryDamaged: its first file is gone.
        FileUnusable: the folder may not be looked into.
    """
    names = _names(folder)
    has_records = "dossier" in names and bool(_names(folder / "documents"))
    if _MANIFEST not in names and (has_records or names & _NOTES):
        raise LibraryDamaged(
            folder / _MANIFEST,
            "missing, though documents or notes are there",
            "Run `parley check --repair`.",
        )
    return Library.exists(folder)


def _names(folder: Path) -> set[str]:
    try:
        return {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return set()
    except OSError as error:
        problem = f"cannot be read ({error.strerror})"
        remedy = "Change its permissions, or choose another library with --library."
        raise FileUnusable(folder, problem, remedy) from error


def _make_whole(folder: Path, *, with_documents: bool) -> None:
    """Make a library where none is, or finish one whose making was cut short.

    Raises:
        LibraryDamaged: the library is in use and its plan is lost.
    """
    if (folder / "dossier").is_dir():
        with Library.open(folder, writing=True, wait=_WAIT) as library:
            restore_dossier(library)
    elif _names(folder) & _NOTES:
        raise LibraryDamaged(
            folder / "dossier",
            "the library's plan and actors are lost",
            "Put the dossier's plan.toml and actors.toml there.",
        )
    else:
        make(folder, built_in_dossier(), with_documents=with_documents)


def restore_dossier(library: Library) -> bool:
    """Store plan and actors from the library's own copy of the dossier, if they are lost."""
    from ..importing import library_dossier, set_up

    if is_whole(library):
        return False
    set_up(library, library_dossier(library))
    return True


def make(folder: Path, dossier_folder: Path, *, with_documents: bool) -> bool:
    """Make a library from a dossier, and tell whether all of its documents could be read.

    One that another program has made meanwhile stays.

    Raises:
        DossierInvalid: before anything is written.
    """
    from ..dossier import load_dossier
    from ..importing import Importer, set_up
    from ..savedfiles import find_files

    dossier = load_dossier(dossier_folder)
    with Library.open(folder, writing=True, wait=_WAIT) as library:
        if is_whole(library):
            return True
        files, errors = find_files([dossier_folder]) if with_documents else ([], [])
        # A dossier without documents is one to which they are imported later.
        errors = [error for error in errors if error.path != dossier_folder]
        report = Importer(library, dossier).import_files(files)
        set_up(library, dossier)
    errors += report.errors
    for error in errors:
        say(f"parley: {error}")
    documents = counted(len(files) - len(report.errors), "document")
    say(f"made a library in {folder}, with {documents}")
    return not errors


def make_new(folder: Path, dossier: Path) -> bool:
    """Make a library where none is, as ``make``. Raises: UsageError, DossierInvalid."""
    if Library.exists(folder):
        raise UsageError(f"{folder}: holds a library already. Name another folder")
    return make(folder, dossier, with_documents=True)
