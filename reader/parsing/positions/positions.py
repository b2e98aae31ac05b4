"""Where each actor stands on a point, with the passage that shows it.

Goes through the items that are about a point, sentence by sentence: ``claims`` finds what is said
of the point, ``stances`` the words that show a stance, ``holders`` the actors, ``judging`` puts
them together. Nothing is taken without words that show it and an actor who holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from store.records import Stance

from ...dossier import Dossier
from ..model import Attribution, Naming, Page, Quotation, Span
from ..points.points import item_lines
from ..points.scope import PointFinder, get_point_finder
from .anaphora import may_point_back, point_back
from .claims import Claim, find_claims
from .context import Context
from .evidence import Sentence, cut_sentences
from .holders import Voices
from .judging import View, judge_sentence
from .stances import StanceFinder, get_stance_finder


class Stand(NamedTuple):
    """One position found, before it becomes a record."""

    actor: str
    side: str | None
    point: int
    stance: Stance
    line: int
    start: int
    end: int
    quotation: int | None
    """Index of the quotation that is the evidence, if it is one."""
    cue: str
    """The words that show it, and where in the line they stand."""
    cue_start: int
    cue_end: int


def find_positions(
    page: Page,
    spans: tuple[Span, ...],
    naming: Naming,
    quotations: tuple[Quotation, ...],
    attributions: tuple[Attribution, ...],
    points: tuple[tuple[int, ...], ...],
    dossier: Dossier,
) -> tuple[Stand, ...]:
    """Find the stands taken in all items, in order of place."""
    reader = _ItemReader(
        page,
        get_point_finder(dossier),
        get_stance_finder(dossier),
        Voices(naming, dossier.actors, quotations, attributions),
        dossier.plan.versions[0].proposed_by if dossier.plan.versions else None,
    )
    return tuple(
        stand
        for span, numbers in zip(spans, points, strict=True)
        if numbers
        for stand in reader.find(span, numbers)
    )


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """What the items of one document are read with."""

    page: Page
    points: PointFinder
    stances: StanceFinder
    voices: Voices
    default_draft: str | None

    def find(self, span: Span, points: Sequence[int]) -> Iterable[Stand]:
        """Yield the stands of one item, each actor's stance on a point once."""
        seen: set[tuple[str, int, Stance]] = set()
        for view, sentence in self._find_views(span, points):
            key = (view.actor, view.claim.point, view.stance)
            if key not in seen:
                seen.add(key)
                yield _make_stand(view, sentence, self.voices)

    def _find_views(self, span: Span, points: Sequence[int]) -> Iterable[tuple[View, Sentence]]:
        claims = find_claims(self.points.trace(item_lines(self.page, span)), points)
        context = Context(self.default_draft)
        is_claimed = False
        for number in span.lines:
            here = claims.get(number, ())
            cut = partial(self._cut, number, here)
            text = self.page.lines[number - 1].text
            if not here and not (is_claimed and may_point_back(text)):
                context.pass_over(cut)
                continue
            is_claimed = True
            for plain in cut():
                sentence = point_back(plain, context, self.points.lines.read(text))
                for view in judge_sentence(sentence, context, self.voices):
                    yield view, sentence
                context.move_on(sentence)

    def _cut(self, number: int, claims: Sequence[Claim]) -> Iterable[Sentence]:
        line = self.points.lines.read(self.page.lines[number - 1].text)
        return cut_sentences(number, self.stances.read(line), claims, self.voices)


def _make_stand(view: View, sentence: Sentence, voices: Voices) -> Stand:
    claim = view.claim
    quoted = voices.quotation_at(claim.line, claim.start, claim.end)
    return Stand(
        actor=view.actor,
        side=voices.side_of(view.actor),
        point=claim.point,
        stance=view.stance,
        line=claim.line,
        start=sentence.start,
        end=sentence.end,
        quotation=quoted[0] if quoted else None,
        cue=sentence.text[view.cue.start : view.cue.end],
        cue_start=view.cue.start,
        cue_end=view.cue.end,
    )
