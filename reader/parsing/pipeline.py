"""The order of the stages: one file in, one ``Parsed`` out.

decode → page (format) → naming → items → days → quotations → speakers → points → positions →
records.
"""

from __future__ import annotations

from datetime import date

from store.pausing import collector_paused
from store.records import Parsed

from ..dossier import Dossier
from .assembly import assemble
from .days.days import assign_days
from .formats.reading import read_page
from .items.items import split_items
from .names.names import find_names
from .page.limits import cut_items, cut_quotations
from .points.points import find_points, find_statement_points
from .positions.positions import find_positions
from .quotations.linemarks import LineMarks
from .quotations.quotations import find_quotations
from .speakers.speakers import attribute

PARSER_VERSION = 2
"""Raised when the rules change what they find: a library read by an older parser is read again."""


def parse_document(
    raw: bytes,
    name: str,
    dossier: Dossier,
    *,
    given_day: date | None = None,
    given_outlet: str | None = None,
) -> Parsed:
    """Parse one saved file.

    Args:
        raw: the file's bytes.
        name: the file's name, without folder; its ending chooses the format.
        dossier: the plan and the listed actors.
        given_day: the day that the reader states for the document.
        given_outlet: the outlet that the reader states.

    Raises:
        FileUnusable: the file is empty, binary, too large or holds nothing to read.
    """
    with collector_paused():
        # A call of its own: what the stages made is gone before the collector looks again.
        return _parse(raw, name, dossier, given_day, given_outlet)


def _parse(
    raw: bytes, name: str, dossier: Dossier, given_day: date | None, given_outlet: str | None
) -> Parsed:
    page = read_page(raw, name, given_day=given_day, given_outlet=given_outlet)
    naming = find_names(page, dossier)
    page, spans = cut_items(page, split_items(page, naming))
    spans = assign_days(page, spans)
    marks = LineMarks(page)
    page, quotations = cut_quotations(page, find_quotations(page, spans, marks))
    attributions = attribute(page, spans, naming, quotations, marks)
    points = find_points(page, spans, naming, dossier, marks)
    positions = find_positions(page, spans, naming, quotations, attributions, points, dossier)
    statement_points = find_statement_points(page, spans, quotations, points, dossier)
    return assemble(
        raw,
        page,
        naming,
        spans,
        quotations,
        attributions,
        points,
        positions,
        PARSER_VERSION,
        statement_points,
    )
