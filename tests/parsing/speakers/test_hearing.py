"""What waits to be heard: speakers and channels are the same as if all were read at once."""

from __future__ import annotations

from functools import partial
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.model import Attribution, Naming
from reader.parsing.quotations.linemarks import LineMarks
from reader.parsing.speakers.channelsigns import ChannelSigns
from reader.parsing.speakers.hearing import Hearing
from reader.parsing.speakers.sentencewords import LineReader

from ..attributing import attributions, make_page, speakers

LINES = (
    "“We will go there soon,” Nora Ash said.",
    "“They will go there soon,” Birch said.",
    "He added that “we will stay there long” too.",
    "She wrote “we will stay there long” on Telegram.",
    "The envoy said that “nobody will go there” again.",
    "Envoy Tom Birch arrived in the morning.",
    "Nora Ash met Ada Elm and left. She was tired.",
    "Tom Birch told the outlet Hill News that he was there.",
    "A source told Reuters about it. Its reporter Ada Elm saw the plan.",
    "“It was a very long day.” They went home.",
    "“We will be there soon,” Tom Birch wrote. “They know it all too well,” he said.",
    "“They saw it coming,” she told Tom Birch, and he said “nobody saw it coming” there.",
    "When Ada Elm came in, he said “we will all go home” to her.",
    "Tom Birch said she “will stay there long” if Ada Elm says so.",
    "Nora Ash and Ada Elm said they “will stay there long” again.",
    "According to Nora Ash, he “will stay there long” again.",
    "The ministry issued a statement:",
    "“It was a very long day.”",
    "“It runs on from here to there,",
    "“and ends with these words here,” he said.",
    "Ministers of the states talked about it on social media.",
)


def _read_at_once(*lines: str) -> tuple[Attribution, ...]:
    with (
        patch.object(Hearing, "wait", lambda _, hear: hear()),
        patch.object(ChannelSigns, "may_stand_in", return_value=True),
    ):
        return attributions(*lines)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=9))
def test_waiting_changes_no_attribution(lines: list[str]) -> None:
    assert attributions(*lines) == _read_at_once(*lines)


def test_a_surname_gets_its_full_name_from_a_line_that_waits() -> None:
    passed = "Envoy Tom Birch arrived in the morning."
    assert speakers(passed, "“We will go there soon,” Birch said.") == ["Tom Birch"]


def test_what_waits_is_heard_in_order_before_it_is_too_much() -> None:
    naming = Naming({}, {}, {})
    page = make_page("")
    hearing = Hearing(LineReader(page, naming, LineMarks(page)))
    heard: list[int] = []
    for number in range(200):
        hearing.wait(partial(heard.append, number))
    assert heard == list(range(len(heard)))
    assert len(heard) > 100
