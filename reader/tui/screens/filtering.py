"""The filters of the feed, one row each; Enter changes a row, Esc applies them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from store.library import ActorSummary

from .. import content
from ..content import Piece
from ..keys import bindings_of
from ..labels import day_label
from ..narrowing import Narrowing
from ..panes.rows import RowView
from ..screen_keys import FILTERS
from .hints import hint
from .picker import Choice, Picker


@dataclass(frozen=True, slots=True)
class Options:
    """What the library has to filter by."""

    days: tuple[date, ...]
    outlets: tuple[str, ...]
    actors: tuple[ActorSummary, ...]
    points: tuple[tuple[int, str], ...]


DAYS = frozenset({"on_day", "first_day", "last_day"})
ROWS = (
    ("on_day", "On day"),
    ("first_day", "From day"),
    ("last_day", "To day"),
    ("outlet", "Outlet"),
    ("actor", "Actor named or speaking"),
    ("speaker", "Speaker of a statement"),
    ("point", "Plan point"),
    ("bookmarked", "Only bookmarked"),
    ("unread", "Only unread"),
)


class FilterRows(RowView):
    """The filters with their values."""

    DEFAULT_CSS = """
    FilterRows { height: auto; }
    """
    chooses_on_click = True

    def __init__(self, narrowing: Narrowing, names: Mapping[str, str]) -> None:
        super().__init__()
        self.narrowing, self._names = narrowing, names

    def row_count(self) -> int:
        """One row for each filter."""
        return len(ROWS)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Name and value."""
        name, label = ROWS[row]
        value = self._value(name)
        return [
            ("▌" if is_current else " ", self.style("rows--mark")),
            (content.fit(label, 26), self.style("rows--plain")),
            (
                content.fit(value or "any", width - 27),
                self.style("rows--mark" if value else "rows--muted"),
            ),
        ]

    def _value(self, name: str) -> str:
        value = getattr(self.narrowing, name)
        if isinstance(value, bool):
            return "yes" if value else ""
        if isinstance(value, date):
            return day_label(value)
        return self._names.get(value, str(value)) if value else ""


class FilterScreen(ModalScreen[Narrowing]):
    """Gives the narrowing as the reader set it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(FILTERS)
    DEFAULT_CSS = """
    FilterScreen { align: center top; }
    FilterScreen > Vertical { width: 72; max-width: 94%; height: auto; margin-top: 2; padding: 0 1;
        border: round $border; border-title-color: $text-primary; background: $surface; }
    """

    def __init__(self, narrowing: Narrowing, options: Options, names: Mapping[str, str]) -> None:
        super().__init__()
        self._options = options
        self._rows = FilterRows(narrowing, names)

    def compose(self) -> ComposeResult:
        """The rows in a box."""
        with Vertical() as box:
            box.border_title = "Filter the feed"
            box.border_subtitle = hint(
                self,
                "{open} changes · {filter_drop} takes off · {clear_filters} all · {back} shows it",
            )
            yield self._rows

    def _choices(self, name: str) -> list[Choice]:
        options = self._options
        if name in DAYS:
            return [Choice(day.isoformat(), day_label(day)) for day in options.days]
        if name == "outlet":
            return [Choice(outlet, outlet) for outlet in options.outlets]
        if name == "point":
            return [Choice(str(number), f"{number} {title}") for number, title in options.points]
        wanted = [one for one in options.actors if name == "actor" or one.statements]
        return [Choice(one.actor.id, one.actor.name, str(one.statements or "")) for one in wanted]

    @on(RowView.Chosen)
    def _chosen(self, event: RowView.Chosen) -> None:
        name, label = ROWS[event.row]
        if name in {"bookmarked", "unread"}:
            self._set(name, not getattr(self._rows.narrowing, name))
            return
        choices = [Choice("", "any"), *self._choices(name)]
        current = getattr(self._rows.narrowing, name)
        value = current.isoformat() if isinstance(current, date) else str(current or "")
        self.app.push_screen(
            Picker(label, choices, value), lambda picked: self._picked(name, picked)
        )

    def _picked(self, name: str, picked: str | None) -> None:
        if picked is None:
            return
        if name in DAYS:
            self._set(name, date.fromisoformat(picked) if picked else None)
        elif name == "point":
            self._set(name, int(picked) if picked else None)
        else:
            self._set(name, picked)

    def _set(self, name: str, value: date | str | int | bool | None) -> None:
        narrowing = self._rows.narrowing
        if name == "on_day":
            narrowing = narrowing.on(value if isinstance(value, date) else None)
        else:
            narrowing = narrowing.with_value(name, value)
        self._rows.narrowing = narrowing
        self._rows.refresh()

    def action_drop(self) -> None:
        """Take the filter of the row off."""
        self._set(ROWS[self._rows.cursor][0], None)

    def action_drop_all(self) -> None:
        """Take every filter off."""
        self._rows.narrowing = Narrowing()
        self._rows.refresh()

    def action_apply(self) -> None:
        """Close and use what is set."""
        self.dismiss(self._rows.narrowing)
