"""Which words of a sentence are about which claim, and whose stance that is.

Takes one sentence with its claims, cues, drafts and actors, and what the item has told before
(``Context``); gives the stances that the sentence shows (``View``). Polarity follows the point's
wording: to support what goes against it is to oppose it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.records import Stance

from .claims import Claim
from .holders import Named, Voices, subject_before, target_after
from .stances import (
    Cue,
    DraftName,
    DraftVerb,
    Holder,
    Marked,
    Reach,
    Sign,
    StanceReading,
    read_stance,
    turn,
)

_VERB_AFTER_DRAFT = 5
"""Words between a draft's name and its verb."""
_CLAUSE = 40
"""Words of a draft's clause, which may list many points."""
_IN_LIST = re.compile(r"\s{0,9}[–—•·*‣▪-]\s")
_IT = re.compile(r"(?:It|This)\b")
_REMOVED_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with all that was found in it."""

    line: int
    text: str
    """The whole line."""
    start: int
    end: int
    """Character offsets of the sentence in the line."""
    claims: tuple[Claim, ...]
    cues: tuple[Marked, ...]
    signs: tuple[Marked, ...]
    drafts: tuple[Marked, ...]
    draft_verbs: tuple[Marked, ...]
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One stance that a sentence shows."""

    claim: Claim
    stance: Stance
    actor: str
    cue: str


@dataclass(frozen=True, slots=True)
class _Option:
    """One reading of a claim: a cue that may be about it."""

    distance: int
    stance: Stance
    actors: tuple[str, ...]
    cue: Marked


@dataclass(slots=True)
class Context:
    """What the item has told so far."""

    default_draft: str | None
    """Who put forward the version that "the plan" means without more."""
    speakers: tuple[str, ...] = ()
    """Who spoke, or was named first, in the sentence before."""
    draft: str | None = None
    """Who put forward the draft named last."""
    first_draft: str | None = None
    """Who put forward the draft that the item names first: what a list is about."""

    def move_on(self, sentence: Sentence, voices: Voices) -> None:
        """Take in a sentence before the next one is judged."""
        speakers = voices.speakers(
            sentence.line, sentence.text, sentence.start, sentence.end
        ) or tuple(named.actor for named in sentence.named[:1])
        self.speakers = speakers or self.speakers
        for place in sentence.drafts:
            if isinstance(place.meaning, DraftName):
                self.draft = place.meaning.proposed_by
                self.first_draft = self.first_draft or self.draft
                break


def cut_sentences(
    line: int, found: StanceReading, claims: Sequence[Claim], voices: Voices
) -> Iterable[Sentence]:
    """Sort what was found in one line by sentence."""
    reading = found.reading
    spans = reading.sentences or ((0, len(reading.text)),)
    for number, (start, end) in enumerate(spans):
        here = tuple(claim for claim in claims if start <= claim.start < end)

        def inside(
            places: Sequence[Marked], number: int = number, here: tuple[Claim, ...] = here
        ) -> tuple[Marked, ...]:
            return tuple(p for p in places if p.sentence == number and not _is_covered(p, here))

        yield Sentence(
            line,
            reading.text,
            start,
            end,
            here,
            inside(found.cues),
            inside(found.signs),
            inside(found.drafts),
            inside(found.draft_verbs),
            tuple(voices.named_in(line, start, end)),
        )


def _is_covered(place: Marked, claims: Iterable[Claim]) -> bool:
    return any(claim.first <= place.first and place.last <= claim.last for claim in claims)


def judge_sentence(sentence: Sentence, context: Context, voices: Voices) -> list[View]:
    """Give the stances that one sentence shows."""
    views: list[View] = []
    for claim in sentence.claims:
        options = [
            *_cue_options(claim, sentence, context, voices),
            *_draft_options(claim, sentence, context),
        ]
        if not options:
            options = _list_options(claim, sentence, context)
        for option in _choose(options, voices):
            stance = _for_wording(option.stance, claim)
            words = sentence.text[option.cue.start : option.cue.end]
            views += (View(claim, stance, actor, words) for actor in option.actors)
    return views


def _for_wording(stance: Stance, claim: Claim) -> Stance:
    if claim.is_against:
        return turn(stance)
    if claim.is_amended and stance in (Stance.SUPPORTS, Stance.PROPOSES):
        return Stance.CONDITIONAL
    return stance


def _choose(options: list[_Option], voices: Voices) -> list[_Option]:
    """Take the nearest cue, and the nearest one of every other side."""
    chosen: list[_Option] = []
    sides: set[str | None] = set()
    for option in sorted(options, key=lambda option: option.distance):
        side = voices.side_of(option.actors[0]) or option.actors[0]
        if side in sides:
            continue
        sides.add(side)
        chosen.append(option)
    return _apply_conditions(chosen, options)


def _apply_conditions(chosen: list[_Option], options: list[_Option]) -> list[_Option]:
    """A condition beside the words of support makes the support conditional."""
    conditions = {
        option.actors
        for option in options
        if isinstance(option.cue.meaning, Cue) and option.cue.meaning.name == "on a condition"
    }
    return [
        _Option(o.distance, Stance.CONDITIONAL, o.actors, o.cue)
        if o.stance is Stance.SUPPORTS and o.actors in conditions
        else o
        for o in chosen
    ]


def _cue_options(
    claim: Claim, sentence: Sentence, context: Context, voices: Voices
) -> Iterable[_Option]:
    for cue in sentence.cues:
        assert isinstance(cue.meaning, Cue)
        distance = _distance(cue, claim, cue.meaning.reach)
        if distance is None or distance > cue.meaning.within:
            continue
        if _has_barrier(sentence, min(cue.last, claim.last), max(cue.first, claim.first)):
            continue
        actors = _holders(cue, claim, sentence, context, voices)
        if actors:
            yield _Option(distance, read_stance(cue, sentence.signs), actors, cue)


def _distance(place: Marked, claim: Claim, reach: Reach) -> int | None:
    """Return the words between a cue and a claim, None where the claim is on the wrong side."""
    if place.last < claim.first:
        return claim.first - place.last - 1 if reach is not Reach.BEFORE else None
    if claim.last < place.first:
        return place.first - claim.last - 1 if reach is not Reach.AFTER else None
    return None


def _has_barrier(sentence: Sentence, after: int, before: int) -> bool:
    return any(
        sign.meaning is Sign.BARRIER and after < sign.first and sign.last < before
        for sign in sentence.signs
    )


def _holders(
    cue: Marked, claim: Claim, sentence: Sentence, context: Context, voices: Voices
) -> tuple[str, ...]:
    assert isinstance(cue.meaning, Cue)
    holder = cue.meaning.holder
    if holder is Holder.DRAFT:
        return _draft_after(cue, sentence, context)
    if holder is Holder.TARGET:
        found = target_after(sentence.named, sentence.text, cue.end, sentence.end)
        if found:
            return found
    if holder is Holder.SUBJECT:
        found = subject_before(
            sentence.named,
            sentence.text,
            sentence.start,
            cue.start,
            [(other.start, other.end) for other in sentence.claims],
        )
        if found:
            return found
    quoted = voices.quotation_at(claim.line, claim.start, claim.end)
    if quoted and quoted[1]:
        return (quoted[1],)
    return (
        voices.speakers(sentence.line, sentence.text, sentence.start, sentence.end)
        or context.speakers
    )


def _draft_after(cue: Marked, sentence: Sentence, context: Context) -> tuple[str, ...]:
    for draft in sentence.drafts:
        if 0 < draft.first - cue.last <= _VERB_AFTER_DRAFT:
            by = _proposer(draft, context)
            return (by,) if by else ()
    return ()


def _proposer(draft: Marked, context: Context) -> str | None:
    if isinstance(draft.meaning, DraftName):
        return draft.meaning.proposed_by
    return context.draft or context.default_draft


def _draft_options(claim: Claim, sentence: Sentence, context: Context) -> Iterable[_Option]:
    """Read "the draft calls for": the draft's name, its verb, then the claim."""
    subjects = [(draft.last, _proposer(draft, context)) for draft in sentence.drafts]
    if context.draft and _IT.match(sentence.text, sentence.start) and sentence.draft_verbs:
        subjects.append((sentence.draft_verbs[0].first - 1, context.draft))
    for last, by in subjects:
        verb = _verb_between(last, claim, sentence)
        if by and verb and not _has_barrier(sentence, last, claim.first):
            assert isinstance(verb.meaning, DraftVerb)
            yield _Option(claim.first - verb.last - 1, verb.meaning.stance, (by,), verb)


def _verb_between(last: int, claim: Claim, sentence: Sentence) -> Marked | None:
    """Return the draft's verb that is nearest to the claim, in the same clause."""
    verbs = [verb for verb in sentence.draft_verbs if last < verb.first and verb.last < claim.first]
    if not verbs or verbs[0].first - last - 1 > _VERB_AFTER_DRAFT:
        return None
    return verbs[-1] if claim.first - last <= _CLAUSE else None


def _list_options(claim: Claim, sentence: Sentence, context: Context) -> list[_Option]:
    """Read a line of a list of changes: taken out is opposed, all else is proposed."""
    by = context.first_draft
    if by is None or not _IN_LIST.match(sentence.text):
        return []
    if _has_barrier(sentence, -1, claim.first):
        return []
    removed = [
        verb
        for verb in sentence.draft_verbs
        if isinstance(verb.meaning, DraftVerb)
        and verb.meaning.stance is Stance.OPPOSES
        and 0 < claim.first - verb.last <= _REMOVED_WITHIN
    ]
    if removed:
        return [_Option(0, Stance.OPPOSES, (by,), removed[-1])]
    mark = Marked(Sign.DRAFT, 0, claim.start, claim.end, claim.first, claim.last)
    return [_Option(0, Stance.PROPOSES, (by,), mark)]
