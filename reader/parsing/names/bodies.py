"""Bodies that no list knows: what the text names as an institute, a ministry, a party.

Two signs are sure enough: an acronym in brackets that the capitals before it spell out, and a
run of capitals that ends or begins with a word such as "Institute". Takes lines, gives names
with their places; states, listed bodies and outlets are claimed before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from store.records import Actor, ActorKind, Mention

from ..model import Line
from .discovery import is_headline
from .folding import slug
from .namewords import load_name_words
from .scanning import CAPITAL, Word

_ACRONYM_AFTER = re.compile(rf" \(((?:the )?({CAPITAL}[A-Z]{{1,6}}))\)")
_LINKS = frozenset(
    {" ", " of ", " for ", " for the ", " of the ", " on ", " and ", " in ", " & ", " to "}
)
_TAILS = frozenset({"of", "for", "of the", "for the"})
_TOPICAL = frozenset({"board", "commission", "committee", "council", "group", "panel"})
"""What is often named after its subject: "Commission on Fisheries"."""
_SIDES = frozenset({"east", "left", "north", "right", "south", "west"})
"""With one of these and no more it is a place: "West Bank"."""
_LEAST_WORDS = 2
_MOST_WORDS = 9


@dataclass(slots=True)
class Bodies:
    """The bodies found in one document."""

    actors: dict[str, Actor] = field(default_factory=dict)
    by_acronym: dict[str, str] = field(default_factory=dict)

    def find(
        self, line: Line, words: Sequence[Word], claimed: Sequence[tuple[int, int]]
    ) -> list[Mention]:
        """Return the bodies that one line names in full.

        To be asked only where the line has a bracket or a word such as "Institute".
        """
        if is_headline(line.text, len(words)):
            return []
        found: list[Mention] = []
        for run in _runs(line.text, words, claimed):
            name = _acronym_name(line.text, run) or _named_body(line.text, run)
            if name is not None:
                found.append(self._take(line, *name))
        return found

    def learn_acronym(self, text: str, start: int, end: int, actor: str) -> None:
        """Take up the acronym that stands in brackets behind a body known by its name."""
        match = _ACRONYM_AFTER.match(text, end)
        if match:
            letters = "".join(word[0] for word in text[start:end].split() if word[0].isupper())
            if letters == match[2].upper():
                self.by_acronym.setdefault(match[2], actor)

    def find_acronyms(
        self, line: Line, words: Sequence[Word], taken: Sequence[tuple[int, int]]
    ) -> list[Mention]:
        """Return the acronyms of a line that the document spells out somewhere."""
        if not self.by_acronym:
            return []
        return [
            Mention(
                self.by_acronym[word.text], word.text, ActorKind.ORGANISATION,
                line.number, word.start, word.end,
            )
            for word in words
            if word.text in self.by_acronym and is_free(word.start, word.end, taken)
        ]  # fmt: skip

    def _take(self, line: Line, start: int, end: int, acronym: str) -> Mention:
        name = line.text[start:end]
        actor_id = slug(name)
        known = self.actors.get(actor_id)
        if known is None or (acronym and not known.aliases):
            aliases = (acronym,) if acronym else ()
            self.actors[actor_id] = Actor(
                actor_id, name, ActorKind.ORGANISATION, None, None, aliases, is_listed=False
            )
        if acronym:
            self.by_acronym.setdefault(acronym, actor_id)
        return Mention(actor_id, name, ActorKind.ORGANISATION, line.number, start, end)


def is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a span touches none of the others, which are in order and apart."""
    place = bisect_left(taken, (end, 0))
    return place == 0 or taken[place - 1][1] <= start


def _runs(text: str, words: Sequence[Word], claimed: Sequence[tuple[int, int]]) -> list[list[Word]]:
    """Part a line's capitalised words where more than a link stands between them."""
    runs: list[list[Word]] = [[]]
    for word in words:
        last = runs[-1][-1] if runs[-1] else None
        is_linked = last is not None and text[last.end : word.start] in _LINKS
        if not is_linked or not is_free(word.start, word.end, claimed):
            runs.append([])
        if is_free(word.start, word.end, claimed):
            runs[-1].append(word)
    return [run for run in runs if len(run) >= _LEAST_WORDS]


def _acronym_name(text: str, run: Sequence[Word]) -> tuple[int, int, str] | None:
    """The end of a run whose first letters make the acronym behind it."""
    match = _ACRONYM_AFTER.match(text, run[-1].end)
    if match is None:
        return None
    letters = [word.text[0].upper() for word in run]
    wanted = list(match[2].upper())
    if len(wanted) >= _LEAST_WORDS and letters[-len(wanted) :] == wanted:
        return run[-len(wanted)].start, run[-1].end, match[2]
    return None


def _named_body(text: str, run: Sequence[Word]) -> tuple[int, int, str] | None:
    """The part of a run that a word such as "Institute" closes or opens."""
    lists = load_name_words()
    first = next((n for n, w in enumerate(run) if w.key not in lists.plain), len(run))
    kept = run[first : first + _MOST_WORDS]
    heads = [n for n, w in enumerate(kept) if w.key in lists.bodies_sure]
    if not heads or len(kept) < _LEAST_WORDS:
        return None
    if heads[0] == 0:
        link = text[kept[0].end : kept[1].start].strip()
        is_named = bool(link) and link not in {"and", "&", "in"}
        if not is_named or kept[0].key not in lists.bodies_first:
            return None
        return kept[0].start, kept[_close(text, kept, 1)].end, ""
    end = heads[-1] if _is_tight(text, kept[: heads[-1] + 1]) else heads[0]
    start = _open(text, kept, end)
    tail = text[kept[end].end : kept[end + 1].start].strip() if end + 1 < len(kept) else ""
    is_tail = tail in _TAILS or (tail == "on" and kept[end].key in _TOPICAL)
    if is_tail and kept[end + 1].key not in lists.calendar:
        end = _close(text, kept, end + 1)
    if kept[start].key in _SIDES and end - start + 1 == _LEAST_WORDS:
        return None
    if end - start + 1 < _LEAST_WORDS or _is_role(kept[start : end + 1]):
        return None
    return kept[start].start, kept[end].end, ""


def _is_tight(text: str, words: Sequence[Word]) -> bool:
    return all(text[left.end : right.start] != " and " for left, right in pairwise(words))


def _open(text: str, words: Sequence[Word], head: int) -> int:
    """Go back from the head word as long as only spaces stand between."""
    start = head
    while start and text[words[start - 1].end : words[start].start] == " ":
        start -= 1
    return start


def _close(text: str, words: Sequence[Word], place: int) -> int:
    """Go on from the first word behind the link as long as the words are one name."""
    while place + 1 < len(words) and text[words[place].end : words[place + 1].start] != " in ":
        place += 1
    return place


def _is_role(words: Sequence[Word]) -> bool:
    """Whether the run is a person with a role: "Committee Chairman Jane Doe"."""
    lists = load_name_words()
    return any(w.key in lists.titles or w.key in lists.male or w.key in lists.female for w in words)
