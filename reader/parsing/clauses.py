"""The reporting clauses of a sentence: each cue with its subject, and where they stand.

Takes the words of a line and the bounds of one sentence and gives the clauses in order of place.
Which clause a quotation belongs to is left to ``speakers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.records import ActorKind

from .cues import Form
from .lexicon import Part, load_set
from .subjects import Sort, Subject, SubjectFinder
from .tokens import Word


class Order(StrEnum):
    """How cue and subject stand to each other."""

    DIRECT = "subject before cue"
    INVERTED = "subject after cue"
    SHARED = "subject of the main clause"
    PASSIVE = "by the subject"
    ACCORDING = "according to the subject"
    CITED = "cited by another"


@dataclass(frozen=True, slots=True)
class Clause:
    """One cue with its subject."""

    place: int
    """Index of the cue among the words of the line."""
    cue: str
    lemma: str
    group: str
    subject: Subject
    order: Order
    start: int
    """First index of what belongs to the clause: subject or cue."""
    end: int
    reporter: Subject | None = None
    """Who cites the subject: "X quoted Y as saying"."""
    is_embedded: bool = False
    """It stands inside another clause: after "if", or as "the man who said"."""
    is_final: bool = False
    """It ends the sentence after a comma: "…, X said."."""


_SUBORDINATING = frozenset(
    ("if", "unless", "whether", "although", "though", "because", "lest", "what")
)
_BEFORE_NAME = frozenset(
    (
        Part.TITLE, Part.HEAD, Part.DETERMINER, Part.NAME, Part.POSSESSIVE, Part.PLAIN, Part.OFFICE,
        Part.PREPOSITION, Part.AND,
    )
)  # fmt: skip
_CITING = frozenset(("cite", "quote"))
_HOLDING = frozenset(("neutral", "claim", "judge", "order", "writing", "report", "content"))


class ClauseReader:
    """Reads the reporting clauses of the sentences of one line."""

    def __init__(self, text: str, words: Sequence[Word]) -> None:
        self._text = text
        self._words = words
        self._finder = SubjectFinder(text, words)

    def read(self, first: int, last: int, cues: Sequence[int]) -> list[Clause]:
        """Read the clauses between the words ``first`` and ``last``, both included.

        ``cues`` are the places of the cues between them, "according" included.
        """
        clauses: list[Clause] = []
        words = self._words
        for place in cues:
            word = words[place]
            if word.part == Part.CUE:
                clause = self._read_cue(place, first, last, clauses)
            elif word.key == "according" and place < last and words[place + 1].key == "to":
                subject = self._finder.after(place + 1, last)
                clause = self._make(place, subject, Order.ACCORDING, place + 1)
            else:
                continue
            if clause is not None:
                clauses.append(clause)
        return clauses

    def _make(
        self, place: int, subject: Subject | None, order: Order, end: int,
        reporter: Subject | None = None,
    ) -> Clause | None:  # fmt: skip
        if subject is None:
            return None
        word = self._words[place]
        cue = word.cue
        start = place
        while start > 0 and self._words[start - 1].end > subject.start:
            start -= 1
        if order in (Order.INVERTED, Order.ACCORDING, Order.PASSIVE, Order.CITED):
            start = place
            while end + 1 < len(self._words) and self._words[end + 1].start < subject.end:
                end += 1
        text = "according to" if cue is None else word.text
        return Clause(
            place, text, cue.lemma if cue else "according", cue.group if cue else "neutral",
            subject, order, start, end, reporter, self._is_embedded(place, start, order),
            order is not Order.SHARED and self._is_final(start),
        )  # fmt: skip

    def _is_embedded(self, place: int, start: int, order: Order) -> bool:
        words = self._words
        if order is not Order.DIRECT:
            return False
        at = place - 1
        while at > start and words[at].part in (Part.AUXILIARY, Part.ADVERB):
            at -= 1
        if words[at].key == "who":
            return at > 0 and words[at - 1].key not in (",", "-")
        while start > 0 and words[start - 1].part in (Part.DETERMINER, Part.TITLE, Part.PLAIN):
            start -= 1
        return start > 0 and words[start - 1].key in _SUBORDINATING

    def _is_final(self, start: int) -> bool:
        """Tell whether the clause follows a comma that ends what it reports."""
        words = self._words
        while start > 0 and words[start - 1].part in _BEFORE_NAME:
            start -= 1
        return start > 0 and (
            words[start - 1].key == "," or words[start - 1].part == Part.QUOTATION
        )

    def _read_cue(self, place: int, first: int, last: int, clauses: list[Clause]) -> Clause | None:
        word = self._words[place]
        cue = word.cue
        if cue is None:
            return None
        if cue.form is Form.GERUND:
            return self._read_gerund(place, first, last, clauses)
        before = self._before(place, first)
        if before is not None and before.key in load_set("be"):
            return self._read_passive(place, first, last)
        if before is not None and before.key == "to" and not self._goes_on_to(place, first):
            return None
        if cue.form is Form.PARTICIPLE and not self._has_auxiliary(place, first):
            return None
        if cue.lemma in _CITING and (cited := self._read_cited(place, first, last)):
            return cited
        opens = place == first or self._words[place - 1].part == Part.QUOTATION
        after_quotation = opens or (
            self._words[place - 1].key in (",", "-")
            and place - 2 >= first
            and self._words[place - 2].part == Part.QUOTATION
        )
        if after_quotation and cue.lemma != "tell":
            subject = self._finder.after(place, last)
            if subject is not None:
                return self._make(place, subject, Order.INVERTED, place)
        if self._shares(place, first):
            return self._make(
                place, self._shared_subject(first, last, clauses), Order.SHARED, place
            )
        subject = self._finder.before(place, first)
        if subject is not None and cue.form is Form.PAST and self._is_reduced(place, last):
            return None
        return self._make(place, subject, Order.DIRECT, place)

    def _is_reduced(self, place: int, last: int) -> bool:
        """Tell whether the cue stands for "that was …": "a video published by X"."""
        return place < last and self._words[place + 1].key == "by"

    def _shared_subject(self, first: int, last: int, clauses: list[Clause]) -> Subject | None:
        """Find the subject that a second verb or a participle shares."""
        outer: Clause | None = None
        for clause in clauses:
            if clause.order is Order.CITED and clause.reporter is None:
                continue
            if clause.is_embedded or (outer is not None and self._is_inside(outer, clause)):
                continue
            outer = clause
        if outer is not None:
            return outer.subject
        return self.main_subject(first, last)

    def _is_inside(self, outer: Clause, clause: Clause) -> bool:
        """Tell whether a clause is part of what another one reports."""
        between = self._words[outer.place + 1 : clause.start]
        return not between or any(word.key in ("that", "how", "why", "what") for word in between)

    def _shares(self, place: int, first: int) -> bool:
        """Tell whether the cue goes on after another one: "laughed and said"."""
        at = place - 1
        while at >= first and self._words[at].part == Part.ADVERB:
            at -= 1
        return at >= first and self._words[at].key in ("and", "but", "then")

    def _before(self, place: int, first: int) -> Word | None:
        at = place - 1
        while at >= first and self._words[at].part == Part.ADVERB:
            at -= 1
        return self._words[at] if at >= first else None

    def _goes_on_to(self, place: int, first: int) -> bool:
        words = self._words
        return place - 3 >= first and words[place - 2].key in ("on", "went", "goes", "proceeded")

    def _has_auxiliary(self, place: int, first: int) -> bool:
        before = self._before(place, first)
        return before is not None and before.part == Part.AUXILIARY

    def _read_passive(self, place: int, first: int, last: int) -> Clause | None:
        words = self._words
        word = words[place]
        for at in range(place + 1, min(last, place + 6) + 1):
            if words[at].part in (Part.MARK, Part.QUOTATION):
                break
            if words[at].key == "by":
                subject = self._finder.after(at, last)
                if word.cue and word.cue.lemma in _CITING:
                    return self._make(
                        place, self._finder.before(place, first), Order.DIRECT, place, subject
                    )
                return self._make(place, subject, Order.PASSIVE, at)
        if word.cue and word.cue.lemma in _CITING | {"report"}:
            return self._make(place, self._finder.before(place, first), Order.DIRECT, place)
        return None

    def _read_cited(self, place: int, first: int, last: int) -> Clause | None:
        """Read "X quoted Y as saying"."""
        words = self._words
        at = place + 1
        while at <= last and at - place < 16:
            if words[at].key == "as" and at < last:
                subject = self._finder.after(place, at - 1)
                reporter = self._finder.before(place, first)
                return self._make(place, subject, Order.CITED, at, reporter)
            if words[at].part in (Part.MARK, Part.QUOTATION, Part.CUE):
                return None
            at += 1
        return None

    def _read_gerund(
        self, place: int, first: int, last: int, clauses: list[Clause]
    ) -> Clause | None:
        words = self._words
        cue = words[place].cue
        if cue is not None and cue.lemma in _CITING:
            subject = self._finder.after(place, last)
            return self._make(place, subject, Order.CITED, place)
        before = words[place - 1] if place > first else None
        if before is not None and before.part in (Part.NAME, Part.OFFICE):
            if self._hangs_on_preposition(place - 1, first):
                named = self._finder.before(place, place - 1)
                return self._make(place, named, Order.DIRECT, place)
        return self._make(place, self._shared_subject(first, last, clauses), Order.SHARED, place)

    def _hangs_on_preposition(self, at: int, first: int) -> bool:
        """Read "with X saying", "footage of X asking"."""
        while at - 1 >= first and self._words[at - 1].part == Part.TITLE:
            at -= 1
        return at - 1 >= first and self._words[at - 1].key in ("with", "of", "from", "by")

    def main_subject(self, first: int, last: int) -> Subject | None:
        """Find the subject of the sentence: the phrase before its first verb."""
        words = self._words
        start = self._skip_lead(first, last)
        for at in range(start, min(last, start + 24) + 1):
            word = words[at]
            if word.part == Part.PRONOUN and at == start:
                return self._finder.before(at + 1, start)
            if word.key == "," and at > start and words[at - 1].part == Part.NAME:
                named = self._finder.before(at, start)
                if named is not None and named.is_named and named.sort is Sort.PERSON:
                    return named
            is_verb = word.part in (Part.AUXILIARY, Part.CUE) or (
                word.part == Part.PLAIN
                and at > start
                and word.key.endswith(("ed", "s"))
                and words[at - 1].part in (Part.NAME, Part.OFFICE, Part.HEAD, Part.PRONOUN)
                and words[at - 1].kind is not ActorKind.STATE
            )
            if is_verb and at > start:
                return self._finder.before(at, start)
            if word.part in (Part.QUOTATION, Part.CONJUNCTION):
                return self._finder.before(at, start) if at > start else None
        return None

    def _skip_lead(self, first: int, last: int) -> int:
        """Pass over a phrase before the subject: "In a letter to Y, X wrote"."""
        words = self._words
        lead = words[first]
        opens = lead.part in (Part.PREPOSITION, Part.CONJUNCTION, Part.ADVERB) or (
            lead.part == Part.PLAIN
            or lead.key == "according"
            or (lead.cue is not None and lead.cue.form in (Form.GERUND, Form.PAST))
        )
        if not opens:
            return first
        for at in range(first, min(last, first + 40)):
            ends = words[at].part == Part.QUOTATION and words[at].text[-1:] == ","
            if ends or (words[at].key == "," and words[at].part == Part.MARK):
                following = words[at + 1]
                if following.part in (
                    Part.NAME,
                    Part.OFFICE,
                    Part.TITLE,
                    Part.PRONOUN,
                    Part.DETERMINER,
                    Part.HEAD,
                ):
                    return at + 1
        return first


def is_spoken(clause: Clause) -> bool:
    """Tell whether the clause can hold a quotation at a distance."""
    return clause.group in _HOLDING and clause.subject.sort is not Sort.DOCUMENT
