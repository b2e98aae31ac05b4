"""How long a key takes in the feed and in the text, long against short; prints ratios.

    python tests/benchmarks/tui_speed.py            the panes alone, 1,000 against 100,000 rows
    python tests/benchmarks/tui_speed.py LIBRARY    the whole reader on a library

A figure is the median time from an action to the last rendered row; Pilot's own waits are left
out, as the action is called and the screen painted in turn.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import overload

from textual.app import App, ComposeResult
from textual.widget import Widget

from reader.tui.app import ParleyApp, open_library
from reader.tui.panes.feed import FeedPane, ItemMarks
from reader.tui.panes.feed_rows import FeedRows
from reader.tui.panes.text import TextPane
from reader.tui.reading import Reading
from store.records import DaySource, Document, Item, Layout

ROUNDS = 40
FIRST_DAY = date(2031, 3, 1)
SENTENCE = "The envoys spoke of berths and pilots until the ferry left the harbour again. "


def make_item(number: int, paragraphs: int = 3) -> Item:
    """An invented item."""
    return Item(
        id=f"i{number}",
        document="d",
        number=number + 1,
        day=FIRST_DAY - timedelta(days=number // 100),
        day_source=DaySource.HEADING,
        day_reason="",
        time="10:00",
        published=None,
        title=None,
        text="\n".join([f"{number} {SENTENCE * 3}"] * paragraphs),
        lines=tuple(range(1, paragraphs + 1)),
        points=(),
        mentions=(),
        opened_by="",
    )


class Items(Sequence[Item]):
    """Items that are made when they are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        if isinstance(index, slice):
            return [make_item(number) for number in range(self._count)[index]]
        return make_item(index)

    def __iter__(self) -> Iterator[Item]:
        return (make_item(number) for number in range(self._count))


class OnePane(App[None]):
    """A pane alone."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane

    def compose(self) -> ComposeResult:
        """The pane."""
        yield self.pane


def timed(app: App[None], action: Callable[[], object]) -> float:
    """Milliseconds from an action to the last painted row."""
    started = time.perf_counter()
    action()
    app.screen._compositor.render_update(full=True)
    return (time.perf_counter() - started) * 1000


async def feed_times(count: int) -> dict[str, float]:
    """Times of keys in a feed of this length."""
    pane = FeedPane(id="feed")
    app = OnePane(pane)
    async with app.run_test(size=(100, 40)) as pilot:
        days = [(FIRST_DAY - timedelta(days=day), 100) for day in range(count // 100)]
        rows = FeedRows(Items(count), days)
        shown = timed(app, lambda: pane.show(rows, lambda item: ItemMarks("Gazette")))
        await pilot.pause()
        down = [timed(app, lambda: pane.action_move(1)) for _ in range(ROUNDS)]
        page = [timed(app, lambda: pane.action_page(1)) for _ in range(ROUNDS)]
        ends = [timed(app, partial(pane.action_edge, way)) for way in (1, -1) * 10]
    return {"show": shown, "down": median(down), "page": median(page), "end": median(ends)}


async def text_times(paragraphs: int) -> dict[str, float]:
    """Times of keys in a text of this length."""
    pane = TextPane(id="text")
    app = OnePane(pane)
    item = make_item(0, paragraphs)
    moment = datetime(2031, 3, 1, tzinfo=UTC)
    document = Document(
        "d", "d.txt", "Gazette", None, Layout.FEED, FIRST_DAY, None, "", True, 1, moment, 1, ()
    )
    async with app.run_test(size=(100, 40)) as pilot:
        shown = timed(app, lambda: pane.show(Reading(item, document, ())))
        await pilot.pause()
        down = [timed(app, lambda: pane.action_move(1)) for _ in range(ROUNDS)]
        page = [timed(app, lambda: pane.action_page(1)) for _ in range(ROUNDS)]
        ends = [timed(app, partial(pane.action_edge, way)) for way in (1, -1) * 10]
    return {"show": shown, "down": median(down), "page": median(page), "end": median(ends)}


async def reader_times(folder: Path) -> dict[str, float]:
    """Times of keys in the whole reader."""
    app = ParleyApp(lambda: open_library(folder))
    started = time.perf_counter()
    async with app.run_test(size=(140, 45)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = app.reading
        assert screen is not None
        times = {"items": float(len(screen.items)), "ready": (time.perf_counter() - started) * 1000}

        async def key(name: str, rounds: int = 15) -> float:
            taken = []
            for _ in range(rounds):
                begun = time.process_time()
                await pilot.press(name)
                taken.append((time.process_time() - begun) * 1000)
            return median(taken)

        for name in ("r", "j", "pagedown", "end", "home", ")", "]", ".", "b", "u"):
            times[f"key {name}"] = await key(name)
        point = screen.points.summaries[0].point.number if screen.points.summaries else 1
        times["narrow"] = timed(
            app, lambda: screen.narrow(screen.narrowing.with_value("point", point))
        )
        times["widen"] = timed(app, lambda: screen.narrow(screen.narrowing.without("point")))
    if app.library:
        app.library.close()
    return times


def compare(what: str, short: dict[str, float], long: dict[str, float]) -> None:
    """Print both and their ratio."""
    for name, before in short.items():
        after = long[name]
        print(f"{what:<18} {name:<6} {before:8.2f} ms {after:8.2f} ms  x {after / before:.2f}")


def main() -> None:
    """Print the figures."""
    if len(sys.argv) > 1:
        for name, value in asyncio.run(reader_times(Path(sys.argv[1]))).items():
            print(f"{name:<14} {value:10.2f}")
        return
    asyncio.run(feed_times(1_000))
    compare("feed 1k -> 100k", asyncio.run(feed_times(1_000)), asyncio.run(feed_times(100_000)))
    compare("text 30 -> 30k", asyncio.run(text_times(30)), asyncio.run(text_times(30_000)))


if __name__ == "__main__":
    main()
