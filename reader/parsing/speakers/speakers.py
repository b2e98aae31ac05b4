"""Who said a quotation, and through whom it came.

Takes the page, its items, who is named where and the quotations, and gives one attribution for
each quotation. ``clauses`` reads the reporting clauses, ``coreference`` resolves pronouns and
offices, ``via`` finds the channel; this module decides which clause a quotation belongs to. Where
no rule answers, there is no speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from store.records import Actor, ActorKind

from ..model import Attribution, Naming, Page, Quotation, Span
from ..names.folding import skeleton
from ..quotations.linemarks import LineMarks
from .attribution import ItemReader
from .channelsigns import ChannelSigns
from .reports import SpeakerNames
from .sentencewords import LineReader

_SHORT_ITEM = 6
_BEFORE = 1
_BEHIND = 1
"""In a longer item, how many lines round a quotation are read word by word."""


def attribute(
    page: Page, spans: tuple[Span, ...], naming: Naming, quotations: tuple[Quotation, ...],
    marks: LineMarks | None = None,
) -> tuple[Attribution, ...]:  # fmt: skip
    """Give one attribution for every quotation, in the same order.

    ``marks``: the lines' quotation marks, where the stage before has read them.
    """
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        by_line[quotation.line].append(index)
    found: dict[int, Attribution] = {}
    by_name = _index_names(naming)
    lines = LineReader(page, naming, marks or LineMarks(page))
    names = SpeakerNames(naming, lines)
    signs = ChannelSigns()
    for span in spans:
        inside = _select(quotations, by_line, span.lines)
        if inside:
            reader = ItemReader(page, naming, lines, by_name, names, signs)
            found |= reader.read(span, inside, _near_lines(span.lines, inside))
    nothing = Attribution(None, None, None, None, None, "no item holds it")
    return tuple(found.get(index, nothing) for index in range(len(quotations)))


def _index_names(naming: Naming) -> dict[str, Actor]:
    """Give the persons by their surnames and aliases of one word, folded; shared ones left out."""
    found: dict[str, Actor | None] = {}
    for actor in naming.actors.values():
        if actor.kind is not ActorKind.PERSON:
            continue
        keys = {
            skeleton(name) for name in (actor.name.split()[-1], *actor.aliases) if " " not in name
        }
        for key in keys:
            found[key] = actor if key not in found else None
    return {key: actor for key, actor in found.items() if actor is not None}


def _select(
    quotations: Sequence[Quotation], by_line: dict[int, list[int]], lines: Sequence[int]
) -> dict[int, list[tuple[int, Quotation]]]:
    return {n: [(i, quotations[i]) for i in by_line[n]] for n in lines if n in by_line}


def _near_lines(lines: Sequence[int], quotations: Collection[int]) -> frozenset[int]:
    """Give the lines that are read word by word: all of a post, in an article those near."""
    if len(lines) <= _SHORT_ITEM:
        return frozenset(lines)
    near = set(lines[:2])
    for place, number in enumerate(lines):
        if number in quotations:
            near.update(lines[max(0, place - _BEFORE) : place + _BEHIND + 1])
    return frozenset(near)
