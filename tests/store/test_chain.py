"""Lines of a journal that are cut out, doubled or moved."""

import random
import zlib
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.chain import make_line, parse_line, read_lines
from store.checking import check
from store.errors import LibraryDamaged
from store.files import MemoryFiles
from store.journal import JournalStorage
from store.library import Library
from store.repairing import repair


def journal_of(count: int) -> tuple[MemoryFiles, list[bytes]]:
    files = MemoryFiles()
    storage = JournalStorage(files, "notes")
    storage.commit({"a": {"first": {}}})
    for number in range(count):
        storage.commit({"a": {str(number): {"n": number}}})
    return files, files.content["notes.journal"].split(b"\n")[:-1]


def put(files: MemoryFiles, lines: list[bytes]) -> None:
    files.replace("notes.journal", b"".join(line + b"\n" for line in lines))


def rows(files: MemoryFiles) -> set[str]:
    return set(JournalStorage(files, "notes").read()["a"])


def without_numbers(data: bytes) -> bytes:
    """The journal as libraries of format 1 have it."""
    lines = [parse_line(line) for line in data.split(b"\n")[:-1]]
    bodies = [orjson.dumps(line.content) for line in lines if line]
    return b"".join(b"%08x %b\n" % (zlib.crc32(body), body) for body in bodies)


@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_line_that_was_cut_out_is_damage(place: int) -> None:
    files, lines = journal_of(5)
    put(files, lines[:place] + lines[place + 1 :])
    with pytest.raises(LibraryDamaged, match=f"a line is missing before line {place + 1}"):
        rows(files)


def test_several_lines_that_were_cut_out_are_counted() -> None:
    files, lines = journal_of(5)
    put(files, lines[:2] + lines[4:])
    with pytest.raises(LibraryDamaged, match="2 lines are missing before line 3"):
        rows(files)


def test_lines_in_another_order_are_damage() -> None:
    files, lines = journal_of(5)
    put(files, [*lines[:2], lines[3], lines[2], *lines[4:]])
    with pytest.raises(LibraryDamaged, match="missing before line 3"):
        rows(files)


def test_a_line_that_stands_twice_is_damage() -> None:
    files, lines = journal_of(5)
    put(files, [*lines[:3], lines[2], *lines[3:]])
    with pytest.raises(LibraryDamaged, match="line 4 stands in the wrong place"):
        rows(files)


def test_a_journal_cut_at_the_end_of_a_line_is_an_earlier_state() -> None:
    files, lines = journal_of(5)
    put(files, lines[:4])
    assert rows(files) == {"first", "0", "1", "2"}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_lines_cut_out_moved_or_doubled_never_pass_unless_at_the_end(seed: int) -> None:
    dice = random.Random(seed)
    files, lines = journal_of(6)
    changed = [line for line in lines if dice.random() > 0.2]
    if dice.random() < 0.5:
        dice.shuffle(changed)
    changed += [dice.choice(lines)] * dice.choice((0, 0, 1))
    put(files, changed)
    try:
        rows(files)
    except LibraryDamaged:
        assert changed != lines[: len(changed)]
    else:
        assert changed == lines[: len(changed)]


def test_lines_in_another_order_are_put_in_order_and_nothing_is_lost() -> None:
    _, lines = journal_of(5)
    dice = random.Random(1)
    shuffled = dice.sample(lines, len(lines))
    assert shuffled != lines
    found, lost = read_lines(b"".join(line + b"\n" for line in shuffled))
    assert [list(line.get("a", {})) for line in found[1:]] == [["0"], ["1"], ["2"], ["3"], ["4"]]
    assert lost == []


def test_what_is_lost_of_a_journal_is_listed() -> None:
    _, lines = journal_of(8)
    kept = [*lines[:2], *lines[4:6], lines[6].replace(b'"n"', b'"m"'), *lines[7:]]
    found, lost = read_lines(b"".join(line + b"\n" for line in kept))
    assert len(found) == 6
    assert lost == ["the changes in lines 3 to 4", "the change in line 7"]


def test_a_number_that_is_far_off_takes_no_time_to_tell() -> None:
    data = make_line(0, {"follows": 1}) + make_line(10**9, {"a": {}})
    assert read_lines(data)[1] == [f"the changes in lines 2 to {10**9}"]


def test_a_cut_out_line_is_told_by_the_check_and_costs_its_change_only(folder: Path) -> None:
    with Library.open(folder, writing=True) as library:
        kept = [note.id for note in library.notes.annotations()]
        library._notebook._journal.compact()
        gone = library.notes.annotate(library.items()[0].id, "cut out").id
        kept.append(library.notes.annotate(library.items()[0].id, "stays").id)
    path = folder / "notes.journal"
    lines = path.read_bytes().split(b"\n")
    del lines[1]
    path.write_bytes(b"\n".join(lines))
    (finding,) = check(folder)
    assert (finding.file, finding.is_repairable) == (path, True)
    assert "a line is missing" in finding.problem
    assert repair(folder).lost == ["notes.journal: the change in line 2"]
    assert check(folder) == []
    with Library.open(folder, writing=False) as library:
        held = {note.id for note in library.notes.annotations()}
    assert held == {*kept}
    assert gone not in held


def test_a_journal_without_numbers_opens_and_the_next_save_numbers_it() -> None:
    files, _ = journal_of(4)
    files.replace("notes.journal", without_numbers(files.content["notes.journal"]))
    before = rows(files)
    assert before == {"first", "0", "1", "2", "3"}
    storage = JournalStorage(files, "notes")
    storage.commit({"a": {"later": {}}})
    assert rows(files) == before | {"later"}
    (header,) = files.content["notes.journal"].split(b"\n")[:-1]
    assert parse_line(header) is not None
    assert header[9:11] == b"0 "


@pytest.mark.parametrize("end", [-1, -9, -30])
def test_a_journal_without_numbers_that_ends_in_half_a_line_opens(end: int) -> None:
    files, _ = journal_of(4)
    files.replace("notes.journal", without_numbers(files.content["notes.journal"])[:end])
    assert {"first", "0", "1"} <= rows(files)


def test_numbered_lines_behind_one_without_a_number_are_damage() -> None:
    files, lines = journal_of(3)
    old = without_numbers(lines[0] + b"\n")
    files.replace("notes.journal", old + b"".join(line + b"\n" for line in lines[1:]))
    with pytest.raises(LibraryDamaged, match="line 2 is of another journal"):
        rows(files)


def test_a_saved_change_costs_one_append_of_its_own_size() -> None:
    files, _ = journal_of(3)
    before = len(files.content["notes.journal"])
    row = {"text": "x" * 100}
    JournalStorage(files, "notes").commit({"a": {"9": row}})
    added = len(files.content["notes.journal"]) - before
    assert added == len(orjson.dumps({"a": {"9": row}})) + len("01234567 4 \n")
