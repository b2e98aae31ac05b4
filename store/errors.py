"""Every error that Parley raises on purpose, as one tree.

    ParleyError                 what, where, what to do
    ├── UsageError              a wrong option, filter or id                             exit 2
    ├── FileUnusable            a file that cannot be read or holds nothing to read      exit 2
    │   ├── DossierInvalid      plan.toml or actors.toml, with file, line and remedy     exit 2
    │   └── LibraryDamaged      a file of the library that cannot be read                exit 2
    ├── LibraryLocked           another program is writing                               exit 1
    ├── LibraryReadOnly         the library may not be changed                           exit 1
    ├── SaveFailed              nothing was changed                                      exit 1
    └── NotFound                no record has this id                                    exit 1

Text and exit code are made in one place, ``reader/cli/app.py``.
"""

from __future__ import annotations

from pathlib import Path


class ParleyError(Exception):
    """An error with an answer: ``str(error)`` says what, where and what to do."""

    exit_code = 1


class UsageError(ParleyError):
    """A wrong option, filter or id."""

    exit_code = 2


class FileUnusable(ParleyError):
    """A file that cannot be read or holds nothing to read."""

    exit_code = 2

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        self.path = path
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{path}: {problem}. {remedy}")


class DossierInvalid(FileUnusable):
    """A mistake in ``plan.toml`` or ``actors.toml``."""

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str) -> None:
        self.line = line
        super().__init__(f"{path}:{line}" if line else path, problem, remedy)


class LibraryDamaged(FileUnusable):
    """A file of the library that cannot be read; it is never overwritten."""


class LibraryLocked(ParleyError):
    """Another program is writing to the library."""


class LibraryReadOnly(ParleyError):
    """The library may not be changed: no permission, or written by a newer version."""


class SaveFailed(ParleyError):
    """A write did not reach the disk; file and memory are as they were."""


class NotFound(ParleyError):
    """No record has this id."""
