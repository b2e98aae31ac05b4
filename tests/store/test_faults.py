"""Every call to the system fails once, in turn, in the middle of whole operations."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from store.checking import check
from store.errors import SaveFailed
from store.library import Library
from store.records import CorrectionKind, Parsed

from .failing import failing

Make = Callable[..., tuple[Parsed, bytes]]
CALLS = ["open", "write", "fsync", "fdatasync", "replace", "rename", "link", "fchmod", "ftruncate"]


def state(library: Library) -> tuple[object, ...]:
    notes = library.notes
    return (
        library.documents(),
        library.items(),
        library.statements(),
        notes.annotations(),
        notes.bookmarks(),
        notes.corrections(),
        notes.read_items(),
    )


def do_everything(library: Library, making: Make, texts: list[str]) -> list[Callable[[], object]]:
    item = library.items()[0].id
    return [
        lambda: library.add(*making(["Something new.", *texts])),
        lambda: library.notes.annotate(item, "a note"),
        lambda: library.notes.toggle_bookmark(item),
        lambda: library.notes.correct(CorrectionKind.DAY, item, "2031-05-01"),
        library.notes.undo,
        lambda: library._notebook._journal.compact(),
        lambda: library.remove("hills.txt"),
    ]


@pytest.mark.parametrize("call", CALLS)
def test_a_failing_call_leaves_all_or_nothing(
    folder: Path, making: Make, texts: list[str], call: str
) -> None:
    library = Library.open(folder, writing=True)
    failures = 0
    for step in do_everything(library, making, texts):
        for nth in range(1, 40):
            before = state(library)
            with failing(call, nth):
                try:
                    step()
                except SaveFailed:
                    failures += 1
                    is_done = False
                else:
                    is_done = True
            if is_done:
                break
            assert state(library) == before
    held = state(library)
    library.close()
    assert check(folder) == []
    with Library.open(folder, writing=True) as again:
        assert state(again) == held
    assert failures or call in {"rename", "link", "ftruncate", "replace"}


def test_a_thread_loads_while_another_reads_and_writes(making: Make, texts: list[str]) -> None:
    library = Library.in_memory()
    for number in range(12):
        library.add(*making([f"{text} ({number})" for text in texts], name=f"{number}.txt"))
    library._shelf.forget_all()
    errors: list[BaseException] = []

    def load() -> None:
        try:
            for _ in range(3):
                for _ in library.load_all():
                    pass
        except BaseException as error:  # noqa: BLE001  # handed to the test
            errors.append(error)

    thread = threading.Thread(target=load)
    thread.start()
    for item in library.items()[:10]:
        library.notes.annotate(item.id, "meanwhile")
        library.notes.correct(CorrectionKind.POINTS, item.id, "1")
        library.search("orsa")
    thread.join()
    assert errors == []
    assert len(library.notes.annotations()) == 10
    assert all(item.points == (1,) for item in library.items()[:10])
