"""Whether everything in a library is sound: each file read, sealed sums and originals compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from .codec import UNREADABLE
from .copies import find_copies
from .dossierfiles import find_changed
from .errors import FileUnusable, LibraryDamaged
from .files import Files, Folder
from .journal import BACKUPS, JournalStorage
from .manifest import FORMAT, MANIFEST, Entry, Manifest
from .notebook import Notebook
from .presence import has_records
from .shelf import decode_parsed
from .storage import Database, SealedStorage, read_sealed

NOTES = "notes.json"
_REPAIR = "Run `parley check --repair`."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a library."""

    file: Path
    problem: str
    remedy: str
    is_repairable: bool


def check(path: Path) -> list[Finding]:
    """Read every file of the library in a folder and return what is wrong; changes nothing.

    Raises:
        FileUnusable: there is no library.
    """
    if Folder(path).stamp(MANIFEST) is None and not has_records(Folder(path)):
        raise FileUnusable(path, "there is no library here", "Make one with `parley new`.")
    return list(check_files(Folder(path)))


def check_files(files: Files) -> Iterator[Finding]:
    """Yield what is wrong with the files of a library."""
    entries: tuple[Entry, ...] = ()
    try:
        manifest = Manifest(files)
    except FileUnusable as error:
        yield _with_documents_left(_told(error))
    else:
        entries = tuple(manifest.entries.values())
        yield from _answered(_check_dossier(files, manifest))
        if files.stamp(MANIFEST) is None and files.names("documents"):
            missing = Finding(files.where(MANIFEST), "is missing", _REPAIR, is_repairable=True)
            yield _with_documents_left(missing)
        if manifest.format > FORMAT:
            remedy = "Install the newer version of Parley to change it."
            problem = f"was written by a newer version (format {manifest.format})"
            yield Finding(files.where(MANIFEST), problem, remedy, is_repairable=False)
    for entry in entries:
        yield from _answered(_check_document(files, entry))
        yield from _answered(_check_originals(files, entry))
    yield from _answered(_check_notes(files))
    yield from _answered(_check_backups(files))
    yield from _answered(_check_copies(files))


def _with_documents_left(manifest: Finding) -> Finding:
    """Say that the documents were not looked at: only the manifest names them."""
    how = "repaired" if manifest.is_repairable else "readable"
    remedy = f"{manifest.remedy} The documents are looked at once it is {how}."
    return replace(manifest, remedy=remedy)


def _answered(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Add what ended the search: a file that cannot be read."""
    try:
        yield from findings
    except FileUnusable as error:
        yield _told(error)


def _told(error: FileUnusable) -> Finding:
    """What is damaged can be repaired; what may not be read is perhaps sound."""
    is_damaged = isinstance(error, LibraryDamaged)
    remedy = _REPAIR if is_damaged else error.remedy
    return Finding(Path(error.path), error.problem, remedy, is_repairable=is_damaged)


def _check_backups(files: Files) -> Iterator[Finding]:
    for name in files.names(BACKUPS):
        if name.endswith(f"-{NOTES}"):
            try:
                read_sealed(files, name)
            except LibraryDamaged as error:
                yield _told(error)


def _check_copies(files: Files) -> Iterator[Finding]:
    problem = "is a copy that a synchronising program made of a file changed twice"
    for name in find_copies(files):
        is_mergeable = not name.startswith("documents/")
        remedy = "Run `parley check --repair` to take over what only it holds."
        if not is_mergeable:
            remedy = "Move it away; a document that is missing can be imported again."
        yield Finding(files.where(name), problem, remedy, is_repairable=is_mergeable)


def _check_dossier(files: Files, manifest: Manifest) -> Iterator[Finding]:
    for name, problem, is_repairable in find_changed(files, manifest.dossier):
        remedy = "Run `parley check --repair` to put back what the library took in."
        if not is_repairable:
            remedy = "Put back the file that the library was made with."
        yield Finding(files.where(name), problem, remedy, is_repairable)


def _check_document(files: Files, entry: Entry) -> Iterator[Finding]:
    if files.stamp(entry.file) is None:
        yield Finding(files.where(entry.file), "is missing", _REPAIR, is_repairable=True)
        return
    try:
        parsed = decode_parsed(Database(files, entry.file, storage=SealedStorage).rows)
    except FileUnusable as error:
        yield _told(error)
    except UNREADABLE as error:
        problem = f"holds a record that cannot be read ({error})"
        yield Finding(files.where(entry.file), problem, _REPAIR, is_repairable=True)
    else:
        if parsed.document.digest != entry.document.digest:
            problem = "is not the version that library.json names"
            yield Finding(files.where(entry.file), problem, _REPAIR, is_repairable=True)
        told = {said.item for said in parsed.statements} | {p.item for p in parsed.positions}
        if told - {item.id for item in parsed.items}:
            problem = "holds statements or positions of items that are not there"
            yield Finding(files.where(entry.file), problem, _REPAIR, is_repairable=True)


def _check_originals(files: Files, entry: Entry) -> Iterator[Finding]:
    for original in entry.originals:
        remedy = f"Import {entry.document.name} again from where it came."
        where = files.where(original.file)
        try:
            data = files.read(original.file)
        except FileUnusable as error:
            yield _told(error)
            continue
        if data is None:
            yield Finding(where, "the original is missing", remedy, is_repairable=False)
        elif sha256(data).hexdigest() != original.digest:
            problem = "the original has changed since it was imported"
            yield Finding(where, problem, remedy, is_repairable=False)


def _check_notes(files: Files) -> Iterator[Finding]:
    journal = JournalStorage(files, "notes")
    try:
        journal.read()
        Notebook(files, is_read_only=True)
    except FileUnusable as error:
        yield _told(error)
        return
    if journal.is_torn:
        problem = "ends in half a line: a change was not completed, or the file was cut off"
        yield Finding(files.where("notes.journal"), problem, _REPAIR, is_repairable=True)
    if files.stamp("notes.json") is None and files.stamp("notes.journal") is not None:
        where = files.where("notes.json")
        yield Finding(where, "is missing", _REPAIR, is_repairable=True)
    if files.stamp("notes.journal") is None and files.stamp("notes.json") is not None:
        problem = "is missing, and with it what changed since notes.json was written"
        yield Finding(files.where("notes.journal"), problem, _REPAIR, is_repairable=True)
