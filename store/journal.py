"""A TinyDB storage whose saves cost one append: a sealed snapshot and a journal beside it.

Each save is one line of the journal (``chain``), synchronised before it is acknowledged. The
journal's first line names the snapshot that it follows. A last line that is not whole was never
acknowledged and is cut off; any other line that does not check, is missing or stands in another
place is damage, and nothing is written then. Taking the snapshot anew (``compact``) starts the
journal anew and keeps a backup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NoReturn

from .chain import find_break, make_line, parse_line
from .codec import Changes, Row, Rows, Tables
from .errors import LibraryDamaged, SaveFailed
from .files import Files, Stamp
from .storage import REPAIR, RecordStorage, dump, read_sealed

_ABOUT = "about"
_LIMIT = 4 * 1024 * 1024
BACKUPS = "backups"
_KEPT_BACKUPS = 10
_KEPT_DAYS = 30


@dataclass(slots=True)
class _Replayed:
    """How far a journal goes."""

    end: int = 0
    """Bytes up to the end of the last line that is whole."""
    next: int = 1
    """The number of the line behind it."""
    is_whole: bool = True
    """Nothing stands behind that."""
    is_numbered: bool = True
    """Made in the present format."""


class JournalStorage(RecordStorage):
    """Tables in memory, a snapshot and a journal on disk."""

    def __init__(self, files: Files, name: str) -> None:
        """Open nothing yet; ``name.json`` is the snapshot, ``name.journal`` the journal."""
        self._files = files
        self.snapshot = f"{name}.json"
        self.journal = f"{name}.journal"
        self._tables: Tables | None = None
        self._number = 0
        """The snapshot's number; 0 while there is none."""
        self._end = 0
        """Where the next line goes; 0 while there is no journal that follows the snapshot."""
        self._next = 1
        """The number of the next line."""
        self._stamps: tuple[Stamp | None, Stamp | None] = (None, None)
        self._is_doubtful = False
        """A write failed half way: the journal may hold more than was acknowledged."""
        self.is_torn = False
        """The journal ends in half a line, as it was found."""

    def read(self) -> Tables:
        """Return the tables, read when first asked for. Raises: LibraryDamaged."""
        if self._tables is None:
            self._tables = self._load()
        return self._tables

    def write(self, data: Tables) -> None:
        """Save what differs from the present tables. Raises: SaveFailed."""
        self.commit(_difference(self.read(), data))

    def commit(self, changes: Changes) -> None:
        """Put and take away rows, all or none, with one append. Raises: SaveFailed."""
        tables = self.read()
        line = self._line(changes)
        if self._is_doubtful or self._end == 0 or self._end > _LIMIT:
            self._start(_applied(_copied(tables), changes))
            return
        try:
            self._files.append(self.journal, self._end, line)
        except SaveFailed:
            self._is_doubtful = True
            raise
        self._end += len(line)
        self._next += 1
        _applied(tables, changes)
        self._stamps = self._present()

    def compact(self) -> None:
        """Take the snapshot anew, with a backup, and start the journal anew. Raises: SaveFailed."""
        self._start(self.read())
        self._files.copy(self.snapshot, f"{BACKUPS}/{_stamp()}-{self.snapshot}")
        backups = [n for n in self._files.names(BACKUPS) if n.endswith(f"-{self.snapshot}")]
        for name in _superfluous(backups):
            self._files.delete(name)

    def renew(self) -> None:
        """Write snapshot and journal anew in the present format. Raises: SaveFailed."""
        self._start(self.read())

    def begin_with(self, tables: Tables, number: int) -> None:
        """Put these tables in place of whatever is there; later than snapshot ``number``."""
        self._number = number
        self._start(tables)

    @property
    def pending(self) -> int:
        """Bytes in the journal: what the last backup lacks."""
        self.read()
        return self._end

    def refresh(self) -> bool:
        """Read what another program has written since; tell whether there was any."""
        if self._tables is None or self._present() == self._stamps:
            return False
        self._tables = self._load()
        return True

    def _present(self) -> tuple[Stamp | None, Stamp | None]:
        return self._files.stamp(self.snapshot), self._files.stamp(self.journal)

    def _load(self) -> Tables:
        while True:
            stamps = self._present()
            tables = read_sealed(self._files, self.snapshot) or {}
            data = self._files.read(self.journal) or b""
            if stamps[0] == self._files.stamp(self.snapshot):
                break
        about = tables.pop(_ABOUT, {})
        number = number_in(about)
        found = self._replay(data, number, tables)
        self._number, self._end, self._next, self._stamps = number, found.end, found.next, stamps
        self.is_torn = not found.is_whole
        self._is_doubtful = self.is_torn or not found.is_numbered
        return tables

    def _replay(self, data: bytes, number: int, tables: Tables) -> _Replayed:
        """Make the journal's changes; return how far it goes."""
        lines = data.split(b"\n")
        found = _Replayed()
        for place, line in enumerate(lines[:-1]):
            parsed = parse_line(line)
            if parsed is None:
                if place == len(lines) - 2 and not lines[-1] and line.count(b"\0") > 1:
                    found.is_whole = False
                    return found
                self._damaged(f"line {place + 1} of the journal does not check")
            if place == 0:
                found.is_numbered = parsed.number is not None
            problem = find_break(place, parsed.number, is_numbered=found.is_numbered)
            if problem:
                self._damaged(f"{problem} of the journal")
            if place > 0:
                _applied(tables, parsed.content)
            elif not self._follows(parsed.content, number):
                return _Replayed()
            found.end += len(line) + 1
            found.next = place + 1
        tail = parse_line(lines[-1]) or parse_line(lines[-1][:-1])
        if tail and "follows" not in tail.content:
            _applied(tables, tail.content)
        found.is_whole = not lines[-1]
        return found

    def _follows(self, content: Row, number: int) -> bool:
        """Whether a journal that begins so goes on from a snapshot; an older one is past."""
        follows = content.get("follows")
        if not isinstance(follows, int) or follows > number:
            self._damaged("line 1 of the journal follows a snapshot that is not there")
        return follows == number

    def _damaged(self, problem: str) -> NoReturn:
        raise LibraryDamaged(self._files.where(self.journal), problem, REPAIR)

    def _start(self, tables: Tables) -> None:
        """Write a snapshot of the tables and an empty journal that follows it."""
        if self.is_torn:
            self._files.copy(self.journal, f"damaged/{_stamp()}/{self.journal}")
            self.is_torn = False
        number = self._number + 1
        whole = tables | {_ABOUT: {"1": {"number": number}}}
        self._files.replace(self.snapshot, dump(self._files, self.snapshot, whole))
        # From here on the snapshot is what counts: a journal that follows an older one is passed
        # over, and a journal that cannot be started is tried again with the next save.
        self._tables, self._number, self._end, self._next = tables, number, 0, 1
        self._is_doubtful = False
        header = make_line(0, {"follows": number})
        try:
            self._files.replace(self.journal, header)
            self._end = len(header)
        except SaveFailed:
            self._end = 0
        self._stamps = self._present()

    def _line(self, changes: Changes) -> bytes:
        try:
            return make_line(self._next, changes)
        except TypeError as error:
            raise SaveFailed(
                f"{self._files.where(self.journal)}: cannot be written ({error})"
            ) from error


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")


def number_in(about: Rows) -> int:
    """Return the number of a snapshot, out of its table ``about``; 0 where it has none."""
    number = (about.get("1") or {}).get("number", 0)
    return number if isinstance(number, int) else 0


def _applied(tables: Tables, changes: Changes) -> Tables:
    for name, rows in changes.items():
        table = tables.setdefault(name, {})
        for key, row in rows.items():
            if row is None:
                table.pop(key, None)
            else:
                table[key] = row
    return tables


def _copied(tables: Tables) -> Tables:
    return {name: dict(rows) for name, rows in tables.items()}


def _difference(old: Tables, new: Tables) -> Changes:
    changes: Changes = {}
    for name in old.keys() | new.keys():
        before, after = old.get(name, {}), new.get(name, {})
        rows: dict[str, Row | None] = {key: None for key in before if key not in after}
        rows |= {key: row for key, row in after.items() if before.get(key) != row}
        if rows:
            changes[name] = rows
    return changes


def _superfluous(names: Sequence[str]) -> list[str]:
    """Return the backups to take away: all but the newest ones and the newest of each day."""
    newest_of_day = {name.rsplit("/", 1)[-1][:8]: name for name in names}
    kept = set(names[-_KEPT_BACKUPS:]) | set(list(newest_of_day.values())[-_KEPT_DAYS:])
    return [name for name in names if name not in kept]
