from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.model import Naming
from reader.parsing.quotations.quotations import find_quotations
from reader.parsing.speakers.speakers import attribute
from store.records import Layout

from ..attributing import attributions, make_page, make_span, name_person, speakers, vias

_THREE = "Norland, Sudland and Estland"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will go there soon,” Nora Ash said.", "Nora Ash"),
        ("“We will go there soon,” said Nora Ash, the envoy.", "Nora Ash"),
        ("Nora Ash said: “We will go there soon.”", "Nora Ash"),
        ("Nora Ash said that they “will go there soon” and stay.", "Nora Ash"),
        ("According to Nora Ash, they “will go there soon” again.", "Nora Ash"),
        ("They “will go there soon,” according to Nora Ash.", "Nora Ash"),
        ("Nora Ash, the envoy of Norland, has said they “will go there soon.”", "Nora Ash"),
        ("The envoy of Norland, Nora Ash, has said they “will go there soon.”", "Nora Ash"),
        ("“We will go there soon,” Nora Ash, who leads the team, explained.", "Nora Ash"),
        (
            "“We will go there soon,” Nora Ash, the envoy of Norland, one of the states, said.",
            "Nora Ash",
        ),
        ("“We will go there soon,” Secretary of State Nora Ash said.", "Nora Ash"),
        ("“We will go there soon,” Sen. Nora Ash (R-Ky.) said Tuesday.", "Nora Ash"),
        ("Nora Ash rejected the plan, calling it “a very bad idea indeed.”", "Nora Ash"),
        ("The plan was described by Nora Ash as “a very bad idea indeed” again.", "Nora Ash"),
        ("Nora Ash laughed and said “we will go there soon” to all.", "Nora Ash"),
        ("Nora Ash went on to say that “we will go there soon” anyway.", "Nora Ash"),
        ("Nora Ash: “We will go there soon.”", "Nora Ash"),
        ("Nora Ash shot back at Tom Birch, saying he “will go there soon.”", "Nora Ash"),
        ("They were tired, with Nora Ash saying that they “will go there soon.”", "Nora Ash"),
        ("Norland, Sudland and Estland claimed that they “will go there soon.”", _THREE),
        ("They “will go there soon,” according to reporting by Nora Ash.", "Nora Ash"),
        ("“We will go there soon,” Reuters wrote, citing Nora Ash.", "Nora Ash"),
        ("“We will go there soon,” said Nora Ash, and Tom Birch left at once.", "Nora Ash"),
        ("“We will go there soon.” ― Nora Ash", "Nora Ash"),
        ("Nora Ash’s claim that “we will go there soon” is new.", "Nora Ash"),
        ("Norland is “in a very bad way,” Nora Ash has said.", "Nora Ash"),
        ("Norland “will go there very soon” and stay for long, Nora Ash has said.", "Nora Ash"),
    ],
)
def test_named_speaker_is_found(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will go there soon,” a senior source said.", "a senior source"),
        ("“We will go there soon,” the ministry said.", "ministry"),
        ("“We will go there soon,” a spokesman for Nora Ash said.", "a spokesman for Nora Ash"),
        (
            "“We will go there soon,” said two people familiar with the matter.",
            "two people familiar with the matter",
        ),
        ("A source cited by Reuters said they “will go there soon.”", "a source cited by Reuters"),
    ],
)
def test_unnamed_speaker_keeps_the_description(text: str, speaker: str) -> None:
    (found,) = speakers(text)
    assert found is not None
    assert found.casefold() == speaker.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "The hall by the road has a door with “very large red letters” on it.",
        "“One two three four five.”",
        "If anyone asks, the hall is “closed for the whole summer” this year.",
    ],
)
def test_nobody_is_named_where_nobody_speaks(text: str) -> None:
    assert speakers(text) == [None]


def test_second_part_of_an_interrupted_quotation_has_the_same_speaker() -> None:
    assert speakers("“We will go there,” said Nora Ash. “We will come back.”") == [
        "Nora Ash",
        "Nora Ash",
    ]


def test_participle_shares_the_subject_of_the_main_clause() -> None:
    text = "Nora Ash said that although Norland waits, it is late, adding: “And we will not wait.”"
    assert speakers(text) == ["Nora Ash"]


def test_clause_inside_another_does_not_win() -> None:
    text = "Nora Ash warned that if Norland refuses, “all of this will fail” in the end."
    assert speakers(text) == ["Nora Ash"]


def test_two_quotations_share_a_clause_at_the_end() -> None:
    text = "Norland is “very badly off today” and has “almost no money at all,” Nora Ash has said."
    assert speakers(text) == ["Nora Ash", "Nora Ash"]


def test_pronoun_stands_for_the_speaker_before() -> None:
    lines = ("Nora Ash met Tom Birch on Monday.", "“We will go there soon,” she said.")
    assert speakers(*lines) == ["Nora Ash"]


def test_pronoun_agrees_in_sex() -> None:
    lines = ("Nora Ash wrote to Thomas Birch on Monday.", "“We will go there soon,” he said.")
    assert speakers(*lines) == ["Thomas Birch"]


def test_plural_pronoun_stands_for_several() -> None:
    lines = ("Two officials told reporters about it.", "“We will go there soon,” they said.")
    assert speakers(*lines) == ["Two officials"]


def test_surname_is_joined_to_the_full_name() -> None:
    lines = ("Nora Ash came home.", "“We will go there soon,” Ash said.")
    assert speakers(*lines) == ["Nora Ash"]


def test_definite_noun_takes_up_the_unnamed_speaker() -> None:
    lines = (
        "A senior Norlandic diplomat said that it is late.",
        "“We will go there soon,” the diplomat added.",
    )
    assert speakers(*lines) == ["A senior Norlandic diplomat"]


def test_office_stands_for_the_one_who_holds_it() -> None:
    lines = ("The Norlandic president, Nora Ash, came.", "“We will go soon,” the leader said.")
    assert speakers(*lines) == ["Nora Ash"]


def test_reference_of_the_naming_stage_gives_name_and_id() -> None:
    lines = ("“We will go there soon,” the Norlandic president said.",)
    naming = name_person("nora-ash", "Nora Ash", "?", *lines, office="the Norlandic president")
    (found,) = attributions(*lines, naming=naming)
    assert (found.speaker, found.speaker_id) == ("Nora Ash", "nora-ash")


def test_mention_gives_the_full_name_and_the_words_stay() -> None:
    lines = ("“We will go there soon,” Ash said.",)
    naming = name_person("nora-ash", "Nora Ash", "Ash", *lines)
    (found,) = attributions(*lines, naming=naming)
    assert (found.speaker, found.subject, found.cue) == ("Nora Ash", "Ash", "said")


def test_sentence_before_gives_the_speaker_of_a_bare_quotation() -> None:
    lines = ("It is late, Nora Ash has said. “We will go there very soon.”",)
    assert speakers(*lines) == ["Nora Ash"]


def test_quotation_that_runs_on_has_the_speaker_of_its_end() -> None:
    lines = ("“One two three four.", "“Five six seven eight,” Nora Ash said.")
    assert speakers(*lines) == ["Nora Ash", "Nora Ash"]


def test_block_quotation_has_the_speaker_of_its_introduction() -> None:
    lines = ("Nora Ash told reporters:", "I hope that we can go on.", "We shall see what comes.")
    assert speakers(*lines) == ["Nora Ash", "Nora Ash"]


def test_the_cited_one_speaks_not_the_one_who_cites() -> None:
    (found,) = attributions("“We will go there soon,” Birch quoted a senior aide as saying.")
    assert (found.speaker, found.via) == ("a senior aide", "Birch")


def test_outlet_is_the_channel_of_the_one_it_quotes() -> None:
    text = "Nora Ash says they “will go there soon” for talks, Reuters has reported."
    (found,) = attributions(text)
    assert (found.speaker, found.via) == ("Nora Ash", "Reuters")


def test_participle_at_the_start_is_nobody() -> None:
    text = "Leaking it is bad, Tom Birch has said. “There is nothing worse now,” he said."
    assert speakers(text) == ["Tom Birch"]


def test_adjective_of_a_state_takes_no_verb() -> None:
    text = "Nora Ash condemned Norwegian attacks on “a lot of civil buildings” there."
    assert speakers(text) == ["Nora Ash"]


def test_thing_gives_way_to_the_person_who_speaks_of_it() -> None:
    text = "Nora Ash has said that the new plan provides “a strong base for talks” with all."
    assert speakers(text) == ["Nora Ash"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We will go there soon,” Nora Ash wrote on Telegram.", "Telegram"),
        ("“We will go there soon,” Nora Ash wrote on X.", "X"),
        ("“We will go there soon,” Nora Ash said in a post on Facebook.", "Facebook"),
        ("“We will go there soon,” Nora Ash told Reuters.", "Reuters"),
        ("“We will go there soon,” Nora Ash told the Norpress state news agency.", "Norpress"),
        ("“We will go there soon,” Nora Ash said, according to CNN.", "CNN"),
        ("“We will go there soon,” Nora Ash told reporters.", None),
        ("“We will go there soon,” Reuters correspondent Nora Ash said.", "Reuters"),
    ],
)
def test_channel_is_named_in_the_sentence(text: str, via: str | None) -> None:
    assert vias(text) == [via]


def test_channel_is_carried_to_the_same_speaker() -> None:
    lines = ("It is late, Nora Ash wrote on Telegram.", "“We will go there soon,” she added.")
    assert vias(*lines) == ["Telegram"]


def test_channel_named_later_holds_for_words_before() -> None:
    lines = ("“We will go there soon,” Nora Ash said.", "It is late, Ash wrote on Telegram.")
    assert vias(*lines) == ["Telegram"]


def test_frame_of_an_article_does_not_reach_another_named_speaker() -> None:
    lines = ("An aide told Reuters it is late.", "“We will go there soon,” Nora Ash said.")
    assert vias(*lines, layout=Layout.ARTICLE) == [None]


def test_every_attribution_says_how_it_was_found() -> None:
    found = attributions("“We will go there soon,” Nora Ash said.", "“One two three four.”")
    assert all(attribution.resolved_by for attribution in found)


TEXT = st.text(alphabet="“”\"'‘’«»(),.:—- AshXheaid", max_size=60)
WORDY = st.lists(
    st.sampled_from(
        [
            "Ash",
            "said",
            "told",
            "“We",
            "go",
            "now",
            "again,”",
            "he",
            "she",
            "who",
            ",",
            ".",
            ":",
            "-",
            "and",
            "the",
            "spokesman",
            "of",
            "Reuters",
            "as",
            "saying",
            "quoting",
            "was",
            "by",
            "according",
            "to",
            "X",
            "on",
            "if",
            "that",
            "statement",
            "’s",
            "“a",
            "b",
            "c",
            "d”",
        ]
    ),
    max_size=25,
).map(" ".join)


@given(st.lists(TEXT | WORDY, min_size=1, max_size=5))
@settings(deadline=None, max_examples=250)
def test_one_attribution_for_each_quotation_whatever_the_text(lines: list[str]) -> None:
    page = make_page(*lines)
    span = make_span(page)
    spans = (span,) if span.lines else ()
    found = find_quotations(page, spans)
    assert len(attribute(page, spans, Naming({}, {}, {}), found)) == len(found)


def test_long_line_of_quotations_is_read() -> None:
    assert len(speakers("“We go on again,” Ash said, " * 3000)) == 3000
