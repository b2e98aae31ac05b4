"""Several documents in one durable step."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.checking import check
from store.errors import SaveFailed
from store.library import Library
from store.records import Parsed

from .failing import failing

Make = Callable[..., tuple[Parsed, bytes]]


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def batch(making: Make, texts: list[str]) -> list[tuple[Parsed, bytes]]:
    return [
        making([f"{text} ({number})" for text in texts], name=f"batch{number}.txt")
        for number in range(3)
    ]


def test_a_batch_is_one_save_of_the_manifest(
    folder: Path, making: Make, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced: list[str] = []
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        replaced.append(target.name)
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with Library.open(folder, writing=True) as library:
        added = library.add_all(batch(making, texts))
    assert [one.outcome for one in added] == ["new", "new", "new"]
    assert replaced.count("library.json") == 1
    assert replaced[-1] == "library.json"


@pytest.mark.parametrize("call", ["open", "write", "fsync", "fchmod"])
def test_any_failing_call_leaves_the_library_without_the_batch(
    folder: Path, making: Make, texts: list[str], call: str
) -> None:
    library = Library.open(folder, writing=True)
    documents, before = batch(making, texts), files_below(folder)
    for nth in range(1, 200):
        with failing(call, nth):
            try:
                library.add_all(documents)
            except SaveFailed:
                is_done = False
            else:
                is_done = True
        if is_done:
            break
        assert files_below(folder) == before
        assert not any(one.name.startswith("batch") for one in library.documents())
    assert nth > 1
    library.close()
    assert check(folder) == []


def test_a_document_that_cannot_be_made_leaves_nothing_of_those_before_it(
    folder: Path, making: Make, texts: list[str]
) -> None:
    def interrupted() -> Iterator[tuple[Parsed, bytes]]:
        yield making(texts, name="first.txt")
        raise KeyboardInterrupt

    with Library.open(folder, writing=True) as library:
        before = files_below(folder)
        with pytest.raises(KeyboardInterrupt):
            library.add_all(interrupted())
        assert files_below(folder) == before


def test_a_version_later_in_the_batch_updates_the_earlier_one(
    folder: Path, making: Make, texts: list[str]
) -> None:
    early = [f"{text} (early)" for text in texts]
    grown = [*early, "The last ferry came in at noon with the mail."]
    with Library.open(folder, writing=True) as library:
        first, second = library.add_all(
            [making(early, name="live.txt"), making(grown, name="live.txt")]
        )
        assert (first.outcome, second.outcome) == ("new", "updated")
        assert first.document.id == second.document.id
        assert len(library.original_versions(second.document.id)) == 2
        items = library.parsed(second.document.id).items
    assert check(folder) == []
    with Library.open(folder, writing=False) as again:
        assert again.parsed(second.document.id).items == items


def test_what_was_stored_is_what_is_read_again(
    folder: Path, making: Make, texts: list[str]
) -> None:
    with Library.open(folder, writing=True) as library:
        library.add_all(batch(making, texts))
        held = library.items(), library.statements(), library.positions(), library.documents()
    with Library.open(folder, writing=False) as again:
        assert held == (again.items(), again.statements(), again.positions(), again.documents())


def test_the_same_file_twice_is_stored_once(making: Make, texts: list[str]) -> None:
    library = Library.in_memory()
    added = library.add_all([making(texts), making(texts)])
    assert [one.outcome for one in added] == ["new", "unchanged"]
    assert len(library.documents()) == 1
