"""One actor's page as rows: positions by point, company, statements newest first.

Takes a ``Profile`` and names; gives rows, each with what it leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store.records import Position, Statement

from ...tracking.profile import Profile
from .. import content
from ..content import Piece
from ..labels import STANCE_SIGNS, counted, short_day
from .rows import RowView

BARS = "▁▂▃▄▅▆▇█"
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One row; a heading leads nowhere."""

    text: str
    head: str = ""
    aside: str = ""
    target: Statement | Position | str | None = None
    """A statement, a position, or the id of another actor."""


class ActorRows(RowView):
    """The rows of an actor's page."""

    empty_text = (
        "Nothing is known of this actor up to this day.\n\n"
        "Esc goes back; there, ; and , move the day. M says that it is another actor."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[ActorRow, ...] = ()

    def show(self, rows: Sequence[ActorRow]) -> None:
        """Show another page."""
        self.rows = tuple(rows)
        self.rows_changed()

    def row_count(self) -> int:
        """All of them."""
        return len(self.rows)

    def is_stop(self, row: int) -> bool:
        """Headings are passed over."""
        return super().is_stop(row) and self.rows[row].target is not None

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Head, text, what stands aside."""
        shown = self.rows[row]
        if shown.target is None:
            return [(f" {shown.text}", self.style("rows--heading"))]
        aside = f" {content.shorten(shown.aside, max(8, width // 3))} " if shown.aside else " "
        room = width - 1 - cell_len(shown.head) - cell_len(aside)
        return [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (shown.head, self.style("rows--mark")),
            (content.fit(shown.text, room), self.style("rows--plain")),
            (aside, self.style("rows--muted")),
        ]


def actor_rows(
    profile: Profile,
    names: Callable[[str], str],
    titles: Mapping[int, str],
    outlets: Callable[[str], str],
) -> Iterator[ActorRow]:
    """The page's rows from top to bottom."""
    if profile.positions:
        yield ActorRow("Positions by point, newest first")
    for point, positions in profile.positions:
        for number, position in enumerate(positions):
            name = (
                f"{point:>3} {content.fit(titles.get(point, ''), 22)}" if not number else " " * 26
            )
            stance = f"{STANCE_SIGNS[position.stance]} {position.stance.value:<11}"
            day = short_day(position.day)
            yield ActorRow(position.passage, f"{name} {stance} {day:>6} ", target=position)
    if profile.company:
        yield ActorRow("")
        yield ActorRow("Named with most, Enter opens their page")
    for actor, count in profile.company:
        yield ActorRow(names(actor), "  ", counted(count, "item"), actor)
    if profile.statements:
        yield ActorRow("")
        yield ActorRow(f"{counted(len(profile.statements), 'statement')}, newest first")
    for statement in profile.statements:
        via = statement.via or outlets(statement.document)
        day = short_day(statement.day)
        yield ActorRow(f"“{statement.quote}”", f"  {day:>6} ", via, statement)


def sparkline(profile: Profile) -> str:
    """Mentions by day as bars, with the first and the last day and the most on a day."""
    counts, days = profile.mentions[-MOST_DAYS:], profile.days[-MOST_DAYS:]
    peak = max(counts, default=0)
    if not peak:
        return "Named on no day."
    bars = "".join("·" if not count else BARS[(count * len(BARS) - 1) // peak] for count in counts)
    most = short_day(days[counts.index(peak)])
    span = f"{short_day(days[0])} {bars} {short_day(days[-1])}"
    return f"{span}   in {counted(profile.items, 'item')}, most on {most}: {peak}"
