"""What a line is by its neighbours."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.model import LineRole
from reader.parsing.page.lines import sort_lines

TEXT, BLANK, HEADING, FURNITURE = (
    LineRole.TEXT,
    LineRole.BLANK,
    LineRole.HEADING,
    LineRole.FURNITURE,
)
NEWS = "The harbour minister said that talks about the port would go on for another week in Oslo."
MORE = "Her colleague from the north was less hopeful, and said that the ships had left already."


def roles(*texts: str, day_headings: bool = False, title: str | None = None) -> list[LineRole]:
    lines = sort_lines(texts, {}, has_day_headings=day_headings, title=title)
    return [line.role for line in lines]


def test_a_line_before_a_credit_is_a_caption() -> None:
    found = roles(NEWS, "The minister in Oslo this month", "ANNA BELL/AP", MORE, NEWS)
    assert found == [TEXT, FURNITURE, FURNITURE, TEXT, TEXT]


def test_a_sentence_before_a_credit_stays() -> None:
    assert roles(NEWS, MORE, "ANNA BELL/AP", NEWS)[1] is TEXT


def test_a_caption_with_a_full_stop_is_known_by_its_date() -> None:
    caption = "Ministers attend the talks in Oslo, Norway, February 4, 2026."
    assert roles(NEWS, caption, "Port Office via Reuters", MORE)[1] is FURNITURE


def test_a_line_without_a_full_stop_over_text_is_a_heading() -> None:
    found = roles(NEWS, MORE, "Port talks ‘going well’, says minister", NEWS, MORE, NEWS)
    assert found[2] is HEADING


def test_a_short_line_in_a_feed_with_day_headings_is_news() -> None:
    found = roles(
        NEWS, MORE, "What does the plan say?", "Key points of the plan", NEWS, day_headings=True
    )
    assert found[3] is TEXT


def test_an_answer_after_a_colon_is_no_heading() -> None:
    assert roles(NEWS, "She said:", "Today we are in Oslo together", MORE, NEWS)[2] is TEXT


def test_a_bullet_is_no_heading() -> None:
    assert roles(NEWS, "• The ships will stay", "• The port will open", MORE, NEWS)[1:3] == [
        TEXT,
        TEXT,
    ]


def test_the_last_line_is_no_heading() -> None:
    assert roles(NEWS, MORE, NEWS, "A last word without a full stop")[3] is TEXT


def test_a_lone_name_is_a_byline() -> None:
    assert roles(NEWS, MORE, "Anna Bell", NEWS, MORE, NEWS)[2] is FURNITURE


def test_a_title_that_stands_twice_is_a_heading_both_times() -> None:
    found = roles("Port talks go on", "", "Port talks go on", NEWS, MORE)
    assert found == [HEADING, BLANK, HEADING, TEXT, TEXT]


def test_the_known_title_is_a_heading() -> None:
    assert roles("Talks go on in the port.", NEWS, title="Talks go on in the port")[0] is HEADING


def test_a_podcast_takes_its_teaser_with_it() -> None:
    found = roles(
        "Will the port ever open again?", "The Sea podcast tells one story each day.", NEWS
    )
    assert found == [FURNITURE, FURNITURE, TEXT]


def test_a_short_line_without_a_verb_between_blank_lines_is_a_heading() -> None:
    lines = [part for text in [NEWS, MORE] * 4 for part in (text * 2, "")]
    lines[4:4] = ["The northern port and its demands.", ""]
    assert roles(*lines)[4] is HEADING


def test_texts_without_full_stops_stay_texts() -> None:
    bare = [f"{text.rstrip('.')} for day {n}" for n in range(5) for text in (NEWS, MORE)]
    assert set(roles(*bare)) == {TEXT}


def test_nothing_after_the_closing_notice_is_news() -> None:
    found = roles(
        NEWS, MORE, NEWS, "Our Standards: the principles of trust.", "Another story", MORE
    )
    assert found[3:] == [FURNITURE] * 3


def test_a_reporter_s_note_opens_the_news() -> None:
    assert roles("Anna Bell reports from Oslo", NEWS, MORE, NEWS)[0] is TEXT


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80), st.sampled_from([NEWS, MORE, "AP", "Anna Bell", "Tags", ""])
        ),
        max_size=25,
    )
)
def test_every_line_gets_one_role_and_keeps_its_place(texts: list[str]) -> None:
    lines = sort_lines(texts, {})
    assert [line.text for line in lines] == texts
    assert [line.number for line in lines] == list(range(1, len(texts) + 1))
    assert all((line.role is BLANK) == (not line.text.strip()) for line in lines)
