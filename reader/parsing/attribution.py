"""Which reporting clause a quotation belongs to, line by line through one item."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.records import Actor, ActorKind, Layout, StatementKind

from .choice import Choice, choose_clause
from .clauses import Clause, ClauseReader, Order
from .coreference import Discourse
from .cues import load_speech_nouns
from .folding import skeleton
from .lexicon import Part
from .marks import pair_marks
from .model import Attribution, LineRole, Naming, Page, Quotation, Span
from .sentences import split_sentences
from .singles import find_single_quotations
from .subjects import Sort, Subject, make_name, make_pronoun
from .tokens import Word
from .via import Channel, Ways, find_channels
from .words import read_words

_CAPITALISED = re.compile(r"[A-Z][^\W\d_]+")


@dataclass(slots=True)
class _Found:
    """What is known of one quotation before the item is read to its end."""

    index: int
    subject: Subject | None
    speaker: Subject | None
    cue: str | None
    rule: str
    via: str | None
    order: int = 0
    """Number of the sentence in the item."""


class ItemReader:
    """Attributes the quotations of one item."""

    def __init__(
        self,
        page: Page,
        naming: Naming,
        by_name: Mapping[str, Actor],
        full_names: dict[str, str],
        reporters: dict[str, str],
    ) -> None:
        self._page = page
        self._naming = naming
        self._by_name = by_name
        self._full_names = full_names
        self._reporters = reporters
        self._discourse = Discourse()
        self._found: list[_Found] = []
        self._order = 0
        self._ways = Ways(frames_all=page.layout is not Layout.ARTICLE)
        self._introduced: _Found | None = None

    def read(
        self, span: Span, quotations: Mapping[int, Sequence[tuple[int, Quotation]]]
    ) -> dict[int, Attribution]:
        """Read the item and give the attribution of each quotation by its index."""
        at = span.lines[0]
        for number in span.lines:
            line = self._page.lines[number - 1]
            self._hear_headings(at, number)
            at = number
            if line.role is not LineRole.TEXT:
                continue
            here = quotations.get(number, ())
            if here and here[0][1].kind is StatementKind.BLOCK:
                self._take_block(here[0][0])
            else:
                self._read_line(number, line.text, here)
        for found in self._found:
            pronoun = found.subject
            if found.speaker is None and pronoun is not None and pronoun.gender:
                found.speaker = self._discourse.find_after(found.order, pronoun.gender)
        return {found.index: self._finish(found) for found in self._found}

    def _hear_headings(self, first: int, last: int) -> None:
        """Take note of who is named in the section headings between two lines."""
        for line in self._page.lines[first : last - 1]:
            if line.role is not LineRole.HEADING:
                continue
            for found in _CAPITALISED.finditer(line.text):
                actor = self._by_name.get(skeleton(found[0]))
                if actor is not None:
                    named = Word(
                        Part.NAME,
                        actor.name,
                        *found.span(),
                        actor.name.casefold(),
                        actor.id,
                        actor.kind,
                    )
                    self._discourse.start_sentence()
                    self._discourse.hear(make_name(named, (named,)), 2)

    def _read_line(self, number: int, text: str, here: Sequence[tuple[int, Quotation]]) -> None:
        starts = {quotation.start for _, quotation in here}
        marked = pair_marks(text)
        spans = sorted((*marked, *find_single_quotations(text, marked)))
        islands = [
            Word(
                Part.QUOTATION if span.start in starts else Part.SHORT,
                text[span.start : span.end],
                max(0, span.start - 1),
                min(len(text), span.end + span.is_closed),
                key=text[span.start : span.end],
            )
            for span in spans
        ]
        words = read_words(text, [*islands, *self._read_actors(number, text)])
        self._learn_names(words)
        reader = ClauseReader(text, words)
        pending = list(here)
        at = 0
        for _, end in split_sentences(text):
            first = at
            while at < len(words) and words[at].start < end:
                at += 1
            if at == first:
                continue
            inside = [(i, q) for i, q in pending if q.start <= end]
            pending = pending[len(inside) :]
            self._read_sentence(words, first, at - 1, reader, inside)

    def _read_actors(self, number: int, text: str) -> list[Word]:
        """Give the names and offices in a line as words; their key is the actor's full name."""
        actors = self._naming.actors
        known: list[Word] = []
        for m in self._naming.mentions.get(number, ()):
            actor = actors.get(m.actor)
            key = (actor.name if actor else m.name).casefold()
            known.append(Word(Part.NAME, m.name, m.start, m.end, key, m.actor, m.kind))
        for r in self._naming.references.get(number, ()):
            if actor := actors.get(r.actor):
                shown = text[r.start : r.end]
                known.append(
                    Word(
                        Part.OFFICE,
                        shown,
                        r.start,
                        r.end,
                        actor.name.casefold(),
                        r.actor,
                        actor.kind,
                    )
                )
        return known

    def _learn_names(self, words: Sequence[Word]) -> None:
        for word in words:
            if (
                word.part is Part.NAME
                and " " in word.text
                and word.kind in (None, ActorKind.PERSON)
            ):
                self._full_names.setdefault(word.text.split()[-1], word.text)

    def _read_sentence(
        self, words: Sequence[Word], first: int, last: int, reader: ClauseReader,
        here: Sequence[tuple[int, Quotation]],
    ) -> None:  # fmt: skip
        discourse = self._discourse
        discourse.start_sentence()
        main = reader.main_subject(first, last)
        clauses = reader.read(first, last)
        places = [i for i in range(first, last + 1) if words[i].part is Part.QUOTATION]
        quoted = places[0] if places else last + 1
        heard: dict[int, Subject | None] = {}
        is_main_heard = False
        for clause in sorted(clauses, key=lambda c: c.subject.start):
            if main is not None and not is_main_heard and clause.place < quoted:
                discourse.hear(discourse.merge_called(main), 2)
                is_main_heard = True
            speaker = discourse.resolve(clause.subject)
            if speaker is not None:
                speaker = discourse.merge_called(speaker)
                discourse.hear(speaker, 3)
            heard[clause.place] = speaker
            if clause.order is Order.CITED and speaker is not None and not speaker.is_named:
                discourse.cited = speaker
        if main is not None and not is_main_heard:
            discourse.hear(discourse.merge_called(main), 2)
        channels = [
            self._name_channel(channel)
            for channel in find_channels(words, first, last, self._reporters)
        ]
        choices = [choose_clause(words, place, last, clauses) for place in places]
        results: list[_Found] = []
        for (index, quotation), place, choice in zip(here, places, choices, strict=False):
            results.append(
                self._attribute(
                    index, quotation, words, place, first, last, choice, choices, heard, main
                )
            )
        self._order += 1
        for found in results:
            found.order = self._order
        self._found.extend(results)
        self._note_ways(channels, results, clauses, heard, main)
        self._remember(words, first, last, clauses, heard, results, main)

    def _attribute(
        self, index: int, quotation: Quotation, words: Sequence[Word], place: int, first: int,
        last: int, choice: Choice | None, choices: Sequence[Choice | None],
        heard: Mapping[int, Subject | None], main: Subject | None,
    ) -> _Found:  # fmt: skip
        if (
            quotation.continues
            and self._found
            and (choice is None or not choice.rule.endswith("right after the quotation"))
        ):
            before = self._found[-1]
            return replace_found(before, index, "runs on from the paragraph before")
        if choice is None:
            choice = next((c for c in choices if c is not None), None)
            if choice is not None:
                choice = replace(choice, rule=f"same sentence: {choice.rule}")
        if choice is not None:
            clause = choice.clause
            if quotation.continues:
                self._complete(heard.get(clause.place), clause)
            speaker = heard.get(clause.place, clause.subject)
            reporter = clause.reporter
            via = self._name(reporter)[0] if reporter and reporter.is_named else None
            if clause.order is Order.CITED and reporter is None:
                main_speaker = next(iter(heard.values()), None)
                via = self._name(main_speaker)[0] if main_speaker else None
            return _Found(index, clause.subject, speaker, clause.cue, choice.rule, via)
        return self._without_clause(index, words, place, first, last, main)

    def _complete(self, speaker: Subject | None, clause: Clause) -> None:
        """Give the speaker to the paragraph before, which ran on to this one."""
        if self._found and self._found[-1].subject is None and speaker is not None:
            before = self._found[-1]
            before.subject, before.speaker, before.cue = clause.subject, speaker, clause.cue
            before.rule = "runs on to the paragraph that names the speaker"

    def _without_clause(
        self, index: int, words: Sequence[Word], place: int, first: int, last: int,
        main: Subject | None,
    ) -> _Found:  # fmt: skip
        label = self._read_label(words, place, first, last) or _read_owner(words, place, first)
        if label is not None:
            return _Found(
                index,
                label,
                self._discourse.resolve(label),
                None,
                "named beside the quotation",
                None,
            )
        plain = [w for w in words[first : last + 1] if w.part not in (Part.QUOTATION, Part.MARK)]
        if len(plain) <= 2:
            before = self._introduced or (self._found[-1] if self._found else None)
            if self._introduced is not None:
                return replace_found(self._introduced, index, "introduced by the sentence before")
            speaker = self._discourse.last_speaker
            if before is not None and before.speaker is not None and speaker is None:
                speaker = before.speaker
            rule = (
                "carried over from the sentence before"
                if speaker
                else "no clause and nobody before"
            )
            return _Found(index, None, speaker, None, rule, None)
        if main is not None:
            speaker = self._discourse.resolve(main)
            if speaker is not None and self._is_known(speaker):
                return _Found(index, main, speaker, None, "subject of the sentence, no cue", None)
        return _Found(index, None, None, None, "no cue in the sentence", None)

    def _is_known(self, speaker: Subject) -> bool:
        """Tell whether a subject without a cue is surely someone who can speak."""
        if speaker.sort is Sort.BODY:
            return speaker.actor is not None
        if speaker.sort is not Sort.PERSON:
            return False
        return (
            speaker.actor is not None
            or not speaker.is_named
            or speaker.text.split()[-1] in self._full_names
        )

    def _read_label(
        self, words: Sequence[Word], place: int, first: int, last: int
    ) -> Subject | None:
        """Read "Name: “…”" and "“…” — Name"."""
        if place - 2 >= first and words[place - 1].key == ":":
            names = [w for w in words[first : place - 1] if w.part is Part.NAME]
            if len(names) == 1 and place - first <= 8:
                return make_name(names[0], words[first:place])
        if place + 2 <= last and words[place + 1].key == "-" and words[place + 2].part is Part.NAME:
            return make_name(words[place + 2], words[place + 2 : last + 1])
        return None

    def _remember(
        self, words: Sequence[Word], first: int, last: int, clauses: Sequence[Clause],
        heard: Mapping[int, Subject | None], results: Sequence[_Found], main: Subject | None,
    ) -> None:  # fmt: skip
        discourse = self._discourse
        for word in words[first : last + 1]:
            if word.part in (Part.NAME, Part.OFFICE) and word.kind is not ActorKind.STATE:
                discourse.hear(discourse.merge_called(make_name(word, (word,))), 1)
        spoken = [f for f in results if f.speaker is not None]
        if spoken:
            discourse.last_speaker = spoken[-1].speaker
        elif clauses:
            speaker = heard.get(clauses[-1].place)
            direct = [c for c in clauses if c.order is not Order.SHARED and not c.is_embedded]
            persons = [
                c for c in direct
                if (s := heard.get(c.place)) and s.sort is Sort.PERSON and c.group not in ("content", "manner")
            ]  # fmt: skip
            if persons or direct:
                speaker = heard.get((persons or direct)[0].place)
            if speaker is not None:
                discourse.last_speaker = speaker
        self._introduced = None
        if words[last].key == ":":
            subject = clauses[-1].subject if clauses else main
            speaker = heard.get(clauses[-1].place) if clauses else None
            if speaker is None and main is not None:
                speaker = discourse.resolve(main)
            cue = clauses[-1].cue if clauses else None
            self._introduced = _Found(-1, subject, speaker, cue, "", None, self._order)

    def _name_channel(self, channel: Channel) -> Channel:
        actor = self._naming.actors.get(channel.actor) if channel.actor else None
        return channel if actor is None else replace(channel, name=actor.name)

    def _note_ways(
        self, channels: Sequence[Channel], results: Sequence[_Found], clauses: Sequence[Clause],
        heard: Mapping[int, Subject | None], main: Subject | None,
    ) -> None:  # fmt: skip
        """Keep by which channel the sentence's speakers were heard."""
        speakers = [found.speaker for found in results if found.speaker is not None]
        if not speakers:
            speakers = [s for c in clauses if (s := heard.get(c.place)) is not None]
        if not speakers and main is not None:
            resolved = self._discourse.resolve(main)
            speakers = [resolved] if resolved is not None else []
        for channel in channels:
            if channel.reporter is not None:
                self._reporters[channel.reporter.split()[-1]] = (
                    f"{channel.reporter} ({channel.name})"
                )
            if not speakers:
                self._ways.note(self._order, None, False, channel)
            for speaker in speakers:
                self._ways.note(self._order, self._name(speaker)[0], not speaker.is_named, channel)

    def _take_block(self, index: int) -> None:
        if self._introduced is not None:
            found = replace_found(self._introduced, index, "block quotation after the introduction")
        elif self._found:
            found = replace_found(self._found[-1], index, "block quotation goes on")
        else:
            found = _Found(index, None, None, None, "block quotation without introduction", None)
        self._found.append(found)
        self._introduced = None

    def _name(self, subject: Subject) -> tuple[str, str | None]:
        """Give the speaker's name and id as the record holds them."""
        actor = self._naming.actors.get(subject.actor) if subject.actor else None
        if actor is not None:
            return actor.name, actor.id
        text = subject.text
        if subject.is_named and " " not in text:
            return self._full_names.get(text, text), None
        if not subject.is_named and text[:4].casefold() == "the ":
            text = text[4:]
        return text, None

    def _finish(self, found: _Found) -> Attribution:
        subject = found.subject.text if found.subject else None
        if found.speaker is None:
            rule = found.rule if found.subject is None else f"{found.rule}; nobody fits {subject!r}"
            via = found.via or self._ways.find(found.order, None, is_unnamed=False)
            return Attribution(None, None, via, found.cue, subject, rule)
        name, ident = self._name(found.speaker)
        via = found.via or self._ways.find(found.order, name, not found.speaker.is_named)
        rule = found.rule
        if found.subject is not None and found.subject.text != found.speaker.text:
            rule = f"{rule}; {subject!r} stands for {found.speaker.text!r}"
        return Attribution(name, ident, via, found.cue, subject, rule)


def _read_owner(words: Sequence[Word], place: int, first: int) -> Subject | None:
    """Read "X's claim that “…”": the owner of the nearest noun of speech before the quotation."""
    nouns = load_speech_nouns()
    for at in range(place - 1, max(first, place - 12) - 1, -1):
        word = words[at]
        if word.part in (Part.QUOTATION, Part.CUE):
            return None
        if word.key not in nouns:
            continue
        owner = at - 1
        while owner >= first and words[owner].part in (Part.PLAIN, Part.ADVERB):
            owner -= 1
        if (
            owner > first
            and words[owner].part is Part.POSSESSIVE
            and words[owner - 1].part is Part.NAME
        ):
            return make_name(words[owner - 1], (words[owner - 1],))
        if owner >= first and words[owner].key in ("his", "her"):
            pronoun = "he" if words[owner].key == "his" else "she"
            return make_pronoun(words[owner]._replace(key=pronoun))
        return None
    return None


def replace_found(before: _Found, index: int, rule: str) -> _Found:
    """Give the same speaker to another quotation."""
    return _Found(index, before.subject, before.speaker, before.cue, rule, before.via, before.order)
