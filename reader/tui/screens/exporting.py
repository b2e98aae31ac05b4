"""Export of notes and of the tracker: what, in which format, to which file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...export.excerpts import Grouping, collect
from ...export.formats import NOTES, TRACKER, Format
from ...export.writing import ExportRefused, Written, write_export
from ...tracking.report import build_report
from ..labels import counted
from .confirm import Confirm
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to export."""

    label: str
    file: str
    grouping: Grouping | None
    """None: the tracker."""
    form: str


KINDS = {
    "notes md day": Kind("Notes, Markdown, by day", "parley-notes.md", Grouping.DAY, "md"),
    "notes md actor": Kind("Notes, Markdown, by actor", "parley-notes.md", Grouping.ACTOR, "md"),
    "notes md point": Kind("Notes, Markdown, by point", "parley-notes.md", Grouping.POINT, "md"),
    "notes json": Kind("Notes, JSON Lines", "parley-notes.jsonl", Grouping.DAY, "json"),
    "tracker md": Kind("Tracker, Markdown", "parley-tracker.md", None, "md"),
    "tracker csv": Kind("Tracker, CSV", "parley-tracker.csv", None, "csv"),
}
WORDS = {
    Written.MADE: "Written",
    Written.REPLACED: "Written again",
    Written.SAME: "Nothing changed",
}


class Exporting:
    """Asks what and where, then writes."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen

    def start(self) -> None:
        """Ask what to export."""
        notes = self._screen.library.notes
        count = len(notes.annotations()) + len(notes.bookmarks())
        asides = {kind: "" if KINDS[kind].grouping is None else str(count) for kind in KINDS}
        choices = [Choice(key, kind.label, asides[key]) for key, kind in KINDS.items()]
        self._screen.app.push_screen(Picker("Export", choices), self._chosen)

    def _chosen(self, value: str | None) -> None:
        if value is None:
            return
        kind = KINDS[value]
        self._screen.app.push_screen(
            Prompt(
                "Write to which file?",
                "A path; ~ is your home folder",
                value=str(Path.cwd() / kind.file),
            ),
            lambda path: self._path_given(kind, path),
        )

    def _path_given(self, kind: Kind, path: str | None) -> None:
        if path and path.strip():
            target = Path(path.strip()).expanduser()
            self._screen.answer(lambda: self._export(kind, target))

    def _export(self, kind: Kind, path: Path) -> None:
        library = self._screen.library
        if kind.grouping is None:
            report = build_report(library, self._screen.narrowing.as_of)
            self._write(TRACKER[kind.form], report, path, "")
            return
        collection = collect(library, kind.grouping)
        if collection.count:
            self._write(
                NOTES[kind.form], collection, path, f", {counted(collection.count, 'place')}"
            )
        else:
            self._screen.say("No notes to export yet: b bookmarks, a writes a note.")

    def _write(
        self, form: Format[T], content: T, path: Path, aside: str, *, force: bool = False
    ) -> None:
        try:
            written = write_export(path, form.render(content), form, force=force)
        except ExportRefused as refused:
            self._ask(str(refused), lambda: self._write(form, content, path, aside, force=True))
            return
        self._screen.say(f"{WORDS[written]}: {path}{aside}.")

    def _ask(self, refusal: str, go_on: Callable[[], None]) -> None:
        self._screen.app.push_screen(
            Confirm(f"{refusal}\n\nReplace it all the same?", "replace", "keep it"),
            lambda is_sure: self._screen.answer(go_on) if is_sure else None,
        )
