"""What "this condition" and "the point" stand for: the claims of the sentence before.

Takes a sentence without claims of its own and the claims of the one before it; gives the sentence
with those claims, placed at the words that point back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from ..points.textline import TextLine
from .context import Context
from .evidence import Sentence

_NAMED = "clause|condition|demand|point|provision|requirement"
_NOUNS = f"{_NAMED}|idea|move|scheme|step"
_POINTS_BACK = re.compile(
    rf"\b(?P<one>[Tt]his|[Tt]hat|[Ss]uch an?)\s(?:[a-z]{{3,20}}\s)?(?:{_NOUNS})\b"
    rf"|\b(?P<the>[Tt]he)\s(?:{_NAMED})\b"
    rf"|\b(?:[Tt]hese|[Tt]hose|[Ss]uch|[Bb]oth)\s(?:[a-z]{{3,20}}\s)?(?:(?:{_NOUNS})s|terms)\b"
)


def may_point_back(text: str) -> bool:
    """Tell whether words of a line may stand for an earlier claim."""
    return _POINTS_BACK.search(text) is not None


def point_back(sentence: Sentence, context: Context, line: TextLine) -> Sentence:
    """Return the sentence with the claims that its words point back to, if they do.

    Args:
        sentence: a sentence.
        context: what the sentences before it claim.
        line: the line that it stands in.
    """
    if sentence.claims:
        return sentence
    found = _POINTS_BACK.search(sentence.text, sentence.start, sentence.end)
    if not found or not context.lead:
        return sentence
    latest = {claim.point: claim for claim in context.lead}
    is_one = found["one"] or found["the"]
    meant = list(latest.values())[-1:] if is_one else list(latest.values())
    starts = [start for start, _ in line.spans]
    first = bisect_right(starts, found.start()) - 1
    last = bisect_right(starts, found.end() - 1) - 1
    claims = tuple(
        claim._replace(
            line=sentence.line,
            start=found.start(),
            end=found.end(),
            first=first,
            last=last,
            is_against=claim.is_against and not found["the"],
        )
        for claim in meant
    )
    return replace(sentence, claims=claims)
