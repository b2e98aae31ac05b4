"""Keys that wait for another key: ``g g``, and ``t`` with a point's number.

A state machine over key names; the screen shows ``pending`` and runs what comes out. A number is
complete when no longer number of the plan begins with it, or at Enter or Space.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Outcome(NamedTuple):
    """What a key did to what was pending."""

    is_used: bool
    command: str = ""
    """A chord that is complete."""
    number: int | None = None
    """A number that is complete."""


NOTHING = Outcome(is_used=False)
USED = Outcome(is_used=True)


class Chords:
    """The keys pressed so far."""

    def __init__(self, chords: Mapping[str, Mapping[str, str]]) -> None:
        self._chords = chords
        self._prefix = ""
        self._numbers: frozenset[int] = frozenset()
        self._digits: str | None = None

    @property
    def is_pending(self) -> bool:
        """Whether another key is awaited."""
        return bool(self._prefix) or self._digits is not None

    @property
    def digits(self) -> str | None:
        """The digits so far; None when no number is awaited."""
        return self._digits

    @property
    def pending(self) -> str:
        """What to show, or an empty string."""
        if self._digits is not None:
            return f"Point {self._digits}▁"
        if self._prefix:
            follow = " ".join(self._chords[self._prefix])
            return f"{self._prefix} …  ({follow})"
        return ""

    def await_number(self, numbers: Collection[int]) -> None:
        """Wait for one of these numbers."""
        self._numbers, self._digits, self._prefix = frozenset(numbers), "", ""

    def cancel(self) -> None:
        """Forget what is pending."""
        self._prefix, self._digits = "", None

    def press(self, key: str) -> Outcome:
        """Take a key, by its character or name."""
        if self._digits is not None:
            return self._press_digit(key)
        if self._prefix:
            command = self._chords[self._prefix].get(key, "")
            self._prefix = ""
            return Outcome(is_used=bool(command) or key == "escape", command=command)
        if key in self._chords:
            self._prefix = key
            return USED
        return NOTHING

    def _press_digit(self, key: str) -> Outcome:
        digits = self._digits or ""
        if key == "backspace" and digits:
            self._digits = digits[:-1]
            return USED
        if key in {"enter", " ", "space"} and digits:
            return self._complete(digits)
        if not key.isdecimal() or len(key) != 1:
            self.cancel()
            return USED
        digits += key
        self._digits = digits
        longer = any(str(one).startswith(digits) and str(one) != digits for one in self._numbers)
        return USED if longer else self._complete(digits)

    def _complete(self, digits: str) -> Outcome:
        self._digits = None
        return Outcome(is_used=True, number=int(digits))
