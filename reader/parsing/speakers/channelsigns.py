"""Whether a line may name an outlet, a platform or a reporter at all.

A look at its chunks as they stand, before they are sorted into words: most lines name none, and
those without quotations need not be read then. It may say yes to a line that names none, never
the reverse; which channels there are is told by ``via``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from store.records import ActorKind, Mention

from ..names.states import state_words
from .lexicon import load_channels, load_entries
from .tokens import LONGEST_KEPT, MOST_KEPT

BESIDE_OUTLET = frozenset(
    ("radio", "tv", "television", "newswire", "news", "newspaper", "magazine", "state")
)
"""What stands right behind the name of an outlet that no table has."""

_RUN = re.compile(r"[^\W_]+")
_CAPITAL_RUN = re.compile(r"[^\W\d_a-z][^\W_]*")
_OUTLET = ActorKind.OUTLET


def find_capital_runs(text: str) -> list[str]:
    """Give the runs of letters in a text from the first capital on; every name begins with one."""
    return _CAPITAL_RUN.findall(text)


class ChannelSigns(dict[str, bool]):
    """Whether a chunk, a run of text without a space, may be part of a channel's name.

    Filled as chunks are met, within the same bounds as the chunks of ``tokens``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reporters: dict[str, str] = {}
        """Those who were named with their outlet before in the document, by surname: how to show
        them."""
        self._runs: set[str] = set()

    def add_reporter(self, surname: str, shown: str) -> None:
        """Take note of somebody who was named with his outlet."""
        if surname not in self.reporters:
            self._runs.update(_RUN.findall(surname)[:1])
            self.clear()
        self.reporters[surname] = shown

    def __missing__(self, chunk: str) -> bool:
        signs, names = _load_signs()
        runs = _RUN.findall(chunk)
        found = any(run in signs or run in names or run in self._runs for run in runs)
        if len(self) >= MOST_KEPT:
            self.clear()
        if len(chunk) <= LONGEST_KEPT:
            self[chunk] = found
        return found

    def may_stand_in(self, text: str, mentions: Iterable[Mention]) -> bool:
        """Tell whether a line may name a channel; ``mentions``: who is known to be named in it."""
        for mention in mentions:
            if mention.kind is _OUTLET:
                return True
        if not any(map(self.__getitem__, text.split(" "))):
            return False
        signs, names = _load_signs()
        for run in _RUN.findall(text):
            if run in signs or run in self._runs:
                return True
            if run in names and any(name in text for name in names[run]):
                return True
        return False


@cache
def _load_signs() -> tuple[frozenset[str], Mapping[str, tuple[str, ...]]]:
    """Give the words that tell of a channel, and the names of channels by one of their runs."""
    words = set(BESIDE_OUTLET) | {"social"}
    for word, entry in load_entries().items():
        if entry.group == "outlet" or entry.lemma in BESIDE_OUTLET:
            words.add(word)
    runs = {max(_RUN.findall(word), key=len) for word in words}
    signs = frozenset(form for run in runs for form in (run, run.capitalize(), run.upper()))
    names: dict[str, tuple[str, ...]] = {}
    for name in frozenset().union(*load_channels()):
        own = [run for run in _RUN.findall(name) if run[0].isupper()] or _RUN.findall(name)
        # "Post" tells more of a name than "Washington", of which a feed is full.
        run = next((run for run in reversed(own) if run.casefold() not in state_words()), own[-1])
        names[run] = (*names.get(run, ()), name)
    return signs, names
