from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.errors import (
    FileUnusable,
    LibraryDamaged,
    LibraryLocked,
    LibraryReadOnly,
    NotFound,
    SaveFailed,
)
from store.filters import Filter
from store.library import Library
from store.manifest import FORMAT
from store.migration import STEPS
from store.records import DaySource, Item, Parsed

DAY, LATER = date(2031, 5, 4), date(2031, 5, 6)
Make = Callable[..., tuple[Parsed, bytes]]


def test_what_was_added_comes_out_as_it_was(
    library: Library, making: Make, texts: list[str]
) -> None:
    parsed, raw = making(texts)
    assert library.add(parsed, raw).outcome == "new"
    assert library.parsed("feed.txt") == parsed
    assert library.original("feed.txt") == raw
    assert library.items() == parsed.items
    assert library.statements() == parsed.statements
    assert library.positions() == parsed.positions


def test_a_library_opened_again_holds_the_same(folder: Path) -> None:
    with Library.open(folder, writing=True) as one:
        before = (one.plan, one.listed_actors, one.documents(), one.items(), one.statements())
    with Library.open(folder, writing=False) as other:
        held = (other.plan, other.listed_actors, other.documents(), other.items())
        assert (*held, other.statements()) == before
        assert other.dossier_file("plan.toml") == b"# none"


def test_the_feed_is_latest_day_first_unknown_last(filled: Library) -> None:
    days = [item.day for item in filled.items()]
    assert days == [LATER, DAY, DAY, DAY, None]
    assert filled.days() == ((LATER, 1), (DAY, 3), (None, 1))
    assert [document.name for document in filled.documents()] == ["hills.txt", "feed.txt"]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (Filter(), 5),
        (Filter(first_day=DAY), 4),
        (Filter(last_day=DAY), 3),
        (Filter(first_day=LATER, last_day=LATER), 1),
        (Filter(actor="belen-marsh"), 2),
        (Filter(actor="ilse-orsa"), 3),
        (Filter(actor="nobody"), 0),
        (Filter(point=2), 2),
        (Filter(outlet="HÁRBOUR post"), 3),
        (Filter(outlet="Harbour"), 0),
        (Filter(speaker="ilse-orsa"), 2),
        (Filter(speaker="ILSE ORSA"), 2),
        (Filter(document="hills.txt"), 2),
        (Filter(document="hills.txt", first_day=DAY), 1),
        (Filter(is_bookmarked=True), 2),
        (Filter(is_unread=True), 4),
    ],
)
def test_a_filter_lets_through_what_it_says(filled: Library, where: Filter, count: int) -> None:
    items = filled.parsed("feed.txt").items
    filled.notes.toggle_bookmark(filled.statements_of(items[0].id)[0].id)
    filled.notes.toggle_bookmark(items[1].id)
    filled.notes.mark_read([items[2].id])
    assert len(filled.items(where)) == count
    assert sum(number for _, number in filled.days(where)) == count


def test_statements_and_positions_are_filtered_alike(filled: Library) -> None:
    marked = filled.statements()[1]
    filled.notes.toggle_bookmark(marked.id)
    assert filled.statements(Filter(is_bookmarked=True)) == (marked,)
    assert [p.statement for p in filled.positions(Filter(is_bookmarked=True))] == [marked.id]
    assert len(filled.positions(Filter(actor="norland"))) == 2
    assert filled.positions(Filter(point=marked.points[0]))[0].statement == marked.id
    assert filled.statements(Filter(document="hills.txt")) == ()


def test_items_of_a_day_are_those_of_the_feed(filled: Library) -> None:
    for day in (DAY, LATER, None):
        assert filled.items_of_day(day) == tuple(i for i in filled.items() if i.day == day)
    assert filled.items_of_day(None, Filter(first_day=DAY)) == ()
    assert filled.items_of_day(DAY, Filter(last_day=date(2031, 5, 1))) == ()


def test_days_need_no_document(folder: Path) -> None:
    for path in (folder / "documents").iterdir():
        path.unlink()
    with Library.open(folder, writing=False) as library:
        assert library.days() == ((DAY, 4),)
        with pytest.raises(LibraryDamaged, match="is missing"):
            library.items()


def test_a_day_reads_only_the_documents_that_have_it(filled: Library) -> None:
    fresh = filled._shelf
    fresh.forget_all()
    filled.items_of_day(LATER)
    assert [fresh.is_loaded(document.id) for document in filled.documents()] == [True, False]
    assert list(filled.load_all())[:2] == [(1, 2), (2, 2)]


def test_actors_are_counted_and_listed_ones_always_there(filled: Library) -> None:
    counts = {s.actor.id: (s.mentions, s.statements) for s in filled.actors()}
    assert counts == {"ilse-orsa": (4, 2), "belen-marsh": (2, 0), "norland": (0, 0)}
    first = filled.actors()[0]
    assert (first.actor.id, first.first_day, first.last_day) == ("ilse-orsa", DAY, DAY)
    assert {s.actor.id for s in filled.actors(Filter(document="hills.txt", first_day=LATER))} == {
        "ilse-orsa",
        "norland",
    }


def test_points_are_counted_by_number(filled: Library) -> None:
    filled.notes.mark_read([filled.parsed("feed.txt").items[0].id])
    point = filled.points()[1]
    assert (point.point.number, point.mentions, point.statements, point.unread) == (2, 2, 1, 1)
    assert point.last_day == LATER


def test_inferred_days_help_to_date_nothing(library: Library, making: Make) -> None:
    parsed, raw = making(["One day.", "Another day."])
    first, second = parsed.items
    items = (first, replace(second, day_source=DaySource.INFERRED))
    library.add(replace(parsed, items=items), raw)
    assert [item.id for item in library.dated_items()] == [first.id]
    assert library.dated_items(without=[parsed.document.id]) == ()


@pytest.mark.parametrize("name", ["document", "item", "statement", "position", "actor", "parsed"])
def test_what_is_not_there_is_not_found(filled: Library, name: str) -> None:
    with pytest.raises(NotFound, match="nothing-such"):
        getattr(filled, name)("nothing-such")


def test_records_are_found_by_id(filled: Library) -> None:
    filled._shelf.forget_all()
    for item in filled.items():
        assert filled.item(item.id) == item
    for statement in filled.statements():
        assert filled.statement(statement.id) == statement
    assert filled.position(filled.positions()[0].id) == filled.positions()[0]
    assert filled.actor("belen-marsh").name == "Belen Marsh"


def test_an_import_that_fails_changes_nothing(
    library: Library, making: Make, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(*making(texts))
    before = {name: library._files.read(name) for name in library._files.names("")}
    records = (library.documents(), library.items(), library.statements())
    for step, nth in (("put", 1), ("put", 2), ("settle", 1), ("replace", 1)):
        real, calls = getattr(library._files, step), 0

        def fail(*given: Any, step: str = step, nth: int = nth, real: Any = real) -> None:
            nonlocal calls
            calls += step != "replace" or "library.json" in given
            if calls == nth and (step != "replace" or "library.json" in given):
                raise SaveFailed("the disk is full")
            real(*given)

        for grown in (making(["Something new.", *texts]), making(["Other."], name="other.txt")):
            calls = 0
            with monkeypatch.context() as patch:
                patch.setattr(library._files, step, fail)
                with pytest.raises(SaveFailed):
                    library.add(*grown)
            assert {n: library._files.read(n) for n in library._files.names("")} == before
            assert (library.documents(), library.items(), library.statements()) == records


def test_an_import_cut_short_leaves_the_library_as_it_was(
    folder: Path, making: Make, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder, writing=True) as library:
        before = library.items()

        def die(*_: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(library._manifest, "put", die)
            with pytest.raises(KeyboardInterrupt):
                library.add(*making(["Something new.", *texts]))
    with Library.open(folder, writing=True) as library:
        assert library.items() == before
        assert len(list((folder / "documents").iterdir())) == 2


def test_records_that_json_cannot_hold_are_refused(library: Library, making: Make) -> None:
    parsed, raw = making(["A text with a lone \ud800 surrogate."])
    with pytest.raises(SaveFailed):
        library.add(parsed, raw)
    assert library.documents() == ()


def test_reading_where_there_is_no_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable, match="there is no library here"):
        Library.open(tmp_path, writing=False)
    assert list(tmp_path.iterdir()) == []


def test_opening_for_writing_touches_nobody_elses_files(tmp_path: Path) -> None:
    others = ["documents/thesis.json", "originals/photo.raw", ".note.tmp", "notes.txt", "a/.b.tmp"]
    for name in others:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"mine")
    assert not Library.exists(tmp_path)
    Library.open(tmp_path, writing=True).close()
    Library.open(tmp_path, writing=True).close()
    assert all((tmp_path / name).read_bytes() == b"mine" for name in others)
    assert Library.exists(tmp_path)


@pytest.mark.parametrize("writing", [True, False])
def test_a_lost_manifest_is_damage_and_no_new_library(folder: Path, writing: bool) -> None:
    (folder / "library.json").unlink()
    files = sorted((folder / "documents").iterdir())
    with pytest.raises(LibraryDamaged, match="is missing"):
        Library.open(folder, writing=writing)
    assert sorted((folder / "documents").iterdir()) == files


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with Library.open(folder, writing=True):
        with pytest.raises(LibraryLocked, match=r"process \d+ \(since "):
            Library.open(folder, writing=True)
        with Library.open(folder, writing=False) as reader:
            assert reader.is_read_only
    Library.open(folder, writing=True).close()


def test_a_reader_changes_nothing(folder: Path, making: Make) -> None:
    with Library.open(folder, writing=False) as reader:
        item = reader.items()[0]
        for change in (
            lambda: reader.add(*making(["x"])),
            lambda: reader.remove("feed.txt"),
            lambda: reader.notes.toggle_bookmark(item.id),
            lambda: reader.notes.annotate(item.id, "x"),
        ):
            with pytest.raises(LibraryReadOnly):
                change()


def test_a_reader_sees_what_a_writer_does(folder: Path, making: Make, texts: list[str]) -> None:
    with Library.open(folder, writing=False) as reader:
        assert len(reader.items()) == 4
        with Library.open(folder, writing=True) as writer:
            writer.add(*making(["Something new.", *texts]))
            note = writer.notes.annotate(writer.items()[0].id, "seen")
            assert len(reader.items()) == 5
            assert note in reader.notes.annotations()
            writer.remove("feed.txt")
            assert len(reader.items()) == 1


def test_a_reader_follows_in_the_middle_of_reading(
    folder: Path, making: Make, texts: list[str]
) -> None:
    with (
        Library.open(folder, writing=False) as reader,
        Library.open(folder, writing=True) as writer,
    ):
        hills = reader.document("hills.txt").id
        steps = reader.load_all()
        next(steps)
        writer.add(*making(["Something new.", *texts]))
        writer.notes.annotate(writer.items()[0].id, "x")
        for document in reader._shelf.entries():
            if document.document.id != hills:
                reader._shelf.forget(document.document.id)
        list(steps)
        assert len(reader.items()) == 5
        assert reader.statements() == writer.statements()


def test_a_newer_library_is_for_reading_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("store.manifest.FORMAT", 9)
        with Library.open(folder, writing=True) as library:
            library.set_dossier(library.plan, library.listed_actors, {})
    before = (folder / "library.json").read_bytes()
    with pytest.raises(LibraryReadOnly, match="newer version"):
        Library.open(folder, writing=True)
    with Library.open(folder, writing=False) as library:
        assert len(library.items()) == 4
    assert (folder / "library.json").read_bytes() == before


def test_an_older_library_is_migrated_after_a_backup(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "library.json").read_bytes()
    migrated: list[Path] = []
    monkeypatch.setattr("store.migration.FORMAT", FORMAT + 1)
    monkeypatch.setattr("store.manifest.FORMAT", FORMAT + 1)
    monkeypatch.setattr("store.library.FORMAT", FORMAT + 1)
    monkeypatch.setitem(STEPS, FORMAT, lambda files: migrated.append(files.where("")))
    with Library.open(folder, writing=True) as library:
        assert len(library.items()) == 4
    assert migrated == [folder]
    assert (folder / "backups" / f"format-{FORMAT}" / "library.json").read_bytes() == before
    Library.open(folder, writing=True).close()
    assert migrated == [folder]


def test_file_names_of_documents_choose_no_path(library: Library, making: Make) -> None:
    for name in ("../../evil.txt", "/etc/passwd", "..", "a\0b", "-rf", "x" * 400, "con\u202etxt"):
        library.add(*making([f"Text of {name[:9]!r} alone."], name=name, outlet=name[:9]))
    for name in library._files.names("originals"):
        assert ".." not in name.split("/")
        assert len(name.split("/")) == 2
        assert len(name.split("/")[-1].encode()) <= 140


def test_editing_nothing_that_came_out_changes_the_library(filled: Library) -> None:
    item: Item = filled.items()[0]
    with pytest.raises(AttributeError):
        item.text = "changed"  # type: ignore[misc]
