"""Attributes the quotations of one item, sentence by sentence.

Takes an item's lines with their quotations and gives an attribution for each. ``clauses`` reads
the reporting clauses, ``choice`` says which one a quotation belongs to, ``unreported`` answers
where there is none, ``hearing`` says whom a pronoun or an office stands for, ``via`` by which
channel the words came.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from store.records import Actor, Layout, StatementKind

from ..model import Attribution, LineRole, Naming, Page, Quotation, Span
from ..names.folding import skeleton
from .channelsigns import ChannelSigns
from .choice import Choice, choose_clauses
from .clauses import Clause, ClauseReader, Order
from .coreference import Discourse
from .hearing import Heard, Hearing, Told
from .lexicon import Part
from .reports import Report, SpeakerNames
from .sentencewords import LineReader, Sentence
from .subjects import Subject
from .tokens import Word
from .unreported import read_beside
from .via import Channel, Ways, find_channels
from .words import WordLine

_BLOCK = StatementKind.BLOCK  # a member is slow to reach

Indexed = tuple[int, Quotation]
"""A quotation with its place among all of the document."""

Placed = tuple[Indexed, int, Choice | None]
"""A quotation with its place among the words and the clause chosen for it."""

_CAPITALISED = re.compile(r"[A-Z][^\W\d_]+")
_MOST_SPEAKERS = 4
_BARE = 2
"""A sentence with no more words than this beside its quotation has no clause."""


class ItemReader:
    """Attributes the quotations of one item."""

    def __init__(
        self, page: Page, naming: Naming, lines: LineReader, by_name: Mapping[str, Actor],
        names: SpeakerNames, signs: ChannelSigns,
    ) -> None:  # fmt: skip
        self._page = page
        self._naming = naming
        self._by_name = by_name
        self._names = names
        self._signs = signs
        self._lines = lines
        self._hearing = Hearing(lines)
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
            if number - at > 1:
                self._hear_headings(at, number)
            at = number
            here = quotations.get(number, ())
            if here and here[0][1].kind is _BLOCK:
                self._take_block(here[0][0])
            elif number not in near:
                self._order += 1
                self._hearing.wait(partial(self._hearing.hear_actors, number))
            elif here or self._may_matter(number):
                self._read_line(number, here)
            else:
                self._pass_line(number)
        for report in self._reports:
            if report.speaker is None and report.subject is not None and report.subject.gender:
                discourse = self._hearing.catch_up()
                report.speaker = discourse.find_after(report.heard, report.subject.gender)
        self._hearing.drop()
        return {r.index: self._names.finish(r, self._ways) for r in self._reports}

    def _hear_headings(self, first: int, last: int) -> None:
        """Take note of who is named in the section headings between two lines."""
        words: list[Word] = []
        for line in self._page.lines[first : last - 1]:
            if line.role is not LineRole.HEADING:
                continue
            for found in _CAPITALISED.finditer(line.text):
                actor = self._by_name.get(skeleton(found[0]))
                if actor is not None:
                    key = actor.name.casefold()
                    words.append(Word(Part.NAME, actor.name, key, actor.id, actor.kind))
        if words:
            self._hearing.wait(partial(self._hearing.hear_headings, words))

    def _may_matter(self, number: int) -> bool:
        """Tell whether a line without quotations may name a channel or introduce a quotation."""
        text = self._lines.get_text(number)
        if ":" in text and text.rstrip()[-1] in ":)]":  # "said: (laughs)": brackets are no words
            return True
        return self._signs.may_stand_in(text, self._naming.mentions.get(number, ()))

    def _pass_line(self, number: int) -> None:
        """Let a line wait of which only those who speak and are named in it can matter."""
        self._order += 1
        self._introduced = None
        self._names.learn_later(number)
        self._hearing.wait(partial(self._hearing.hear_line, number))

    def _read_line(self, number: int, here: Sequence[Indexed]) -> None:
        by_start = {quotation.start: (index, quotation) for index, quotation in here}
        line, sentences = self._lines.read(number, by_start)
        reader = ClauseReader(line)
        is_social = "social" in line.text
        for sentence in sentences:
            self._read_sentence(line, sentence, reader, by_start, is_social=is_social)

    def _read_sentence(
        self, line: WordLine, sentence: Sentence, reader: ClauseReader,
        by_start: Mapping[int, Indexed], *, is_social: bool,
    ) -> None:  # fmt: skip
        words = line.words
        self._order += 1
        if line.unknown:
            self._names.learn(words, sentence.names)
        channels = find_channels(words, sentence, self._signs.reporters, is_social=is_social)
        introduces = words[sentence.last].key == ":"
        if not (sentence.quotations or channels or introduces):
            self._hearing.wait(partial(self._hearing.hear_plain, line, sentence, reader))
            self._introduced = None
            return
        clauses = reader.read(sentence.first, sentence.last, sentence.cues)
        told = Told(line, sentence, reader, clauses)
        found: list[Placed] = []
        if sentence.quotations:
            choices = choose_clauses(words, sentence, clauses)
            for place, choice in zip(sentence.quotations, choices, strict=True):
                indexed = by_start.get(line.starts[place] + 1)
                if indexed is not None:
                    found.append((indexed, place, choice))
        is_told = bool(found) or not channels
        if introduces or not is_told or not all(map(_names_speaker, found)):
            self._settle(told, found, channels, introduces=introduces)
            return
        reports: list[tuple[Report, Clause]] = []
        for (index, _), _, choice in found:
            if choice is not None:
                report = self._report_clause(index, choice, {})
                report.order = self._order
                reports.append((report, choice.clause))
                self._reports.append(report)
        if channels:
            self._note_ways(channels, [report for report, _ in reports], {}, None)
        self._hearing.wait(partial(self._hearing.hear_told, told, reports))
        self._introduced = None

    def _settle(
        self, told: Told, found: Sequence[Placed], channels: Sequence[Channel], *, introduces: bool
    ) -> None:
        """Read a sentence for which it must be known what was told before it."""
        discourse = self._hearing.catch_up()
        main = told.find_main()
        heard = self._hearing.hear(told, main)
        results: list[Report] = []
        for indexed, place, choice in found:
            report = self._report(indexed, choice, heard)
            if report is None:
                report = self._without_clause(indexed[0], told, place, main, discourse)
            report.order, report.heard = self._order, discourse.sentence
            results.append(report)
            self._reports.append(report)
        if channels:
            self._note_ways(channels, results, heard, main and discourse.resolve(main))
        self._hearing.remember(told, heard, results)
        self._introduced = None
        if introduces:
            self._introduce(told.clauses, heard, main, discourse)

    def _report(self, found: Indexed, choice: Choice | None, heard: Heard) -> Report | None:
        """Make the report of a quotation from its clause; None where it has none."""
        index, quotation = found
        runs_on = quotation.continues and bool(self._reports)
        if runs_on and (choice is None or not choice.is_bound):
            return self._reports[-1].again(index, "runs on from the paragraph before")
        if choice is None:
            return None
        report = self._report_clause(index, choice, heard)
        if runs_on and self._reports[-1].subject is None and report.speaker is not None:
            self._reports[-1].complete(choice.clause, report.speaker)
        return report

    def _report_clause(self, index: int, choice: Choice, heard: Heard) -> Report:
        clause = choice.clause
        speaker = heard.get(clause.place, clause.subject)
        reporter = clause.reporter
        if clause.order == Order.CITED and reporter is None:
            reporter = next(iter(heard.values()), None)
        via = self._names.name(reporter)[0] if reporter and reporter.is_named else None
        return Report(index, clause.subject, speaker, clause.cue, choice.rule, via)

    def _without_clause(
        self, index: int, told: Told, place: int, main: Subject | None, discourse: Discourse
    ) -> Report:
        words, sentence = told.line.words, told.sentence
        beside = read_beside(words, place, sentence.first, sentence.last)
        if beside is not None:
            return Report(
                index, beside, discourse.resolve(beside), None, "named beside the quotation"
            )
        if sentence.count_narrative(words) <= _BARE:
            if self._introduced is not None:
                return self._introduced.again(index, "introduced by the sentence before")
            speaker = discourse.last_speaker
            if speaker is None and self._reports:
                speaker = self._reports[-1].speaker
            rule = "carried over from the sentence before" if speaker else "nobody spoke before"
            return Report(index, None, speaker, None, rule)
        if main is not None:
            speaker = discourse.resolve(main)
            if speaker is not None and self._names.is_known(speaker):
                return Report(index, main, speaker, None, "subject of the sentence, no cue")
        return Report(index, None, None, None, "no cue in the sentence")

    def _introduce(
        self, clauses: Sequence[Clause], heard: Heard, main: Subject | None, discourse: Discourse
    ) -> None:
        """Keep who speaks in the quotation that follows a colon."""
        last = clauses[-1] if clauses else None
        speaker = heard.get(last.place) if last else None
        if speaker is None and main is not None:
            speaker = discourse.resolve(main)
        subject, cue = (last.subject, last.cue) if last else (main, None)
        self._introduced = Report(-1, subject, speaker, cue, "", None, self._order)

    def _note_ways(
        self, channels: Sequence[Channel], results: Sequence[Report], heard: Heard,
        main: Subject | None,
    ) -> None:  # fmt: skip
        """Keep by which channel the sentence's speakers were heard."""
        speakers = [report.speaker for report in results if report.speaker is not None]
        speakers = speakers or [s for s in heard.values() if s is not None]
        speakers = list(dict.fromkeys(speakers))[-_MOST_SPEAKERS:]
        if not speakers and main is not None:
            speakers = [main]
        for channel in map(self._name_channel, channels):
            if channel.reporter is not None:
                self._signs.add_reporter(channel.reporter.split()[-1], str(channel.show(None)))
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


def _names_speaker(found: Placed) -> bool:
    """Tell whether the sentence itself names the speaker of a quotation."""
    (_, quotation), _, choice = found
    if choice is None or quotation.continues:
        return False
    return choice.clause.subject.is_named and choice.clause.order != Order.CITED
