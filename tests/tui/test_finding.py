from __future__ import annotations

from datetime import date

from reader.tui.screens.filtering import FilterScreen
from reader.tui.screens.picker import Picker
from reader.tui.screens.prompt import Prompt
from store.records import CorrectionKind

from .conftest import Reader, seen


async def _search(reader: Reader, words: str) -> None:
    await reader.press("/")
    reader.top(Prompt)
    await reader.write(words)
    await reader.press("enter")


async def test_choosing_an_actor_narrows_the_feed_and_escape_widens_it(reader: Reader) -> None:
    await reader.press("3")
    names = [one.actor.id for one in reader.screen.actors.summaries]
    for _ in range(names.index("bo")):
        await reader.press("j")
    await reader.press("enter")
    assert reader.screen.narrowing.actor == "bo"
    assert {item.text.count("Bo Lind") > 0 for item in reader.screen.items} == {True}
    assert "Bo Lind ×" in reader.picture()[1]
    await reader.press("escape", "escape")
    assert reader.screen.narrowing.actor is None
    assert len(reader.screen.items) == 6


async def test_choosing_the_actor_again_widens_the_feed(reader: Reader) -> None:
    await reader.press("3", "enter")
    assert reader.screen.narrowing.actor
    await reader.press("enter")
    assert reader.screen.narrowing.actor is None


async def test_choosing_a_point_narrows_the_feed(wide: Reader) -> None:
    await wide.press("4", "j", "j", "enter")
    assert wide.screen.narrowing.point == 3
    assert [item.points for item in wide.screen.items] == [(3,)]


async def test_reading_an_item_lights_up_its_actors_and_points(wide: Reader) -> None:
    await wide.press("j")
    assert {"ada", "bo"} <= wide.screen.actors.lit
    assert wide.screen.points.lit == {1, 2}
    assert any("› 1 Berths" in row for row in wide.picture())


async def test_counts_follow_the_other_filters(wide: Reader) -> None:
    await wide.press("4", "j", "j", "enter")
    spoken = {one.actor.id: one.statements for one in wide.screen.actors.summaries}
    assert spoken["bo"] == 1
    assert spoken["ada"] == 0


async def test_chips_come_off_one_by_one_latest_first(reader: Reader) -> None:
    await reader.press("4", "enter", "3", "enter", "1")
    orders = [reader.screen.narrowing.order]
    for _ in range(2):
        await reader.press("escape")
        orders.append(reader.screen.narrowing.order)
    assert orders == [("point", "actor"), ("point",), ()]


async def test_a_chip_can_be_clicked_away(reader: Reader) -> None:
    await reader.press("4", "enter")
    assert reader.screen.narrowing.point == 1
    await reader.pilot.click("Masthead", offset=(4, 1))
    await reader.pilot.pause()
    assert reader.screen.narrowing.point is None


async def test_tabs_can_be_clicked(reader: Reader) -> None:
    await reader.pilot.click("Masthead", offset=(19, 0))
    await reader.pilot.pause()
    assert reader.app.focused is reader.screen.actors


async def test_search_shows_the_items_that_hold_the_words(reader: Reader) -> None:
    await _search(reader, "lighthouse")
    assert len(reader.screen.items) == 1
    assert reader.screen.narrowing.query == "lighthouse"
    assert reader.screen.text.marks.hits


async def test_hits_are_stepped_in_the_text_and_over_items(reader: Reader) -> None:
    await _search(reader, "berth")
    text = reader.screen.text
    assert text.marks.hit == 0
    await reader.press("n")
    assert text.marks.hit == 1
    await reader.press("n")
    assert "No more hits" in reader.said
    await reader.press("N")
    assert text.marks.hit == 0


async def test_search_ignores_case_and_accents_and_crosses_rows(reader: Reader) -> None:
    await _search(reader, '"BROKEN INTO SEVERAL rows"')
    assert len(reader.screen.items) == 1
    assert len(reader.screen.text.marks.hits) == 1


async def test_search_without_hits_says_what_to_do(reader: Reader) -> None:
    await _search(reader, "walrus")
    assert reader.screen.items == ()
    assert "Esc" in reader.said
    await reader.press("escape")
    assert len(reader.screen.items) == 6


async def test_next_hit_without_a_search_says_so(reader: Reader) -> None:
    await reader.press("n")
    assert "No search yet" in reader.said


async def test_filter_dialog_sets_several_filters(reader: Reader) -> None:
    await reader.press("=")
    screen = reader.top(FilterScreen)
    assert screen is not None
    await reader.press("j", "j", "j", "enter")
    reader.top(Picker)
    await reader.write("cour")
    await reader.press("enter")
    await reader.press("G", "enter", "escape")
    assert reader.screen.narrowing.outlet == "Northern Courier"
    assert reader.screen.narrowing.unread
    assert len(reader.screen.items) == 2


async def test_day_range_leaves_out_unknown_days(reader: Reader) -> None:
    await reader.press("=", "j", "enter")
    await reader.write("4 mar")
    await reader.press("enter", "escape")
    assert reader.screen.narrowing.first_day == date(2031, 3, 4)
    assert all(item.day and item.day >= date(2031, 3, 4) for item in reader.screen.items)


async def test_one_day_is_chosen_once_and_has_one_chip(reader: Reader) -> None:
    await reader.press("=", "enter")
    await reader.write("4 mar")
    await reader.press("enter", "escape")
    assert {item.day for item in reader.screen.items} == {date(2031, 3, 4)}
    assert "on 4 Mar ×" in reader.picture()[1]
    assert reader.picture()[1].count("×") == 1
    await reader.press("escape")
    assert reader.screen.narrowing.order == ()


async def test_chips_name_the_year_where_the_days_lie_in_several(reader: Reader) -> None:
    item = reader.screen.items[0].id
    reader.library.notes.correct(CorrectionKind.DAY, item, "2030-12-30")
    await reader.press("@")
    await reader.write("4 mar")
    await reader.press("enter")
    assert "as of 4 Mar 2031 ×" in reader.picture()[1]
    await reader.press("p")
    assert "as of 4 Mar 2031" in seen(reader)


async def test_read_items_stay_under_the_cursor_in_the_unread_feed(reader: Reader) -> None:
    await reader.press("=", "G", "enter", "escape")
    before = reader.screen.items
    await reader.press("enter", "J", "J")
    assert reader.screen.items == before


async def test_bookmarked_filter(reader: Reader) -> None:
    await reader.press("b", "=", "G", "k", "enter", "escape")
    assert len(reader.screen.items) == 1


async def test_as_of_day_holds_for_feed_actors_and_points(wide: Reader) -> None:
    await wide.press("@")
    wide.top(Picker)
    await wide.write("2 mar")
    await wide.press("enter")
    assert wide.screen.narrowing.as_of == date(2031, 3, 2)
    assert len(wide.screen.items) == 1
    spoken = {one.actor.id: one.statements for one in wide.screen.actors.summaries}
    assert spoken["bo"] == 0
    touched = {one.point.number for one in wide.screen.points.summaries if one.mentions}
    assert touched == {12}


async def test_as_of_day_is_stepped_over_days_without_items(reader: Reader) -> None:
    await reader.press(",")
    assert reader.screen.narrowing.as_of == date(2031, 3, 4)
    await reader.press(",")
    assert reader.screen.narrowing.as_of == date(2031, 3, 2)
    await reader.press(",")
    assert "earlier day" in reader.said
    await reader.press(";", ";")
    assert reader.screen.narrowing.as_of == date(2031, 3, 5)
    await reader.press(";")
    assert reader.screen.narrowing.as_of is None
    await reader.press(";")
    assert reader.said == "Everything is shown already."


async def test_going_to_a_hidden_item_takes_the_filters_off(reader: Reader) -> None:
    hidden = reader.screen.items[3].id
    await reader.press("4", "enter")
    reader.screen.go_to(hidden)
    await reader.pilot.pause()
    assert reader.screen.reading is not None
    assert reader.screen.reading.id == hidden
    assert reader.screen.narrowing.order == ()


async def test_statement_leads_to_its_speaker_and_points(reader: Reader) -> None:
    await reader.press("j", ")", "2", "enter")
    picker = reader.top(Picker)
    labels = [choice.label for choice in picker._choices.choices]
    assert "What else Ada Holm says" in labels
    await reader.write("what else")
    await reader.press("enter")
    assert reader.screen.narrowing.speaker == "ada"


async def test_mouse_click_chooses_and_wheel_scrolls(wide: Reader) -> None:
    await wide.pilot.click("#points", offset=(8, 3))
    await wide.pilot.pause()
    assert wide.screen.narrowing.point == 3
    await wide.press("ctrl+x")
    await wide.pilot.click("#feed", offset=(8, 5))
    await wide.pilot.pause()
    assert wide.screen.feed.index == 1
    assert wide.screen.reading == wide.screen.items[1]
