"""Export of notes and bookmarks: by what, in which format, to which file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ...export.excerpts import Grouping, collect
from ...export.formats import FORMATS
from ...export.writing import ExportRefused, Written, write_export
from ..labels import counted
from .confirm import Confirm
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen

CHOICES = (
    ("md", Grouping.DAY, "Markdown, by day"),
    ("md", Grouping.ACTOR, "Markdown, by actor"),
    ("md", Grouping.POINT, "Markdown, by plan point"),
    ("json", Grouping.DAY, "JSON Lines"),
)


class Exporting:
    """Asks what and where, then writes."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Ask for the format and the grouping."""
        notes = self._screen.library.notes
        count = len(notes.annotations()) + len(notes.bookmarks())
        if not count:
            self._screen.say("Nothing to export yet: b bookmarks, a writes a note.")
            return
        choices = [Choice(f"{name} {by.value}", label) for name, by, label in CHOICES]
        self._screen.app.push_screen(
            Picker(f"Export {counted(count, 'note or bookmark', 'notes and bookmarks')}", choices),
            self._form_chosen,
        )

    def _form_chosen(self, value: str | None) -> None:
        if value is None:
            return
        name, _, by = value.partition(" ")
        ending = "md" if name == "md" else "jsonl"
        proposed = Path.cwd() / f"parley-notes-by-{by}.{ending}"
        self._screen.app.push_screen(
            Prompt("Write to which file?", "A path; ~ is your home folder", value=str(proposed)),
            lambda path: self._path_given(name, Grouping(by), path),
        )

    def _path_given(self, name: str, by: Grouping, path: str | None) -> None:
        if path and path.strip():
            target = Path(path.strip()).expanduser()
            self._screen.answer(lambda: self._write(name, by, target, force=False))

    def _write(self, name: str, by: Grouping, path: Path, *, force: bool) -> None:
        collection = collect(self._screen.library, by)
        form = FORMATS[name]
        try:
            written = write_export(path, form.render(collection), form, force=force)
        except ExportRefused as refused:
            self._ask(str(refused), lambda: self._write(name, by, path, force=True))
            return
        words = {
            Written.MADE: "Written",
            Written.REPLACED: "Written again",
            Written.SAME: "Nothing changed",
        }
        self._screen.say(f"{words[written]}: {path}, {counted(collection.count, 'place')}.")

    def _ask(self, refusal: str, go_on: Callable[[], None]) -> None:
        self._screen.app.push_screen(
            Confirm(f"{refusal}\n\nReplace it all the same?", "replace", "keep it"),
            lambda is_sure: self._screen.answer(go_on) if is_sure else None,
        )
