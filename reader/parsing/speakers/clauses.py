"""The reporting clauses of a sentence: each cue with its subject, and where they stand.

Takes the words of a line and the bounds of one sentence and gives the clauses in order of place.
Which clause a quotation belongs to is left to ``choice``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from .cues import Cue, Form
from .lexicon import Part, load_set
from .mainsubject import find_main_subject
from .subjectfinder import SubjectFinder
from .subjects import Subject
from .tokens import Word
from .words import WordLine


class Order:
    """How cue and subject stand to each other; plain strings, as ``Part``."""

    DIRECT: Final = "subject before cue"
    INVERTED: Final = "subject after cue"
    SHARED: Final = "subject of the main clause"
    PASSIVE: Final = "by the subject"
    ACCORDING: Final = "according to the subject"
    CITED: Final = "cited by another"


class Clause(NamedTuple):
    """One cue with its subject."""

    place: int
    """Index of the cue among the words of the line."""
    cue: str
    group: str
    """The cue's class in the table."""
    subject: Subject
    order: str
    """One of ``Order``."""
    start: int
    """First index of what belongs to the clause: subject or cue."""
    end: int
    reporter: Subject | None
    """Who cites the subject: "X quoted Y as saying"."""
    is_embedded: bool
    """It stands inside another clause: after "if", or as "the man who said"."""


_BEHIND = frozenset((Order.INVERTED, Order.ACCORDING, Order.PASSIVE, Order.CITED))
_SUBORDINATING = frozenset(
    ("if", "unless", "whether", "although", "though", "because", "lest", "what")
)
_REPORTED = frozenset(("that", "how", "why", "what"))
_FILLERS = frozenset((Part.AUXILIARY, Part.ADVERB))
_BEFORE_NOUN = frozenset((Part.DETERMINER, Part.TITLE, Part.PLAIN))
_ACTING = frozenset((Part.NAME, Part.OFFICE))
_SHARING = frozenset(("and", "but", "then"))
"""What stands before a cue that goes on after another one: "laughed and said"."""
_CITING = frozenset(("cite", "quote"))
_OF_NAME = frozenset((Part.TITLE, Part.NAME, Part.POSSESSIVE, Part.HEAD))
_WITH = frozenset(("with", "of", "from", "by"))
_LONGEST_NAME = 24
_LONGEST_CITED = 16
_LONGEST_PASSIVE = 6
_REACH = 12
"""How many clauses back a participle looks for the one whose subject it shares."""


class ClauseReader:
    """Reads the reporting clauses of the sentences of one line."""

    def __init__(self, line: WordLine) -> None:
        self._words = line.words
        self._finder = SubjectFinder(line)

    def read(self, first: int, last: int, cues: Sequence[int]) -> list[Clause]:
        """Read the clauses between the words ``first`` and ``last``, both included.

        ``cues`` are the places of the cues between them, "according" included.
        """
        clauses: list[Clause] = []
        words = self._words
        for place in cues:
            cue = words[place].cue
            if cue is not None:
                clause = self._read_cue(cue, place, first, last, clauses)
            elif place < last and words[place + 1].key == "to":
                # "according to X", "according to reporting by X"
                by = place + 3 if place + 3 <= last and words[place + 3].key == "by" else None
                subject = self._finder.behind(place + 1, last)
                if subject is None and by is not None:
                    subject = self._finder.behind(by, last)
                clause = self._make(place, subject, Order.ACCORDING, place + 1)
            else:
                continue
            if clause is not None:
                clauses.append(clause)
        return clauses

    def main_subject(self, first: int, last: int) -> Subject | None:
        """Find the subject of the sentence: the phrase before its first verb."""
        return find_main_subject(self._words, self._finder, first, last)

    def _make(
        self, place: int, subject: Subject | None, order: str, end: int,
        reporter: Subject | None = None,
    ) -> Clause | None:  # fmt: skip
        if subject is None:
            return None
        words = self._words
        cue = words[place].cue
        start = place
        if order in _BEHIND:
            end = max(end, subject.last)
        elif order == Order.DIRECT:
            start = min(start, subject.first)
        text, group = ("according to", "neutral") if cue is None else (words[place].text, cue.group)
        is_embedded = order == Order.DIRECT and self._is_embedded(place, start)
        fields = (place, text, group, subject, order, start, end, reporter, is_embedded)
        return tuple.__new__(Clause, fields)  # as Clause(…), in less than half the time

    def _is_embedded(self, place: int, start: int) -> bool:
        words = self._words
        at = place - 1
        while at > start and words[at].part in _FILLERS:
            at -= 1
        if words[at].key == "who":
            return at > 0 and words[at - 1].key not in (",", "-")
        least = max(0, start - _LONGEST_NAME)
        while start > least and words[start - 1].part in _BEFORE_NOUN:
            start -= 1
        return start > 0 and words[start - 1].key in _SUBORDINATING

    def _read_cue(
        self, cue: Cue, place: int, first: int, last: int, clauses: list[Clause]
    ) -> Clause | None:
        if cue.form == Form.GERUND:
            return self._read_gerund(cue, place, first, last, clauses)
        before = self._before(place, first)
        if before is not None and before.key in load_set("be"):
            return self._read_passive(cue, place, first, last)
        if before is not None and before.key == "to" and not self._goes_on_to(place, first):
            return None
        has_auxiliary = before is not None and before.part == Part.AUXILIARY
        if cue.form == Form.PARTICIPLE and not has_auxiliary:
            return None
        return self._read_finite(cue, place, first, last, clauses, before)

    def _read_finite(
        self, cue: Cue, place: int, first: int, last: int, clauses: list[Clause],
        before: Word | None,
    ) -> Clause | None:  # fmt: skip
        if cue.lemma in _CITING and (cited := self._read_cited(place, first, last)):
            return cited
        if cue.lemma != "tell" and self._follows_quotation(place, first):
            subject = self._finder.behind(place, last)
            if subject is not None:
                return self._make(place, subject, Order.INVERTED, place)
        if before is not None and before.key in _SHARING:
            subject = self._shared_subject(first, last, clauses)
            return self._make(place, subject, Order.SHARED, place)
        subject = self._finder.before(place, first)
        is_reduced = place < last and self._words[place + 1].key == "by"  # "a video published by X"
        if cue.form == Form.PAST and is_reduced:
            return None
        return self._make(place, subject, Order.DIRECT, place)

    def _follows_quotation(self, place: int, first: int) -> bool:
        words = self._words
        if place == first or words[place - 1].part == Part.QUOTATION:
            return True
        is_comma = words[place - 1].key in (",", "-")
        return is_comma and place - 2 >= first and words[place - 2].part == Part.QUOTATION

    def _shared_subject(self, first: int, last: int, clauses: list[Clause]) -> Subject | None:
        """Find the subject that a second verb or a participle shares."""
        outer: Clause | None = None
        for clause in clauses[-_REACH:]:
            if clause.order == Order.CITED and clause.reporter is None:
                continue
            if clause.is_embedded or (outer is not None and self._is_inside(outer, clause)):
                continue
            outer = clause
        return self.main_subject(first, last) if outer is None else outer.subject

    def _is_inside(self, outer: Clause, clause: Clause) -> bool:
        """Tell whether a clause is part of what another one reports."""
        between = range(outer.place + 1, min(clause.start, outer.place + 1 + _LONGEST_NAME))
        return not between or any(self._words[at].key in _REPORTED for at in between)

    def _before(self, place: int, first: int) -> Word | None:
        at = place - 1
        while at >= first and self._words[at].part == Part.ADVERB:
            at -= 1
        return self._words[at] if at >= first else None

    def _goes_on_to(self, place: int, first: int) -> bool:
        words = self._words
        return place - 3 >= first and words[place - 2].key in ("on", "went", "goes", "proceeded")

    def _read_passive(self, cue: Cue, place: int, first: int, last: int) -> Clause | None:
        words = self._words
        for at in range(place + 1, min(last, place + _LONGEST_PASSIVE) + 1):
            if words[at].part in (Part.MARK, Part.QUOTATION):
                break
            if words[at].key == "by":
                subject = self._finder.behind(at, last)
                if cue.lemma not in _CITING:
                    return self._make(place, subject, Order.PASSIVE, at)
                cited = self._finder.before(place, first)
                return self._make(place, cited, Order.DIRECT, place, subject)
        if cue.lemma in _CITING or cue.lemma == "report":
            return self._make(place, self._finder.before(place, first), Order.DIRECT, place)
        return None

    def _read_cited(self, place: int, first: int, last: int) -> Clause | None:
        """Read "X quoted Y as saying"."""
        words = self._words
        for at in range(place + 1, min(last - 1, place + _LONGEST_CITED) + 1):
            if words[at].key == "as":
                subject = self._finder.behind(place, at - 1)
                reporter = self._finder.before(place, first)
                return self._make(place, subject, Order.CITED, at, reporter)
            if words[at].part in (Part.MARK, Part.QUOTATION, Part.CUE):
                return None
        return None

    def _read_gerund(
        self, cue: Cue, place: int, first: int, last: int, clauses: list[Clause]
    ) -> Clause | None:
        if cue.lemma in _CITING:
            subject = self._finder.behind(place, last)
            return self._make(place, subject, Order.CITED, place)
        is_named = place > first and self._words[place - 1].part in _ACTING
        if is_named and self._hangs_on_preposition(place - 1, first):
            subject = self._finder.before(place, place - 1)
            return self._make(place, subject, Order.DIRECT, place)
        subject = self._shared_subject(first, last, clauses)
        return self._make(place, subject, Order.SHARED, place)

    def _hangs_on_preposition(self, at: int, first: int) -> bool:
        """Read "with X saying", "footage of X asking"."""
        while at - 1 >= first and self._words[at - 1].part in _OF_NAME:
            at -= 1
        return at - 1 >= first and self._words[at - 1].key in _WITH
