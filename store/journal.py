"""A TinyDB storage whose saves cost one append: a sealed snapshot and a journal beside it.

Each save is one line of the journal, ``crc32 json``, synchronised before it is acknowledged. The
journal's first line names the snapshot that it follows. A last line that is not whole was never
acknowledged and is cut off; any other line that does not check is damage, and nothing is
written then. Taking the snapshot anew (``compact``) starts the journal anew and keeps a backup.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

import orjson

from .codec import Changes, Row, Rows, Tables
from .errors import LibraryDamaged, SaveFailed
from .files import Files, Stamp
from .storage import REPAIR, RecordStorage, are_tables, dump, read_sealed

_ABOUT = "about"
_LIMIT = 4 * 1024 * 1024
BACKUPS = "backups"
_KEPT_BACKUPS = 10
_KEPT_DAYS = 30


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
        _applied(tables, changes)
        self._stamps = self._present()

    def compact(self) -> None:
        """Take the snapshot anew, with a backup, and start the journal anew. Raises: SaveFailed."""
        self._start(self.read())
        self._files.copy(self.snapshot, f"{BACKUPS}/{_stamp()}-{self.snapshot}")
        for name in _superfluous(self._files.names(BACKUPS)):
            self._files.delete(name)

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
        end, is_whole = self._replay(data, number, tables)
        self._number, self._end, self._stamps = number, end, stamps
        self._is_doubtful = self.is_torn = not is_whole
        return tables

    def _replay(self, data: bytes, number: int, tables: Tables) -> tuple[int, bool]:
        """Make the journal's changes; return where it ends and whether nothing is behind that."""
        lines = data.split(b"\n")
        end = 0
        for count, line in enumerate(lines[:-1]):
            content = parse_line(line)
            if content is None:
                if count == len(lines) - 2 and not lines[-1] and line.count(b"\0") > 1:
                    return end, False
                self._damaged(count + 1, "does not check")
            elif count == 0:
                follows = content.get("follows")
                if follows != number:
                    if not isinstance(follows, int) or follows > number:
                        self._damaged(1, "follows a snapshot that is not there")
                    return 0, True
            else:
                _applied(tables, content)
            end += len(line) + 1
        tail = parse_line(lines[-1]) or parse_line(lines[-1][:-1])
        if tail and "follows" not in tail:
            _applied(tables, tail)
        return end, not lines[-1]

    def _damaged(self, number: int, problem: str) -> None:
        raise LibraryDamaged(
            self._files.where(self.journal), f"line {number} of the journal {problem}", REPAIR
        )

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
        self._tables, self._number, self._end = tables, number, 0
        self._is_doubtful = False
        header = make_line({"follows": number})
        try:
            self._files.replace(self.journal, header)
            self._end = len(header)
        except SaveFailed:
            self._end = 0
        self._stamps = self._present()

    def _line(self, changes: Changes) -> bytes:
        try:
            return make_line(changes)
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


def make_line(content: object) -> bytes:
    """Return one line of a journal. Raises: TypeError."""
    body = orjson.dumps(content)
    return b"%08x %b\n" % (zlib.crc32(body), body)


def parse_line(line: bytes) -> Row | None:
    """Return what a line of a journal holds (without its newline), or None when it is damaged."""
    if line[8:9] != b" " or b"%08x" % zlib.crc32(line[9:]) != line[:8]:
        return None
    try:
        content: object = orjson.loads(line[9:])
    except orjson.JSONDecodeError:
        return None
    if not isinstance(content, dict):
        return None
    is_header = isinstance(content.get("follows"), int)
    return content if is_header or are_tables(content) else None


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


def _superfluous(names: tuple[str, ...]) -> list[str]:
    """Return the backups to take away: all but the newest ones and the newest of each day."""
    newest_of_day = {name.rsplit("/", 1)[-1][:8]: name for name in names}
    kept = set(names[-_KEPT_BACKUPS:]) | set(list(newest_of_day.values())[-_KEPT_DAYS:])
    return [name for name in names if name not in kept]
