"""What the line that filters the notes offers while a word is written."""

from __future__ import annotations

from textual.suggester import Suggester


class FilterCompletion(Suggester):
    """Completes the last word of the line to a filter that fits something."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.words: list[str] = []
        """What can stand in the line."""

    async def get_suggestion(self, value: str) -> str | None:
        """The line with its last word completed."""
        _, _, last = value.rpartition(" ")
        start = last.removeprefix("-").lower()
        whole = value[: len(value) - len(start)]
        if not start:
            return None
        found = (word for word in self.words if word.lower().startswith(start))
        return next((whole + word for word in found if word != start), None)
