"""What a draft says of a point: "the plan calls for", "it includes", and lists of changes.

Takes a sentence (``evidence``) and gives the readings of a claim in which a draft is the subject;
whoever put the draft forward proposes what it holds and opposes what it takes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from store.records import Stance

from .claims import Claim
from .context import Context
from .evidence import Option, Sentence
from .stances import Cue, DraftName, DraftVerb, Marked, Reach, Sign

_AFTER = Reach.AFTER  # a member is slow to reach
_DRAFT, _RELATIVE = Sign.DRAFT, Sign.RELATIVE
_CONDITIONAL, _OPPOSES, _PROPOSES = Stance.CONDITIONAL, Stance.OPPOSES, Stance.PROPOSES

_VERB_AFTER_DRAFT = 8
"""Words between a draft's name and its verb."""
_AFTER_INSERTION = 24
"""The same where an insertion follows the name: ", released on Friday, "."""
_AUXILIARY_WITHIN = 4
_CLAUSE = 60
"""Words of a draft's clause, which may list many points."""
_REMOVED_WITHIN = 8
_PARTING = (Sign.BARRIER,)
"""A draft's clause goes on after "which": "it has clauses which Rivia rejected, such as"."""
_IN_LIST = re.compile(r"\s{0,9}[–—•·*‣▪-]\s")
_IT = re.compile(r"\b(?:[Ii]t|which)\s+(?:would\s+|will\s+)?(?:\w{1,20}ly\s+)?$")
_IT_WITHIN = 60
"""Characters before a verb in which its "it" is looked for."""
_INSERTED = re.compile(
    r",|\s+(?:drafted|prepared|drawn|released|seen|put|backed|signed|leaked|reviewed|published)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|be|been|being)\s+(?:\w{1,20}ly\s+)?$")


def is_list_line(text: str) -> bool:
    """Tell whether a line stands in a list."""
    return _IN_LIST.match(text) is not None


def draft_after(cue: Marked, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Return who put forward the draft right after a cue: "among the points of the draft"."""
    for draft in sentence.drafts:
        if 0 < draft.first - cue.last <= _VERB_AFTER_DRAFT:
            by = _proposer(draft, context)
            return (by,) if by else ()
    return ()


def _proposer(draft: Marked, context: Context) -> str | None:
    if isinstance(draft.meaning, DraftName):
        return draft.meaning.proposed_by
    return context.draft or context.default_draft


def draft_options(claim: Claim, sentence: Sentence, context: Context) -> Iterable[Option]:
    """Read "the draft calls for": the draft's name, its verb, then the claim."""
    for draft in sentence.drafts:
        verb = _verb_between(draft.last, claim, sentence, _gap_after(draft, sentence))
        if not verb or sentence.has_barrier(draft.last, claim.first, _PARTING):
            continue
        by = _proposer(draft, context)
        if by:
            assert isinstance(verb.meaning, DraftVerb)
            yield Option(claim.first - verb.last - 1, verb.meaning.stance, (by,), verb, draft.last)
    for verb in sentence.draft_verbs:
        assert isinstance(verb.meaning, DraftVerb)
        begin = max(sentence.start, verb.start - _IT_WITHIN)
        if verb.meaning.is_auxiliary or not _IT.search(sentence.text, begin, verb.start):
            continue
        earlier = [draft for draft in sentence.drafts if draft.last < verb.first]
        if not earlier and any(named.end <= verb.start for named in sentence.named):
            continue
        by = _proposer(earlier[0], context) if earlier else context.draft
        last = _verb_between(verb.first - 1, claim, sentence, 0)
        if by and last and not sentence.has_barrier(verb.first, claim.first, _PARTING):
            assert isinstance(last.meaning, DraftVerb)
            yield Option(claim.first - last.last - 1, last.meaning.stance, (by,), last, verb.first)


def _gap_after(draft: Marked, sentence: Sentence) -> int:
    """Return how far its verb may be: further where an insertion follows the draft's name."""
    is_inserted = _INSERTED.match(sentence.text, draft.end)
    return _AFTER_INSERTION if is_inserted else _VERB_AFTER_DRAFT


def _verb_between(last: int, claim: Claim, sentence: Sentence, within: int) -> Marked | None:
    """Return the draft's verb that is nearest to the claim, in the same clause."""
    relatives = (sign.first for sign in sentence.signs if sign.meaning is _RELATIVE)
    clause_end = min((first for first in relatives if first > last + 1), default=claim.first)
    verbs = [
        (verb, verb.meaning)
        for verb in sentence.draft_verbs
        if isinstance(verb.meaning, DraftVerb)
        and last < verb.first < clause_end
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


def list_options(claim: Claim, sentence: Sentence, context: Context) -> list[Option]:
    """Read a line of a list of changes: taken out is opposed, all else is proposed."""
    if not _IN_LIST.match(sentence.text) or sentence.has_barrier(-1, claim.first):
        return []
    mark = Marked(_DRAFT, 0, claim.start, claim.end, claim.first, claim.last)
    if context.listing:
        return [Option(0, _OPPOSES, context.listing, mark)]
    by = context.first_draft
    if by is None:
        return []
    removed = [
        verb
        for verb in sentence.draft_verbs
        if isinstance(verb.meaning, DraftVerb)
        and verb.meaning.stance is _OPPOSES
        and 0 < claim.first - verb.last <= _REMOVED_WITHIN
    ]
    refused = [
        cue
        for cue in sentence.cues
        if isinstance(cue.meaning, Cue)
        and cue.meaning.stance is _OPPOSES
        and cue.meaning.reach is _AFTER
        and 0 < claim.first - cue.last <= cue.meaning.within + 1
    ]
    removed = removed or refused
    if removed:
        stance = _CONDITIONAL if claim.is_amended else _OPPOSES
        return [Option(0, stance, (by,), removed[-1])]
    return [Option(0, _PROPOSES, (by,), mark)]
