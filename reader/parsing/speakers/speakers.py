"""Who said a quotation, and through whom it came.

Takes the page, its items, who is named where and the quotations, and gives one attribution for
each quotation. ``clauses`` reads the reporting clauses, ``coreference`` resolves pronouns and
offices, ``via`` finds the channel; this module decides which clause a quotation belongs to. Where
no rule answers, there is no speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from store.records import Actor, ActorKind

from ..model import Attribution, Naming, Page, Quotation, Span
from ..names.folding import skeleton
from .attribution import ItemReader
from .reports import SpeakerNames
from .sentencewords import LineReader


def attribute(
    page: Page, spans: tuple[Span, ...], naming: Naming, quotations: tuple[Quotation, ...]
) -> tuple[Attribution, ...]:
    """Give one attribution for every quotation, in the same order."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for index, quotation in enumerate(quotations):
        by_line[quotation.line].append(index)
    found: dict[int, Attribution] = {}
    by_name = _index_names(naming)
    names = SpeakerNames(naming)
    lines = LineReader(page, naming)
    reporters: dict[str, str] = {}
    for span in spans:
        if any(line in by_line for line in span.lines):
            reader = ItemReader(page, naming, lines, by_name, names, reporters)
            found |= reader.read(span, _select(quotations, by_line, span.lines))
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
