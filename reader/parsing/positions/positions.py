"""Where each actor stands on a point, with the passage that shows it.

Goes through the items that are about a point, sentence by sentence: ``claims`` finds what is said
of the point, ``stances`` the words that show a stance, ``holders`` the actors, ``judging`` puts
them together. Nothing is taken without words that show it and an actor who holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.records import Stance

from ...dossier import Dossier
from ..model import Attribution, Naming, Page, Quotation, Span
from ..points.points import item_lines
from ..points.scope import get_point_finder
from .anaphora import point_back
from .claims import find_claims
from .evidence import Context, Sentence, cut_sentences
from .holders import Voices
from .judging import View, judge_sentence
from .stances import get_stance_finder


@dataclass(frozen=True, slots=True)
class Stand:
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
    voices = Voices(naming, dossier.actors, quotations, attributions)
    return tuple(
        stand
        for span, numbers in zip(spans, points, strict=True)
        if numbers
        for stand in _find_in_item(page, span, numbers, voices, dossier)
    )


def _find_in_item(
    page: Page, span: Span, points: Sequence[int], voices: Voices, dossier: Dossier
) -> Iterable[Stand]:
    point_finder = get_point_finder(dossier)
    claims = find_claims(point_finder.trace(item_lines(page, span)), points)
    finder = get_stance_finder(dossier)
    first_version = dossier.plan.versions[:1]
    context = Context(default_draft=first_version[0].proposed_by if first_version else None)
    seen: set[tuple[str, int, Stance]] = set()
    for number in span.lines:
        line = point_finder.lines.read(page.lines[number - 1].text)
        read = finder.read(line)
        for cut in cut_sentences(number, read, claims.get(number, ()), voices):
            sentence = point_back(cut, context.lead, line)
            for view in judge_sentence(sentence, context, voices):
                key = (view.actor, view.claim.point, view.stance)
                if key not in seen:
                    seen.add(key)
                    yield _make_stand(view, sentence, voices)
            context.move_on(sentence)


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
        cue=view.cue,
    )
