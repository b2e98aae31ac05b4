"""What is known of one quotation while its item is read, and how its speaker is named.

``Report`` is filled by ``attribution``; ``SpeakerNames`` turns it into an ``Attribution``: the
actor's full name where there is one, else the words used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from store.records import ActorKind

from ..model import Attribution, Naming
from .callings import Sort
from .channelsigns import find_capital_runs
from .clauses import Clause
from .lexicon import Part
from .sentencewords import LineReader
from .subjects import Subject
from .tokens import Word
from .via import Ways

_PERSON = ActorKind.PERSON


@dataclass(slots=True)
class Report:
    """One quotation with what was found about its speaker."""

    index: int
    """Its place among the quotations of the document."""
    subject: Subject | None
    """The words that name the speaker."""
    speaker: Subject | None
    """Whom they stand for."""
    cue: str | None
    rule: str
    via: str | None = None
    order: int = 0
    """Number of its sentence in the item."""
    heard: int = 0
    """How many sentences were heard up to its own, if its speaker had to be looked for."""

    def again(self, index: int, rule: str) -> Report:
        """Give the same speaker to another quotation."""
        return replace(self, index=index, rule=rule)

    def complete(self, clause: Clause, speaker: Subject) -> None:
        """Take the speaker that the next paragraph names."""
        self.subject, self.speaker, self.cue = clause.subject, speaker, clause.cue
        self.rule = "runs on to the paragraph that names the speaker"


class SpeakerNames:
    """How the speakers of one document are called in the records."""

    def __init__(self, naming: Naming, lines: LineReader) -> None:
        self._naming = naming
        self._lines = lines
        self._full_names: dict[str, tuple[int, str]] = {}
        self._turn = 0
        self._waiting: list[tuple[int, int]] = []
        self._unread: dict[str, list[tuple[int, int]]] = {}
        self._learnt: set[int] = set()

    def learn(self, words: Sequence[Word], names: Sequence[int]) -> None:
        """Keep the full names at the places ``names``, for surnames alone later on."""
        self._turn += 1
        self._learn(self._turn, words, names)

    def learn_later(self, number: int) -> None:
        """Let a line wait until a surname alone is asked for: most texts never do."""
        self._turn += 1
        self._waiting.append((self._turn, number))

    def _learn(self, turn: int, words: Sequence[Word], names: Sequence[int]) -> None:
        for place in names:
            word = words[place]
            if word.actor is not None or word.part != Part.NAME or " " not in word.text:
                continue
            if word.kind is None or word.kind is _PERSON:
                surname = word.text.split()[-1]
                known = self._full_names.get(surname)
                if known is None or known[0] > turn:  # of two, the one that stands first
                    self._full_names[surname] = turn, word.text

    def _find_full(self, surname: str) -> str | None:
        """Find the full name of which the surname stands first."""
        for waiting in self._waiting:
            for run in find_capital_runs(self._lines.get_text(waiting[1])):
                self._unread.setdefault(run, []).append(waiting)
        self._waiting.clear()
        runs = find_capital_runs(surname)[:1]
        for turn, number in self._unread.pop(runs[0], ()) if runs else ():
            if turn not in self._learnt:
                self._learnt.add(turn)
                line, _ = self._lines.read(number, ())
                self._learn(turn, line.words, line.placed)
        known = self._full_names.get(surname)
        return None if known is None else known[1]

    def is_known(self, speaker: Subject) -> bool:
        """Tell whether a subject without a cue is surely someone who can speak."""
        if speaker.sort == Sort.BODY:
            return speaker.actor is not None
        if speaker.sort != Sort.PERSON:
            return False
        if speaker.actor is not None or not speaker.is_named:
            return True
        return self._find_full(speaker.text.split()[-1]) is not None

    def name(self, subject: Subject) -> tuple[str, str | None]:
        """Give the speaker's name and id as the record holds them."""
        actor = self._naming.actors.get(subject.actor) if subject.actor else None
        if actor is not None:
            return actor.name, actor.id
        text = subject.text
        if subject.is_named and " " not in text:
            return self._find_full(text) or text, None
        if not subject.is_named and text[:4].casefold() == "the ":
            text = text[4:]
        return text, None

    def finish(self, report: Report, ways: Ways) -> Attribution:
        """Turn what was found into the attribution."""
        subject = report.subject.text if report.subject else None
        if report.speaker is None:
            rule = report.rule
            if subject is not None:
                rule = f"{rule}; nobody fits {subject!r}"
            via = report.via or ways.find(report.order, None, is_unnamed=False)
            return Attribution(None, None, via, report.cue, subject, rule)
        name, ident = self.name(report.speaker)
        is_unnamed = not report.speaker.is_named
        via = report.via or ways.find(report.order, name, is_unnamed=is_unnamed)
        rule = report.rule
        if subject is not None and subject != report.speaker.text:
            rule = f"{rule}; {subject!r} stands for {report.speaker.text!r}"
        return Attribution(name, ident, via, report.cue, subject, rule)
