"""An older library brought to the present format, after a backup of what changes."""

from __future__ import annotations

from collections.abc import Callable

from .files import Files
from .manifest import FORMAT, MANIFEST
from .storage import dump, read_sealed

STEPS: dict[int, Callable[[Files], None]] = {}
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
        files.copy(name, f"backups/format-{found}/{name}")
    for step in range(found, FORMAT):
        STEPS[step](files)
        tables = read_sealed(files, MANIFEST) or {}
        tables["about"] = {"1": {"format": step + 1}}
        files.replace(MANIFEST, dump(files, MANIFEST, tables))
