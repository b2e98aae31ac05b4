"""Power cuts: at every call of a run, with what was not synchronised gone, cut or out of order.

Each save is acknowledged when its call returns. Whatever a cut leaves, the library opens and holds
all that was acknowledged before the cut, and of the save under way all or nothing; then it takes a
save, after which the check finds nothing. As a control the same with one kind of synchronisation
taken as never called: a harness that finds no loss there is broken.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store.checking import check_files
from store.errors import ParleyError
from store.files import MemoryFiles
from store.library import Library
from store.records import CorrectionKind
from tests.store.conftest import ACTORS, PLAN, TEXTS, make_parsed

from .disk import HOWS, SYNCS, Recording, recorded

_AT_RANDOM = 4
"""Cuts at random at every call, beside the kinds of ``HOWS``."""
Content = tuple[object, ...]


@dataclass(slots=True)
class Cuts:
    """What was found."""

    calls: int = 0
    states: int = 0
    acknowledged: int = 0
    lost: int = 0
    unopened: int = 0
    unsound: int = 0
    """States that take no save, or in which the check finds something after it."""
    controls: dict[str, int] = field(default_factory=dict)
    """Kind of synchronisation → states with a loss where it is left out."""


def _saves() -> list[Callable[[Library], object]]:
    """What is done, one acknowledged save each."""
    return [
        lambda one: one.set_dossier(PLAN, ACTORS, {"plan.toml": b"# plan", "actors.toml": b"#"}),
        lambda one: one.add_all([make_parsed(TEXTS), make_parsed(["Rain."], name="rain.txt")]),
        lambda one: one.notes.annotate(one.items()[0].id, "the first #tag"),
        lambda one: one.notes.annotate(one.items()[1].id, "n" * 9_000),
        lambda one: one.notes.edit(one.notes.annotations()[0].id, text="m" * 700),
        lambda one: one.notes.toggle_bookmark(one.items()[0].id),
        lambda one: one.notes.mark_read([item.id for item in one.items()]),
        lambda one: one.notes.correct(CorrectionKind.DAY, one.items()[0].id, "2031-05-01"),
        lambda one: one._notebook._journal.compact(),
        lambda one: one.notes.annotate(one.items()[0].id, "after the backup"),
        lambda one: one.add_all([make_parsed([*TEXTS, "It grew."]), make_parsed(["Sun."])]),
        lambda one: one.notes.undo(),
        lambda one: one.remove("rain.txt"),
        lambda one: one.notes.delete([one.notes.annotations()[0].id]),
    ]


def content(library: Library) -> Content:
    """Everything a library holds."""
    notes = library.notes
    return (
        library.plan, library.documents(), library.items(), library.statements(),
        library.positions(), notes.annotations(), notes.bookmarks(), notes.corrections(),
        notes.read_items(), tuple(library.original(one.id) for one in library.documents()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Run:
    """A run that was written down."""

    recording: Recording
    ends: Sequence[int]
    """How many calls had been made when each save was acknowledged."""
    contents: Sequence[Content]
    """What the library held before the first save, and after each."""

    def sound(self, at: int) -> Sequence[Content]:
        """What a library may hold after a cut before call ``at``."""
        done = sum(end <= at for end in self.ends)
        return self.contents[done : done + 2]


def record(path: Path) -> _Run:
    """Make a library and everything in it, writing down the calls."""
    ends: list[int] = []
    path.mkdir(parents=True)
    root = path.resolve() / "library"
    root.mkdir()
    with Library.in_memory() as empty:
        contents = [content(empty)]
    with recorded(root) as recording, Library.open(root, writing=True) as library:
        for save in _saves():
            save(library)
            ends.append(len(recording.calls))
            contents.append(content(library))
    return _Run(recording, ends, contents)


def _library(files: MemoryFiles, *, writing: bool) -> Library:
    return Library(Path("memory"), files, None, is_read_only=not writing)


def _files(state: dict[str, bytes]) -> MemoryFiles:
    files = MemoryFiles()
    for name, data in state.items():
        files.replace(name, data)
    return files


def _held(files: MemoryFiles) -> Content | None:
    """What a library holds as a reader sees it; None when it does not open."""
    try:
        return content(_library(files, writing=False))
    except ParleyError:
        return None


def _is_sound_after_a_save(files: MemoryFiles) -> bool:
    """Whether the library takes a save, keeps it, and the check finds nothing then."""
    try:
        library = _library(files, writing=True)
        library._begin_writing()
        library.notes.mark_read(["i0"])
        if "i0" not in _library(files, writing=False).notes.read_items():
            return False
    except ParleyError:
        return False
    return not list(check_files(files))


def _cut(run: _Run, seed: int, step: int, cuts: Cuts) -> None:
    cuts.calls, cuts.acknowledged = len(run.recording.calls), len(run.ends)
    for at in range(0, len(run.recording.calls) + 1, step):
        for number, how in enumerate((*HOWS, *["at random"] * _AT_RANDOM)):
            dice = random.Random(f"{seed} {at} {number}")
            files = _files(run.recording.crash(at, how, dice))
            cuts.states += 1
            held = _held(files)
            if held is None:
                cuts.unopened += 1
            elif held not in run.sound(at):
                cuts.lost += 1
            elif not _is_sound_after_a_save(files):
                cuts.unsound += 1


def _count_losses(run: _Run, without: str, seed: int) -> int:
    """How many cuts lose something where a kind of synchronisation is left out."""
    lost = 0
    for at in run.ends:
        for number, how in enumerate((*HOWS, *["at random"] * _AT_RANDOM)):
            dice = random.Random(f"{seed} {at} {number}")
            state = run.recording.crash(at, how, dice, without)
            lost += _held(_files(state)) not in run.sound(at)
    return lost


def cut_power(folder: Path, seed: int, step: int = 1) -> Cuts:
    """Cut the power before every ``step``-th call of a run."""
    cuts, run = Cuts(), record(folder / "power")
    _cut(run, seed, step, cuts)
    for kind in SYNCS:
        cuts.controls[kind] = _count_losses(run, kind, seed)
    return cuts
