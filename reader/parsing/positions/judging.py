"""Which words of a sentence are about which claim, and whose stance that is.

Takes one sentence (``evidence``) and gives the stances that it shows (``View``): the nearest cue
that reaches a claim, and the nearest one of every other side. Polarity follows the point's
wording: to support what goes against it is to oppose it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from store.records import Stance

from .claims import Claim
from .context import Context
from .drafts import draft_after, draft_options, is_list_line, list_options
from .evidence import OPENS_CARRIED, Option, Sentence, reach_of
from .hearsay import is_hearsay
from .holders import Voices, subject_before, target_after, with_joined
from .stances import Cue, Holder, Marked, Reach, Sign, read_stance, turn

_DRAFT, _SPEAKER, _SUBJECT, _TARGET = Holder.DRAFT, Holder.SPEAKER, Holder.SUBJECT, Holder.TARGET
_AFTER, _AROUND, _BEFORE, _CONDITION = Reach.AFTER, Reach.AROUND, Reach.BEFORE, Reach.CONDITION
_NEGATOR = Sign.NEGATOR
_CONDITIONAL, _OPPOSES, _PROPOSES, _SUPPORTS = (
    Stance.CONDITIONAL,
    Stance.OPPOSES,
    Stance.PROPOSES,
    Stance.SUPPORTS,
)

_NEGATOR_WITHIN = 3
_PART_OF = re.compile(
    r"\b(?:part|element|component|basis|condition|precondition)s?\s(?:of|for)"
    r"\s(?:(?:the|a|an|any|all|these|those|such|its|their|future|lasting)\s){0,2}[“\"]?$"
)
_QUOTE_ENDS = re.compile('[,.!?][”"]')
_CONDITIONED = (Stance.SUPPORTS, Stance.OPPOSES)
_CARRIED = re.compile(
    r"\b(?:another"
    r"|the\s+(?:two\s+|three\s+|joint\s+)?(?:leaders?|officials?|ministers?|president|chancellor|statement"
    r"|document|spokes\w{1,8}|diplomat|politician|envoy|secretary|letter|readout|outlet|paper"
    r"|newspaper|agency|report))\b",
    re.IGNORECASE,
)
"""Words that carry on with who spoke or acted before."""
_PRONOUN = re.compile(r"\b(?:he|she|they|we|it|who|I)\b", re.IGNORECASE)


class View(NamedTuple):
    """One stance that a sentence shows."""

    claim: Claim
    stance: Stance
    actor: str
    cue: Marked


def judge_sentence(sentence: Sentence, context: Context, voices: Voices) -> list[View]:
    """Give the stances that one sentence shows."""
    views: list[View] = []
    removes = False
    for claim in sentence.claims:
        options = _options(claim, sentence, context, voices)
        if not options and not removes:
            options = list_options(claim, sentence, context)
            removes = any(option.stance is _OPPOSES for option in options)
        for option in _choose(options, voices):
            stance = _for_wording(option.stance, claim)
            views += (View(claim, stance, actor, option.cue) for actor in option.actors)
    return views


def _options(claim: Claim, sentence: Sentence, context: Context, voices: Voices) -> list[Option]:
    drafts = list(draft_options(claim, sentence, context))
    cues = list(_cue_options(claim, sentence, context, voices))
    if drafts:
        begin = min(option.begin or 0 for option in drafts)
        cues = [
            option
            for option in cues
            if not begin <= option.cue.first <= claim.first or reach_of(option.cue) is _AROUND
        ]
        cues = [option for option in cues if reach_of(option.cue) is not _CONDITION]
    options = [*drafts, *_without_doubled(cues)]
    if all(_is_weak(option.cue, claim, sentence) for option in options):
        return []
    return options


def _without_doubled(options: list[Option]) -> list[Option]:
    """Leave out what is said of a refusal: "rejecting the quota, a red line for Rivia"."""
    refusals = [
        option.distance
        for option in options
        if option.stance is _OPPOSES and reach_of(option.cue) is _AFTER
    ]
    return [
        option
        for option in options
        if not refusals
        or reach_of(option.cue) is not _BEFORE
        or not isinstance(option.cue.meaning, Cue)
        or option.cue.meaning.holder is not _TARGET
        or option.distance < min(refusals)
    ]


def _is_weak(cue: Marked, claim: Claim, sentence: Sentence) -> bool:
    """Tell whether a cue says nothing alone; an "if" between two points does."""
    if not isinstance(cue.meaning, Cue) or not cue.meaning.is_weak:
        return False
    return all(other.point == claim.point for other in sentence.claims)


def _asker(cue: Marked, sentence: Sentence) -> Marked | None:
    """Return the words that ask for what the cue says: "Rivia demands that they accept"."""
    for other in sentence.cues:
        if (
            isinstance(other.meaning, Cue)
            and other.meaning.asks
            and other.last < cue.first
            and not sentence.has_barrier(other.last, cue.first)
        ):
            return other
    return None


def _for_wording(stance: Stance, claim: Claim) -> Stance:
    if claim.is_against:
        return turn(stance)
    if claim.is_amended and stance in (_SUPPORTS, _PROPOSES):
        return _CONDITIONAL
    return stance


def _choose(options: list[Option], voices: Voices) -> list[Option]:
    """Take the nearest cue, and the nearest one of every other side."""
    chosen: list[Option] = []
    sides: set[str | None] = set()
    for option in sorted(options, key=lambda option: option.distance):
        side = voices.side_of(option.actors[0]) or option.actors[0]
        if side in sides:
            continue
        sides.add(side)
        chosen.append(option)
    return _apply_conditions(chosen, options)


def _apply_conditions(chosen: list[Option], options: list[Option]) -> list[Option]:
    """A condition beside the words of support makes the support conditional."""
    conditions = {
        o.actors for o in options if reach_of(o.cue) is _CONDITION and o.stance is _CONDITIONAL
    }
    return [
        o._replace(stance=_CONDITIONAL)
        if o.stance in _CONDITIONED and o.actors in conditions and reach_of(o.cue) is not _CONDITION
        else o
        for o in chosen
    ]


def _cue_options(
    claim: Claim, sentence: Sentence, context: Context, voices: Voices
) -> Iterable[Option]:
    is_listed = is_list_line(sentence.text) and context.first_draft is not None
    for cue in sentence.cues:
        assert isinstance(cue.meaning, Cue)
        condition = None
        if cue.meaning.reach is _CONDITION:
            distance, condition = _condition(cue, claim, sentence)
        else:
            distance = _distance(cue, claim)
        if distance is None or distance > cue.meaning.within:
            continue
        if sentence.has_barrier(min(cue.last, claim.last), max(cue.first, claim.first)):
            continue
        if _is_quoted_before(cue, claim, sentence) or _is_whole(cue, claim, sentence):
            continue
        asker = _asker(cue, sentence) if cue.meaning.yields else None
        actors = _holders(asker or cue, claim, sentence, context, voices, is_listed)
        if not actors:
            continue
        stance = condition or _stance(cue, claim, sentence)
        if not is_hearsay(cue, stance, actors, sentence, context, voices):
            yield Option(distance, stance, actors, cue)


def _is_quoted_before(cue: Marked, claim: Claim, sentence: Sentence) -> bool:
    """Tell whether a quotation ends between a speaker's cue and the claim."""
    assert isinstance(cue.meaning, Cue)
    return (
        cue.meaning.holder is _SPEAKER
        and _QUOTE_ENDS.search(sentence.text, cue.end, max(cue.end, claim.start)) is not None
    )


def _is_whole(cue: Marked, claim: Claim, sentence: Sentence) -> bool:
    """Tell whether the claim is what something else shall be a part of: "part of any quota"."""
    return cue.end < claim.start and bool(_PART_OF.search(sentence.text, cue.end, claim.start))


def _stance(cue: Marked, claim: Claim, sentence: Sentence) -> Stance:
    assert isinstance(cue.meaning, Cue)
    stance = read_stance(cue, sentence.signs, sentence.text)
    is_turned = cue.meaning.holder is _TARGET and _is_negated(claim, sentence)
    return turn(stance) if is_turned else stance


def _is_negated(claim: Claim, sentence: Sentence) -> bool:
    """Tell whether "not" stands right before the claim: "not having a quota is a red line"."""
    return any(
        sign.meaning is _NEGATOR and 0 < claim.first - sign.last <= _NEGATOR_WITHIN
        for sign in sentence.signs
    )


def _condition(cue: Marked, claim: Claim, sentence: Sentence) -> tuple[int | None, Stance]:
    """Read "Rivia leaves the bay once the islands stop fishing", in either order."""
    others = [other for other in sentence.claims if other.point != claim.point]
    is_plain = all(reach_of(other) is _CONDITION for other in sentence.cues)
    if claim.last < cue.first:
        return cue.first - claim.last - 1, _CONDITIONAL
    if claim.first <= cue.last:
        return None, _CONDITIONAL
    if any(other.last < cue.first for other in others):
        return claim.first - cue.last - 1, _SUPPORTS
    opens_sentence = not sentence.text[sentence.start : cue.start].strip(" \"“‘'")
    if not (opens_sentence and others and is_plain):
        return None, _CONDITIONAL
    if all(claim.first < other.first for other in others):
        return claim.first - cue.last - 1, _SUPPORTS
    return 0, _CONDITIONAL


def _distance(cue: Marked, claim: Claim) -> int | None:
    """Return the words between a cue and a claim, None where the claim is on the wrong side."""
    reach = reach_of(cue)
    if cue.first < claim.first and reach is not _BEFORE:
        return max(0, claim.first - cue.last - 1)
    if claim.last < cue.last and reach is not _AFTER:
        return max(0, cue.first - claim.last - 1)
    return None


def _holders(
    cue: Marked,
    claim: Claim,
    sentence: Sentence,
    context: Context,
    voices: Voices,
    is_listed: bool,
) -> tuple[str, ...]:
    assert isinstance(cue.meaning, Cue)
    holder = cue.meaning.holder
    if holder is _DRAFT:
        return draft_after(cue, sentence, context)
    within = [n for n in sentence.named if cue.start <= n.start and n.end <= cue.end]
    if within and holder is not _SPEAKER:
        return with_joined(sentence.named, sentence.named.index(within[-1]), sentence.text)
    if holder is _TARGET:
        found = target_after(sentence.named, sentence.text, cue.end, sentence.end)
        if found:
            return found
    if holder is _SUBJECT:
        spans = [(other.start, other.end) for other in sentence.claims]
        found = subject_before(sentence.named, sentence.text, sentence.start, cue.start, spans)
        if found:
            return found
    return () if is_listed else _speakers(cue, claim, sentence, context, voices)


def _speakers(
    cue: Marked, claim: Claim, sentence: Sentence, context: Context, voices: Voices
) -> tuple[str, ...]:
    """Return who says the claim: its quotation's speaker, the sentence's, or the one before's."""
    assert isinstance(cue.meaning, Cue)
    quoted = voices.quotation_at(claim.line, claim.start, claim.end)
    if quoted and quoted[1]:
        return (quoted[1],)
    is_subject = cue.meaning.holder is _SUBJECT
    if is_subject and not _PRONOUN.search(sentence.text, sentence.start, cue.start):
        return ()
    if sentence.speakers:
        return sentence.speakers
    is_carried = (
        sentence.speakers is None
        or OPENS_CARRIED.match(sentence.text, sentence.start)
        or _CARRIED.search(sentence.text, sentence.start, sentence.end)
    )
    return context.speakers if is_carried else ()
