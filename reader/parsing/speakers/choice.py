"""Which of a sentence's reporting clauses a quotation belongs to.

Takes the words of a sentence and its clauses and gives for each quotation the clause with the rule
that chose it, or None. The rules stand in the order in which they are tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .callings import Sort
from .clauses import Clause, Order
from .lexicon import Part
from .sentencewords import Sentence
from .tokens import Word


class Choice(NamedTuple):
    """A clause, and why."""

    clause: Clause
    rule: str
    is_bound: bool = False
    """It follows the quotation directly."""


_ENDS_CLAUSE = frozenset(",?!…—–-")
_OWN_PHRASE = frozenset(
    (
        Part.TITLE, Part.HEAD, Part.DETERMINER, Part.NAME, Part.POSSESSIVE, Part.PREPOSITION,
        Part.PLAIN, Part.AND, Part.OFFICE, Part.ADVERB,
    )
)  # fmt: skip
_BEHIND = frozenset((Order.INVERTED, Order.ACCORDING, Order.PASSIVE))
_REPORTERS = frozenset(("reporter", "correspondent", "journalist", "columnist", "communist"))
_SAYING = frozenset(("neutral", "claim", "writing", "report"))
_NEAR_ONLY = frozenset(("manner", "content"))
_BEFORE_NAME = frozenset(
    (
        Part.TITLE, Part.HEAD, Part.DETERMINER, Part.NAME, Part.POSSESSIVE, Part.PLAIN, Part.OFFICE,
        Part.PREPOSITION, Part.AND,
    )
)  # fmt: skip
_LONGEST_NAME = 24
_NEAR = 4
_LONGEST_PHRASE = 16
_MOST_CITED = 24
_NEAR_CLAUSES = 12
"""How many clauses on either side of a quotation are looked at."""


def choose_clauses(
    words: Sequence[Word], sentence: Sentence, clauses: Sequence[Clause]
) -> list[Choice | None]:
    """Choose a clause for every quotation of a sentence; one without takes another's."""
    choices: list[Choice | None] = []
    if not sentence.quotations:
        return choices
    low = 0
    quotations = sentence.quotations
    for place, following in zip(quotations, (*quotations[1:], sentence.last + 1), strict=True):
        while low < len(clauses) and clauses[low].place < place:
            low += 1
        near = clauses[max(0, low - _NEAR_CLAUSES) : low + _NEAR_CLAUSES]
        choices.append(_choose_clause(words, place, following, sentence.last, near))
    choices = [choice and _take_cited(choice, clauses) for choice in choices]
    if None not in choices:
        return choices
    other = next((choice for choice in choices if choice is not None), None)
    if other is None:
        return choices
    shared = other._replace(rule=f"same sentence: {other.rule}", is_bound=False)
    return [choice or shared for choice in choices]


def _take_cited(choice: Choice, clauses: Sequence[Clause]) -> Choice:
    """Take whom an outlet cites for the outlet itself: "…, X wrote, citing officials"."""
    if choice.clause.subject.sort != Sort.OUTLET:
        return choice
    for clause in clauses[:_MOST_CITED]:
        is_citing = clause.order == Order.CITED and clause.reporter is None
        if is_citing and clause.place > choice.clause.place:
            return choice._replace(clause=clause, rule=f"{choice.rule}; whom the outlet cites")
    return choice


def _choose_clause(
    words: Sequence[Word], place: int, following: int, last: int, clauses: Sequence[Clause]
) -> Choice | None:
    """Choose the clause that reports the quotation at ``place``; ``following``: the next one."""
    behind = _right_behind(words, place, following, last, clauses)
    ahead = _nearest_ahead(place, clauses)
    if behind is not None and _is_bound_behind(words, place, behind, ahead):
        rule = f"{behind.order}, right after the quotation"
        return Choice(behind, rule, is_bound=True)
    final = _final(words, place, clauses)
    if final is not None and ahead is not None and _outranks(final, ahead):
        return Choice(final, f"{final.order}, at the end of the sentence")
    if ahead is not None:
        return Choice(ahead, f"{ahead.order}, before the quotation")
    later = behind or final or _later(place, clauses)
    if later is not None:
        return Choice(later, f"{later.order}, later in the sentence")
    return None


def _is_reporter(clause: Clause) -> bool:
    """Tell whether the subject passes on what others said: an outlet or its reporter."""
    subject = clause.subject
    return subject.sort == Sort.OUTLET or bool(_REPORTERS & subject.called)


def _right_behind(
    words: Sequence[Word], place: int, following: int, last: int, clauses: Sequence[Clause]
) -> Clause | None:
    """Find the clause that starts right after the quotation."""
    at = place + 1
    while at <= last and (words[at].key in (",", "-", "as") or words[at].part == Part.ADVERB):
        at += 1
    for clause in clauses:
        if clause.place <= place:
            continue
        if following < min(clause.place, place + 1 + 2 * _LONGEST_PHRASE):
            return None
        if clause.order in _BEHIND:
            if clause.start <= at:
                return clause
        elif clause.order == Order.DIRECT and _starts_at(words, at, clause.start):
            return clause
    return None


def _starts_at(words: Sequence[Word], at: int, start: int) -> bool:
    """Tell whether only the subject's own phrase lies between."""
    if start <= at:
        return True
    if start - at > _LONGEST_PHRASE or words[at].part in (Part.PREPOSITION, Part.AND):
        return False
    return all(words[i].part in _OWN_PHRASE for i in range(at, start))


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
    if not ends or behind.is_embedded:
        return False
    if _is_reporter(behind) and not _is_reporter(ahead):
        return quote[:1].isupper() and ahead.order == Order.SHARED
    return True


def _nearest_ahead(place: int, clauses: Sequence[Clause]) -> Clause | None:
    """Find the nearest clause before the quotation that can hold it."""
    nearest: Clause | None = None
    embedded: Clause | None = None
    for clause in clauses:
        if clause.place >= place:
            break
        if clause.group in _NEAR_ONLY and place - clause.end > _NEAR:
            continue
        if clause.is_embedded:
            embedded = clause
        elif nearest is None or not _yields(clause, nearest):
            nearest = clause
    if nearest is None and embedded is not None and embedded.subject.is_named:
        return embedded
    return nearest


def _yields(clause: Clause, outer: Clause) -> bool:
    """Tell whether what the clause says is the outer one's speech: "X said the plan provides"."""
    if clause.order == Order.ACCORDING:
        return True
    subject = clause.subject
    if clause.group == "order" and subject.is_plural and not _is_reporter(outer):
        return outer.group in _SAYING  # "X said that the two sides agreed to “…”"
    is_thing = subject.sort in (Sort.DOCUMENT, Sort.BODY) or subject.head == "it"
    return outer.subject.sort not in (Sort.DOCUMENT, Sort.OUTLET) and (
        subject.sort == Sort.DOCUMENT or (clause.group in _NEAR_ONLY and is_thing)
    )


def _final(words: Sequence[Word], place: int, clauses: Sequence[Clause]) -> Clause | None:
    """Find the clause at the sentence's end: "…, X said."."""
    for clause in clauses:
        fits = clause.group in _SAYING and clause.order != Order.SHARED
        if fits and clause.place > place and _is_final(words, clause.start):
            return clause
    return None


def _is_final(words: Sequence[Word], start: int) -> bool:
    """Tell whether the clause follows a comma that ends what it reports."""
    least = max(0, start - _LONGEST_NAME)
    while start > least and words[start - 1].part in _BEFORE_NAME:
        start -= 1
    before = words[start - 1] if start > 0 else None
    return before is not None and (before.key == "," or before.part == Part.QUOTATION)


def _outranks(final: Clause, ahead: Clause) -> bool:
    """Tell whether a clause at the end reports all of it: "Y agrees that “…”, X said"."""
    if _is_reporter(final):
        return False
    is_person = final.subject.sort in (Sort.PERSON, Sort.PRONOUN)
    return is_person and ahead.subject.sort in (Sort.BODY, Sort.DOCUMENT)


def _later(place: int, clauses: Sequence[Clause]) -> Clause | None:
    """Find any clause behind the quotation."""
    for clause in clauses:
        fits = clause.order != Order.SHARED and clause.group not in _NEAR_ONLY
        if clause.place > place and fits and not clause.is_embedded:
            return clause
    return None
