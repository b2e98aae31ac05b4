"""A disk that forgets: every call that changes files is written down, and what was synchronised.

``recorded`` writes the calls of a run down; ``Recording.crash`` builds the files as a power cut may
leave them: what was synchronised before the cut is there; of the rest, each write may be there,
missing, or there in part (512 bytes at a time, the file grown over it or not), and each name in a
folder may be the old one or the new one, in any order.
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

SECTOR = 512
SYNCS = ("fdatasync of the journal", "fsync of files", "fsync of folders")
HOWS = ("nothing else", "everything", "data without names", "names without data", "up to a point")
"""What of the rest a cut leaves, beside a choice at random."""
_FOLDER = -1


@dataclass(frozen=True, slots=True)
class Call:
    """One call: data into a file, a size, names in a folder, or a synchronisation."""

    kind: str
    """``data``, ``size``, ``names`` or one of ``SYNCS``."""
    target: int | str
    """The file's number, or the folder's path."""
    place: int = 0
    data: bytes = b""
    names: tuple[tuple[str, int | None], ...] = ()
    """Path → number of the file, or None where the name goes."""


@dataclass(slots=True)
class Recording:
    """All calls below a folder, and the files as they were before the first."""

    root: Path
    calls: list[Call] = field(default_factory=list)
    start: dict[int, bytes] = field(default_factory=dict)
    start_names: dict[str, int] = field(default_factory=dict)
    live: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def __post_init__(self) -> None:
        for path in sorted(self.root.rglob("*")):
            number = _FOLDER if path.is_dir() else self.fresh()
            self.start_names[str(path)] = number
            if number != _FOLDER:
                self.start[number] = path.read_bytes()
        self.live = dict(self.start_names)

    def fresh(self) -> int:
        """A number for a new file."""
        self.count += 1
        return self.count

    def crash(self, at: int, how: str, dice: random.Random, without: str = "") -> dict[str, bytes]:
        """The files by name below the root after a cut before call ``at``.

        ``without`` names one of ``SYNCS`` that is taken as never called.
        """
        synced: dict[int | str, int] = {}
        for number, call in enumerate(self.calls[:at]):
            if call.kind in SYNCS and call.kind != without:
                synced[call.target] = number
        point = dice.randrange(at + 1)
        contents, names = dict(self.start), dict(self.start_names)
        for number, call in enumerate(self.calls[:at]):
            if call.kind in SYNCS:
                continue
            if number < synced.get(call.target, -1):
                share = 1.0
            else:
                share = _share(call, how, number < point, dice)
            _apply(call, share, contents, names, dice)
        return self._reachable(contents, names)

    def _reachable(self, contents: dict[int, bytes], names: dict[str, int]) -> dict[str, bytes]:
        """What can be reached: a file whose folder's own name is lost is gone."""
        folders = {str(self.root)} | {path for path, number in names.items() if number == _FOLDER}
        return {
            Path(path).relative_to(self.root).as_posix(): contents.get(number, b"")
            for path, number in names.items()
            if number != _FOLDER
            and all(
                str(above) in folders
                for above in Path(path).parents
                if above.is_relative_to(self.root)
            )
        }


def _share(call: Call, how: str, is_before: bool, dice: random.Random) -> float:
    """How much of a call that was not synchronised is there: all, nothing or a part."""
    is_name = call.kind == "names"
    match how:
        case "nothing else":
            return 0.0
        case "everything":
            return 1.0
        case "data without names":
            return float(not is_name)
        case "names without data":
            return float(is_name)
        case "up to a point":
            return float(is_before)
        case _:
            return dice.choice((0.0, 1.0, 0.5))


def _apply(
    call: Call,
    share: float,
    contents: dict[int, bytes],
    names: dict[str, int],
    dice: random.Random,
) -> None:
    if call.kind == "names":
        if share > 0:
            for path, number in call.names:
                if number is None:
                    names.pop(path, None)
                else:
                    names[path] = number
        return
    key = int(call.target)
    held = contents.get(key, b"")
    if call.kind == "size":
        contents[key] = held[: call.place].ljust(call.place, b"\0") if share > 0 else held
    else:
        contents[key] = _written(held, call, share, dice)


def _written(held: bytes, call: Call, share: float, dice: random.Random) -> bytes:
    """The bytes of a file with a write of which some sectors arrived."""
    end = call.place + len(call.data)
    if share == 1:
        return held[: call.place].ljust(call.place, b"\0") + call.data + held[end:]
    if share == 0:
        grows = end > len(held) and dice.random() < 0.3
        return held.ljust(end, b"\0") if grows else held
    changed = bytearray(held)
    first = call.place - call.place % SECTOR
    for start in range(first, end, SECTOR):
        if dice.random() < 0.6:
            low, high = max(start, call.place), min(start + SECTOR, end)
            changed.extend(b"\0" * max(0, high - len(changed)))
            changed[low:high] = call.data[low - call.place : high - call.place]
    if dice.random() < 0.5:
        changed.extend(b"\0" * max(0, end - len(changed)))
    return bytes(changed)


class _Recorder:
    """Stands in for the functions of ``os`` that change files."""

    def __init__(self, recording: Recording) -> None:
        self._to = recording
        self._open: dict[int, tuple[int | str, int]] = {}
        """Descriptor → the file's number or the folder's path, and where it stands."""
        self._lock = threading.RLock()
        self._real: dict[str, Callable[..., int]] = {}

    def functions(self) -> dict[str, Callable[..., object]]:
        """What to put in place of the functions of ``os``."""
        own: dict[str, Callable[..., object]] = {
            "open": self.open, "write": self.write, "lseek": self.lseek, "close": self.close,
            "ftruncate": self.ftruncate, "fsync": self.fsync, "fdatasync": self.fdatasync,
            "link": self.link, "replace": self.replace, "unlink": self.unlink,
            "mkdir": self.mkdir, "rmdir": self.rmdir,
        }  # fmt: skip
        self._real = {name: getattr(os, name) for name in own}
        return own

    def _names(self, *names: tuple[str, int | None]) -> None:
        folder = str(Path(names[-1][0]).parent)
        self._to.calls.append(Call("names", folder, names=names))
        for path, number in names:
            if number is None:
                self._to.live.pop(path, None)
            else:
                self._to.live[path] = number

    def _is_ours(self, path: object) -> bool:
        return str(path).startswith(f"{self._to.root}/") or str(path) == str(self._to.root)

    def open(self, path: object, flags: int, *rest: int, **named: int) -> int:
        """``os.open``."""
        with self._lock:
            descriptor = self._real["open"](path, flags, *rest, **named)
            name = str(path)
            self._open.pop(descriptor, None)
            if self._is_ours(path):
                if Path(name).is_dir():
                    self._open[descriptor] = (name, 0)
                else:
                    if name not in self._to.live:
                        self._names((name, self._to.fresh()))
                    self._open[descriptor] = (self._to.live[name], 0)
            return descriptor

    def close(self, descriptor: int) -> None:
        """``os.close``."""
        with self._lock:
            self._open.pop(descriptor, None)
            self._real["close"](descriptor)

    def write(self, descriptor: int, data: bytes) -> int:
        """``os.write``."""
        with self._lock:
            count = self._real["write"](descriptor, data)
            if descriptor in self._open:
                target, place = self._open[descriptor]
                self._to.calls.append(Call("data", target, place, bytes(data[:count])))
                self._open[descriptor] = (target, place + count)
            return count

    def lseek(self, descriptor: int, place: int, how: int) -> int:
        """``os.lseek``, from the start only."""
        with self._lock:
            if descriptor in self._open:
                self._open[descriptor] = (self._open[descriptor][0], place)
            return self._real["lseek"](descriptor, place, how)

    def ftruncate(self, descriptor: int, size: int) -> None:
        """``os.ftruncate``."""
        with self._lock:
            self._real["ftruncate"](descriptor, size)
            if descriptor in self._open:
                self._to.calls.append(Call("size", self._open[descriptor][0], size))

    def fsync(self, descriptor: int) -> None:
        """``os.fsync`` of a file or a folder."""
        with self._lock:
            self._real["fsync"](descriptor)
            if descriptor in self._open:
                target = self._open[descriptor][0]
                kind = SYNCS[1] if isinstance(target, int) else SYNCS[2]
                self._to.calls.append(Call(kind, target))

    def fdatasync(self, descriptor: int) -> None:
        """``os.fdatasync``."""
        with self._lock:
            self._real["fdatasync"](descriptor)
            if descriptor in self._open:
                self._to.calls.append(Call(SYNCS[0], self._open[descriptor][0]))

    def link(self, path: object, to: object) -> None:
        """``os.link``."""
        with self._lock:
            self._real["link"](path, to)
            if self._is_ours(to):
                self._names((str(to), self._to.live[str(path)]))

    def replace(self, path: object, to: object) -> None:
        """``os.replace`` within one folder: both names change at once."""
        with self._lock:
            self._real["replace"](path, to)
            if self._is_ours(to):
                self._names((str(path), None), (str(to), self._to.live[str(path)]))

    def unlink(self, path: object) -> None:
        """``os.unlink``."""
        with self._lock:
            self._real["unlink"](path)
            if self._is_ours(path):
                self._names((str(path), None))

    def mkdir(self, path: object, *rest: int, **named: int) -> None:
        """``os.mkdir``."""
        with self._lock:
            self._real["mkdir"](path, *rest, **named)
            if self._is_ours(path):
                self._names((str(path), _FOLDER))

    def rmdir(self, path: object) -> None:
        """``os.rmdir``."""
        with self._lock:
            self._real["rmdir"](path)
            if self._is_ours(path):
                self._names((str(path), None))


@contextmanager
def recorded(root: Path) -> Iterator[Recording]:
    """Write down every call that changes files below a folder."""
    recording = Recording(root)
    with ExitStack() as stack:
        for name, function in _Recorder(recording).functions().items():
            stack.enter_context(patch.object(os, name, function))
        yield recording
