"""What the feed is narrowed to: filters in the order in which they were set, as chips.

Pure values: the screen turns them into a ``Filter`` for the library and into chips for the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from store.library import Filter

from .labels import short_day

NAMES = (
    "as_of",
    "first_day",
    "last_day",
    "actor",
    "point",
    "outlet",
    "speaker",
    "document",
    "bookmarked",
    "unread",
    "query",
)
_DAYS = ("first_day", "last_day")
_DAY_WORDS = {"as_of": "as of", "first_day": "from", "last_day": "to", "on_day": "on"}


class Narrowing(NamedTuple):
    """Every filter of the reading screen; None and False are off."""

    as_of: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    actor: str | None = None
    point: int | None = None
    outlet: str | None = None
    speaker: str | None = None
    document: str | None = None
    bookmarked: bool = False
    unread: bool = False
    query: str = ""
    order: tuple[str, ...] = ()
    """Names of the filters that are on, in the order in which they were set."""

    def with_value(self, name: str, value: date | str | int | bool | None) -> Narrowing:
        """Return it with one filter set, or off for an empty value."""
        order = tuple(one for one in self.order if one != name)
        if not value:
            return self._replace(**{name: self._field_defaults[name], "order": order})
        return self._replace(**{name: value, "order": (*order, name)})  # type: ignore[arg-type] # by name

    def without(self, name: str) -> Narrowing:
        """Return it with one filter off."""
        if name == "on_day":
            return self.on(None)
        return self.with_value(name, None)

    def without_last(self) -> Narrowing:
        """Return it with the filter off that was set last."""
        return self.without(self._chips[-1]) if self.order else self

    @property
    def is_plain(self) -> bool:
        """Whether the library's summaries tell how many items it lets through, day by day."""
        others = (self.actor, self.point, self.speaker, self.query)
        return not (any(others) or self.bookmarked or self.unread)

    def where(self, *leaving_out: str) -> Filter:
        """Return the library's filter; search words are not part of it."""
        kept = self
        for name in leaving_out:
            kept = kept.without(name)
        last_days = [day for day in (kept.as_of, kept.last_day) if day]
        return Filter(
            first_day=kept.first_day,
            last_day=min(last_days) if last_days else None,
            actor=kept.actor,
            point=kept.point,
            outlet=kept.outlet,
            speaker=kept.speaker,
            document=kept.document,
            is_bookmarked=kept.bookmarked,
            is_unread=kept.unread,
        )

    @property
    def on_day(self) -> date | None:
        """The one day it is narrowed to, if it is one."""
        return self.first_day if self.first_day == self.last_day else None

    def on(self, day: date | None) -> Narrowing:
        """Return it with one day alone, or with any."""
        return self.with_value("first_day", day).with_value("last_day", day)

    @property
    def _chips(self) -> tuple[str, ...]:
        """The filters that have a chip of their own: one day has one, not two."""
        if self.on_day is None:
            return self.order
        days = [name for name in self.order if name in _DAYS]
        return tuple(
            "on_day" if name == days[-1] else name for name in self.order if name != days[0]
        )

    @property
    def has_days(self) -> bool:
        """Whether one of its chips names a day."""
        return bool(self.as_of or self.first_day or self.last_day)

    def labels(
        self, names: Mapping[str, str], *, with_year: bool = False
    ) -> tuple[tuple[str, str], ...]:
        """Return (filter, words for its chip), in order; ``names`` has the actors' names."""
        return tuple((name, self._label(name, names, with_year)) for name in self._chips)

    def _label(self, name: str, names: Mapping[str, str], with_year: bool) -> str:
        value = getattr(self, name)
        if name in {"bookmarked", "unread"}:
            return name
        if isinstance(value, date):
            return f"{_DAY_WORDS[name]} {short_day(value, with_year=with_year)}"
        if name == "query":
            return f"/{value}"
        if name == "actor":
            return names.get(value, value)
        if name == "speaker":
            return f"says {names.get(value, value)}"
        return f"{name} {value}"

    def saved(self) -> dict[str, str]:
        """Return it as small strings, for the reader's place."""
        return {f"filter.{name}": str(getattr(self, name)) for name in self.order}

    @classmethod
    def restored(cls, place: Mapping[str, str]) -> Narrowing:
        """Return what ``saved`` gave; what cannot be read is off."""
        narrowing = cls()
        for name in NAMES:
            value = place.get(f"filter.{name}")
            if value:
                narrowing = narrowing.with_value(name, _read(name, value))
        return narrowing


def _read(name: str, value: str) -> date | str | int | bool | None:
    try:
        if name in {"as_of", "first_day", "last_day"}:
            return date.fromisoformat(value)
        if name == "point":
            return int(value)
    except ValueError:
        return None
    return value == "True" if name in {"bookmarked", "unread"} else value
