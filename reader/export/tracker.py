"""The tracker as Markdown and as CSV: matrix, versions, history, evidence with citations.

Takes a ``Report``, gives text. Foreign text goes through ``escaping`` for Markdown; for CSV it is
quoted after RFC 4180, and what a spreadsheet would run as a formula gets an apostrophe before it
(OWASP ASVS 1.2.10).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from store.citing import in_marks, shown_cue
from store.cleaning import clean_line
from store.records import Correction, Origin, Stance, Version

from ..tracking.matrix import Cell, Row
from ..tracking.report import CitedEvidence, Report
from .decisions import decided
from .escaping import escape_line

SIGNS = {Stance.SUPPORTS: "+", Stance.OPPOSES: "−", Stance.CONDITIONAL: "±", Stance.PROPOSES: "→"}
COLUMNS = (
    "section", "point", "title", "side", "actor", "stance", "day", "evidence", "speaker", "via",
    "outlets", "document", "line", "text", "source", "origin", "cue",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_tracker_markdown(report: Report) -> str:
    """Return the tracker as one Markdown text; the same report gives the same bytes."""
    as_of = f"As of {_day(report.matrix.as_of)}" if report.matrix.as_of else "All days"
    legend = ", ".join(f"{sign} {stance}" for stance, sign in SIGNS.items())
    blocks = [f"# Tracker: {escape_line(report.plan.title)}", f"{as_of}. Signs: {legend}."]
    blocks.append("\n".join(_table(report)))
    for row in report.matrix.rows:
        blocks += _point(report, row)
    if report.corrections:
        blocks.append("## Decisions of the reader")
        blocks.append("\n".join(_decision(report, one) for one in report.corrections))
    return "\n\n".join(blocks) + "\n"


def _table(report: Report) -> Iterator[str]:
    heads = ["Point", *(escape_line(side.name) for side in report.matrix.sides), "Last touched"]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in report.matrix.rows:
        cells = [f"{row.point.number} {escape_line(row.point.title)}", *map(_cell, row.cells)]
        cells.append(_touched(row))
        yield f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if not cell.stance:
        return "·"
    mixed = " (mixed)" if cell.is_mixed else ""
    return f"{SIGNS[cell.stance]} {cell.stance}{mixed} ({len(cell.evidence)})"


def _touched(row: Row) -> str:
    if not row.last_day:
        return "never"
    if not row.days_since:
        return "latest day"
    return f"{_day(row.last_day)}, {row.days_since} {'day' if row.days_since == 1 else 'days'} ago"


def _point(report: Report, row: Row) -> Iterator[str]:
    yield f"## {row.point.number} {escape_line(row.point.title)}"
    versions = {version.id: version for version in report.plan.versions}
    told = [w for w in row.point.wordings if w.says]
    if told:
        yield "### Versions"
        yield "\n".join(
            f"- {_version(versions.get(w.version), w.version)} ({w.change}):"
            f" {escape_line(w.says)} Source: {escape_line(w.source)}"
            for w in told
        )
    spoken = [cell for cell in row.cells if cell.path]
    if not spoken:
        yield "Nobody has taken a position on it."
        return
    yield "### History"
    yield "\n".join(f"- {escape_line(report.names[c.actor])}: {_path(c)}" for c in spoken)
    yield "### Evidence"
    for cell in spoken:
        for shown in report.evidence_of(cell):
            yield from _cited(shown)


def _decision(report: Report, correction: Correction) -> str:
    said = escape_line(decided(correction, report.names))
    return f"- {correction.created:%Y-%m-%d}, {said}: {in_marks(escape_line(correction.quote))}"


def _version(version: Version | None, key: str) -> str:
    if not version:
        return escape_line(key)
    return f"{escape_line(version.name)}, {_day(version.day)}"


def _path(cell: Cell) -> str:
    return " → ".join(f"{turn.stance} ({_day(turn.day)})" for turn in cell.path)


def _cited(shown: CitedEvidence) -> Iterator[str]:
    position = shown.evidence.position
    yield f"> {escape_line(position.passage)}"
    said = shown.statement
    via, speaker = (said.via, said.speaker) if said else (None, None)
    proposed = (
        f"proposed, by {escape_line(shown_cue(position.cue))}" if position.cue else "proposed"
    )
    facts = [
        f"**{position.stance}**",
        escape_line(shown.actor),
        f"says {escape_line(speaker)}" if speaker and speaker != shown.actor else "",
        f"via {escape_line(via)}" if via else "",
        ", ".join(map(escape_line, shown.outlets)),
        _day(position.day),
        escape_line(_place(shown)),
        "by the reader" if position.origin is Origin.USER else proposed,
    ]
    yield " · ".join(filter(None, facts))


def _place(shown: CitedEvidence) -> str:
    document = shown.documents[0]
    line = shown.evidence.position.line
    return f"{document.name} line {line}" if document.has_source_lines else document.name


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "day unknown"


def render_tracker_csv(report: Report) -> str:
    """Return the tracker as one table: a row for each cell, version, turn and piece of evidence."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in report.matrix.rows:
        for fields in _rows(report, row):
            said = {"point": str(row.point.number), "title": row.point.title} | fields
            writer.writerow([_guard(said.get(column, "")) for column in COLUMNS])
    for one in report.corrections:
        said = {"section": "decision", "day": one.created.date().isoformat(), "text": one.quote}
        said |= {"title": decided(one, report.names), "origin": Origin.USER}
        writer.writerow([_guard(said.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _rows(report: Report, row: Row) -> Iterator[dict[str, str]]:
    for side, cell in zip(report.matrix.sides, row.cells, strict=True):
        yield {
            "section": "matrix",
            "side": side.name,
            "stance": cell.stance or "",
            "day": _iso(cell.path[-1].day if cell.path else None),
            "evidence": str(len(cell.evidence)),
        }
    for wording in row.point.wordings:
        yield {
            "section": "version",
            "side": wording.version,
            "stance": wording.change,
            "text": wording.says,
            "source": wording.source,
        }
    for cell in row.cells:
        for turn in cell.path:
            yield {
                "section": "history",
                "side": report.names[cell.actor],
                "stance": turn.stance,
                "day": _iso(turn.day),
                "text": turn.evidence.position.passage,
            }
        for shown in report.evidence_of(cell):
            yield {"side": report.names[cell.actor]} | _evidence(shown)


def _evidence(shown: CitedEvidence) -> dict[str, str]:
    position, said = shown.evidence.position, shown.statement
    document = shown.documents[0]
    return {
        "section": "evidence",
        "actor": shown.actor,
        "stance": position.stance,
        "day": _iso(position.day),
        "speaker": (said.speaker if said else None) or "",
        "via": (said.via if said else None) or "",
        "outlets": "; ".join(shown.outlets),
        "document": document.name,
        "line": str(position.line) if document.has_source_lines else "",
        "text": position.passage,
        "origin": position.origin,
        "cue": position.cue,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _guard(value: str) -> str:
    """One field on one line, with an apostrophe before what a spreadsheet would run."""
    text = clean_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
