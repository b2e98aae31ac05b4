"""Where Parley's own folders are: the default library, the config, the built-in dossier.

Decides places only; nothing is read, made or written here.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_config_path, user_data_path

_APP = "parley"
LIBRARY_VARIABLE = "PARLEY_LIBRARY"
"""Environment variable that names the library's folder."""


def library_folder(given: Path | None) -> Path:
    """Return the library's folder: the given one, ``PARLEY_LIBRARY``, or the platform's place."""
    named = given or os.environ.get(LIBRARY_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return user_data_path(_APP, appauthor=False) / "library"


def config_folder() -> Path:
    """Return the folder of the user's settings; it need not exist."""
    return user_config_path(_APP, appauthor=False)


def built_in_dossier() -> Path:
    """Return the folder of the dossier that comes with Parley.

    In an installed wheel it lies inside the package, in a checkout beside it.
    """
    package = Path(__file__).parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"
