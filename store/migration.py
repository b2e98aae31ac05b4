"""An older library brought to the present format, after a backup of what changes."""

from __future__ import annotations

from collections.abc import Callable

from .dossierfiles import held_files, put_files
from .files import Files
from .journal import JournalStorage
from .manifest import DOSSIER, FORMAT, MANIFEST, dossier_rows
from .storage import dump, read_sealed


def _number_lines(files: Files) -> None:
    """Format 1: the journal's lines had no numbers, the dossier's files no checksums."""
    if files.stamp("notes.json") is not None or files.stamp("notes.journal") is not None:
        JournalStorage(files, "notes").renew()
    held = held_files(files)
    tables = read_sealed(files, MANIFEST) or {}
    tables[DOSSIER] = dossier_rows(put_files(files, held))
    files.replace(MANIFEST, dump(files, MANIFEST, tables))


STEPS: dict[int, Callable[[Files], None]] = {1: _number_lines}
"""Format → what brings a library of that format to the next one."""


def migrate(files: Files) -> None:
    """Bring the library to the present format. Raises: LibraryDamaged, SaveFailed."""
    tables = read_sealed(files, MANIFEST)
    if tables is None:
        return
    found = int(tables.get("about", {}).get("1", {}).get("format", FORMAT))
    if found >= FORMAT:
        return
    for name in (MANIFEST, "notes.json", "notes.journal"):
        backup = f"backups/format-{found}/{name}"
        if files.stamp(backup) is None:  # a migration that was cut short is begun again
            files.copy(name, backup)
    for step in range(found, FORMAT):
        STEPS[step](files)
        tables = read_sealed(files, MANIFEST) or {}
        tables["about"] = {"1": {"format": step + 1}}
        files.replace(MANIFEST, dump(files, MANIFEST, tables))
