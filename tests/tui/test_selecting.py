"""Selecting in the text pane, by keyboard and by mouse, and what is done with a selection."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from reader.tui.clipboards import copy_verdict
from reader.tui.panes.key_line import KeyLine
from reader.tui.screens.help import HelpScreen

from .conftest import Reader, seen


async def _start(reader: Reader) -> None:
    await reader.press("j", "v")


def _selected(reader: Reader) -> str:
    span = reader.screen.text.selected_span()
    assert span is not None
    assert reader.screen.reading is not None
    return reader.screen.reading.text[slice(*span)]


async def test_v_selects_the_first_sentence_in_view(reader: Reader) -> None:
    await _start(reader)
    assert _selected(reader) == "Ada Holm has opened the talks in the old customs house."


async def test_v_selects_the_current_statement(reader: Reader) -> None:
    await reader.press("j", ")", "v")
    assert _selected(reader) == "We will share every berth from the north pier to the mole,"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("s", "“We will share every berth from the north pier to the mole,” Holm said."),
        ("p", "“We will share every berth from the north pier to the mole,” Holm said."),
        ("w", "We will share every berth from the north pier to the mole,” Holm"),
        ("b", "We will share every berth from the north pier to the mole"),
        ("bb", "We will share every berth from the north pier to the"),
        ("o(", "“We will share every berth from the north pier to the mole,"),
        ("ow", "will share every berth from the north pier to the mole,"),
        (")", "We will share every berth from the north pier to the mole,” Holm said."),
        ("}", "We will share every berth from the north pier to the mole,” Holm said."),
        ("ll", "We will share every berth from the north pier to the mole,” "),
        ("h", "We will share every berth from the north pier to the mole"),
        ("k", "We will share every berth from the north"),
    ],
)
async def test_motions_change_the_selection(reader: Reader, keys: str, expected: str) -> None:
    await reader.press("j", ")", "v", *keys)
    assert _selected(reader) == expected


async def test_selection_is_annotated_with_its_own_words(reader: Reader) -> None:
    await _start(reader)
    await reader.press("a")
    await reader.write("why there?")
    await reader.press("ctrl+s")
    (note,) = reader.library.notes.annotations()
    assert note.quote == "Ada Holm has opened the talks in the old customs house."
    assert note.anchor == (0, len(note.quote))
    assert reader.screen.text.selected_span() is None
    assert any("✎ " in row and "Ada Holm has opened" in row for row in reader.picture())


async def test_selection_is_copied(reader: Reader) -> None:
    await _start(reader)
    await reader.press("w", "y")
    assert reader.app.clipboard.startswith("Ada Holm has opened the talks")


async def test_selection_is_tied_to_a_point(reader: Reader) -> None:
    await _start(reader)
    await reader.press("t", "3")
    (note,) = reader.library.notes.annotations()
    assert note.points == (3,)
    assert note.selector is not None


async def test_enter_marks_the_selection(reader: Reader) -> None:
    await _start(reader)
    await reader.press("enter")
    (note,) = reader.library.notes.annotations()
    assert note.text == ""
    assert note.selector is not None


async def test_lowest_line_shows_the_keys_of_the_selection(reader: Reader) -> None:
    await _start(reader)
    assert reader.picture()[-1].startswith("w Word ) Sentence Enter Highlight m Bookmark a Note")
    await reader.pilot.click(KeyLine, offset=(3, 0))
    assert _selected(reader).endswith("house.\n“We")
    await reader.press("escape")
    assert reader.picture()[-1].startswith(") Statement")


async def test_escape_drops_the_selection_first(reader: Reader) -> None:
    await _start(reader)
    await reader.press("escape")
    assert reader.screen.text.selected_span() is None
    assert reader.app.focused is reader.screen.text


async def test_another_item_drops_the_selection(reader: Reader) -> None:
    await _start(reader)
    reader.screen.go_to(reader.screen.items[-1].id)
    assert reader.screen.text.selected_span() is None


@pytest.mark.parametrize("key", ["e", "d", "D", "J", "u", "x", "1", "q", "="])
async def test_keys_that_are_not_of_the_selection_rest_and_say_so(reader: Reader, key: str) -> None:
    await _start(reader)
    before = _selected(reader)
    await reader.press(key)
    assert reader.app.screen is reader.screen
    assert _selected(reader) == before
    assert "A selection is on" in reader.said
    assert "Esc ends it" in reader.said
    await reader.press("escape", "e")
    assert "A selection is on" not in reader.said


async def test_help_opens_while_selecting(reader: Reader) -> None:
    await _start(reader)
    await reader.press("?")
    reader.top(HelpScreen)
    await reader.press("escape")
    assert reader.screen.text.selected_span()


async def test_paging_past_the_end_keeps_the_selection(reader: Reader) -> None:
    await _start(reader)
    reading = reader.screen.reading
    await reader.press("G", "space", "space")
    assert reader.screen.reading is reading
    assert reader.screen.text.selected_span()


async def test_a_selection_is_added_to_a_file(reader: Reader) -> None:
    await _start(reader)
    await reader.press("Y")
    assert "Add the selection" in seen(reader)


async def _drag(reader: Reader) -> None:
    """Select some letters of the first paragraph with the mouse."""
    await reader.press("j")
    text = reader.screen.text
    assert text.layout_of is not None
    row = next(
        number
        for number, entry in enumerate(text.layout_of.rows)
        if entry.block == text.layout_of.body[0]
    )
    await reader.pilot.mouse_down("#text", offset=(4, row + 1))
    await reader.pilot.hover("#text", offset=(12, row + 1))
    await reader.pilot.mouse_up("#text", offset=(12, row + 1))
    await reader.pilot.pause()


async def test_mouse_selection_gives_the_same_span(reader: Reader) -> None:
    await _drag(reader)
    assert _selected(reader).startswith("Ada Hol")
    await reader.press("y")
    assert reader.app.clipboard.startswith("Ada Hol")


async def test_mouse_selection_is_highlighted_bookmarked_and_grown(reader: Reader) -> None:
    await _drag(reader)
    await reader.press("2", "enter")
    (note,) = reader.library.notes.annotations()
    assert note.quote.startswith("Ada Hol")
    await _drag(reader)
    await reader.press("k", "2", "m")
    assert len(reader.library.notes.bookmarks()) == 1
    await _drag(reader)
    await reader.press("v", "}")
    assert _selected(reader).endswith(("house.", "said.", "year.”", "day."))


async def test_m_bookmarks_the_selected_passage_and_again_takes_it_off(wide: Reader) -> None:
    await _start(wide)
    await wide.press("m")
    assert wide.said == "Passage bookmarked."
    (mark,) = wide.library.notes.bookmarks()
    assert mark.quote == "Ada Holm has opened the talks in the old customs house."
    assert mark.is_on_passage
    picture = "\n".join(wide.picture())
    assert "★ Ada Holm has opened" in picture
    assert "1 bookmarked passage" in picture
    assert "on “Ada Holm has opened" in picture
    await wide.press("v", "m")
    assert wide.library.notes.bookmarks() == ()
    await wide.press("u")
    assert wide.library.notes.bookmarks() == (mark,)


async def test_m_on_the_words_of_a_statement_marks_the_statement(reader: Reader) -> None:
    await reader.press("j", ")", "v", "m")
    (mark,) = reader.library.notes.bookmarks()
    assert mark.target == "sigaz10"
    assert any("★ — Ada Holm" in row for row in reader.picture())


async def test_bookmarked_passage_is_listed_and_gone_to(reader: Reader) -> None:
    await _start(reader)
    await reader.press(")", "o", "w", "w", "m", "B")
    assert "Bookmark of a passage" in "\n".join(reader.picture())
    await reader.press("enter")
    assert reader.app.screen is reader.screen
    await reader.press("d")
    assert reader.library.notes.bookmarks() == ()


async def test_highlight_and_tie_come_off_the_same_way(reader: Reader) -> None:
    await _start(reader)
    await reader.press("enter", "v", "enter")
    assert reader.library.notes.annotations() == ()
    await reader.press("v", "t", "3", "v", "t", "3")
    (note,) = reader.library.notes.annotations()
    assert note.points == ()


async def test_copied_selection_goes_to_a_file_afterwards(reader: Reader, tmp_path: Path) -> None:
    await _start(reader)
    await reader.press("y", "Y")
    reader.app.screen.query_one(Input).value = str(tmp_path / "copies.txt")
    await reader.press("enter")
    copied = (tmp_path / "copies.txt").read_text(encoding="utf-8")
    assert copied == "Ada Holm has opened the talks in the old customs house.\n\n"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TERM_PROGRAM": "Apple_Terminal"}, "does not take copies"),
        ({"TERM": "linux"}, "does not take copies"),
        ({"TMUX": "x"}, "set-clipboard"),
        ({}, "does not say whether"),
    ],
)
def test_copy_promises_no_more_than_the_terminal_does(
    environment: dict[str, str], words: str
) -> None:
    assert words in copy_verdict(environment, 10)
    assert "Y writes to a file" in copy_verdict(environment, 10)


@pytest.mark.parametrize("is_upward", [False, True])
async def test_mouse_selects_over_paragraphs_and_speakers_in_both_directions(
    wide: Reader, is_upward: bool
) -> None:
    await wide.press("j", "2")
    layout, text = wide.screen.text.layout_of, wide.screen.text
    assert layout is not None
    assert wide.screen.reading is not None
    words = wide.screen.reading.text
    margin = max(0, (text.scrollable_content_region.width - layout.width - 3) // 2)
    ends = [(margin + 4 + 4, layout.row_at(4) + 1), (margin + 4 + 6, layout.row_at(130) + 1)]
    first, last = reversed(ends) if is_upward else ends
    await wide.pilot.mouse_down("#text", offset=first)
    await wide.pilot.hover("#text", offset=(margin + 9, layout.row_at(60) + 1))
    await wide.pilot.hover("#text", offset=last)
    await wide.pilot.mouse_up("#text", offset=last)
    await wide.pilot.pause()
    selected = _selected(wide)
    assert selected in words
    assert selected.startswith("Holm has opened")
    assert "We will share every berth" in selected
    assert "— Ada Holm" not in selected
    await wide.press("m")
    (mark,) = wide.library.notes.bookmarks()
    assert (mark.quote, mark.is_on_passage) == (selected, True)
