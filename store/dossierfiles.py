"""The library's own copy of the dossier's files: what documents are parsed with.

The manifest holds their checksums, so that a change by hand or by a bad disk is told and never
parsed with; a second copy lies with the backups, to put it right from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .errors import LibraryDamaged
from .files import Files
from .naming import safe_name

FOLDER = "dossier/"
COPIES = "backups/dossier/"
"""Second copies, by the same names."""
_REMEDY = "Run `parley check --repair` to put it back; another dossier needs a library of its own."


def put_files(files: Files, given: Mapping[str, bytes]) -> dict[str, str]:
    """Write the dossier's files; return what the manifest must hold of them. Raises: SaveFailed."""
    for name, data in given.items():
        for folder in (COPIES, FOLDER):
            if files.read(folder + safe_name(name)) != data:
                files.replace(folder + safe_name(name), data)
    return {safe_name(name): _digest(data) for name, data in given.items()}


def read_file(files: Files, digests: Mapping[str, str], name: str) -> bytes | None:
    """Return one of the dossier's files, or None when the library has none of this name.

    Raises:
        LibraryDamaged: it is not what the library took in.
        FileUnusable: it may not be read.
    """
    file = safe_name(name)
    data = files.read(FOLDER + file)
    problem = _problem(data, digests.get(file))
    if problem:
        raise LibraryDamaged(files.where(FOLDER + file), problem, _REMEDY)
    return data


def find_changed(files: Files, digests: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield name, problem, and whether there is a copy to repair it from. Raises: FileUnusable."""
    for file, digest in digests.items():
        problem = _problem(files.read(FOLDER + file), digest)
        if problem:
            yield FOLDER + file, problem, _problem(files.read(COPIES + file), digest) == ""


def restore_file(files: Files, digests: Mapping[str, str], name: str) -> None:
    """Put back what the library took in, from the second copy. Raises: SaveFailed."""
    file = name.removeprefix(FOLDER)
    data = files.read(COPIES + file)
    if data is not None and _problem(data, digests[file]) == "":
        files.replace(name, data)


def held_files(files: Files, folder: str = FOLDER) -> dict[str, bytes]:
    """Return the dossier's files, or their copies, as they stand, by name."""
    names = [name for name in files.names(folder[:-1]) if name.endswith(".toml")]
    return {name.removeprefix(folder): files.read(name) or b"" for name in names}


def _problem(data: bytes | None, digest: str | None) -> str:
    if digest is None:
        return ""
    if data is None:
        return "is missing"
    is_same = _digest(data) == digest
    return "" if is_same else "has changed since the library took it in"


def _digest(data: bytes) -> str:
    from hashlib import sha256  # a reader that looks at no dossier need not load it

    return sha256(data).hexdigest()
