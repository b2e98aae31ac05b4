"""The jump list: places the reader left by a jump, to go back to and forward again."""

from __future__ import annotations

from typing import NamedTuple

from .trails import EvidencePlace


class Jump(NamedTuple):
    """A place: an item, and a statement of it."""

    item: str
    statement: str | None = None
    trail: EvidencePlace | None = None
    """Evidence that was shown over the text."""


class JumpList:
    """Back and forward over places, as in a browser."""

    def __init__(self, limit: int = 200) -> None:
        self._back: list[Jump] = []
        self._forward: list[Jump] = []
        self._limit = limit

    def leave(self, place: Jump | None) -> None:
        """Remember a place that is left by a jump."""
        if place is None or (self._back and self._back[-1] == place):
            return
        self._back.append(place)
        del self._back[: -self._limit]
        self._forward.clear()

    def back(self, here: Jump | None) -> Jump | None:
        """The place before, or None."""
        return self._move(self._back, self._forward, here)

    def forward(self, here: Jump | None) -> Jump | None:
        """The place after, or None."""
        return self._move(self._forward, self._back, here)

    @staticmethod
    def _move(source: list[Jump], target: list[Jump], here: Jump | None) -> Jump | None:
        while source:
            place = source.pop()
            if place != here:
                if here:
                    target.append(here)
                return place
        return None
