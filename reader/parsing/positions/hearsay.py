"""Whether a stance is only what another side says of an actor: "Rivia thinks Sarn wants a quota".

Takes a cue with the actors whose stance it would show; finds who tells it, by the quotation or the
verb that it stands under, and answers whether that is hearsay. Only an actor's own side can tell
what it wants, thinks or refuses. What it did, or agrees to, another side may report; what another
side claims, suspects or accuses it of is evidence of nothing. Which words are which stands in
``data/hearsay.toml`` and, for the verbs of speech, in ``data/cues.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from store.records import Stance

from .context import Context
from .evidence import Sentence
from .holders import Voices, carries_on, is_subject_of
from .stances import Marked
from .telling import is_doubted, is_news, load_verbs

_WITHIN = 300
"""Characters between the words of a stance and those of its teller."""
_CLOSING = 8
_ACCORDING_WIDTH = 20
_PARTS = re.compile(r"[;—–]|[”\"],\s|,\s(?:and|but|while|whereas|although|though)\s")
"""Ends what a verb of speech before it reports."""
_CLOSES = re.compile(r",[”\"’]?\s(?:the\s)?$")
_ACCORDING = re.compile(r"\b[Aa]ccording to\s(?:the\s)?$")


class _Teller(NamedTuple):
    """Who tells it, and whether it may be taken as news."""

    actors: tuple[str, ...]
    is_doubted: bool


def is_hearsay(
    cue: Marked,
    stance: Stance,
    holders: tuple[str, ...],
    sentence: Sentence,
    context: Context,
    voices: Voices,
) -> bool:
    """Tell whether another side says that the holders take a stance.

    Args:
        cue: the words that show it.
        stance: what they say, negators counted in.
        holders: the actors whose stance it would be.
        sentence: the sentence that the words stand in.
        context: what the item has told before.
        voices: the actors of the document.
    """
    side = voices.side_of(holders[0])
    if side is None:
        return False
    teller = _find_teller(cue, holders, sentence, context, voices)
    if teller is None or not teller.actors:
        return False
    sides = {voices.side_of(actor) for actor in teller.actors}
    if None in sides or side in sides:
        return False
    return teller.is_doubted or not is_news(sentence.text[cue.start : cue.end], stance)


def _find_teller(
    cue: Marked,
    holders: tuple[str, ...],
    sentence: Sentence,
    context: Context,
    voices: Voices,
) -> _Teller | None:
    quoted = voices.quotation_at(sentence.line, cue.start, cue.end)
    if quoted:
        word = (voices.cue_of(quoted[0]) or "").partition(" ")[0]
        speakers = (quoted[1],) if quoted[1] else sentence.speakers
        return _Teller(context.speakers if speakers is None else speakers, bool(is_doubted(word)))
    told = chain(_told_before(cue, holders, sentence, context), _told_after(cue, sentence))
    return next(told, None)


def _told_before(
    cue: Marked, holders: tuple[str, ...], sentence: Sentence, context: Context
) -> Iterable[_Teller]:
    """Yield who tells what follows: "Rivia said that Sarn wants", "according to Rivia"."""
    text, start = sentence.text, max(sentence.start, cue.start - _WITHIN)
    before = [named for named in sentence.named if start <= named.start < cue.end]
    last = max((named.start for named in before if named.actor in holders), default=0)
    for at, end, doubted in _verbs(sentence, start, cue.start):
        if last < end or _PARTS.search(text, end, cue.start):
            continue
        subject = next((named for named in before if is_subject_of(named, text, at)), None)
        if subject:
            yield _Teller((subject.actor,), doubted)
        elif carries_on(text, start, at):
            yield _Teller(context.speakers, doubted)
    for named in before:
        opened = text[max(start, named.start - _ACCORDING_WIDTH) : named.start]
        if named.end > cue.start or not _ACCORDING.search(opened):
            continue
        if not _PARTS.search(text, named.end, cue.start):
            yield _Teller((named.actor,), is_doubted=False)


def _told_after(cue: Marked, sentence: Sentence) -> Iterable[_Teller]:
    """Yield who tells what stands before: "Sarn wants a quota, Rivia said"."""
    text = sentence.text
    verbs = _verbs(sentence, cue.end, min(sentence.end, cue.end + _WITHIN))
    for named in sentence.named if verbs else ():
        if named.start < cue.end:
            continue
        if named.start - cue.end > _WITHIN or _PARTS.search(text, cue.end, named.start):
            return
        if _CLOSES.search(text, max(cue.end, named.start - _CLOSING), named.start):
            for at, _, doubted in verbs:
                if is_subject_of(named, text, at):
                    yield _Teller((named.actor,), doubted)
                    break


def _verbs(sentence: Sentence, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Give the verbs that tell of others in a part of a sentence: their places, and if doubted."""
    words, spans, verbs = sentence.source.words, sentence.source.spans, load_verbs()
    first, last = bisect_left(spans, (start,)), bisect_left(spans, (end,))
    return [(*spans[n], verbs[words[n]]) for n in range(first, last) if words[n] in verbs]
