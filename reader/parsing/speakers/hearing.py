"""What one item tells of its speakers, heard in order but only once somebody asks.

Most sentences name their own speaker, and what was told before them is never asked for. So the
sentences and lines wait until a pronoun or a description has to be resolved; then they are heard
in the order in which they stand. ``coreference`` keeps what was heard; whose a quotation is, is
left to ``attribution``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from store.records import ActorKind

from .callings import Sort
from .clauses import Clause, ClauseReader, Order
from .coreference import Discourse
from .reports import Report
from .sentencewords import LineReader, Sentence
from .subjects import Subject, make_name
from .tokens import Word
from .words import WordLine

Heard = Mapping[int, Subject | None]
"""Whom the subject of each clause stands for, by the place of its cue."""

_MOST_WAITING = 64
"""More lines and sentences than these are heard without being asked for, to free their words."""
_STATE = ActorKind.STATE
_NO_SPEECH = frozenset(("content", "manner"))
_SUBJECT_FIRST = attrgetter("subject.first")


class Told(NamedTuple):
    """One sentence with its clauses, as it was read."""

    line: WordLine
    sentence: Sentence
    reader: ClauseReader
    clauses: Sequence[Clause]

    def find_main(self) -> Subject | None:
        """Find the subject of the sentence."""
        first, clauses = self.sentence.first, self.clauses
        opening = clauses[0] if clauses and clauses[0].order == Order.DIRECT else None
        if opening is not None and opening.start == first and not opening.is_embedded:
            return opening.subject
        return self.reader.main_subject(first, self.sentence.last)


class Hearing:
    """Hears the sentences of one item."""

    def __init__(self, lines: LineReader) -> None:
        self._lines = lines
        self._discourse = Discourse()
        self._waiting: list[Callable[[], None]] = []

    def wait(self, hear: Callable[[], None]) -> None:
        """Let something wait until it is asked what was heard."""
        self._waiting.append(hear)
        if len(self._waiting) > _MOST_WAITING:
            self.catch_up()

    def catch_up(self) -> Discourse:
        """Hear all that waits and give what was heard so far."""
        if self._waiting:
            for hear in self._waiting:
                hear()
            self._waiting.clear()
        return self._discourse

    def drop(self) -> None:
        """Leave unheard what nobody asked for, and free it: what waits holds its hearer."""
        self._waiting.clear()

    def hear_headings(self, words: Sequence[Word]) -> None:
        """Take note of who is named in a section heading."""
        for word in words:
            self._discourse.start_sentence()
            self._discourse.hear(make_name(word, 0, (word,)), 2)

    def hear_actors(self, number: int) -> None:
        """Take note of who is named in a line far from any quotation."""
        self._discourse.start_sentence()
        for word in self._lines.read_actors(number):
            if word.kind is not _STATE:
                self._discourse.mention(word)

    def hear_line(self, number: int) -> None:
        """Read a line without quotations and take note of who speaks and is named in it."""
        line, sentences = self._lines.read(number, ())
        reader = ClauseReader(line)
        for sentence in sentences:
            self.hear_plain(line, sentence, reader)

    def hear_plain(self, line: WordLine, sentence: Sentence, reader: ClauseReader) -> None:
        """Take note of a sentence without quotations."""
        clauses = reader.read(sentence.first, sentence.last, sentence.cues)
        self.hear_told(Told(line, sentence, reader, clauses))

    def hear_told(self, told: Told, reports: Sequence[tuple[Report, Clause]] = ()) -> None:
        """Take note of a sentence that names the speakers of its quotations, if it has any."""
        heard = self.hear(told, told.find_main())
        for report, clause in reports:
            report.speaker = heard.get(clause.place, report.speaker)
        self.remember(told, heard, [report for report, _ in reports])

    def hear(self, told: Told, main: Subject | None) -> Heard:
        """Resolve the subjects of the clauses in order of place, and take note of them.

        The sentence's own subject is an antecedent only for what stands before its quotation:
        in "X is “…,” they said" they are others.
        """
        discourse, sentence = self._discourse, told.sentence
        discourse.start_sentence()
        quoted = sentence.quotations[0] if sentence.quotations else sentence.last + 1
        heard: dict[int, Subject | None] = {}
        is_main_heard = main is None
        clauses = told.clauses
        for clause in sorted(clauses, key=_SUBJECT_FIRST) if len(clauses) > 1 else clauses:
            if not is_main_heard and main is not None and clause.place < quoted:
                discourse.hear(discourse.merge_called(main), 2)
                is_main_heard = True
            subject = clause.subject
            speaker = subject if subject.is_named else discourse.resolve(subject)
            if speaker is not None:
                speaker = discourse.merge_called(speaker)
                discourse.hear(speaker, 3)
                if clause.order == Order.CITED and not speaker.is_named:
                    discourse.cited = speaker
            heard[clause.place] = speaker
        if not is_main_heard and main is not None:
            discourse.hear(discourse.merge_called(main), 2)
        return heard

    def remember(self, told: Told, heard: Heard, reports: Sequence[Report]) -> None:
        """Keep who was named and who spoke last."""
        discourse, words = self._discourse, told.line.words
        for place in told.sentence.names:
            word = words[place]
            if word.kind is not _STATE:
                discourse.mention(word)
        spoken = [report.speaker for report in reports if report.speaker is not None]
        speaker = spoken[-1] if spoken else _find_speaker(told.clauses, heard)
        if speaker is not None:
            discourse.last_speaker = speaker


def _find_speaker(clauses: Sequence[Clause], heard: Heard) -> Subject | None:
    """Find who speaks in a sentence whose quotations tell nobody: a person before a body."""
    first: Subject | None = None
    for clause in clauses:
        speaker = heard.get(clause.place)
        if speaker is None or clause.order == Order.SHARED or clause.is_embedded:
            continue
        if speaker.sort == Sort.PERSON and clause.group not in _NO_SPEECH:
            return speaker
        first = first or speaker
    return first or (heard.get(clauses[-1].place) if clauses else None)
