"""The template of a dossier: a small invented negotiation, to be changed into another one."""

from __future__ import annotations

from pathlib import Path

from store.errors import FileUnusable, UsageError

_TEMPLATE = Path(__file__).parent / "sample"
_NAMES = ("plan.toml", "actors.toml", "documents/README.md")


def write_template(folder: Path) -> list[Path]:
    """Write the template's files and return their paths.

    Raises:
        UsageError: the folder has a file of one of these names.
        FileUnusable: the system refuses to write.
    """
    paths = [folder / name for name in _NAMES]
    for name, path in zip(_NAMES, paths, strict=True):
        try:
            if path.exists():
                raise UsageError(f"{path}: is there already. Name another folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((_TEMPLATE / name).read_bytes())
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise FileUnusable(path, problem, "Name a folder that you may write to.") from error
    return paths
