"""Which records of the search a filter lets through, as a mask, without asking each of them.

Takes the records in the order of the search and a filter made into tests; answers from lists of
places by actor, point and speaker that are made once for the same records.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, reduce

from .records import Item, Statement
from .search import Mask, both, mask_of
from .selecting import Selection

Record = Item | Statement


class Sieve:
    """Filters over records that stand newest first."""

    def __init__(self, records: Sequence[Record], days: Sequence[int]) -> None:
        self._records = records
        self._days = days
        self._actors: defaultdict[str, array[int]] = defaultdict(_places)
        self._points: defaultdict[int, array[int]] = defaultdict(_places)
        self._speakers: defaultdict[tuple[str | None, str | None], array[int]]
        self._speakers = defaultdict(_places)
        """Who a statement is by, as known and as written → its place and its item's."""
        self._fill()

    def mask(self, selection: Selection) -> Mask | None:
        """Return what a filter lets through; None for everything."""
        where, count = selection.where, len(self._records)
        masks: list[Mask] = []
        if where.first_day is not None or where.last_day is not None:
            masks.append(self._in_time(where.first_day, where.last_day))
        if selection.documents is not None:
            holds = selection.documents.__contains__
            masks.append(bytes([holds(record.document) for record in self._records]))
        if where.point is not None:
            masks.append(mask_of(self._points.get(where.point, ()), count))
        if selection.actor is not None:
            masks.append(mask_of(self._actors.get(selection.actor, ()), count))
        if where.speaker is not None:
            masks.append(mask_of(self._said_by(selection.is_speaker), count))
        if where.is_bookmarked:
            masks.append(self._marked(selection.bookmarked))
        if where.is_unread:
            read = selection.read
            masks.append(bytes([home not in read for home in self._homes]))
        return reduce(both, masks) if masks else None

    @cached_property
    def _homes(self) -> list[str]:
        """The id of each record's item."""
        return [r.id if isinstance(r, Item) else r.item for r in self._records]

    def _fill(self) -> None:
        actors, points, homes = self._actors, self._points, {}
        said: list[tuple[int, Statement]] = []
        for place, record in enumerate(self._records):
            if isinstance(record, Statement):
                said.append((place, record))
                continue
            homes[record.id] = place
            for mention in record.mentions:
                actors[mention.actor].append(place)
            for point in record.points:
                points[point].append(place)
        for place, statement in said:
            # What is said in an item counts for the item as well.
            home = homes.get(statement.item, place)
            if statement.speaker_id is not None:
                actors[statement.speaker_id].extend((place, home))
            for point in statement.points:
                points[point].extend((place, home))
            if statement.speaker_id is not None or statement.speaker is not None:
                speaker = (statement.speaker_id, statement.speaker)
                self._speakers[speaker].extend((place, home))

    def _in_time(self, first: date | None, last: date | None) -> Mask:
        """Days go down; those that are unknown are 0 and last."""
        lowest = 1 if first is None else first.toordinal()
        start = 0 if last is None else bisect_left(self._days, -last.toordinal(), key=_negative)
        end = bisect_left(self._days, 1 - lowest, key=_negative)
        end = max(start, end)
        return bytes(start) + b"\x01" * (end - start) + bytes(len(self._days) - end)

    def _said_by(self, is_speaker: Callable[[str | None, str | None], bool]) -> Iterable[int]:
        return (
            place
            for speaker, places in self._speakers.items()
            if is_speaker(*speaker)
            for place in places
        )

    def _marked(self, bookmarked: frozenset[str]) -> Mask:
        marked = bytearray([record.id in bookmarked for record in self._records])
        homes = {self._homes[place] for place, is_marked in enumerate(marked) if is_marked}
        for place, record in enumerate(self._records):
            if isinstance(record, Item) and record.id in homes:
                marked[place] = 1
        return bytes(marked)


def _places() -> array[int]:
    return array("I")


def _negative(day: int) -> int:
    return -day
