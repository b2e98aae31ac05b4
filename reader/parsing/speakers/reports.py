"""What is known of one quotation while its item is read, and how its speaker is named.

``Report`` is filled by ``attribution``; ``SpeakerNames`` turns it into an ``Attribution``: the
actor's full name where there is one, else the words used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.records import ActorKind

from ..model import Attribution, Naming
from .clauses import Clause
from .lexicon import Part
from .subjects import Sort, Subject
from .tokens import Word
from .via import Ways


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

    def again(self, index: int, rule: str) -> Report:
        """Give the same speaker to another quotation."""
        return Report(index, self.subject, self.speaker, self.cue, rule, self.via, self.order)

    def complete(self, clause: Clause, speaker: Subject) -> None:
        """Take the speaker that the next paragraph names."""
        self.subject, self.speaker, self.cue = clause.subject, speaker, clause.cue
        self.rule = "runs on to the paragraph that names the speaker"


class SpeakerNames:
    """How the speakers of one document are called in the records."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._full_names: dict[str, str] = {}

    def learn(self, words: Sequence[Word], names: Sequence[int]) -> None:
        """Keep the full names at the places ``names``, for surnames alone later on."""
        for place in names:
            word = words[place]
            is_unknown = word.actor is None and word.part == Part.NAME
            if is_unknown and " " in word.text and word.kind in (None, ActorKind.PERSON):
                self._full_names.setdefault(word.text.split()[-1], word.text)

    def is_known(self, speaker: Subject) -> bool:
        """Tell whether a subject without a cue is surely someone who can speak."""
        if speaker.sort == Sort.BODY:
            return speaker.actor is not None
        if speaker.sort != Sort.PERSON:
            return False
        is_full = speaker.text.split()[-1] in self._full_names
        return speaker.actor is not None or not speaker.is_named or is_full

    def name(self, subject: Subject) -> tuple[str, str | None]:
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
