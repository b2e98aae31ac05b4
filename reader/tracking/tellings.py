"""The same speech act told in several places: which statements are tellings of one another.

Takes statements, gives groups; decides by the words alone, with the speaker and the day as a
veto. Precision comes first: a pair counts only where a run of words is shared and nearly all of
the shorter quotation stands in the longer one. What a telling means for a count is left to the
matrix.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from store.records import Statement

from .candidates import MOST_DAYS_APART, SHINGLE, SMALL, WORD, Words, find_candidates

LEAST_SHARED = 4
"""Words that must be shared in all: shorter fragments ("a red line for us") are anybody's."""
SHORT = 6
"""A fragment of fewer words is a telling only where both have the same known speaker, or where
its very words are rare and told within a day."""
RARE = 8
"""A run of words in more statements than this is no mark of one act."""
LEAST_COVERED = 0.8
"""Share of the shorter quotation's words that must stand, in order, in the longer one."""
MOST_DAYS_APART_UNNAMED = 1
"""Speakers without a name, told in other words, are the same only close together: leaders repeat
what leaders said."""

_INSERTION = re.compile(r"\[[^\[\]]{0,80}\]")


def fold_words(text: str) -> Words:
    """The words of a quotation without case, accents and an editor's bracketed insertions."""
    text = text.replace("’", "'")
    if "[" in text:
        text = _INSERTION.sub(" ", text)
    if not text.isascii():
        split = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in split if not unicodedata.combining(character))
    return tuple(WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Difference:
    """One stretch of two tellings side by side; equal where both say the same."""

    left: str
    right: str
    is_equal: bool


class Tellings:
    """Groups of statements that tell one speech act."""

    def __init__(self, groups: Iterable[Sequence[Statement]]) -> None:
        self.groups = tuple(tuple(group) for group in groups)
        self._group_of = {
            statement.id: index for index, group in enumerate(self.groups) for statement in group
        }

    def others(self, statement: str) -> tuple[Statement, ...]:
        """The other tellings of a statement, by id; empty where it is told once."""
        index = self._group_of.get(statement)
        if index is None:
            return ()
        return tuple(other for other in self.groups[index] if other.id != statement)

    def act(self, statement: str) -> str:
        """An id for the speech act: that of the first statement that tells it."""
        index = self._group_of.get(statement)
        return statement if index is None else self.groups[index][0].id


def find_tellings(statements: Sequence[Statement]) -> Tellings:
    """Group the statements that tell the same speech act.

    Linear in the number of words for ordinary news: only statements that share a rare run of
    words are compared.
    """
    words = [fold_words(statement.quote) for statement in statements]
    parent = list(range(len(statements)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    days = [statement.day for statement in statements]
    speakers = [statement.speaker_id for statement in statements]
    for left, right, count in find_candidates(days, speakers, words):
        if (
            root(left) != root(right)
            and _may_be_one_act(statements[left], statements[right])
            and _is_one_act(statements[left], statements[right], (words[left], words[right]), count)
        ):
            parent[max(root(left), root(right))] = min(root(left), root(right))
    groups: dict[int, list[Statement]] = defaultdict(list)
    for index, statement in enumerate(statements):
        groups[root(index)].append(statement)
    return Tellings(group for group in groups.values() if len(group) > 1)


def _may_be_one_act(left: Statement, right: Statement) -> bool:
    """Neither the day nor the speaker speaks against it; an unknown one does not."""
    apart = abs((left.day - right.day).days) if left.day and right.day else 0
    if apart > MOST_DAYS_APART:
        return False
    if left.speaker_id and right.speaker_id:
        return left.speaker_id == right.speaker_id
    if left.speaker and right.speaker:
        a, b = fold_words(left.speaker), fold_words(right.speaker)
        if a and b and a[-1] == b[-1]:
            return True
        is_unnamed = not (left.speaker_id or right.speaker_id)
        return is_unnamed and apart <= MOST_DAYS_APART_UNNAMED
    return True


def _is_one_act(left: Statement, right: Statement, words: tuple[Words, Words], count: int) -> bool:
    """Whether the wording shows that both tell one act.

    ``count``: how many statements hold the rarest run of words of both.
    """
    shorter, longer = sorted(words, key=len)
    is_whole = _stands_in(shorter, longer)
    has_one_speaker = left.speaker_id is not None and left.speaker_id == right.speaker_id
    if not is_same_wording(shorter, longer):
        return False
    if left.item == right.item and not is_whole:
        # One text quotes both: then it tells two things, unless only a first small word differs.
        return has_one_speaker and shorter[0] in SMALL and _stands_in(shorter[1:], longer)
    if len(shorter) >= SHORT or has_one_speaker:
        return True
    apart = abs((left.day - right.day).days) if left.day and right.day else 0
    return is_whole and count <= RARE and apart <= MOST_DAYS_APART_UNNAMED


def _telling(words: Iterable[str]) -> int:
    return sum(word not in SMALL for word in words)


def _stands_in(shorter: Words, longer: Words) -> bool:
    """Whether a run of words stands in another as a whole."""
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def is_same_wording(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether nearly all of the shorter wording stands, in order, in the longer one."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < LEAST_SHARED:
        return False
    blocks = SequenceMatcher(None, shorter, longer, autojunk=False).get_matching_blocks()
    shared = sum(block.size for block in blocks)
    telling = sum(_telling(shorter[block.a : block.a + block.size]) for block in blocks)
    return (
        shared >= LEAST_SHARED and telling >= SHINGLE - 1 and shared >= LEAST_COVERED * len(shorter)
    )


def compare_wording(left: str, right: str) -> tuple[Difference, ...]:
    """Two tellings side by side, cut where they begin and cease to differ.

    The pieces make up both texts.
    """
    a, b = re.split(r"(\s+)", left), re.split(r"(\s+)", right)
    keys = [[" ".join(fold_words(piece)) or piece for piece in pieces] for pieces in (a, b)]
    return tuple(
        Difference("".join(a[i1:i2]), "".join(b[j1:j2]), operation == "equal")
        for operation, i1, i2, j1, j2 in SequenceMatcher(
            None, keys[0], keys[1], autojunk=False
        ).get_opcodes()
    )
