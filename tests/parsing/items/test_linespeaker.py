from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.items.linenames import find_line_names
from reader.parsing.items.linespeaker import Sentence, Speaker, find_speaker
from reader.parsing.items.linewords import WORD


def speaker_of(text: str, *, is_quote: bool = False) -> Speaker:
    return find_speaker(Sentence(text, find_line_names(text)), is_quote=is_quote)


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("The talks go on, Foreign Minister Eva Ruiz said.", "full", "ruiz"),
        ("Eva Ruiz, the envoy to Vienna, has said that talks go on.", "full", "ruiz"),
        ("The talks go on, Reuters has reported.", "outlet", "reuters"),
        ("The talks go on, reports the Evening Herald.", "outlet", "evening herald"),
        ("The talks go on, according to Bloomberg.", "outlet", "bloomberg"),
        ("The talks go on, Ruiz said.", "name", "ruiz"),
        ("The talks go on, Ruiz, who has left the city, said.", "name", "ruiz"),
        ("The talks go on, President Ruiz said.", "short", "ruiz"),
        ("The talks go on, she added.", "pronoun", ""),
        ("The talks go on, the source said.", "office", ""),
        ("The talks go on, according to the agency.", "office", ""),
        ("The talks in the old town go on, the Spanish president said.", "office of a state", ""),
        ("The talks go on, an official said.", "new office", ""),
        ("An unnamed envoy close to the talks in Vienna has told of a break.", "new office", ""),
        ("The talks go on for a week.", "", ""),
    ],
)
def test_the_speaker_of_a_sentence(text: str, kind: str, key: str) -> None:
    found = speaker_of(text)
    assert (found.kind, found.key) == (kind, key)


def test_a_full_name_tells_more_than_an_outlet() -> None:
    text = "The talks go on, Foreign Minister Eva Ruiz has told Politico, which reported it."
    assert speaker_of(text).key == "ruiz"


def test_claims_after_an_adjective_are_no_verb() -> None:
    assert speaker_of("Russian claims do not hold.").kind == ""


def test_what_she_says_names_no_speaker() -> None:
    assert speaker_of("The talks go on despite what she says.").kind == "other"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Ruiz has said that talks go on.", "perfect"),
        ("Ruiz says that talks go on.", "present"),
        ("Ruiz said that talks go on.", "past"),
        ("Talks go on, Ruiz said, the Evening Herald has reported.", "perfect"),
    ],
)
def test_the_freshest_tense_counts(text: str, tense: str) -> None:
    assert speaker_of(text).tense == tense


def test_added_carries_on() -> None:
    assert speaker_of("Ruiz added that talks go on.").carries_on


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["said", "says", "according", "to", "the", "Ruiz", "Eva", ",", "he", "has", "a", "who"]
        ),
        max_size=14,
    ),
    st.booleans(),
)
def test_no_words_break_it(words: list[str], is_quote: bool) -> None:
    text = " ".join(words)
    found = speaker_of(text, is_quote=is_quote)
    assert found.key in text.lower()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aAbİΣς .,'’-_", max_size=60), st.randoms(use_true_random=False))
def test_words_begin_where_they_stand_in_whatever_order_asked(text: str, random: Random) -> None:
    places = [(found.start(), found[0]) for found in WORD.finditer(text)]
    sentence = Sentence(text, ())
    order = list(range(len(places)))
    random.shuffle(order)
    assert all((sentence.start(at), sentence.word(at)) == places[at] for at in order)
    assert sentence.lower == [word.lower() for _, word in places]
