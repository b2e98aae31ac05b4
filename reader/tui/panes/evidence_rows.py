"""Evidence for a stance as a list: who, when, through whom, where, and the passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from store.citing import shown_cue
from store.records import Origin, Position, Stance

from ...tracking.report import CitedEvidence
from .. import content
from ..content import Piece
from ..labels import STANCE_SIGNS, short_day
from ..wrapping import wrap
from .rows import RowView

PASSAGE_LINES = 2


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One piece of evidence with what the reader decided on it."""

    cited: CitedEvidence
    decision: str = ""
    """"confirmed", "changed" or "rejected"; empty: nothing."""
    side: str = ""
    """The name of the side that the actor speaks for, where it is to be told."""
    turned_from: Stance | None = None
    """The stance that was left with this piece of evidence."""

    @property
    def position(self) -> Position:
        """The position of the first telling."""
        return self.cited.evidence.position


class EvidenceRows(RowView):
    """Pieces of evidence, newest first: two lines of facts and two of text."""

    row_height = PASSAGE_LINES + 3
    empty_text = (
        "Nobody has taken a position here.\n\n"
        "Esc goes back; in the text, P adds a position of your own."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries: tuple[EvidenceEntry, ...] = ()

    def show(self, entries: tuple[EvidenceEntry, ...], position: str | None) -> None:
        """Show other evidence, with the cursor on one piece, or where it was."""
        ids = [one.position.id for one in entries]
        cursor = ids.index(position) if position in ids else min(self.cursor, len(ids) - 1)
        self.entries = entries
        self.rows_changed(max(0, cursor))

    @property
    def entry(self) -> EvidenceEntry | None:
        """The one under the cursor."""
        return self.entries[self.cursor] if 0 <= self.cursor < len(self.entries) else None

    def row_count(self) -> int:
        """All of them."""
        return len(self.entries)

    def row_pieces(self, row: int, part: int, width: int, is_current: bool) -> Sequence[Piece]:
        """Stance, who and when; how it is known; the passage; an empty line."""
        entry = self.entries[row]
        pointer = ("▌" if is_current else " ", self.style("rows--mark"))
        if part == 0:
            return [pointer, *self._who(entry, width - 2)]
        if part == 1:
            words = content.fit(f"   {known_label(entry)}", width - 2)
            return [pointer, (words, self.style("rows--muted"))]
        if part - 2 < PASSAGE_LINES:
            return [pointer, ("   ", self.style("rows--plain")), *self._passage(entry, part, width)]
        return [(" ", self.style("rows--plain"))]

    def _who(self, entry: EvidenceEntry, width: int) -> list[Piece]:
        position = entry.position
        sign = "✗" if entry.decision == "rejected" else STANCE_SIGNS[position.stance]
        if entry.turned_from:
            sign = f"{STANCE_SIGNS[entry.turned_from]}›{sign}"
        stance = f" {f'{sign} {position.stance.value}':<14} "
        where = f" {', '.join(entry.cited.outlets)}"
        when = f" {short_day(position.day):>6}"
        where = content.shorten(where, max(8, width // 3))
        room = width - len(stance) - cell_len(where) - len(when)
        return [
            (stance, self.style("rows--mark")),
            (content.fit(who_label(entry), room), self.style("rows--strong")),
            (where, self.style("rows--muted")),
            (when, self.style("rows--plain")),
        ]

    def _passage(self, entry: EvidenceEntry, part: int, width: int) -> list[Piece]:
        room, position = max(10, width - 6), entry.position
        passage = content.one_line(position.passage)
        head, begin = lead_in(passage, position.cue_span, room)
        passage = head + passage[begin : begin + 8 * room]
        spans = wrap(passage, room)
        if part - 2 >= len(spans):
            return []
        start, end = spans[part - 2]
        text = passage[start:end]
        if part - 1 == PASSAGE_LINES and len(spans) > PASSAGE_LINES:
            text = content.shorten(passage[start:], room)
        return self._cue_marked(text, position.cue_span, start - len(head) + begin)

    def _cue_marked(self, text: str, cue: tuple[int, int] | None, start: int) -> list[Piece]:
        """Make the words that triggered the proposal stand out; ``start``: of the text."""
        plain, strong = self.style("rows--plain"), self.style("rows--mark")
        first, last = (min(max(0, at - start), len(text)) for at in cue or (0, 0))
        if first >= last:
            return [(text, plain)]
        return [(text[:first], plain), (text[first:last], strong), (text[last:], plain)]


def lead_in(passage: str, cue: tuple[int, int] | None, room: int) -> tuple[str, int]:
    """Return where a passage is shown from so that two lines hold its cue, and what leads to it."""
    if cue is None or cue[1] <= PASSAGE_LINES * room - 8:
        return "", 0
    begin = passage.find(" ", max(0, cue[0] - room // 2)) + 1
    return "… ", min(begin, cue[0])


def who_label(entry: EvidenceEntry) -> str:
    """Return who takes the position, and whose words show it where that is somebody else."""
    said = entry.cited.statement
    speaker = said.speaker if said else None
    other = f" (says {speaker})" if speaker and speaker != entry.cited.actor else ""
    side = f" · {entry.side}" if entry.side and entry.side != entry.cited.actor else ""
    return f"{entry.cited.actor}{side}{other}"


def known_label(entry: EvidenceEntry) -> str:
    """Return through whom it came, how often it is told, and who says that it is a position."""
    said, told = entry.cited.statement, len(entry.cited.evidence.tellings)
    parts = [
        origin_label(entry),
        f"via {said.via}" if said and said.via else "" if said else "reported, not quoted",
        f"told {told} times" if told > 1 else "",
    ]
    return " · ".join(part for part in parts if part)


def origin_label(entry: EvidenceEntry) -> str:
    """Say whether the program proposes it, by which words, or the reader decided."""
    if entry.decision:
        return f"✓ {entry.decision} by you" if entry.decision != "rejected" else "rejected by you"
    if entry.position.origin is Origin.USER:
        return "✓ yours"
    cue = entry.position.cue
    return f"? proposed, by {shown_cue(cue)}" if cue else "? proposed"
