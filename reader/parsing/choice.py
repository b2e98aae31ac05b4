"""Which of a sentence's reporting clauses a quotation belongs to.

Takes the words, the place of the quotation and the clauses of its sentence and gives the clause
with the rule that chose it, or None. The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .clauses import Clause, Order
from .lexicon import Part
from .subjects import Sort
from .words import Word


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause, and why."""

    clause: Clause
    rule: str


_PASSED_OVER = frozenset((Part.ADVERB, Part.MARK))
_ENDS_CLAUSE = frozenset(",?!…—–-")


def choose_clause(
    words: Sequence[Word], place: int, first: int, last: int, clauses: Sequence[Clause]
) -> Choice | None:
    """Choose the clause that reports the quotation at ``place``."""
    behind = _right_behind(words, place, last, clauses)
    ahead = _nearest_ahead(words, place, clauses)
    if behind is not None and _is_bound_behind(words, place, behind, ahead):
        return Choice(behind, f"{behind.order}, right after the quotation")
    if ahead is not None:
        return Choice(ahead, f"{ahead.order}, before the quotation")
    if behind is not None:
        return Choice(behind, f"{behind.order}, after the quotation")
    later = _later(words, place, clauses)
    if later is not None:
        return Choice(later, f"{later.order}, at the end of the sentence")
    return None


def _right_behind(
    words: Sequence[Word], place: int, last: int, clauses: Sequence[Clause]
) -> Clause | None:
    """Find the clause that starts right after the quotation."""
    at = place + 1
    while at <= last and (words[at].key in (",", "-", "as") or words[at].part is Part.ADVERB):
        at += 1
    for clause in clauses:
        if clause.place <= place:
            continue
        if any(words[i].part is Part.QUOTATION for i in range(place + 1, clause.place)):
            return None
        if clause.order in (Order.INVERTED, Order.ACCORDING, Order.PASSIVE):
            if clause.start <= at:
                return clause
        elif clause.order is Order.DIRECT and clause.start <= at + _lead(words, at, clause.start):
            return clause
    return None


def _lead(words: Sequence[Word], at: int, start: int) -> int:
    """Count the words of the subject's own phrase that stand before its name."""
    own = frozenset(
        (
            Part.TITLE, Part.HEAD, Part.DETERMINER, Part.NAME, Part.POSSESSIVE, Part.PREPOSITION,
            Part.PLAIN, Part.AND, Part.OFFICE,
        )
    )  # fmt: skip
    if (
        start - at > 16
        or words[at].part is Part.PREPOSITION
        or words[at].part is Part.PLAIN
        and not words[at].key[0].isupper()
        and start - at > 10
    ):
        return 0
    return start - at if all(words[i].part in own for i in range(at, start)) else 0


def _is_bound_behind(
    words: Sequence[Word], place: int, behind: Clause, ahead: Clause | None
) -> bool:
    """Tell whether the clause behind wins over the one ahead."""
    if ahead is None:
        return True
    quote = words[place].text
    ends = quote[-1:] in _ENDS_CLAUSE or (
        place + 1 < len(words) and words[place + 1].key in (",", "-")
    )
    if not ends:
        return False
    if behind.subject.sort is Sort.OUTLET and ahead.subject.sort is not Sort.OUTLET:
        return quote[:1].isupper() and ahead.order is Order.SHARED
    if behind.subject.sort is Sort.PRONOUN and behind.subject.head in ("who", "which"):
        return False
    return True


def _nearest_ahead(words: Sequence[Word], place: int, clauses: Sequence[Clause]) -> Clause | None:
    """Find the nearest clause before the quotation."""
    nearest: Clause | None = None
    for clause in clauses:
        if clause.place < place and not (clause.order is Order.ACCORDING and nearest is not None):
            nearest = clause
    return nearest


def _later(words: Sequence[Word], place: int, clauses: Sequence[Clause]) -> Clause | None:
    """Find a clause at the sentence's end: "…, X has said."."""
    for clause in clauses:
        if clause.place > place and clause.order is not Order.SHARED:
            return clause
    return None
