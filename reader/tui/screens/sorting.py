"""Screens that need the tracker: it is sorted in a thread while the screen says what is being done.

A small library is sorted at once. Keys that are typed before the tracker is there are kept and
taken afterwards, so that a reader who knows the way need not wait.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import get_current_worker

from store.errors import ParleyError

from ...tracking.matrix import Tracker
from ...tracking.source import TrackerSource
from ..panes.status import StatusLine
from ..visits import Visit

AT_ONCE = 1_500
"""Items of a library that are sorted while the reader waits: about 50 ms."""


def with_tracker(
    host: Widget,
    source: TrackerSource,
    use: Callable[[Tracker], None],
    tell: Callable[[str], None],
) -> None:
    """Use the tracker, at once if it is there or soon made.

    Args:
        host: the screen that waits; leaving it ends the wait.
        source: builds and keeps the tracker.
        use: called on the screen's own thread.
        tell: told on the screen's own thread what is being done.
    """
    if source.tracker is not None or source.size <= AT_ONCE:
        use(source.build())
        return

    def build() -> None:
        worker = get_current_worker()

        def told(words: str) -> None:
            if not worker.is_cancelled:
                host.app.call_from_thread(tell, words)

        try:
            tracker = source.build(told)
        except ParleyError as error:
            told(str(error))
            return
        if not worker.is_cancelled:
            host.app.call_from_thread(use, tracker)

    host.run_worker(build, thread=True, exclusive=True, group="tracker")


class SortingScreen(Screen[Visit | None]):
    """A full screen over the tracker; gives the place in the text to go to, or None."""

    DEFAULT_CSS = """
    SortingScreen { layers: default status; }
    SortingScreen Vertical { border: round $border; border-title-color: $text-primary; }
    """

    def __init__(self, source: TrackerSource) -> None:
        super().__init__()
        self.source = source
        self.status = StatusLine()
        self._early: list[events.Key] | None = []
        """Keys typed before the tracker was there; None once it is."""

    def sort_then(self, use: Callable[[Tracker], None]) -> None:
        """Use the tracker as soon as it is there, then the keys that were typed meanwhile."""

        def arrived(tracker: Tracker) -> None:
            use(tracker)
            self.status.wait("")
            early, self._early = self._early or [], None
            for key in early:
                self.app.post_message(events.Key(key.key, key.character))

        with_tracker(
            self, self.source, arrived, lambda words: self.status.wait(f"Tracker: {words} …")
        )

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed too early; what was said stays until the next key."""
        if self._early is not None and event.key not in {"escape", "q", "ctrl+q"}:
            self._early.append(event)
            event.stop()
            event.prevent_default()
            return
        self.status.clear()
        self.key_typed(event)

    def key_typed(self, event: events.Key) -> None:
        """Take a key before the bindings do."""

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
