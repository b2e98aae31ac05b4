"""Export of notes and of the tracker: what, in which format, to which file or folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from store.errors import FileUnusable

from ...export.excerpts import Grouping, collect
from ...export.formats import NOTES, TRACKER, Format
from ...export.model import Collection
from ...export.writing import ExportRefused, Written, write_export, write_folder
from ...savedfiles import read_file
from ...tracking.report import build_report
from ..labels import counted
from .confirm import Confirm
from .picker import Choice, Picker
from .prompt import Prompt

if TYPE_CHECKING:
    from .reading import ReadingScreen

T = TypeVar("T")
TITLES = {
    "md": "Markdown",
    "json": "JSON Lines, a place each",
    "jsonl": "JSON Lines, every note (loses nothing)",
    "jsonld": "JSON-LD (W3C Web Annotation)",
    "csv": "CSV",
}
"""What the formats are called; one without a title goes by its name."""
WORDS = {
    Written.MADE: "Written",
    Written.REPLACED: "Written again",
    Written.UPDATED: "Renewed, your own text kept",
    Written.SAME: "Nothing changed",
}
OWN_TEMPLATE = "own template"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to export."""

    label: str
    place: str
    """The name of the file or folder that is offered."""
    form: str
    grouping: Grouping | None
    """None: the tracker."""
    is_folder: bool = False
    has_template: bool = False
    """The reader names a template first."""


def kinds() -> dict[str, Kind]:
    """Return what the registered formats give, in the order in which it is offered."""
    found: dict[str, Kind] = {}
    for name, form in NOTES.items():
        title = f"Notes, {TITLES.get(name, name)}"
        if not form.has_blocks:
            ending = "jsonl" if name == "json" else name
            found[f"notes {name}"] = Kind(title, f"parley-notes.{ending}", name, Grouping.DAY)
            continue
        for by in Grouping:
            found[f"notes {name} {by}"] = Kind(
                f"{title}, by {by}", f"parley-notes.{name}", name, by
            )
        for by in Grouping:
            found[f"notes {name} {by} folder"] = Kind(
                f"{title}, a folder with a file per {by}", "parley-notes", name, by, is_folder=True
            )
        found[f"notes {name} {OWN_TEMPLATE}"] = Kind(
            f"{title}, with a template of your own",
            f"parley-notes.{name}",
            name,
            Grouping.DAY,
            has_template=True,
        )
    for name in TRACKER:
        label = f"Tracker, {TITLES.get(name, name)}"
        found[f"tracker {name}"] = Kind(label, f"parley-tracker.{name}", name, None)
    return found


class Exporting:
    """Asks what and where, then writes."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._kinds = kinds()

    def start(self) -> None:
        """Ask what to export."""
        notes = self._screen.library.notes
        count = str(len(notes.annotations()) + len(notes.bookmarks()))
        choices = [
            Choice(key, kind.label, count if kind.grouping else "")
            for key, kind in self._kinds.items()
        ]
        self._screen.app.push_screen(Picker("Export", choices), self._chosen)

    def _chosen(self, value: str | None) -> None:
        if value is None:
            return
        kind = self._kinds[value]
        if kind.has_template:
            self._screen.app.push_screen(
                Prompt("Which template?", "A Jinja2 file; reader/export/templates has the default"),
                lambda path: self._ask_place(kind, path) if path and path.strip() else None,
            )
        else:
            self._ask_place(kind)

    def _ask_place(self, kind: Kind, template: str | None = None) -> None:
        where = Path(template.strip()).expanduser() if template else None
        question = "Write to which folder?" if kind.is_folder else "Write to which file?"
        hint = "A path; ~ is your home folder. What you added between the notes stays."
        self._screen.app.push_screen(
            Prompt(question, hint, value=str(Path.cwd() / kind.place)),
            lambda path: self._path_given(kind, path, where),
        )

    def _path_given(self, kind: Kind, path: str | None, template: Path | None) -> None:
        if path and path.strip():
            target = Path(path.strip()).expanduser()
            self._screen.answer(lambda: self._export(kind, target, template))

    def _export(self, kind: Kind, path: Path, template: Path | None) -> None:
        library = self._screen.library
        if kind.grouping is None:
            tracker = TRACKER[kind.form]
            report = build_report(library, self._screen.narrowing.as_of)
            self._write(tracker, tracker.render(report), path, "")
            return
        collection = collect(library, kind.grouping)
        if not (collection.count or path.exists()):
            self._screen.say("No notes to export yet: b bookmarks, a writes a note.")
            return
        aside = f", {counted(collection.count, 'place')}"
        form = NOTES[kind.form]
        if kind.is_folder:
            self._write_folder(collection, path, aside)
        else:
            text = _templated(collection, template) if template else form.render(collection)
            self._write(form, text, path, aside)

    def _write_folder(self, collection: Collection, path: Path, aside: str) -> None:
        from ...export.markdown import render_folder

        outcomes = Counter(write_folder(path, render_folder(collection)).values())
        counts = ", ".join(f"{outcomes[kind]} {kind}" for kind in Written if outcomes[kind])
        self._screen.say(f"{path}: {counts}{aside}.")

    def _write(
        self, form: Format[T], text: str, path: Path, aside: str, *, force: bool = False
    ) -> None:
        told: list[str] = []
        try:
            written = write_export(path, text, form, force=force, tell=told.append)
        except ExportRefused as refused:
            self._ask(str(refused), lambda: self._write(form, text, path, aside, force=True))
            return
        self._screen.say(" ".join([f"{WORDS[written]}: {path}{aside}.", *told]))

    def _ask(self, refusal: str, go_on: Callable[[], None]) -> None:
        self._screen.app.push_screen(
            Confirm(f"{refusal}\n\nReplace it all the same?", "replace", "keep it"),
            lambda is_sure: self._screen.answer(go_on) if is_sure else None,
        )


def _templated(collection: Collection, template: Path) -> str:
    from ...export.markdown import render_markdown
    from ...export.templating import Layout

    try:
        layout = Layout(read_file(template).decode("utf-8-sig"), template)
    except UnicodeDecodeError as error:
        raise FileUnusable(template, "is not UTF-8 text", "Save it as UTF-8.") from error
    return render_markdown(collection, layout)
