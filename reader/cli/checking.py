"""``parley check``: is everything in the library sound, and can it be made so."""

from __future__ import annotations

from .arguments import Arguments
from .libraries import open_for_reading
from .output import say


def run_check(arguments: Arguments) -> int:
    """Run ``parley check``."""
    with open_for_reading(arguments.folder) as library:
        for document in library.documents():
            library.parsed(document.id)
            library.original(document.id)
    say(f"{arguments.folder}: sound")
    return 0
