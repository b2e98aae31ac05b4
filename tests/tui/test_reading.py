from __future__ import annotations

from datetime import date

from textual import events

from .conftest import Reader


async def test_feed_shows_days_with_counts_and_unknown_day_last(reader: Reader) -> None:
    days = reader.screen.feed.rows.days
    assert [(day, count) for day, count in days] == [
        (date(2031, 3, 5), 3),
        (date(2031, 3, 4), 1),
        (date(2031, 3, 2), 1),
        (None, 1),
    ]
    picture = "\n".join(reader.picture())
    assert "Wed 5 Mar 2031" in picture
    assert "3 items" in picture


async def test_moving_the_cursor_shows_the_items_text(reader: Reader) -> None:
    before = reader.screen.reading
    await reader.press("j")
    assert reader.screen.reading != before
    assert reader.screen.text.reading is not None
    assert reader.screen.text.reading.item == reader.screen.reading


async def test_cursor_passes_over_day_headings(reader: Reader) -> None:
    for _ in range(10):
        await reader.press("j")
        assert reader.screen.feed.item is not None


async def test_inferred_day_shows_its_reason(reader: Reader) -> None:
    index = next(
        n for n, item in enumerate(reader.screen.items) if item.title and "Ice" in item.title
    )
    reader.screen.go_to(reader.screen.items[index].id)
    await reader.pilot.pause()
    assert "inferred" in "\n".join(reader.picture())


async def test_enter_opens_the_item_and_counts_it_as_read(reader: Reader) -> None:
    item = reader.screen.feed.item
    assert item is not None
    assert not reader.library.notes.is_read(item.id)
    await reader.press("enter")
    assert reader.library.notes.is_read(item.id)
    assert reader.app.focused is reader.screen.text


async def test_numbers_focus_panes_and_the_left_column_turns(reader: Reader) -> None:
    for key, name in (("2", "text"), ("3", "actors"), ("4", "points"), ("1", "feed")):
        await reader.press(key)
        assert reader.app.focused is not None
        assert reader.app.focused.id == name
    await reader.press("3")
    assert reader.screen.actors.region.width > 0
    assert reader.screen.feed.region.width == 0


async def test_wide_screen_shows_all_panes_at_once(wide: Reader) -> None:
    for pane in (wide.screen.feed, wide.screen.text, wide.screen.actors, wide.screen.points):
        assert pane.region.width > 20
        assert pane.region.height > 10


async def test_tab_h_and_l_walk_the_panes(wide: Reader) -> None:
    names = []
    for key in ("tab", "l", "right", "h", "shift+tab"):
        await wide.press(key)
        assert wide.app.focused is not None
        names.append(wide.app.focused.id)
    assert names == ["text", "actors", "points", "actors", "text"]


async def test_chord_g_g_goes_to_the_top_and_shows_what_is_pending(reader: Reader) -> None:
    await reader.press("G")
    assert reader.screen.feed.index == 5
    await reader.press("g")
    assert reader.screen.status.pending
    assert reader.screen.status.has_class("-shown")
    await reader.press("g")
    assert reader.screen.feed.index == 0
    assert not reader.screen.status.pending


async def test_a_chord_that_fails_lets_the_key_work(reader: Reader) -> None:
    await reader.press("g", "j")
    assert reader.screen.feed.index == 1


async def test_days_are_stepped_with_brackets(reader: Reader) -> None:
    await reader.press("]")
    assert reader.screen.reading is not None
    assert reader.screen.reading.day == date(2031, 3, 4)
    await reader.press("]", "[", "[")
    assert reader.screen.reading.day == date(2031, 3, 5)
    await reader.press("[")
    assert "No later day" in reader.said


async def test_statements_are_stepped_over_items(reader: Reader) -> None:
    await reader.press("j")
    seen = []
    for _ in range(4):
        await reader.press(")")
        assert reader.screen.text.statement is not None
        seen.append(reader.screen.text.statement.quote)
    assert seen[0].startswith("We will share")
    assert seen[1].startswith("Berths are not")
    assert len(set(seen)) == 4
    await reader.press("(")
    assert reader.screen.text.statement is not None
    assert reader.screen.text.statement.quote == seen[2]


async def test_current_statement_is_told_without_colour(reader: Reader) -> None:
    await reader.press("j", ")")
    assert any("▌" in row[33:] and "share every berth" in row for row in reader.picture())


async def test_statement_shows_its_speaker_under_its_paragraph(wide: Reader) -> None:
    await wide.press("j")
    assert any("— Ada Holm · + supports 1" in row for row in wide.picture())


async def test_statement_shows_through_whom_it_came(wide: Reader) -> None:
    assert any("— Bo Lind, via harbour radio" in row for row in wide.picture())


async def test_paragraphs_are_stepped(reader: Reader) -> None:
    await reader.press("}")
    first = reader.screen.text.marks.paragraph
    await reader.press("}")
    assert reader.screen.text.marks.paragraph != first
    await reader.press("{")
    assert reader.screen.text.marks.paragraph == first


async def test_neighbours_of_the_document_are_reachable(reader: Reader) -> None:
    assert reader.screen.reading is not None
    number = reader.screen.reading.number
    await reader.press(">")
    assert reader.screen.reading.number == number + 1
    await reader.press("<")
    assert reader.screen.reading.number == number


async def test_paging_past_the_end_goes_on_to_the_next_item(reader: Reader) -> None:
    first = reader.screen.reading
    await reader.press("2", *["space"] * 4)
    assert reader.screen.reading != first


async def test_item_keys_step_the_feed_from_the_text(reader: Reader) -> None:
    await reader.press("2", "J")
    assert reader.screen.feed.index == 1
    await reader.press("K")
    assert reader.screen.feed.index == 0
    await reader.press("K")
    assert "begins here" in reader.said


async def test_next_unread_visits_every_item_once(reader: Reader) -> None:
    seen = {reader.screen.reading.id if reader.screen.reading else ""}
    for _ in range(5):
        await reader.press(".")
        assert reader.screen.reading is not None
        seen.add(reader.screen.reading.id)
    assert len(seen) == 6
    await reader.press(".")
    assert reader.said == "Nothing unread here."


async def test_r_toggles_read(reader: Reader) -> None:
    assert reader.screen.reading is not None
    key = reader.screen.reading.id
    await reader.press("r")
    assert reader.library.notes.is_read(key)
    await reader.press("r")
    assert not reader.library.notes.is_read(key)


async def test_jumps_go_back_and_forward(reader: Reader) -> None:
    start = reader.screen.reading
    await reader.press("]", "]")
    end = reader.screen.reading
    await reader.press("H", "H")
    assert reader.screen.reading == start
    await reader.press("L", "L")
    assert reader.screen.reading == end
    await reader.press("L")
    assert "Nowhere" in reader.said


async def test_zen_leaves_only_the_text(reader: Reader) -> None:
    await reader.press("z")
    assert reader.screen.text.region.width == 80
    assert reader.screen.feed.region.width == 0
    await reader.press("escape")
    assert reader.screen.feed.region.width > 0


async def test_what_follows_fills_the_room_below_a_short_item(wide: Reader) -> None:
    await wide.press("j", "j")
    picture = "\n".join(wide.picture())
    assert "↓ 4 Mar Bo Lind has seen the lighthouse." in picture
    assert wide.screen.text.max_scroll_y == 0


async def test_a_click_on_what_follows_goes_there(wide: Reader) -> None:
    await wide.press("j", "j")
    row = next(n for n, row in enumerate(wide.picture()) if "↓ 2 Mar" in row)
    await wide.pilot.click("#text", offset=(12, row - wide.screen.text.region.y))
    await wide.pilot.pause()
    assert wide.screen.reading is not None
    assert wide.screen.reading.day == date(2031, 3, 2)


async def test_a_click_on_a_statement_makes_it_the_current_one(wide: Reader) -> None:
    await wide.press("j")
    row = next(n for n, row in enumerate(wide.picture()) if "— Bo Lind" in row)
    await wide.pilot.click("#text", offset=(12, row - wide.screen.text.region.y))
    await wide.pilot.pause()
    assert wide.screen.text.statement is not None
    assert wide.screen.text.statement.speaker == "Bo Lind"


async def test_the_wheel_scrolls_a_list_without_moving_its_cursor(reader: Reader) -> None:
    feed = reader.screen.feed
    await reader.pilot._post_mouse_events([events.MouseScrollDown], "#feed", offset=(5, 5))
    await reader.pilot.pause()
    assert feed.index == 0


async def test_name_and_role_that_do_not_fit_are_told(reader: Reader) -> None:
    await reader.press("3", "G", "g", "g")
    said = {}
    for one in reader.screen.actors.summaries[1:]:
        await reader.press("j")
        said[one.actor.name] = reader.said
    assert said["Ada Holm"] == "Ada Holm: harbour minister"
    assert said["Dag Roe"] == ""
