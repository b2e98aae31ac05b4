"""The parts without a screen: wrapping, folding, chords, narrowing, jumps, rows of the feed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.tui.chords import Chords
from reader.tui.folding import find_hits, fold
from reader.tui.jumps import Jump, JumpList
from reader.tui.narrowing import Narrowing
from reader.tui.panes.feed import ItemMarks, place_words
from reader.tui.panes.feed_rows import DayHeading, FeedRows, count_days
from reader.tui.wrapping import wrap
from store.records import Item

from .harbour import courier, gazette

WORDS = st.text(alphabet="ab é-“漢\u0301\t", max_size=80)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.integers(1, 30))
def test_wrapping_loses_no_word_and_fits(line: str, width: int) -> None:
    rows = wrap(line, width)
    assert "".join("".join(line[a:b].split()) for a, b in rows) == "".join(line.split())
    for start, end in rows:
        assert cell_len(line[start:end]) <= max(width, 2)
    assert rows == sorted(rows)


def test_wrapping_breaks_at_spaces() -> None:
    line = "one two three"
    assert [line[a:b] for a, b in wrap(line, 8)] == ["one two", "three"]


def test_wrapping_cuts_a_word_longer_than_a_row() -> None:
    assert wrap("abcdefgh", 3) == [(0, 3), (3, 6), (6, 8)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_hits_ignore_case_accents_and_turned_quotation_marks() -> None:
    text = "Café “noir”, CAFE"
    assert [text[a:b] for a, b in find_hits(text, "cafe")] == ["Café", "CAFE"]


def test_phrases_are_found_as_a_whole() -> None:
    assert find_hits("open charts, open sea", '"open sea"') == [(13, 21)]


def test_an_empty_query_has_no_hits() -> None:
    assert find_hits("text", ' "" ') == []


def test_chord_waits_then_gives_its_command() -> None:
    chords = Chords({"g": {"g": "top"}})
    assert chords.press("g").is_used
    assert chords.pending
    assert chords.press("g").command == "top"
    assert not chords.is_pending


def test_number_is_complete_when_no_longer_one_is_possible() -> None:
    chords = Chords({})
    chords.await_number([1, 2, 12])
    assert chords.press("1").number is None
    assert chords.press("2").number == 12
    chords.await_number([1, 2, 12])
    assert chords.press("2").number == 2
    chords.await_number([1, 12])
    chords.press("1")
    assert chords.press("enter").number == 1


def test_backspace_takes_a_digit_back() -> None:
    chords = Chords({})
    chords.await_number([1, 12, 21])
    chords.press("1")
    chords.press("backspace")
    chords.press("2")
    assert chords.press("1").number == 21


def test_narrowing_survives_being_saved() -> None:
    narrowing = (
        Narrowing()
        .with_value("point", 3)
        .with_value("as_of", date(2031, 3, 4))
        .with_value("unread", True)
        .with_value("query", "ice")
    )
    restored = Narrowing.restored(narrowing.saved())
    assert restored.where() == narrowing.where()
    assert restored.query == "ice"


def test_damaged_place_gives_no_filter() -> None:
    assert Narrowing.restored({"filter.as_of": "soon", "filter.point": "x"}) == Narrowing()


def test_as_of_limits_a_later_last_day() -> None:
    narrowing = Narrowing().with_value("as_of", date(2031, 3, 4))
    assert narrowing.with_value("last_day", date(2031, 3, 9)).where().last_day == date(2031, 3, 4)


def test_a_filter_set_again_is_the_last_one() -> None:
    narrowing = Narrowing().with_value("point", 1).with_value("actor", "a").with_value("point", 2)
    assert narrowing.without_last() == Narrowing().with_value("actor", "a")


def test_jumping_anew_forgets_the_way_forward() -> None:
    jumps = JumpList()
    jumps.leave(Jump("a"))
    assert jumps.back(Jump("b")) == Jump("a")
    jumps.leave(Jump("a"))
    assert jumps.forward(Jump("c")) is None


def _items() -> list[Item]:
    items = [*gazette().items, *courier().items]
    return sorted(items, key=lambda item: item.day or date.min, reverse=True)


def test_rows_of_the_feed_are_headings_and_their_items() -> None:
    items = _items()
    rows = FeedRows(items, count_days(items))
    shown = [rows.at(row) for row in range(len(rows))]
    assert [one for one in shown if isinstance(one, Item)] == items
    assert [one.items for one in shown if isinstance(one, DayHeading)] == [3, 1, 1, 1]
    for index, item in enumerate(items):
        assert rows.at(rows.row_of(index)) == item
        assert rows.index_at(rows.row_of(index)) == index


def test_a_heading_counts_as_its_first_item() -> None:
    items = _items()
    rows = FeedRows(items, count_days(items))
    assert rows.index_at(4) == 3


def _place(title: str, room: int) -> str:
    item = replace(_items()[0], time="09:10", title=title)
    return place_words(item, ItemMarks("Sound Gazette"), room)


def test_a_row_of_the_feed_has_time_and_outlet_where_there_is_room() -> None:
    assert _place("Talks open", 19) == "09:10 Sound Gazette"


def test_a_titled_item_keeps_its_outlet_where_there_is_little_room() -> None:
    assert _place("Talks open", 12) == "Sound Gazet…"


def test_an_entry_of_a_running_page_keeps_its_time() -> None:
    assert _place("", 12) == "09:10"
