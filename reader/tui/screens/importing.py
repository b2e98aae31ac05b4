"""Import of files: a worker reads and stores them while this screen shows how far it is.

The screen covers the panes, so that nothing reads the library while it grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from store.errors import ParleyError
from store.library import Library

from ...importing import Importer, Progress, Report
from ...savedfiles import find_files
from .. import content
from ..keys import bindings_of
from ..labels import counted
from ..screen_keys import IMPORT
from .hints import hint

NOTHING = "Nothing imported"


class ImportScreen(ModalScreen[str]):
    """Gives what happened, in words."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(IMPORT)
    DEFAULT_CSS = """
    ImportScreen { align: center middle; }
    ImportScreen > Vertical { width: 60; max-width: 94%; height: auto; padding: 1 2;
        border: round $border; border-title-color: $text-primary; background: $surface; }
    ImportScreen ProgressBar { width: 1fr; }
    """

    class Moved(Message):
        """The import came to another step."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

        def can_replace(self, message: Message) -> bool:
            """Only the latest step matters."""
            return isinstance(message, ImportScreen.Moved)

    class Ended(Message):
        """The import is over."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, library: Library, paths: Sequence[Path]) -> None:
        super().__init__()
        self._library, self._paths = library, paths

    def compose(self) -> ComposeResult:
        """The file at hand, and a bar."""
        with Vertical() as box:
            box.border_title = "Import"
            box.border_subtitle = hint(self, "{back} stops after this file")
            yield Static("Looking for files …", markup=False)
            yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        """Begin."""
        self._run_import()

    @work(thread=True)
    def _run_import(self) -> None:
        worker = get_current_worker()
        try:
            files, errors = find_files(self._paths)
            importer = Importer(
                self._library,
                on_progress=lambda progress: self._tell(self.Moved(progress)),
                is_cancelled=lambda: worker.is_cancelled,
            )
            report = importer.import_files(files)
            words = report_words(report, [*errors, *report.errors])
        except ParleyError as error:
            words = str(error)
        self._tell(self.Ended(words))

    def _tell(self, message: Message) -> None:
        self.post_message(message)

    def on_import_screen_moved(self, event: Moved) -> None:
        """Show the step."""
        progress = event.progress
        words = f"{progress.stage} {progress.done + 1} of {progress.total}: {progress.name}"
        self.query_one(Static).update(content.title(words))
        self.query_one(ProgressBar).update(total=progress.total, progress=progress.done)

    def on_import_screen_ended(self, event: Ended) -> None:
        """Close."""
        self.dismiss(event.words)

    def action_stop(self) -> None:
        """Stop between two files."""
        self.query_one(Static).update("Stopping …")
        self.workers.cancel_all()


def report_words(report: Report, errors: Sequence[ParleyError]) -> str:
    """Say in a few words what an import did."""
    added = [outcome.added for outcome in report.outcomes if outcome.added]
    counts = dict.fromkeys(("new", "updated", "unchanged"), 0)
    for one in added:
        counts[one.outcome] = counts.get(one.outcome, 0) + 1
    parts = [f"{count} {name}" for name, count in counts.items() if count]
    words = f"{counted(len(added), 'document')}: {', '.join(parts)}" if added else NOTHING
    if report.is_cancelled:
        words += "; stopped"
    return "\n".join([words, *(str(error) for error in errors[:3])])
