"""The command line's entrance: words in, exit code out.

The one place that turns errors into text and an exit code. Commands are imported when they are
called, so that each loads only what it needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import ParleyError

from ..locations import library_folder
from .output import prepare_streams, say, write_line

if TYPE_CHECKING:
    from .arguments import Arguments

_INTERRUPTED = 130
_COMMANDS: dict[str, tuple[str, str]] = {
    "bookmark": ("noting", "run_bookmark"),
    "check": ("checking", "run_check"),
    "export": ("exporting", "run_export"),
    "import": ("changing", "run_import"),
    "list": ("listing", "run_list"),
    "merge": ("merging", "run_merge"),
    "new": ("changing", "run_new"),
    "note": ("noting", "run_note"),
    "place": ("noting", "run_place"),
    "remove": ("changing", "run_remove"),
    "search": ("listing", "run_search"),
    "show": ("showing", "run_show"),
}
"""The module and function of each command."""


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        words: what stands after ``parley``; None takes the process's own arguments.
    """
    prepare_streams()
    try:
        code = _run(words)
        sys.stdout.flush()
    except ParleyError as error:
        say(f"parley: {error}")
        code = error.exit_code
    except KeyboardInterrupt:
        say("parley: interrupted")
        code = _INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        code = 0
    except OSError as error:
        _drop_stdout()
        what = error.filename or "the output could not be written"
        say(f"parley: {what}: {error.strerror}. Check the disk and its permissions.")
        code = 1
    return code


def _run(words: list[str] | None) -> int:
    given = sys.argv[1:] if words is None else words
    library = _only_library(given)
    if library is not None:
        return _open(library[0] if library else None)
    from .arguments import parse_arguments  # a reader without a command need not wait for it

    try:
        arguments = parse_arguments(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    if arguments.version:
        write_line(f"parley {_version()}")
        return 0
    if arguments.command is None:
        return _open(arguments.library)
    arguments.folder = library_folder(arguments.library)
    return _find_command(arguments.command)(arguments)


def _only_library(words: list[str]) -> list[Path] | None:
    """The library that is named where nothing else is said; None where more is."""
    match words:
        case []:
            return []
        case ["--library", name] if name and not name.startswith("-"):
            return [Path(name)]
    return None


def _open(library: Path | None) -> int:
    from .opening import open_reader_or_digest

    return open_reader_or_digest(library_folder(library))


def _find_command(name: str) -> Callable[[Arguments], int]:
    module, function = _COMMANDS[name]
    command: Callable[[Arguments], int] = getattr(import_module(f"..{module}", __name__), function)
    return command


def _version() -> str:
    from importlib.metadata import version

    return version("parley-reader")


def _drop_stdout() -> None:
    """Let Python's own flush at the end find an open file: the reader of the pipe is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
