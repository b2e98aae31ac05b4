"""Text that Parley and a reader write together: Parley's blocks between markers, the rest theirs.

A block stands between ``<!-- parley KEY CHECKSUM -->`` and ``<!-- /parley KEY -->``; the checksum
is that of the block as Parley wrote it. When an export is run again, a block is renewed where it
stands, a block that somebody edited is kept beside the renewed one, a block whose note is gone is
marked, new blocks come behind the one before them, and everything between blocks stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

_OPENS = re.compile(r"<!-- parley (?P<key>[a-z0-9-]{1,80}) (?P<checksum>[0-9a-f]{16}) -->")
_CLOSES = re.compile(r"<!-- /parley (?P<key>[a-z0-9-]{1,80}) -->")
_NOTE = re.compile(r"[nb][0-9a-z]{1,39}(?:-[0-9a-f]{6})?")
"""Keys of blocks that hold a note or a bookmark: its id, and the group where it has several."""
DELETED = "*Deleted in Parley since this was exported.*"
ELSEWHERE = "*In Parley this is no longer under this heading.*"
KEPT = "*Your edited version of the block above, kept by Parley:*"
_GONE = (DELETED, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Block:
    """What Parley wrote."""

    key: str
    checksum: str
    lines: tuple[str, ...]

    @property
    def body(self) -> tuple[str, ...]:
        """The lines without the sentence that says that the note is gone."""
        return _trimmed(self.lines[1:]) if self.is_marked else self.lines

    @property
    def is_marked(self) -> bool:
        """Whether it says that its note is gone."""
        return bool(self.lines) and self.lines[0].strip() in _GONE

    @property
    def is_intact(self) -> bool:
        """Whether it is as Parley wrote it, spaces at line ends and blank lines aside."""
        return _checksum(_evened(self.body)) == self.checksum


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between blocks."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """An export with its earlier text."""

    text: str
    told: tuple[str, ...]
    """What the reader should know, a line each."""


def make_block(key: str, text: str) -> Block:
    """Return a block with its checksum; lines that look like markers are made harmless."""
    lines = tuple(
        line.replace("<!--", "&lt;!--") if _OPENS.search(line) or _CLOSES.search(line) else line
        for line in text.split("\n")
    )
    return Block(key, _checksum(_evened(lines)), _evened(lines))


def write_blocks(parts: Iterable[Block | Between]) -> str:
    """Return blocks and what stands between them as text."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Between):
            lines += part.lines
            continue
        lines += [f"<!-- parley {part.key} {part.checksum} -->", "", *part.lines, ""]
        lines.append(f"<!-- /parley {part.key} -->")
    return "\n".join(lines)


def write_fresh(blocks: Iterable[Block]) -> str:
    """Return blocks with a blank line between each two, and one line end at the end."""
    parts: list[Block | Between] = []
    for block in blocks:
        parts += [*([Between(("",))] if parts else []), block]
    return write_blocks([*parts, Between(("",))])


def read_blocks(text: str) -> list[Block | Between]:
    """Return what a text consists of; an opening marker without its closing one opens nothing."""
    lines = text.split("\n")
    ends = _ends(lines)
    parts: list[Block | Between] = []
    keys: set[str] = set()
    free: list[str] = []
    place = 0
    while place < len(lines):
        opens = _OPENS.fullmatch(lines[place].strip())
        end = ends.get(place)
        if opens is None or end is None or opens["key"] in keys:
            free.append(lines[place])
            place += 1
            continue
        if free:
            parts.append(Between(tuple(free)))
        keys.add(opens["key"])
        parts.append(Block(opens["key"], opens["checksum"], _trimmed(lines[place + 1 : end])))
        free, place = [], end + 1
    return [*parts, Between(tuple(free))] if free else parts


def _ends(lines: Sequence[str]) -> dict[int, int]:
    """Return for each opening marker where its closing one stands."""
    ends: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for place, line in enumerate(lines):
        mark = line.strip()
        opens, closes = _OPENS.fullmatch(mark), _CLOSES.fullmatch(mark)
        if opens:
            opened = (place, opens["key"])
        elif closes and opened and opened[1] == closes["key"]:
            ends[opened[0]] = place
            opened = None
    return ends


def update(present: str, fresh: str, everywhere: AbstractSet[str] = frozenset()) -> Updated:
    """Return an earlier export with the blocks of a new one.

    Args:
        present: the text as it is on disk, without front matter.
        fresh: the new export.
        everywhere: ids of all notes that are exported, to other files as well.
    """
    wanted = {part.key: part for part in read_blocks(fresh) if isinstance(part, Block)}
    known = everywhere | {key.partition("-")[0] for key in wanted}
    told: list[str] = []
    parts: list[Block | Between] = []
    for part in read_blocks(present):
        if isinstance(part, Between):
            parts.append(part)
        elif part.key in wanted:
            parts += _renewed(part, wanted[part.key], told)
        else:
            parts.append(_gone(part, known, told))
    return Updated(write_blocks(_with_new(parts, list(wanted.values()))), tuple(told))


def _renewed(held: Block, fresh: Block, told: list[str]) -> Iterator[Block | Between]:
    """Yield a block anew; what somebody made of it is kept, beside it if the note has changed."""
    if held.is_intact:
        is_same = held.checksum == fresh.checksum and not held.is_marked
        yield held if is_same else fresh
    elif held.checksum == fresh.checksum:
        yield Block(held.key, held.checksum, held.body)
    else:
        told.append(f"{held.key}: was edited by hand; your version is kept below the new one")
        yield fresh
        anchor = re.compile(rf" ?\^{re.escape(held.key)}$")
        kept = tuple(anchor.sub("", line.rstrip("\r")) for line in held.body)
        yield Between(("", KEPT, "", *kept))


def _gone(held: Block, known: AbstractSet[str], told: list[str]) -> Block:
    """Return a block that is in the export no longer, marked if it holds a note."""
    if not _NOTE.fullmatch(held.key):
        return held
    sentence = ELSEWHERE if held.key.partition("-")[0] in known else DELETED
    if held.is_marked and held.lines[0].strip() == sentence:
        return held
    what = "no longer under its heading" if sentence == ELSEWHERE else "deleted since"
    told.append(f"{held.key}: {what}; marked, not taken out")
    return Block(held.key, held.checksum, _trimmed((sentence, "", *held.body)))


def _with_new(parts: list[Block | Between], wanted: Sequence[Block]) -> list[Block | Between]:
    """Put new blocks behind the block before them and what was written below that one."""
    present = {part.key for part in parts if isinstance(part, Block)}
    before: str | None = None
    for block in wanted:
        if block.key not in present:
            place = _behind(parts, before)
            gap = place > 0 and not _ends_blank(parts[place - 1])
            blank = Between(("",))
            tail = [] if place == len(parts) else [blank]
            parts[place:place] = [*([blank] if gap else []), block, *tail]
            present.add(block.key)
        before = block.key
    if parts and not _ends_blank(parts[-1]):
        parts.append(Between(("",)))
    return parts


def _behind(parts: Sequence[Block | Between], key: str | None) -> int:
    """Return where the next block after the one with this key begins, or could."""
    start = 0
    for place, part in enumerate(parts):
        if isinstance(part, Block) and part.key == key:
            start = place + 1
    while start < len(parts) and isinstance(parts[start], Between):
        start += 1
    return start


def _ends_blank(part: Block | Between) -> bool:
    return isinstance(part, Between) and not part.lines[-1].strip()


def _trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines without blank ones at both ends."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    return tuple(lines[filled[0] : filled[-1] + 1]) if filled else ()


def _evened(lines: Iterable[str]) -> tuple[str, ...]:
    """Return lines without spaces at their ends, and single blank ones between others only."""
    made: list[str] = []
    for line in lines:
        kept = line.rstrip()
        if kept or (made and made[-1]):
            made.append(kept)
    return tuple(made[:-1] if made and not made[-1] else made)


def _checksum(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()[:16]
