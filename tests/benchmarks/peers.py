"""How other Textual programs start, beside the bare one and Parley on its built-in dossier.

    python -m tests.benchmarks.peers 'frogmouth README.md=terminal' 'posting=Collection' …

Each argument is a command and, after the last "=", words that its first screen shows. The
programs are installed by whoever measures, in environments of their own: they need other versions
of Textual. All take turns with the bare program, so that noise of the machine hits all alike.
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from .scale import keep_bytecode
from .scale_terminal import Program, first_screens, forget_place, hello, parley


def read_program(text: str) -> tuple[str, Program]:
    """A command and its marker from "COMMAND=MARKER"."""
    command, _, marker = text.rpartition("=")
    words = shlex.split(command)
    return Path(words[0]).name, Program(tuple(words), marker)


def main() -> None:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programs", nargs="*", metavar="COMMAND=MARKER")
    parser.add_argument("--rounds", type=int, default=7)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep_bytecode(Path(folder))
        library = Path(folder) / "built-in"
        made = [sys.executable, "-m", "reader", "--library", str(library), "list", "documents"]
        subprocess.run(made, check=True, capture_output=True)
        forget_place(library)
        programs = {"hello": hello(), "parley": parley(library)}
        programs |= dict(read_program(text) for text in words.programs)
        times = first_screens(programs, words.rounds)
    for name, taken in times.items():
        print(f"{name:12} {taken * 1000:7.0f} ms  {taken / times['hello']:5.2f} x hello")


if __name__ == "__main__":
    main()
