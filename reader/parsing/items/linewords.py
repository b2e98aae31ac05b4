"""The word lists of the items stage (``data/openers.toml``), and how it cuts words.

Takes nothing but the file; gives ``LISTS`` by name. What the words mean for an item's boundary is
left to the modules that ask for them.
"""

from __future__ import annotations

import re
import tomllib

from ..tables import read_data


def _read_lists() -> dict[str, frozenset[str]]:
    text = read_data("openers.toml")
    return {name: frozenset(table["words"]) for name, table in tomllib.loads(text).items()}


LISTS = _read_lists()
_SPACES = "".join(char if char.isalnum() or char in "_'-" else " " for char in map(chr, range(128)))
"""ASCII as a table for ``translate``: what stands in no word is a space."""
WORD = re.compile(r"[^\W_][\w’'-]*")
"""A word with its apostrophes and hyphens; matches "Berg’s" and "28-point"."""


def in_small(text: str) -> str | None:
    """Give a text in lower case, None where its words would not stay what and where they are."""
    # lower case is longer for the one letter and hangs on the letters around for the other
    return None if "İ" in text or "Σ" in text else text.lower()


def small_words(text: str) -> list[str]:
    """Give the words of a text in lower case."""
    small = in_small(text)
    return [w.lower() for w in WORD.findall(text)] if small is None else cut_words(small)


def cut_words(text: str) -> list[str]:
    """Give the words of a text, as ``WORD`` finds them.

    Splitting takes half the time of the pattern. It gives the same where all is plain and no
    apostrophe, hyphen or underscore stands at the beginning of a word.
    """
    if not text.isascii():
        return WORD.findall(text)
    spaced = text.translate(_SPACES)
    if "_" in spaced or " '" in spaced or " -" in spaced or spaced[:1] in ("'", "-"):
        return WORD.findall(text)
    return spaced.split()


class Stems(dict[str, str]):
    """Word in lower case → its stem, empty for one that ties no lines together.

    Remembers what it has seen, so that equal stems are one object; forgets all when it is full.
    """

    _MOST = 65536

    def __missing__(self, word: str) -> str:
        """Cut a word that is new."""
        stem = word[:6] if len(word) > 3 else ""
        if stem in _STOP:
            stem = ""
        if len(self) >= self._MOST:
            self.clear()
        self[word] = stem
        return stem


_STOP = frozenset(word[:6] for word in LISTS["stop"])
NO_NAME = frozenset().union(
    *(
        LISTS[name]
        for name in (
            "articles",
            "connectives",
            "gerunds",
            "indefinite",
            "it",
            "own_voice",
            "past",
            "prepositions",
            "pronouns",
            "stop",
        )
    )
)
"""Lower-case words that begin sentences and are nobody's name."""
