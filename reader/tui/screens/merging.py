"""Notes of a colleague, of another machine or of another program, taken in from the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import LibraryReadOnly, UsageError
from store.library import Library

from ...exchange.model import Parcel
from ...exchange.reading import read_notes
from ...exchange.taking import Merged, merge_notes, parcel_of_library
from ...savedfiles import read_file
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen

WHAT = (
    "A library's folder, JSON-LD or JSON Lines of Parley, a Hypothesis export, "
    "or CSV or Markdown of Readwise or KOReader."
)


class Merging:
    """Asks for a file or library and for whose notes these are, then takes them in."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Ask where the notes are. Raises: LibraryReadOnly."""
        if self._screen.library.is_read_only:
            raise LibraryReadOnly("This library is open for reading only.")
        self._screen.app.push_screen(Prompt("Take in notes from where?", WHAT), self._path_given)

    def _path_given(self, path: str | None) -> None:
        if path and path.strip():
            self._screen.answer(lambda: self._read(Path(path.strip()).expanduser()))

    def _read(self, other: Path) -> None:
        if other.resolve() == self._screen.library.path.resolve():
            raise UsageError(f"{other}: is this library itself. Name another one.")
        parcel = _parcel(other)
        name = other.parent.name if other.name == "library" else other.stem
        suggested = name if parcel.is_parley else ""
        self._screen.app.push_screen(
            Prompt(
                "Whose notes are these?",
                "A name: they are shown as theirs. Empty: they are your own.",
                value=suggested,
            ),
            lambda creator: self._screen.answer(lambda: self._merge(parcel, creator, suggested)),
        )

    def _merge(self, parcel: Parcel, creator: str | None, suggested: str) -> None:
        if creator is None:
            return
        named = creator.strip()
        merged = merge_notes(
            self._screen.library, parcel, named or None, is_said=named != suggested
        )
        if merged.taken.decisions:
            self._screen.records_changed()
        else:
            self._screen.notes_changed()
        self._screen.say(_told(merged))


def _parcel(other: Path) -> Parcel:
    if not other.is_dir():
        return read_notes(read_file(other), str(other))
    with Library.open(other, writing=False) as library:
        return parcel_of_library(library)


def _told(merged: Merged) -> str:
    taken = merged.taken
    counts = (
        (len(taken.added), "added"),
        (len(taken.updated), "updated"),
        (len(taken.conflicts), "in conflict (both kept)"),
        (len(taken.decisions), "decided"),
        (len(taken.claimed), "given to another"),
        (taken.unchanged, "known already"),
        (len(merged.orphaned), "orphaned"),
        (len(merged.refused), "refused"),
    )
    told = ", ".join(f"{count} {word}" for count, word in counts if count) or "no notes in it"
    return f"{merged.label}: {told}. B lists them; u takes it back."
