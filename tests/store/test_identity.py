from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.identity import identify, known_from
from store.library import Library
from store.records import NoteState, Parsed

Make = Callable[..., tuple[Parsed, bytes]]
LONG = [
    "The harbour report: delegates met in the great hall and spoke for an hour about ferry fares. "
    "Orsa said “fares are what we came for today” at the end.",
    "Snow closed the hill road. Orsa said “fences must stand before winter” in the old mill, "
    "where an hour of talks on fences ended without a word.",
    "A cable ship reached the islands; for an hour its crew showed the landing to the school. "
    "Orsa said “no cable, no agreement on anything else” there.",
    "At the border the toll gates stayed shut. Orsa said “tolls are a matter for both sides now” "
    "after an hour with the customs officers.",
    "The ministry put the joint budget off by a week. Orsa said “a week is nothing in ten years” "
    "and was gone within an hour.",
]


def test_the_same_file_again_changes_nothing(library: Library, making: Make) -> None:
    library.add(*making(LONG))
    before = {name: library._files.stamp(name) for name in library._files.names("")}
    added = library.add(*making(LONG))
    assert (added.outcome, added.added_items, added.removed_items) == ("unchanged", 0, 0)
    assert {name: library._files.stamp(name) for name in library._files.names("")} == before


def test_the_same_file_under_another_name_is_unchanged(library: Library, making: Make) -> None:
    library.add(*making(LONG))
    assert library.add(*making(LONG, name="copy.txt")).outcome == "unchanged"
    assert len(library.documents()) == 1


def test_a_later_parser_updates_under_the_same_ids(library: Library, making: Make) -> None:
    parsed, raw = making(LONG)
    library.add(parsed, raw)
    later = replace(parsed, document=replace(parsed.document, parser=2))
    later = replace(later, items=tuple(replace(i, points=(3,)) for i in later.items))
    assert library.add(later, raw).outcome == "updated"
    assert [item.id for item in library.items()] == [item.id for item in parsed.items]
    assert library.items()[0].points == (3,)
    assert len(library.original_versions("feed.txt")) == 1


def test_a_grown_feed_keeps_its_ids(library: Library, making: Make) -> None:
    parsed, raw = making(LONG[2:])
    library.add(parsed, raw)
    added = library.add(*making(LONG))
    assert (added.outcome, added.added_items, added.changed_items) == ("updated", 2, 0)
    assert added.document.id == parsed.document.id
    assert [item.id for item in library.items()][2:] == [item.id for item in parsed.items]
    assert [s.id for s in library.statements()][2:] == [s.id for s in parsed.statements]
    assert [p.id for p in library.positions()][2:] == [p.id for p in parsed.positions]
    assert {item.document for item in library.items()} == {parsed.document.id}
    assert library.original_versions("feed.txt") == (raw, making(LONG)[1])


def test_an_edited_item_keeps_its_id_and_counts_as_changed(library: Library, making: Make) -> None:
    parsed, raw = making(LONG)
    library.add(parsed, raw)
    edited = [LONG[0].replace("an hour", "two hours").replace("came for", "are for"), *LONG[1:]]
    added = library.add(*making(edited))
    assert (added.added_items, added.changed_items, added.removed_items) == (0, 1, 0)
    assert added.changed == (parsed.items[0].id,)
    assert [item.id for item in library.items()] == [item.id for item in parsed.items]
    assert [s.id for s in library.statements()] == [s.id for s in parsed.statements]
    assert [p.id for p in library.positions()] == [p.id for p in parsed.positions]


def test_items_in_another_order_keep_their_ids(library: Library, making: Make) -> None:
    parsed, raw = making(LONG)
    library.add(parsed, raw)
    library.add(*making(LONG[::-1]))
    assert [i.id for i in library.items()] == [i.id for i in parsed.items][::-1]


def test_a_renamed_and_grown_file_is_the_same_document(library: Library, making: Make) -> None:
    parsed, raw = making(LONG[1:])
    library.add(parsed, raw)
    added = library.add(*making(LONG, name="saved later.txt"))
    assert (added.outcome, added.document.id) == ("updated", parsed.document.id)
    assert library.document("saved later.txt").id == parsed.document.id


def test_another_outlet_with_the_same_story_is_another_document(
    library: Library, making: Make
) -> None:
    library.add(*making(LONG))
    added = library.add(*making([*LONG[:4], "Own words."], name="b.txt", outlet="Hill Gazette"))
    assert added.outcome == "new"
    assert len(library.documents()) == 2


def test_a_part_of_a_feed_does_not_take_its_place(library: Library, making: Make) -> None:
    library.add(*making(LONG))
    assert library.add(*making(LONG[:1], name="part.txt")).outcome == "new"
    assert library.add(*making([*LONG[3:], "And a new one."])).outcome == "new"
    assert len(library.items()) == 5 + 1 + 3


SUBJECTS = ["ferry fares", "hill fences", "the cable", "border tolls", "a joint budget"]
PLACES = ["in the great hall", "at the old mill", "on the northern pier", "by the toll gate"]


def made_feed(count: int) -> list[str]:
    return [
        f"On {SUBJECTS[n % 5]} number {n} the delegates of side {n * 7 % 13} met {PLACES[n % 4]}; "
        f"talks number {n * n + 3} ended after {n + 2} hours with a paper of {n * 31} pages."
        for n in range(count)
    ]


def edited_from(texts: list[str], first: int) -> list[str]:
    """The texts, all from one on edited a little."""
    return [*texts[:first], *(text.replace("ended after", "went on for") for text in texts[first:])]


@pytest.mark.parametrize(("same", "outcome"), [(10, "updated"), (2, "updated"), (1, "new")])
def test_edited_items_count_under_another_name_where_a_fifth_is_the_same(
    library: Library, making: Make, same: int, outcome: str
) -> None:
    parsed, raw = making(made_feed(10))
    library.add(parsed, raw)
    added = library.add(*making([*edited_from(made_feed(10), same), "More."], name="later.txt"))
    assert (added.outcome, len(library.documents())) == (outcome, 1 + (outcome == "new"))
    if outcome == "updated":
        assert added.changed_items == 10 - same
        assert [item.id for item in library.items()][:10] == [item.id for item in parsed.items]


def test_under_the_same_name_edited_items_count_where_none_is_the_same(
    library: Library, making: Make
) -> None:
    parsed, raw = making(made_feed(10))
    library.add(parsed, raw)
    added = library.add(*making(edited_from(made_feed(10), 0)))
    assert (added.outcome, added.changed_items) == ("updated", 10)
    assert [item.id for item in library.items()] == [item.id for item in parsed.items]


def test_a_fifth_the_same_and_the_rest_gone_is_another_document(
    library: Library, making: Make
) -> None:
    library.add(*making(made_feed(10)))
    other = [*made_feed(10)[:2], *(f"Snow number {n} fell on the hill." for n in range(8))]
    assert library.add(*making(other, name="later.txt")).outcome == "new"
    assert len(library.documents()) == 2


def test_documents_with_few_items_in_common_are_not_paired(
    library: Library, making: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(*making(made_feed(20)))
    monkeypatch.delattr("store.identity.pair_items")
    weeks = [*made_feed(20)[-3:], *(f"Snow number {n} fell on the hill." for n in range(17))]
    assert library.add(*making(weeks, name="next week.txt")).outcome == "new"


def test_a_document_with_few_items_in_common_is_not_even_read(
    library: Library, making: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(*making(made_feed(60)))
    monkeypatch.delattr("store.shelf.Shelf.raw")
    weeks = [*made_feed(60)[-2:], *(f"Snow number {n} fell on the hill." for n in range(58))]
    assert library.add(*making(weeks, name="next week.txt")).outcome == "new"


def test_an_old_save_met_again_changes_nothing(library: Library, making: Make) -> None:
    library.add(*making(LONG[1:]))
    library.add(*making(LONG))
    assert library.add(*making(LONG[1:])).outcome == "unchanged"
    assert len(library.items()) == 5


def test_another_text_under_the_same_name_is_another_document(
    library: Library, making: Make
) -> None:
    library.add(*making(LONG[:2]))
    assert library.add(*making(LONG[2:])).outcome == "new"


def test_an_article_edited_under_its_name_is_updated(library: Library, making: Make) -> None:
    parsed, raw = making(LONG[:1], name="a.txt")
    library.add(parsed, raw)
    added = library.add(*making([LONG[0] + " A correction was added below."], name="a.txt"))
    assert (added.outcome, added.changed_items) == ("updated", 1)
    assert library.items()[0].id == parsed.items[0].id


def test_notes_marks_and_bookmarks_move_along(library: Library, making: Make) -> None:
    parsed, raw = making(LONG)
    library.add(parsed, raw)
    statement = library.statements()[2]
    note = library.notes.annotate(statement.id, "keep")
    library.notes.toggle_bookmark(statement.id)
    library.notes.mark_read([statement.item])
    library.add(
        *making(
            ["A new report on top.", *(text.replace("an hour", "half the day") for text in LONG)]
        )
    )
    placed = library.notes.annotation(note.id)
    assert placed.state is NoteState.MOVED
    assert placed.anchor is not None
    text = library.item(placed.item).text
    assert text[placed.anchor[0] : placed.anchor[1]] == statement.quote
    assert library.notes.is_bookmarked(statement.id)
    assert library.notes.is_read(statement.item)


def test_removing_orphans_and_importing_again_anchors(library: Library, making: Make) -> None:
    parsed, raw = making(LONG)
    library.add(parsed, raw)
    on_passage = library.notes.annotate(library.statements()[1].id, "on a statement")
    on_item = library.notes.annotate(library.items()[2].id, "on an item")
    mark = library.notes.toggle_bookmark(library.items()[0].id)
    library.notes.mark_read([library.items()[0].id])
    library.remove("feed.txt")
    assert library.items() == ()
    for note in (on_passage, on_item):
        orphan = library.notes.annotation(note.id)
        assert (orphan.state, orphan.anchor, orphan.quote) == (NoteState.ORPHANED, None, note.quote)
    library.add(*making(LONG))
    assert library.notes.annotations() == (on_passage, on_item)
    assert library.notes.bookmarks() == (mark,)
    assert library.notes.is_read(library.items()[0].id)


def test_a_removed_document_that_returns_grown_gets_its_notes_back(
    library: Library, making: Make
) -> None:
    library.add(*making(LONG[1:]))
    note = library.notes.annotate(library.statements()[1].id, "on a statement")
    library.remove("feed.txt")
    added = library.add(*making(LONG))
    assert (added.outcome, added.added_items, added.removed_items) == ("new", 5, 0)
    assert library.notes.annotation(note.id).state is NoteState.ANCHORED


def test_a_passage_found_in_a_new_document_takes_the_orphan(library: Library, making: Make) -> None:
    library.add(*making(LONG[:1], name="a.txt"))
    statement = library.statements()[0]
    note = library.notes.annotate(statement.id, "on a statement")
    library.notes.toggle_bookmark(statement.id)
    library.remove("a.txt")
    library.add(*making([LONG[3], LONG[0] + " And more."], name="z.txt", outlet="Hill Gazette"))
    placed = library.notes.annotation(note.id)
    assert placed.state is not NoteState.ORPHANED
    assert placed.quote in library.item(placed.item).text
    assert library.notes.is_bookmarked(library.statements_of(placed.item)[0].id)


def test_every_version_of_the_original_stays(folder: Path, making: Make, texts: list[str]) -> None:
    with Library.open(folder, writing=True) as library:
        for count in range(3):
            library.add(*making([*texts, *(f"Addition {n} of the day." for n in range(count))]))
        assert len(library.original_versions("feed.txt")) == 3
        library.remove("feed.txt")
    assert not list((folder / "originals").glob("*/*/feed.txt"))


words = st.sampled_from(["ferry", "toll", "quay", "snow", "cable", "envoy", "rain"])
texts = st.lists(words, min_size=1, max_size=14).map(" ".join)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(texts, min_size=1, max_size=8), st.lists(texts, min_size=1, max_size=8))
def test_ids_stay_unique_whatever_changes(making: Make, old: list[str], new: list[str]) -> None:
    result = identify(making(new)[0], known_from(making(old)[0]))
    ids = [item.id for item in result.parsed.items]
    assert len(set(ids)) == len(ids) == len(new)
    assert len(result.added) + len(old) - len(result.removed) == len(new)


@pytest.mark.parametrize("count", [2, 3])
def test_repeated_items_keep_their_order(library: Library, making: Make, count: int) -> None:
    parsed, raw = making(["The talks go on."] * count + LONG[:2])
    library.add(parsed, raw)
    library.add(*making(["Something new.", *["The talks go on."] * count, *LONG[:2]]))
    assert [i.id for i in library.items()][1:] == [i.id for i in parsed.items]
