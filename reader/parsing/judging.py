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
from .holders import Named, Voices, subject_before, target_after, with_joined
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

_VERB_AFTER_DRAFT = 8
"""Words between a draft's name and its verb."""
_AFTER_COMMA = 24
_AUXILIARY_WITHIN = 4
_CLAUSE = 60
"""Words of a draft's clause, which may list many points."""
_CONDITIONED = (Stance.SUPPORTS, Stance.OPPOSES)
_IN_LIST = re.compile(r"\s{0,9}[–—•·*‣▪-]\s")
_IT = re.compile(r"\b(?:[Ii]t|which)\s+(?:\w{1,20}ly\s+)?$")
_INSERTED = re.compile(
    r",|\s+(?:drafted|prepared|drawn|released|seen|put|backed|signed|leaked|reviewed|published)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|be|been|being)\s+(?:\w{1,20}ly\s+)?$")
_CARRIED = re.compile(
    r"\b(?:he|she|they|it|we|I|another"
    r"|the\s+(?:two\s+|three\s+|joint\s+)?(?:leaders?|officials?|ministers?|president|chancellor|statement"
    r"|document|spokes\w{1,8}|diplomat|politician|envoy|secretary|letter|readout|outlet|paper"
    r"|newspaper|agency|report))\b",
    re.IGNORECASE,
)
"""Words that carry on with who spoke or acted before."""
_OPENS_CARRIED = re.compile(r"[\"“‘'\s]{0,3}(?:He|She|They|It|We|I|Their|His|Her)\b")
_PRONOUN = re.compile(r"\b(?:he|she|they|we|it|who|I)\b", re.IGNORECASE)
_REMOVED_WITHIN = 8
_CHANGES = "insists on changing"
"""The cue that may introduce a list of what is to be changed."""


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
    begin: int | None = None
    """The last word of the draft's name, where a draft is the subject."""


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
    listing: tuple[str, ...] = ()
    """Who wants to change what a list names: "they insist on changing four points"."""

    def move_on(self, sentence: Sentence, voices: Voices) -> None:
        """Take in a sentence before the next one is judged."""
        speakers = voices.speakers(sentence.line, sentence.text, sentence.start, sentence.end)
        if not speakers and not _OPENS_CARRIED.match(sentence.text, sentence.start):
            speakers = _first_subject(sentence)
        self.speakers = speakers or self.speakers
        for cue in sentence.cues:
            if isinstance(cue.meaning, Cue) and cue.meaning.name == _CHANGES:
                spans = (sentence.named, sentence.text, sentence.start, cue.start)
                self.listing = subject_before(*spans, ()) or self.listing
        for place in sentence.drafts:
            if isinstance(place.meaning, DraftName):
                self.draft = place.meaning.proposed_by
                self.first_draft = self.first_draft or self.draft
                break


def _first_subject(sentence: Sentence) -> tuple[str, ...]:
    """Return the actor that the sentence begins with, if it is not what a claim is about."""
    spans = [(claim.start, claim.end) for claim in sentence.claims]
    first = sentence.named[:1]
    if not first or any(a <= first[0].start and first[0].end <= b for a, b in spans):
        return ()
    return subject_before(sentence.named, sentence.text, sentence.start, first[0].end, spans)


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
            tuple(
                cue
                for cue in inside(found.cues)
                if not _is_barred(cue, found.signs)
                and reading.text[cue.start - 1 : cue.start] != "-"
            ),
            inside(found.signs),
            inside(found.drafts),
            inside(found.draft_verbs),
            _outside(voices.named_in(line, start, end), inside(found.drafts)),
        )


def _outside(named: Iterable[Named], drafts: Iterable[Marked]) -> tuple[Named, ...]:
    """Leave out the names that only say whose draft it is: "the US proposal"."""
    spans = [(draft.start, draft.end) for draft in drafts]
    return tuple(n for n in named if not any(a <= n.start and n.end <= b for a, b in spans))


def _is_covered(place: Marked, claims: Iterable[Claim]) -> bool:
    return any(claim.first <= place.first and place.last <= claim.last for claim in claims)


def _is_barred(cue: Marked, signs: Iterable[Marked]) -> bool:
    """Tell whether the cue is part of longer words that part clauses: "for as long as"."""
    return any(
        sign.meaning is Sign.BARRIER and sign.first < cue.first and cue.last <= sign.last
        for sign in signs
        if sign.sentence == cue.sentence
    )


def judge_sentence(sentence: Sentence, context: Context, voices: Voices) -> list[View]:
    """Give the stances that one sentence shows."""
    views: list[View] = []
    removes = False
    for claim in sentence.claims:
        options = _options(claim, sentence, context, voices)
        if not options and not removes:
            options = _list_options(claim, sentence, context)
            removes = any(option.stance is Stance.OPPOSES for option in options)
        for option in _choose(options, voices):
            stance = _for_wording(option.stance, claim)
            words = sentence.text[option.cue.start : option.cue.end]
            views += (View(claim, stance, actor, words) for actor in option.actors)
    return views


def _options(claim: Claim, sentence: Sentence, context: Context, voices: Voices) -> list[_Option]:
    drafts = list(_draft_options(claim, sentence, context))
    cues = list(_cue_options(claim, sentence, context, voices))
    if drafts:
        begin = min(option.begin or 0 for option in drafts)
        cues = [o for o in cues if o.cue.first > claim.first or o.cue.first < begin]
        cues = [o for o in cues if _reach(o.cue) is not Reach.CONDITION]
    options = [*drafts, *cues]
    if all(_is_weak(option.cue, claim, sentence) for option in options):
        return []
    return options


def _is_weak(cue: Marked, claim: Claim, sentence: Sentence) -> bool:
    """Tell whether a cue says nothing alone; an "if" between two points does."""
    if not isinstance(cue.meaning, Cue) or not cue.meaning.is_weak:
        return False
    return all(other.point == claim.point for other in sentence.claims)


def _reach(cue: Marked) -> Reach | None:
    return cue.meaning.reach if isinstance(cue.meaning, Cue) else None


def _asker(cue: Marked, sentence: Sentence) -> Marked | None:
    """Return the words that ask for what the cue says: "Rivia demands that they accept"."""
    for other in sentence.cues:
        if (
            isinstance(other.meaning, Cue)
            and other.meaning.asks
            and other.last < cue.first
            and not _has_barrier(sentence, other.last, cue.first)
        ):
            return other
    return None


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
        o.actors
        for o in options
        if _reach(o.cue) is Reach.CONDITION and o.stance is Stance.CONDITIONAL
    }
    return [
        _Option(o.distance, Stance.CONDITIONAL, o.actors, o.cue)
        if o.stance in _CONDITIONED
        and o.actors in conditions
        and _reach(o.cue) is not Reach.CONDITION
        else o
        for o in chosen
    ]


def _cue_options(
    claim: Claim, sentence: Sentence, context: Context, voices: Voices
) -> Iterable[_Option]:
    is_listed = context.first_draft is not None and _IN_LIST.match(sentence.text) is not None
    for cue in sentence.cues:
        assert isinstance(cue.meaning, Cue)
        distance, stance = _distance(cue, claim), read_stance(cue, sentence.signs, sentence.text)
        if cue.meaning.reach is Reach.CONDITION:
            distance, stance = _condition(cue, claim, sentence)
        if distance is None or distance > cue.meaning.within:
            continue
        if _has_barrier(sentence, min(cue.last, claim.last), max(cue.first, claim.first)):
            continue
        asker = _asker(cue, sentence) if cue.meaning.yields else None
        actors = _holders(asker or cue, claim, sentence, context, voices, is_listed)
        if actors:
            yield _Option(distance, stance, actors, cue)


def _condition(cue: Marked, claim: Claim, sentence: Sentence) -> tuple[int | None, Stance]:
    """Read "Rivia leaves the bay once the islands stop fishing", in either order."""
    others = [other for other in sentence.claims if other.point != claim.point]
    is_plain = all(_reach(other) is Reach.CONDITION for other in sentence.cues)
    if claim.last < cue.first:
        return cue.first - claim.last - 1, Stance.CONDITIONAL
    if claim.first <= cue.last:
        return None, Stance.CONDITIONAL
    if any(other.last < cue.first for other in others):
        return claim.first - cue.last - 1, Stance.SUPPORTS
    opens_sentence = not sentence.text[sentence.start : cue.start].strip(" \"“‘'")
    if not (opens_sentence and others and is_plain):
        return None, Stance.CONDITIONAL
    if all(claim.first < other.first for other in others):
        return claim.first - cue.last - 1, Stance.SUPPORTS
    return 0, Stance.CONDITIONAL


def _distance(cue: Marked, claim: Claim) -> int | None:
    """Return the words between a cue and a claim, None where the claim is on the wrong side."""
    reach = _reach(cue)
    if cue.first < claim.first and reach is not Reach.BEFORE:
        return max(0, claim.first - cue.last - 1)
    if claim.last < cue.last and reach is not Reach.AFTER:
        return max(0, cue.first - claim.last - 1)
    return None


def _has_barrier(sentence: Sentence, after: int, before: int) -> bool:
    return any(
        sign.meaning is Sign.BARRIER and after < sign.first and sign.last < before
        for sign in sentence.signs
    )


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
    if holder is Holder.DRAFT:
        return _draft_after(cue, sentence, context)
    within = [n for n in sentence.named if cue.start <= n.start and n.end <= cue.end]
    if within and holder is not Holder.SPEAKER:
        return with_joined(sentence.named, sentence.named.index(within[-1]), sentence.text)
    if holder is Holder.TARGET:
        found = target_after(sentence.named, sentence.text, cue.end, sentence.end)
        if found:
            return found
    if holder is Holder.SUBJECT:
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
    is_subject = cue.meaning.holder is Holder.SUBJECT
    if is_subject and not _PRONOUN.search(sentence.text, sentence.start, cue.start):
        return ()
    speakers = voices.speakers(sentence.line, sentence.text, sentence.start, sentence.end)
    if not speakers and _CARRIED.search(sentence.text, sentence.start, sentence.end):
        return context.speakers
    return speakers


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
    subjects = [(draft, _proposer(draft, context)) for draft in sentence.drafts]
    for draft, by in subjects:
        verb = _verb_between(draft.last, claim, sentence, _gap_after(draft, sentence))
        if by and verb and not _has_barrier(sentence, draft.last, claim.first):
            assert isinstance(verb.meaning, DraftVerb)
            yield _Option(claim.first - verb.last - 1, verb.meaning.stance, (by,), verb, draft.last)
    for verb in sentence.draft_verbs:
        if not _IT.search(sentence.text, sentence.start, verb.start):
            continue
        earlier = [by for draft, by in subjects if draft.last < verb.first]
        by = earlier[0] if earlier else context.draft
        last = _verb_between(verb.first - 1, claim, sentence, 0)
        if by and last and not _has_barrier(sentence, verb.first, claim.first):
            assert isinstance(last.meaning, DraftVerb)
            yield _Option(claim.first - last.last - 1, last.meaning.stance, (by,), last, verb.first)


def _gap_after(draft: Marked, sentence: Sentence) -> int:
    """Return how far its verb may be: further where an insertion follows the draft's name."""
    is_inserted = _INSERTED.match(sentence.text, draft.end)
    return _AFTER_COMMA if is_inserted else _VERB_AFTER_DRAFT


def _verb_between(last: int, claim: Claim, sentence: Sentence, within: int) -> Marked | None:
    """Return the draft's verb that is nearest to the claim, in the same clause."""
    verbs = [
        (verb, verb.meaning)
        for verb in sentence.draft_verbs
        if isinstance(verb.meaning, DraftVerb)
        and last < verb.first
        and verb.last < claim.first
        and _may_follow(verb, last, sentence.text)
    ]
    if not verbs or verbs[0][0].first - last - 1 > within or claim.first - last > _CLAUSE:
        return None
    full = [verb for verb, meaning in verbs if not meaning.is_auxiliary]
    return (full or [verb for verb, _ in verbs])[-1]


def _may_follow(verb: Marked, last: int, text: str) -> bool:
    """Tell whether a verb can be what a draft that ends at word ``last`` does."""
    assert isinstance(verb.meaning, DraftVerb)
    if _PASSIVE.search(text, max(0, verb.start - 24), verb.start):
        return False
    if verb.meaning.is_adjoining:
        return verb.first == last + 1
    return not verb.meaning.is_auxiliary or verb.first <= last + 1 + _AUXILIARY_WITHIN


def _list_options(claim: Claim, sentence: Sentence, context: Context) -> list[_Option]:
    """Read a line of a list of changes: taken out is opposed, all else is proposed."""
    if not _IN_LIST.match(sentence.text) or _has_barrier(sentence, -1, claim.first):
        return []
    mark = Marked(Sign.DRAFT, 0, claim.start, claim.end, claim.first, claim.last)
    if context.listing:
        return [_Option(0, Stance.OPPOSES, context.listing, mark)]
    by = context.first_draft
    if by is None:
        return []
    removed = [
        verb
        for verb in sentence.draft_verbs
        if isinstance(verb.meaning, DraftVerb)
        and verb.meaning.stance is Stance.OPPOSES
        and 0 < claim.first - verb.last <= _REMOVED_WITHIN
    ]
    refused = [
        cue
        for cue in sentence.cues
        if isinstance(cue.meaning, Cue)
        and cue.meaning.stance is Stance.OPPOSES
        and cue.meaning.reach is Reach.AFTER
        and 0 < claim.first - cue.last <= cue.meaning.within + 1
    ]
    removed = removed or refused
    if removed:
        stance = Stance.CONDITIONAL if claim.is_amended else Stance.OPPOSES
        return [_Option(0, stance, (by,), removed[-1])]
    return [_Option(0, Stance.PROPOSES, (by,), mark)]
