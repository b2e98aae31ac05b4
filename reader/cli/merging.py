"""``parley merge``: notes of a colleague, of another machine or of another program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from store.citing import in_marks
from store.errors import NotFound, UsageError
from store.library import Library
from store.records import Annotation, Bookmark

from ..exchange.model import Parcel
from ..exchange.reading import read_notes
from ..exchange.taking import Merged, merge_notes, parcel_of_library
from ..savedfiles import read_file
from .arguments import Arguments
from .libraries import open_for_writing
from .listing import shorten
from .output import counted, say

_SHOWN = 100
_MOST = 30
"""Notes of one kind that are told of one by one."""


def run_merge(arguments: Arguments) -> int:
    """Run ``parley merge``: 1 where nothing could be taken in and something was refused."""
    if arguments.mine and arguments.as_name:
        raise UsageError("--as and --mine: the notes are somebody's or your own, not both")
    other = arguments.other.expanduser()
    parcel = _read(other)
    creator = _creator(arguments, other, parcel)
    with open_for_writing(arguments.folder) as library:
        if library.path.resolve() == other.resolve():
            raise UsageError(f"{other}: is this library itself. Name another one")
        is_said = arguments.mine or bool(arguments.as_name)
        merged = merge_notes(library, parcel, creator, is_said=is_said)
        names = {document.id: document.name for document in library.documents()}
    _tell(other, merged, creator, is_said=is_said)
    placed = defaultdict(list)
    for one in merged.placed:
        placed[names[one.document]].append(one)
    _tell_some([f"placed     {_counted(made)} on {name}" for name, made in placed.items()])
    _tell_some(
        [f"orphaned   {n.id}: {in_marks(shorten(n.quote, _SHOWN))}" for n in merged.orphaned]
    )
    _tell_some([f"refused    {line}" for line in merged.refused])
    is_empty = not parcel.ids
    return NotFound.exit_code if is_empty else 0


def _read(other: Path) -> Parcel:
    if not other.is_dir():
        return read_notes(read_file(other), str(other))
    with Library.open(other, writing=False) as library:
        return parcel_of_library(library)


def _creator(arguments: Arguments, other: Path, parcel: Parcel) -> str | None:
    """Return who made the notes that do not say: of Parley's own, somebody else by default."""
    if arguments.mine:
        return None
    if arguments.as_name or not parcel.is_parley:
        return arguments.as_name
    where = other.resolve()
    name = where.parent.name if where.name == "library" else where.name if where.is_dir() else ""
    return name or where.stem or "another reader"


def _tell(other: Path, merged: Merged, creator: str | None, *, is_said: bool) -> None:
    taken = merged.taken
    counts = (
        (len(taken.added), "added"),
        (len(taken.updated), "updated"),
        (len(taken.conflicts), "in conflict, both kept"),
        (len(taken.decisions), "decided"),
        (len(taken.claimed), f"now of {creator}" if creator else "now yours"),
        (taken.unchanged, "known"),
        (len(merged.refused), "refused"),
    )
    told = ", ".join(f"{count} {word}" for count, word in counts if count) or "no notes"
    say(f"merged     {other.name} ({merged.label}): {told}")
    if creator and (taken.added or taken.conflicts or taken.decisions):
        remedy = "" if is_said else "; --as NAME names another, --mine makes them yours"
        say(f"           as notes of {creator}{remedy}")
    if merged.placed or merged.orphaned:
        lost = len(merged.orphaned)
        say(f"           {_counted(merged.placed)} placed, {lost} orphaned")
    if taken.overruled:
        decisions = counted(len(taken.overruled), "decision")
        say(f"           {decisions} of these on what you decided yourself: yours hold")
    for key in taken.conflicts:
        say(f"conflict   {key}: edited on both sides; see parley show {key}")


def _counted(made: Iterable[Annotation | Bookmark]) -> str:
    """Return ``2 notes and 1 bookmark``, with only what there is of them."""
    kinds = [isinstance(one, Bookmark) for one in made]
    marks = kinds.count(True)
    notes = [counted(kinds.count(False), "note")] if marks < len(kinds) or not marks else []
    return " and ".join([*notes, *([counted(marks, "bookmark")] if marks else [])])


def _tell_some(lines: list[str]) -> None:
    for line in lines[:_MOST]:
        say(line)
    if len(lines) > _MOST:
        say(f"           and {len(lines) - _MOST} more")
