"""Attributes the quotations of one item, sentence by sentence.

Takes an item's lines with their quotations and gives an attribution for each. ``clauses`` reads
the reporting clauses, ``choice`` says which one a quotation belongs to, ``unreported`` answers
where there is none, ``coreference`` says whom a pronoun or an office stands for, ``via`` by which
channel the words came.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter

from store.records import Actor, ActorKind, Layout, StatementKind

from ..model import Attribution, LineRole, Naming, Page, Quotation, Span
from ..names.folding import skeleton
from .choice import Choice, choose_clauses
from .clauses import Clause, ClauseReader, Order
from .coreference import Discourse
from .lexicon import Part
from .reports import Report, SpeakerNames
from .sentencewords import LineReader, LineWords, Sentence
from .subjects import Sort, Subject, make_name
from .tokens import Word
from .unreported import read_beside
from .via import Channel, Ways, find_channels

Indexed = tuple[int, Quotation]
"""A quotation with its place among all of the document."""

_CAPITALISED = re.compile(r"[A-Z][^\W\d_]+")
_STATE = ActorKind.STATE
_NO_SPEECH = frozenset(("content", "manner"))
_SUBJECT_START = attrgetter("subject.start")
_MOST_SPEAKERS = 4
_BARE = 2
"""A sentence with no more words than this beside its quotation has no clause."""


class ItemReader:
    """Attributes the quotations of one item."""

    def __init__(
        self, page: Page, naming: Naming, lines: LineReader, by_name: Mapping[str, Actor],
        names: SpeakerNames, reporters: dict[str, str],
    ) -> None:  # fmt: skip
        self._page = page
        self._naming = naming
        self._by_name = by_name
        self._names = names
        self._reporters = reporters
        self._lines = lines
        self._discourse = Discourse()
        self._reports: list[Report] = []
        self._order = 0
        self._ways = Ways(frames_all=page.layout is not Layout.ARTICLE)
        self._introduced: Report | None = None

    def read(
        self, span: Span, quotations: Mapping[int, Sequence[Indexed]], near: Collection[int]
    ) -> dict[int, Attribution]:
        """Read the item and give the attribution of each quotation by its index.

        ``near`` are the lines to read word by word.
        """
        at = span.lines[0]
        for number in span.lines:
            self._hear_headings(at, number)
            at = number
            here = quotations.get(number, ())
            if here and here[0][1].kind is StatementKind.BLOCK:
                self._take_block(here[0][0])
            elif number in near:
                self._read_line(number, here)
            else:
                self._hear_actors(number)
        for report in self._reports:
            if report.speaker is None and report.subject is not None and report.subject.gender:
                gender = report.subject.gender
                report.speaker = self._discourse.find_after(report.order, gender)
        return {r.index: self._names.finish(r, self._ways) for r in self._reports}

    def _hear_headings(self, first: int, last: int) -> None:
        """Take note of who is named in the section headings between two lines."""
        for line in self._page.lines[first : last - 1]:
            if line.role is not LineRole.HEADING:
                continue
            for found in _CAPITALISED.finditer(line.text):
                actor = self._by_name.get(skeleton(found[0]))
                if actor is not None:
                    name, key = actor.name, actor.name.casefold()
                    word = Word(Part.NAME, name, *found.span(), key, actor.id, actor.kind)
                    self._discourse.start_sentence()
                    self._discourse.hear(make_name(word, (word,)), 2)

    def _hear_actors(self, number: int) -> None:
        """Take note of who is named in a line far from any quotation."""
        self._order += 1
        self._discourse.start_sentence()
        for word in self._lines.read_actors(number):
            if word.kind is not _STATE:
                self._discourse.mention(word)

    def _read_line(self, number: int, here: Sequence[Indexed]) -> None:
        by_start = {quotation.start: (index, quotation) for index, quotation in here}
        line = self._lines.read(number, frozenset(by_start))
        reader = ClauseReader(line.text, line.words)
        is_social = "social" in line.text
        for sentence in line.sentences:
            self._read_sentence(line, sentence, reader, by_start, is_social=is_social)

    def _read_sentence(
        self, line: LineWords, sentence: Sentence, reader: ClauseReader,
        by_start: Mapping[int, Indexed], *, is_social: bool,
    ) -> None:  # fmt: skip
        words = line.words
        self._order += 1
        self._discourse.start_sentence()
        self._names.learn(words, sentence.names)
        clauses = reader.read(sentence.first, sentence.last, sentence.cues)
        opening = clauses[0] if clauses and clauses[0].order == Order.DIRECT else None
        if opening is not None and opening.start == sentence.first and not opening.is_embedded:
            main: Subject | None = opening.subject
        else:
            main = reader.main_subject(sentence.first, sentence.last)
        heard = self._hear(clauses, main, sentence)
        choices = choose_clauses(words, sentence, clauses)
        results: list[Report] = []
        for place, choice in zip(sentence.quotations, choices, strict=True):
            found = by_start.get(words[place].start + 1)
            if found is None:
                continue
            report = self._report(found, choice, heard)
            if report is None:
                report = self._without_clause(found[0], words, place, sentence, main)
            report.order = self._order
            results.append(report)
            self._reports.append(report)
        self._note_ways(words, sentence, results, heard, main, is_social=is_social)
        self._remember(words, sentence, clauses, heard, results)
        self._introduced = None
        if words[sentence.last].key == ":":
            self._introduce(clauses, heard, main)

    def _hear(
        self, clauses: Sequence[Clause], main: Subject | None, sentence: Sentence
    ) -> dict[int, Subject | None]:
        """Resolve the subjects of the clauses in order of place, and take note of them.

        The sentence's own subject is an antecedent only for what stands before its quotation:
        in "X is “…,” they said" they are others.
        """
        discourse = self._discourse
        quoted = sentence.quotations[0] if sentence.quotations else sentence.last + 1
        heard: dict[int, Subject | None] = {}
        is_main_heard = main is None
        for clause in sorted(clauses, key=_SUBJECT_START):
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

    def _report(
        self, found: Indexed, choice: Choice | None, heard: Mapping[int, Subject | None]
    ) -> Report | None:
        """Make the report of a quotation from its clause; None where it has none."""
        index, quotation = found
        runs_on = quotation.continues and bool(self._reports)
        if runs_on and (choice is None or not choice.is_bound):
            return self._reports[-1].again(index, "runs on from the paragraph before")
        if choice is None:
            return None
        clause = choice.clause
        speaker = heard.get(clause.place, clause.subject)
        if runs_on and self._reports[-1].subject is None and speaker is not None:
            self._reports[-1].complete(clause, speaker)
        reporter = clause.reporter
        if clause.order == Order.CITED and reporter is None:
            reporter = next(iter(heard.values()), None)
        via = self._names.name(reporter)[0] if reporter and reporter.is_named else None
        return Report(index, clause.subject, speaker, clause.cue, choice.rule, via)

    def _without_clause(
        self, index: int, words: Sequence[Word], place: int, sentence: Sentence,
        main: Subject | None,
    ) -> Report:  # fmt: skip
        beside = read_beside(words, place, sentence.first, sentence.last)
        if beside is not None:
            speaker = self._discourse.resolve(beside)
            return Report(index, beside, speaker, None, "named beside the quotation")
        if sentence.count_narrative(words) <= _BARE:
            if self._introduced is not None:
                return self._introduced.again(index, "introduced by the sentence before")
            speaker = self._discourse.last_speaker
            if speaker is None and self._reports:
                speaker = self._reports[-1].speaker
            rule = "carried over from the sentence before" if speaker else "nobody spoke before"
            return Report(index, None, speaker, None, rule)
        if main is not None:
            speaker = self._discourse.resolve(main)
            if speaker is not None and self._names.is_known(speaker):
                return Report(index, main, speaker, None, "subject of the sentence, no cue")
        return Report(index, None, None, None, "no cue in the sentence")

    def _remember(
        self, words: Sequence[Word], sentence: Sentence, clauses: Sequence[Clause],
        heard: Mapping[int, Subject | None], results: Sequence[Report],
    ) -> None:  # fmt: skip
        """Keep who was named and who spoke last."""
        discourse = self._discourse
        for place in sentence.names:
            if words[place].kind is not _STATE:
                discourse.mention(words[place])
        spoken = [report.speaker for report in results if report.speaker is not None]
        speaker = spoken[-1] if spoken else _find_speaker(clauses, heard)
        if speaker is not None:
            discourse.last_speaker = speaker

    def _introduce(
        self, clauses: Sequence[Clause], heard: Mapping[int, Subject | None], main: Subject | None
    ) -> None:
        """Keep who speaks in the quotation that follows a colon."""
        last = clauses[-1] if clauses else None
        speaker = heard.get(last.place) if last else None
        if speaker is None and main is not None:
            speaker = self._discourse.resolve(main)
        subject, cue = (last.subject, last.cue) if last else (main, None)
        self._introduced = Report(-1, subject, speaker, cue, "", None, self._order)

    def _note_ways(
        self, words: Sequence[Word], sentence: Sentence, results: Sequence[Report],
        heard: Mapping[int, Subject | None], main: Subject | None, *, is_social: bool,
    ) -> None:  # fmt: skip
        """Keep by which channel the sentence's speakers were heard."""
        channels = find_channels(words, sentence, self._reporters, is_social=is_social)
        if not channels:
            return
        speakers = [report.speaker for report in results if report.speaker is not None]
        speakers = speakers or [s for s in heard.values() if s is not None]
        speakers = list(dict.fromkeys(speakers))[-_MOST_SPEAKERS:]
        if not speakers and main is not None and (resolved := self._discourse.resolve(main)):
            speakers = [resolved]
        for channel in map(self._name_channel, channels):
            if channel.reporter is not None:
                self._reporters[channel.reporter.split()[-1]] = str(channel.show(None))
            if not speakers:
                self._ways.note(self._order, None, channel, is_unnamed=False)
            for speaker in speakers:
                name, is_unnamed = self._names.name(speaker)[0], not speaker.is_named
                self._ways.note(self._order, name, channel, is_unnamed=is_unnamed)

    def _name_channel(self, channel: Channel) -> Channel:
        actor = self._naming.actors.get(channel.actor) if channel.actor else None
        return channel if actor is None else channel._replace(name=actor.name)

    def _take_block(self, index: int) -> None:
        if self._introduced is not None:
            report = self._introduced.again(index, "block quotation after the introduction")
        elif self._reports:
            report = self._reports[-1].again(index, "block quotation goes on")
        else:
            report = Report(index, None, None, None, "block quotation without introduction")
        self._reports.append(report)
        self._introduced = None


def _find_speaker(clauses: Sequence[Clause], heard: Mapping[int, Subject | None]) -> Subject | None:
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
